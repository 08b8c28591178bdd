// Package uitest helps tests of the window: an app with a theme and a fixed locale, a
// background in which things happen when the test says so, keys and text as a person
// types them, people and seats to be shown, and pictures that are compared with those
// of before.
//
// It knows no room, so that the tests of each can use it.
package uitest
