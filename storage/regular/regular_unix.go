//go:build unix

package regular

import "golang.org/x/sys/unix"

// openWithoutWaiting lets a pipe be opened that nobody writes to.
const openWithoutWaiting = unix.O_NONBLOCK
