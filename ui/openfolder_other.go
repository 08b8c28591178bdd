//go:build !linux

package ui

import "fyne.io/fyne/v2"

// openInFiles shows a folder in the system's file manager.
func openInFiles(app fyne.App, folder string) error { return app.OpenURL(fileURL(folder)) }
