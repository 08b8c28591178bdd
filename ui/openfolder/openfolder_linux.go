package openfolder

import (
	"os/exec"

	"fyne.io/fyne/v2"
)

// Open shows a folder in the system's file manager, and may wait until that
// is closed. Fyne's own way does not tell whether there is one. No shell reads the
// path.
func Open(_ fyne.App, folder string) error {
	return exec.Command("xdg-open", folder).Run()
}
