package storage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// files are the operations on the file system that a publication needs. The
// system's are used; tests put failing ones in their place.
type files interface {
	// Mkdir makes one folder with mode 0700.
	Mkdir(path string) error
	// Create makes a temporary file beside the final name that it will get.
	Create(final string) (tempFile, error)
	// Open opens a file for reading.
	Open(path string) (io.ReadCloser, error)
	// Publish gives a temporary file its final name and never replaces what has
	// that name: then the error is fs.ErrExist.
	Publish(temp tempFile, final string) error
	// SyncFolder brings the folder's own entries to the disk.
	SyncFolder(path string) error
	// Free returns how many bytes this user may still write there.
	Free(folder string) (int64, error)
}

// tempFile is a file that has no final name yet. As long as it is open no other
// process takes it for left over.
type tempFile interface {
	io.Writer
	Name() string
	Sync() error
	// Close ends a file that has been published.
	Close() error
	// Cleanup closes the file and removes it.
	Cleanup() error
}

// makeFolder makes the folder where it is missing, but not the folders above it:
// where those are gone, a volume is, and a folder made in its place would hide
// the backup. A parent's entry is brought to the disk.
func makeFolder(fsys files, folder string) error {
	err := fsys.Mkdir(folder)
	if err == nil {
		if err := fsys.SyncFolder(filepath.Dir(folder)); err != nil {
			// So that the next try makes it anew and syncs again.
			_ = os.Remove(folder)
			return &Error{Op: OpSyncFolder, Path: filepath.Dir(folder), Err: err}
		}
		return nil
	}
	// Anything there decides, whatever mkdir said: on a read-only system it may
	// complain about that first.
	if info, statErr := os.Stat(folder); statErr == nil {
		if info.IsDir() {
			return nil
		}
		return &Error{Op: OpMakeFolder, Path: folder, Err: errNotAFolder}
	}
	if _, statErr := os.Lstat(folder); statErr == nil && errors.Is(err, fs.ErrExist) {
		return &Error{Op: OpMakeFolder, Path: folder, Err: fmt.Errorf("%w: it is a link that leads nowhere", errNotAFolder)}
	}
	return &Error{Op: OpMakeFolder, Path: folder, Err: err}
}

// publish gives the temporary file the first free of the names that next yields
// and brings the folder to the disk. Where that last step fails the file is
// there under its name, and the error is ErrNotConfirmed.
func publish(ctx context.Context, fsys files, temp tempFile, folder string, next func(attempt int) string) (string, error) {
	for attempt := 0; ; attempt++ {
		if err := ctx.Err(); err != nil {
			return "", &Error{Op: OpPublish, Path: temp.Name(), Err: err}
		}
		final := filepath.Join(folder, next(attempt))
		err := fsys.Publish(temp, final)
		if errors.Is(err, fs.ErrExist) && attempt < maxAttempts {
			continue
		}
		if err != nil {
			return "", &Error{Op: OpPublish, Path: final, Err: err}
		}
		if err := fsys.SyncFolder(folder); err != nil {
			return final, &Error{Op: OpSyncFolder, Path: folder, Err: fmt.Errorf("%w (%w)", ErrNotConfirmed, err)}
		}
		return final, nil
	}
}

// maxAttempts bounds the search for a free name: an hour of seconds.
const maxAttempts = 3600
