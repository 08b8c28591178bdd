// Package native asks for a file or a folder with the dialog of the system: on Linux
// that of the desktop's portal, on Windows and macOS the one that all programs have.
//
// In comes what is asked for, in words that are ready to be read, and the handle of the
// window; out goes the path of a file of this computer. Nothing here opens, makes or
// changes a file, and nothing here draws: no Fyne.
package native
