package storage

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// Part is large enough that the drive is not asked too often, and small enough that
// little is left to do when all is written.
func (system) Part() int64 { return 16 << 20 }

func (system) OpenGrowing(path string) (growingFile, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if !keepsPagesAlone(file) {
		return nil, errors.Join(errors.ErrUnsupported, file.Close())
	}
	f := &readBackFile{file: file, grows: newGrowth()}
	f.inSectors()
	f.readDirectly()
	return f, nil
}

// Settle brings to the disk what is written so far, and has the system forget it up to
// there. A page that is only begun stays in memory, with those that the system keeps
// together with it.
func (f *readBackFile) Settle(upTo int64) error {
	if err := uninterrupted(func() error { return unix.Fdatasync(int(f.file.Fd())) }); err != nil {
		return &os.PathError{Op: "fdatasync", Path: f.file.Name(), Err: err}
	}
	_ = unix.Fadvise(int(f.file.Fd()), 0, upTo, unix.FADV_DONTNEED)
	gone, err := firstCached(f.file, f.grows.settled(), upTo)
	if err == nil { // otherwise it is read when all is written
		f.grows.settle(gone / blockLength * blockLength)
	}
	return nil
}

func (f *readBackFile) End() {
	f.fromDrive = forgetFrom(f.file, f.grows.settled())
	f.grows.end(nil)
}

func (f *readBackFile) Stop(err error) { f.grows.end(err) }
