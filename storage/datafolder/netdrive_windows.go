package datafolder

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// OnNetwork reports whether a folder, which need not exist, lies on a network drive:
// one of another computer that has a letter here, or named by \\server\share.
func OnNetwork(folder string) bool {
	folder = nearest(folder)
	if real, err := filepath.EvalSymlinks(folder); err == nil {
		folder = real // a junction may lead there
	}
	if isUNC(folder) {
		return true
	}
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(folder) + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE
}
