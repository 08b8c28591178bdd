//go:build !windows

package storage

import "syscall"

// Errors of the system, as tests have it say them.
const (
	errIO       = syscall.EIO
	errNoSpace  = syscall.ENOSPC
	errNoAccess = syscall.EACCES
	errReadOnly = syscall.EROFS
	errTooBig   = syscall.EFBIG
	errNotThere = syscall.ENOENT
	errThere    = syscall.EEXIST
)
