package alert

import "golang.org/x/sys/windows"

// Show says the text in a box, and returns when that is closed.
func Show(title, text string) {
	said, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return
	}
	above, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return
	}
	_, _ = windows.MessageBox(0, said, above, windows.MB_OK|windows.MB_ICONERROR|windows.MB_SETFOREGROUND)
}
