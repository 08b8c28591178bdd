//go:build linux || darwin

package datafolder

import (
	"os"

	"golang.org/x/sys/unix"

	"seatkeeper/storage/failure"
)

// writable returns an [*failure.Error] where this user can't write the folder or the
// store in it, and nil where they can.
func CheckWritable(folder, store string) error {
	for _, path := range []string{folder, store} {
		if err := unix.Faccessat(unix.AT_FDCWD, path, unix.W_OK, unix.AT_EACCESS); err != nil {
			return &failure.Error{Op: failure.OpChangeStore, Path: store, Err: &os.PathError{Op: "access", Path: path, Err: err}}
		}
	}
	return nil
}
