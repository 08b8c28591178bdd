//go:build !windows

package single

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// lock takes the lock of a file without waiting, or fails with errHeld.
func lock(file *os.File) error {
	for {
		switch err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB); err {
		case unix.EINTR:
		case unix.EWOULDBLOCK:
			return errHeld
		default:
			return err
		}
	}
}

// rooms are the folders in which claims may lie, the best first.
func rooms() (folders []string) {
	// XDG Base Directory Specification 0.8: a path that is not absolute is ignored. It may be
	// that of somebody else, as under sudo.
	if at := os.Getenv("XDG_RUNTIME_DIR"); filepath.IsAbs(at) {
		if info, err := os.Stat(at); err == nil && isOwn(info) {
			folders = append(folders, filepath.Join(at, "seatkeeper"))
		}
	}
	name := "seatkeeper-windows-" + strconv.Itoa(os.Getuid())
	return append(folders, filepath.Join(os.TempDir(), name), filepath.Join("/tmp", name))
}

// isOwn reports whether a folder belongs to the user, and is closed to others.
func isOwn(info fs.FileInfo) bool {
	owner, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(owner.Uid) == os.Getuid() && info.Mode().Perm()&0o077 == 0
}

// screen names the one on which windows of this process are shown.
func screen() string { return os.Getenv("WAYLAND_DISPLAY") + "\x00" + os.Getenv("DISPLAY") }

// foldCase makes one of the paths that mean the same file.
func foldCase(path string) string {
	if runtime.GOOS == "darwin" {
		return strings.ToLower(path)
	}
	return path
}

// allowFront is needed on Windows alone.
func allowFront() {}
