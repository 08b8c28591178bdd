package atomicfile

import (
	"os"

	"golang.org/x/sys/windows"
)

// openWritten opens a file that is on the disk, to be read past the system's memory
// (FILE_FLAG_NO_BUFFERING) where its drive is one of this computer.
func openWritten(path string) (WrittenFile, error) {
	if isLocal(path) {
		if file, err := os.OpenFile(path, os.O_RDONLY|windows.FILE_FLAG_NO_BUFFERING, 0); err == nil {
			f := &ReadBackFile{file: file, fromDrive: true}
			f.inSectors()
			return f, nil
		}
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &ReadBackFile{file: file}, nil
}

// isLocal reports whether the path is on a drive of this computer: a server has a
// memory of its own.
func isLocal(path string) bool {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return false
	}
	root := make([]uint16, windows.MAX_LONG_PATH)
	if windows.GetVolumePathName(name, &root[0], uint32(len(root))) != nil {
		return false
	}
	kind := windows.GetDriveType(&root[0])
	return kind == windows.DRIVE_FIXED || kind == windows.DRIVE_REMOVABLE
}
