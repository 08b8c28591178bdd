package storage

import (
	"context"
	"os"

	"seatkeeper/storage/datafolder"
	"seatkeeper/storage/failure"
)

// inPlace is what the files of an open store were when it was opened.
type inPlace struct {
	store os.FileInfo
	log   os.FileInfo // nil where it has none, or where that may come and go
}

// lookInPlace notes what the store's files are now that it is open.
func (f *storeFile) lookInPlace() (p inPlace, err error) {
	if p.store, err = datafolder.Identify(f.path); err != nil || f.db.ReadOnly() {
		return p, err
	}
	// As long as we have it open nobody else removes it, or not by means of SQLite.
	if log, err := datafolder.Identify(f.path + "-wal"); err == nil {
		p.log = log
	}
	return p, nil
}

// displaced is [Store.Displaced].
func (f *storeFile) displaced() error {
	if f == nil {
		return nil
	}
	now, err := os.Stat(f.path)
	switch {
	case err != nil:
		return &failure.Error{Op: failure.OpReadStore, Path: f.path, Err: err}
	case !os.SameFile(now, f.inPlace.store):
		return &failure.Error{Op: failure.OpReadStore, Path: f.path, Err: failure.ErrReplaced}
	case f.isLogGone():
		return &failure.Error{Op: failure.OpReadStore, Path: f.path + "-wal", Err: failure.ErrLogGone}
	}
	return nil
}

func (f *storeFile) isLogGone() bool {
	if f.inPlace.log == nil {
		return false
	}
	now, err := os.Stat(f.path + "-wal")
	// A store that is being closed removes its log itself.
	return (err != nil || !os.SameFile(now, f.inPlace.log)) && !f.db.IsEnding()
}

// saveLog brings what stands in a log that has lost its name into the store's file,
// while it is still open: nobody else can read it any more, and a kill would lose it. It
// reports whether that is done; it must be tried again otherwise, as an export may keep
// it from being done. At the latest, closing the store does it.
//
// It is the last word only where nobody has written beside us. untouched says that nobody
// has at all since the log was in its place; but whoever did so in a log of their own has
// left that there, as long as we have the store open.
func (f *storeFile) saveLog(ctx context.Context, untouched bool) bool {
	now, err := os.Stat(f.path)
	if err != nil || !os.SameFile(now, f.inPlace.store) || !f.isLogGone() {
		return false
	}
	return (untouched || !Exists(f.path+"-wal")) && f.db.Checkpoint(ctx) == nil
}
