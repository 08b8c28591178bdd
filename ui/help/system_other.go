//go:build !linux && !windows

package help

import "golang.org/x/sys/unix"

// systemName returns the release of the system's kernel.
func systemName() []string {
	var name unix.Utsname
	if unix.Uname(&name) != nil {
		return nil
	}
	return []string{unix.ByteSliceToString(name.Sysname[:]), unix.ByteSliceToString(name.Release[:])}
}

// desktop returns nothing: there is one.
func desktop() []string { return nil }
