package storage

import (
	"fmt"

	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
)

// hasNoRoom reports whether the drive is too full for the files that processes share
// while they have the store open. It is then opened without them, so that it can be
// looked at and exported to another drive.
func (f *storeFile) hasNoRoom() bool {
	free, err := f.files.Free(f.folder)
	return err == nil && free >= 0 && free < roomToShare
}

// roomToShare is more than these files take before anything is changed, in bytes.
const roomToShare = 256 << 10

// onFullDisk says of an error of the store that the drive is full, where it is: the
// database knows only that something could not be opened or written.
func (f *storeFile) onFullDisk(err error) error {
	if err == nil || f == nil || failure.KindOf(err) != failure.KindDisk && failure.KindOf(err) != failure.KindOther || !f.hasNoRoom() {
		return err
	}
	return fmt.Errorf("%w (%w)", engine.ErrFull, err)
}
