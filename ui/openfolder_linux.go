package ui

import (
	"os/exec"

	"fyne.io/fyne/v2"
)

// openInFiles shows a folder in the system's file manager, and may wait until that
// is closed. Fyne's own way does not tell whether there is one. No shell reads the
// path.
func openInFiles(_ fyne.App, folder string) error {
	return exec.Command("xdg-open", folder).Run()
}
