//go:build !windows

package crashlog

import (
	"os"

	"golang.org/x/sys/unix"
)

// lock marks a file as that of a running program, without waiting. The runtime has a handle
// of its own that shares it.
func lock(file *os.File) error { return unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB) }
