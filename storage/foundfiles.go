package storage

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/sqlite"
)

// Found is something beside the store that a person should know of. None of it stops
// anything.
type Found struct {
	Kind FoundKind
	// Paths are the files that it is about, by their present names.
	Paths []string
}

// FoundKind says what was found.
type FoundKind int

// The kinds of Found.
const (
	// FoundForeignLog is a log that was not the store's own: of another computer's
	// copy of it, or of another store. It was not used. Paths are a copy of the store's
	// file as it was found, and the log, which lies beside that copy as it lay beside
	// the store.
	FoundForeignLog FoundKind = iota
	// FoundUnusedLog is such a log in a folder that can't be written: Paths is where it
	// lies, unused.
	FoundUnusedLog
	// FoundOrphanLog is the log of a store that is no longer there, which a new store
	// would have taken for its own. Paths are its files, set aside.
	FoundOrphanLog
	// FoundConflictCopies are further copies of the store in its folder, as programs
	// make them that synchronise folders when two computers have changed one file.
	FoundConflictCopies
)

// whatWasFound is [Store.Found].
func (f *storeFile) whatWasFound() []Found {
	if f == nil {
		return nil
	}
	f.told.Store(true)
	return slices.Clone(f.found)
}

// foreignLog returns what is to be done with a log that is not the store's own.
func (f *storeFile) foreignLog() func(string, io.ReaderAt, int64) error {
	if f.readOnly != nil {
		return nil
	}
	return f.setLogAside
}

// findBeside looks for what else a person should know of.
func (f *storeFile) findBeside() {
	if endings := f.db.Foreign(); f.readOnly != nil && len(endings) > 0 {
		unused := Found{Kind: FoundUnusedLog}
		for _, ending := range endings {
			unused.Paths = append(unused.Paths, f.path+ending)
		}
		f.found = append(f.found, unused)
	}
	f.findAside()
	f.findConflictCopies()
}

// setLogAside keeps the store's file and a log that is not its own under another name,
// before the store is opened from its file alone. Nobody has the store open then.
func (f *storeFile) setLogAside(ending string, file io.ReaderAt, size int64) (err error) {
	defer func() {
		if err != nil {
			err = openError(f.path, err)
		}
	}()
	temp, err := f.files.Create(f.path)
	if err != nil {
		return err
	}
	if _, err = io.Copy(temp, io.NewSectionReader(file, 0, size)); err == nil {
		err = temp.Sync()
	}
	aside := ""
	if err == nil {
		aside, err = f.publishAside(temp)
	}
	if err != nil {
		return errors.Join(err, temp.Cleanup())
	}
	if err = temp.Close(); err == nil {
		err = f.markAside(aside)
	}
	if err == nil {
		if err = moveFiles(f.path, aside, "-shm", ending); err != nil && !Exists(aside+ending) {
			_ = f.files.Remove(aside + untold)
		}
	}
	if err != nil {
		return errors.Join(err, os.Remove(aside))
	}
	// Where a power cut undoes the renames, the log is found and judged once more.
	_ = f.files.SyncFolder(f.folder)
	return nil
}

// publishAside gives a copy of the store the first free of the names for what is set
// aside.
func (f *storeFile) publishAside(temp atomicfile.TempFile) (string, error) {
	now := f.now()
	for attempt := range atomicfile.MaxAttempts {
		aside := asideName(f.folder, now, attempt)
		if !isFree(aside) {
			continue
		}
		if err := f.files.Publish(temp, aside); !errors.Is(err, fs.ErrExist) {
			return aside, err
		}
	}
	return "", fs.ErrExist
}

// setOrphansAside gives the log of a store that is not there another name: a new store
// would take it for its own. The store's file was looked for and is missing, or is
// just being made by another process.
func (f *storeFile) setOrphansAside() error {
	var orphans []string
	infos := map[string]os.FileInfo{}
	for _, ending := range []string{"-wal", "-journal"} {
		if info, err := os.Lstat(f.path + ending); err == nil && info.Size() > 0 {
			orphans = append(orphans, ending)
			os.SameFile(info, info) // see identify
			infos[ending] = info
		}
	}
	// Looked for once more: a log that was there before the store was not is an orphan.
	if _, err := os.Lstat(f.path); len(orphans) == 0 || !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	aside, err := f.reserveAside()
	if err != nil {
		return &failure.Error{Op: failure.OpChangeStore, Path: f.path + orphans[0], Err: err}
	}
	moved := false
	defer func() {
		if !moved {
			_ = f.files.Remove(aside + untold)
		}
	}()
	// Not "-shm": SQLite begins that anew where nobody has it open, and where somebody has,
	// it is that of a store which was just made.
	for _, ending := range orphans {
		err := os.Rename(f.path+ending, aside+ending)
		if errors.Is(err, fs.ErrNotExist) {
			continue // another process was faster
		}
		if err != nil {
			return &failure.Error{Op: failure.OpChangeStore, Path: f.path + ending, Err: err}
		}
		if now, err := os.Lstat(aside + ending); err != nil || !os.SameFile(now, infos[ending]) {
			// Another process was faster and has made a store, whose log this is.
			if err := os.Rename(aside+ending, f.path+ending); err != nil {
				moved = true
				return &failure.Error{Op: failure.OpChangeStore, Path: aside + ending, Err: err}
			}
			return nil
		}
		moved = true
	}
	return nil
}

// reserveAside marks the first free of the names for what is set aside, for this process.
func (f *storeFile) reserveAside() (aside string, err error) {
	now := f.now()
	for attempt := range atomicfile.MaxAttempts {
		if aside = asideName(f.folder, now, attempt); !isFree(aside) {
			continue
		}
		if err := f.markAside(aside); !errors.Is(err, fs.ErrExist) {
			return aside, err
		}
	}
	return "", fs.ErrExist
}

// findConflictCopies looks for further stores in the data folder. What it finds is
// never opened but for its first bytes, and never changed.
func (f *storeFile) findConflictCopies() {
	own, err := identify(f.path)
	if err != nil {
		return // the store's own business
	}
	entries, err := os.ReadDir(f.folder)
	if err != nil {
		return
	}
	var copies []string
	for _, entry := range entries {
		name := entry.Name()
		if !entry.Type().IsRegular() || name == StoreFile || asideFile.MatchString(name) ||
			!strings.HasPrefix(strings.ToLower(name), "seatkeeper") || !strings.EqualFold(filepath.Ext(name), ".db") {
			continue
		}
		info, err := entry.Info()
		// The store under a second name must not be opened: closing it would drop the
		// locks that this process has on it.
		if err != nil || os.SameFile(info, own) || !sqlite.IsStore(filepath.Join(f.folder, name)) {
			continue
		}
		copies = append(copies, filepath.Join(f.folder, name))
	}
	if len(copies) > 0 {
		f.found = append(f.found, Found{Kind: FoundConflictCopies, Paths: copies})
	}
}
