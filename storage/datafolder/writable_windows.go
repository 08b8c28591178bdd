package datafolder

import (
	"errors"
	"os"

	"seatkeeper/storage/failure"
)

// writable returns an [*failure.Error] where this user can't write the folder or the
// store in it, and nil where they can. Windows can only tell by trying.
func CheckWritable(folder, store string) error {
	file, err := os.OpenFile(store, os.O_RDWR, 0)
	if err == nil {
		err = file.Close()
	}
	if err == nil {
		var probe *os.File
		if probe, err = os.CreateTemp(folder, ".seatkeeper-probe-*"); err == nil {
			err = errors.Join(probe.Close(), os.Remove(probe.Name()))
		}
	}
	if err != nil {
		return &failure.Error{Op: failure.OpChangeStore, Path: store, Err: err}
	}
	return nil
}
