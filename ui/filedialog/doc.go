// Package filedialog asks the user for a file or a folder: with the system's own dialog
// (native), and where that can't be had with one that is drawn in the window.
//
// In comes what is asked for; out goes a path. Folders are listed in the background, no
// file is opened, made or changed here, and of two questions the second ends the first.
package filedialog
