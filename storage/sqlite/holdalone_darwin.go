package sqlite

import "golang.org/x/sys/unix"

// These locks are lost when this process closes the file anywhere: see openFiles.
const setLock, getLock = unix.F_SETLK, unix.F_GETLK
