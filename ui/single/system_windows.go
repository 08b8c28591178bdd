package single

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/sys/windows"
)

// lock takes the lock of a file without waiting, or fails with errHeld.
func lock(file *os.File) error {
	err := windows.LockFileEx(windows.Handle(file.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY,
		0, 1, 0, &windows.Overlapped{})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return errHeld
	}
	return err
}

// rooms are the folders in which claims may lie.
func rooms() []string {
	local, err := os.UserCacheDir() // %LocalAppData%
	if err != nil {
		return nil
	}
	own := filepath.Join(local, "Seatkeeper")
	_ = os.Mkdir(own, 0o700)
	return []string{filepath.Join(own, "run")}
}

// isOwn reports whether a folder is the user's own, as everything in their profile is.
func isOwn(fs.FileInfo) bool { return true }

// screen names the session: one who is signed in twice has two.
func screen() string {
	var id uint32
	if windows.ProcessIdToSessionId(windows.GetCurrentProcessId(), &id) != nil {
		return ""
	}
	return strconv.FormatUint(uint64(id), 10)
}

// foldCase makes one of the paths that mean the same file.
func foldCase(path string) string { return strings.ToLower(path) }

var allowSetForegroundWindow = windows.NewLazySystemDLL("user32.dll").NewProc("AllowSetForegroundWindow")

// allowFront lets the window that is asked come to the front, which Windows allows only to
// the program that the user has just started, and to whom that allows it.
func allowFront() {
	const anyProcess = 1<<32 - 1
	if allowSetForegroundWindow.Find() == nil {
		_, _, _ = allowSetForegroundWindow.Call(anyProcess)
	}
}
