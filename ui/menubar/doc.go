// Package menubar draws the bar of menus, and the menu that is open. Fyne's own opens
// with no key that people know, and its shortcuts can hardly be read.
//
// In comes Fyne's description of a menu; out go the actions of its items, by click, by
// keys, or by their shortcuts. On macOS the system draws the menus.
package menubar
