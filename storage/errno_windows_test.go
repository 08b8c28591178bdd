package storage

import (
	"syscall"

	"golang.org/x/sys/windows"
)

// Errors of the system, as tests have it say them.
const (
	errIO       syscall.Errno = windows.ERROR_IO_DEVICE
	errNoSpace  syscall.Errno = windows.ERROR_DISK_FULL
	errNoAccess syscall.Errno = windows.ERROR_ACCESS_DENIED
	errReadOnly syscall.Errno = windows.ERROR_WRITE_PROTECT
	errTooBig   syscall.Errno = windows.ERROR_FILE_TOO_LARGE
	errNotThere syscall.Errno = windows.ERROR_FILE_NOT_FOUND
	errThere    syscall.Errno = windows.ERROR_ALREADY_EXISTS
)
