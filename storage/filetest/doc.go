// Package filetest helps the tests of storage with files, mounts and errors. No program
// imports it.
package filetest
