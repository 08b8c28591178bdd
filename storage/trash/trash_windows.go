package trash

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
)

// shFileOperation is SHFileOperationW, see
// https://learn.microsoft.com/windows/win32/api/shellapi/nf-shellapi-shfileoperationw
var shFileOperation = windows.NewLazySystemDLL("shell32.dll").NewProc("SHFileOperationW")

// fileOperation is SHFILEOPSTRUCTW as 64-bit Windows lays it out. On 32 bits it is
// packed, which Go's structs can't be.
type fileOperation struct {
	window      uintptr
	operation   uint32
	from, to    *uint16 // lists, ended by an empty entry
	flags       uint16
	aborted     int32
	names       uintptr
	titleUnused *uint16
}

const (
	foDelete          = 3
	fofSilent         = 0x0004
	fofNoConfirmation = 0x0010
	fofAllowUndo      = 0x0040
	fofNoErrorUI      = 0x0400
)

// Move moves a file to the Recycle Bin. The error is ErrNone for a drive
// that has none: Windows keeps one on fixed drives alone, and would remove the file
// of any other for good without a word. Where the user has switched the bin off, it
// does so too, and does not tell.
func Move(path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(path); err != nil {
		return err
	}
	if err := hasRecycleBin(path); err != nil {
		return err
	}
	from, err := windows.UTF16FromString(path)
	if err != nil {
		return err
	}
	from = append(from, 0) // the list's end
	operation := fileOperation{
		operation: foDelete, from: &from[0],
		flags: fofAllowUndo | fofNoConfirmation | fofSilent | fofNoErrorUI,
	}
	// It returns numbers of its own, which are not those of the system's errors.
	code, _, _ := shFileOperation.Call(uintptr(unsafe.Pointer(&operation)))
	runtime.KeepAlive(from)
	if code != 0 || operation.aborted != 0 {
		return &os.PathError{Op: "move to the Recycle Bin", Path: path, Err: fmt.Errorf("SHFileOperation: %#x", code)}
	}
	return nil
}

// hasRecycleBin returns ErrNone where the file's drive has no Recycle Bin, or
// the shell can't take the path.
func hasRecycleBin(path string) error {
	if unsafe.Sizeof(uintptr(0)) != 8 || len(path) >= windows.MAX_PATH {
		return ErrNone
	}
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	var root [windows.MAX_PATH + 1]uint16
	if err := windows.GetVolumePathName(name, &root[0], uint32(len(root))); err != nil {
		return &os.PathError{Op: "GetVolumePathName", Path: path, Err: err}
	}
	if windows.GetDriveType(&root[0]) != windows.DRIVE_FIXED {
		return ErrNone
	}
	return nil
}
