package atomicfile

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// Part is large enough that the drive is not asked too often, and small enough that
// little is left to do when all is written.
func (System) Part() int64 { return 16 << 20 }

// OpenGrowing is one of the operations of [Files].
func (System) OpenGrowing(path string) (GrowingFile, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if !keepsPagesAlone(file) {
		return nil, errors.Join(errors.ErrUnsupported, file.Close())
	}
	f := &ReadBackFile{file: file, Grows: newGrowth()}
	f.inSectors()
	f.readDirectly()
	return f, nil
}

// Settle brings to the disk what is written so far, and has the system forget it up to
// there. A page that is only begun stays in memory, with those that the system keeps
// together with it.
func (f *ReadBackFile) Settle(upTo int64) error {
	if err := uninterrupted(func() error { return unix.Fdatasync(int(f.file.Fd())) }); err != nil {
		return &os.PathError{Op: "fdatasync", Path: f.file.Name(), Err: err}
	}
	_ = unix.Fadvise(int(f.file.Fd()), 0, upTo, unix.FADV_DONTNEED)
	gone, err := firstCached(f.file, f.Grows.Settled(), upTo)
	if err == nil { // otherwise it is read when all is written
		f.Grows.settle(gone / BlockLength * BlockLength)
	}
	return nil
}

// End is part of [GrowingFile].
func (f *ReadBackFile) End() {
	f.fromDrive = forgetFrom(f.file, f.Grows.Settled())
	f.Grows.end(nil)
}

// Stop is part of [GrowingFile].
func (f *ReadBackFile) Stop(err error) { f.Grows.end(err) }
