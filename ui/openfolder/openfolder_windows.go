package openfolder

import (
	"os"

	"fyne.io/fyne/v2"
	"golang.org/x/sys/windows"
)

// Open shows a folder in the system's file manager. The system takes the path
// as it is: as a URL it would lose what is not ASCII.
func Open(_ fyne.App, folder string) error {
	if _, err := os.Stat(folder); err != nil {
		return err // a path that is missing could else be taken for a program's name
	}
	verb, err := windows.UTF16PtrFromString("explore")
	if err != nil {
		return err
	}
	path, err := windows.UTF16PtrFromString(folder)
	if err != nil {
		return err
	}
	return windows.ShellExecute(0, verb, path, nil, nil, windows.SW_SHOWNORMAL)
}
