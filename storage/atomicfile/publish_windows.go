package atomicfile

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"

	"golang.org/x/sys/windows"
)

// pending is a temporary file. renameio is not built on Windows, so this part is
// ours: O_EXCL, a random name of the same form, closed before it is renamed.
type pending struct {
	*os.File
	closed bool
}

// Create is one of the operations of [Files].
func (System) Create(final string) (TempFile, error) {
	for attempt := 0; ; attempt++ {
		name := filepath.Join(filepath.Dir(final), "."+filepath.Base(final)+strconv.FormatInt(rand.Int64(), 10))
		file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if err == nil {
			return &pending{File: file}, nil
		}
		if !errors.Is(err, fs.ErrExist) || attempt > 100 {
			return nil, err
		}
	}
}

func (p *pending) Close() error {
	if p.closed {
		return nil
	}
	p.closed = true
	return p.File.Close()
}

func (p *pending) Cleanup() error {
	err := p.Close()
	if removeErr := remove(p.Name()); removeErr != nil && !errors.Is(removeErr, fs.ErrNotExist) {
		return removeErr
	}
	return err
}

// Publish renames without replacing; MOVEFILE_WRITE_THROUGH returns when the
// folder's entry is on the disk.
func (System) Publish(temp TempFile, final string) error {
	if err := temp.Close(); err != nil {
		return err
	}
	from, err := windows.UTF16PtrFromString(temp.Name())
	if err != nil {
		return err
	}
	to, err := windows.UTF16PtrFromString(final)
	if err != nil {
		return err
	}
	if err := Insist(func() error { return windows.MoveFileEx(from, to, windows.MOVEFILE_WRITE_THROUGH) }); err != nil {
		return &os.LinkError{Op: "rename", Old: temp.Name(), New: final, Err: err}
	}
	return nil
}

// SyncFolder has nothing to do: Windows can't flush a folder, and Publish writes
// its entry through.
func (System) SyncFolder(string) error { return nil }

// Free is one of the operations of [Files].
func (System) Free(folder string) (int64, error) {
	path, err := windows.UTF16PtrFromString(folder)
	if err != nil {
		return -1, err
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(path, &free, nil, nil); err != nil {
		return -1, err
	}
	return int64(min(free, 1<<62)), nil
}

// IgnoreFileSizeSignal has nothing to do: there is no such signal.
func IgnoreFileSizeSignal() {}
