package sqlite

import "golang.org/x/sys/unix"

// Linux has locks that belong to the open file, and that this process does not lose by
// closing the file somewhere else.
const setLock, getLock = unix.F_OFD_SETLK, unix.F_OFD_GETLK
