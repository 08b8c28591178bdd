package aside

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/datafolder"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/sqlite"
)

// Beside is what lies beside the store's file in a data folder.
type Beside struct {
	Path   string // of the store's file, absolute
	Folder string // in which it lies
	Now    func() time.Time
	Files  atomicfile.Files

	found []Found
	marks []string    // of what was set aside and is to be told of: see mark
	told  atomic.Bool // somebody has asked for found
}

// Found is something beside the store that a person should know of. None of it stops
// anything.
type Found struct {
	Kind Kind
	// Paths are the files that it is about, by their present names.
	Paths []string
}

// Kind says what was found.
type Kind int

// The kinds of Found.
const (
	// ForeignLog is a log that was not the store's own: of another computer's
	// copy of it, or of another store. It was not used. Paths are a copy of the store's
	// file as it was found, and the log, which lies beside that copy as it lay beside
	// the store.
	ForeignLog Kind = iota
	// UnusedLog is such a log in a folder that can't be written: Paths is where it
	// lies, unused.
	UnusedLog
	// OrphanLog is the log of a store that is no longer there, which a new store
	// would have taken for its own. Paths are its files, set aside.
	OrphanLog
	// ConflictCopies are further copies of the store in its folder, as programs
	// make them that synchronise folders when two computers have changed one file.
	ConflictCopies
)

// Found returns what was found beside the store when it was opened. What was set aside
// is told of at every start until one that has asked ends as it should.
func (b *Beside) Found() []Found {
	b.told.Store(true)
	return slices.Clone(b.found)
}

// Look looks for what a person should know of. unused are the endings of logs that lie
// beside a store which can't be written, and were not used.
func (b *Beside) Look(unused []string) {
	if len(unused) > 0 {
		found := Found{Kind: UnusedLog}
		for _, ending := range unused {
			found.Paths = append(found.Paths, b.Path+ending)
		}
		b.found = append(b.found, found)
	}
	b.findAside()
	b.findConflictCopies()
}

// SetLogAside keeps the store's file and a log that is not its own under another name,
// before the store is opened from its file alone. Nobody has the store open then.
func (b *Beside) SetLogAside(ending string, file io.ReaderAt, size int64) (err error) {
	temp, err := b.Files.Create(b.Path)
	if err != nil {
		return err
	}
	if _, err = io.Copy(temp, io.NewSectionReader(file, 0, size)); err == nil {
		err = temp.Sync()
	}
	aside := ""
	if err == nil {
		aside, err = b.publishAside(temp)
	}
	if err != nil {
		return errors.Join(err, temp.Cleanup())
	}
	if err = temp.Close(); err == nil {
		err = b.mark(aside)
	}
	if err == nil {
		if err = moveFiles(b.Path, aside, "-shm", ending); err != nil && !datafolder.Exists(aside+ending) {
			_ = b.Files.Remove(aside + untold)
		}
	}
	if err != nil {
		return errors.Join(err, os.Remove(aside))
	}
	// Where a power cut undoes the renames, the log is found and judged once more.
	_ = b.Files.SyncFolder(b.Folder)
	return nil
}

// publishAside gives a copy of the store the first free of the names for what is set
// aside.
func (b *Beside) publishAside(temp atomicfile.TempFile) (string, error) {
	now := b.Now()
	for attempt := range atomicfile.MaxAttempts {
		aside := asideName(b.Folder, now, attempt)
		if !isFree(aside) {
			continue
		}
		if err := b.Files.Publish(temp, aside); !errors.Is(err, fs.ErrExist) {
			return aside, err
		}
	}
	return "", fs.ErrExist
}

// SetOrphansAside gives the log of a store that is not there another name: a new store
// would take it for its own. The store's file was looked for and is missing, or is
// just being made by another process.
func (b *Beside) SetOrphansAside() error {
	var orphans []string
	infos := map[string]os.FileInfo{}
	for _, ending := range []string{"-wal", "-journal"} {
		if info, err := os.Lstat(b.Path + ending); err == nil && info.Size() > 0 {
			orphans = append(orphans, ending)
			os.SameFile(info, info) // see [datafolder.Identify]
			infos[ending] = info
		}
	}
	// Looked for once more: a log that was there before the store was not is an orphan.
	if _, err := os.Lstat(b.Path); len(orphans) == 0 || !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	aside, err := b.reserveAside()
	if err != nil {
		return &failure.Error{Op: failure.OpChangeStore, Path: b.Path + orphans[0], Err: err}
	}
	moved := false
	defer func() {
		if !moved {
			_ = b.Files.Remove(aside + untold)
		}
	}()
	// Not "-shm": SQLite begins that anew where nobody has it open, and where somebody has,
	// it is that of a store which was just made.
	for _, ending := range orphans {
		err := os.Rename(b.Path+ending, aside+ending)
		if errors.Is(err, fs.ErrNotExist) {
			continue // another process was faster
		}
		if err != nil {
			return &failure.Error{Op: failure.OpChangeStore, Path: b.Path + ending, Err: err}
		}
		if now, err := os.Lstat(aside + ending); err != nil || !os.SameFile(now, infos[ending]) {
			// Another process was faster and has made a store, whose log this is.
			if err := os.Rename(aside+ending, b.Path+ending); err != nil {
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
func (b *Beside) reserveAside() (aside string, err error) {
	now := b.Now()
	for attempt := range atomicfile.MaxAttempts {
		if aside = asideName(b.Folder, now, attempt); !isFree(aside) {
			continue
		}
		if err := b.mark(aside); !errors.Is(err, fs.ErrExist) {
			return aside, err
		}
	}
	return "", fs.ErrExist
}

// findConflictCopies looks for further stores in the data folder. What it finds is
// never opened but for its first bytes, and never changed.
func (b *Beside) findConflictCopies() {
	own, err := datafolder.Identify(b.Path)
	if err != nil {
		return // the store's own business
	}
	entries, err := os.ReadDir(b.Folder)
	if err != nil {
		return
	}
	var copies []string
	for _, entry := range entries {
		name := entry.Name()
		if !entry.Type().IsRegular() || name == datafolder.StoreFile || asideFile.MatchString(name) ||
			!strings.HasPrefix(strings.ToLower(name), "seatkeeper") || !strings.EqualFold(filepath.Ext(name), ".db") {
			continue
		}
		info, err := entry.Info()
		// The store under a second name must not be opened: closing it would drop the
		// locks that this process has on it.
		if err != nil || os.SameFile(info, own) || !sqlite.IsStore(filepath.Join(b.Folder, name)) {
			continue
		}
		copies = append(copies, filepath.Join(b.Folder, name))
	}
	if len(copies) > 0 {
		b.found = append(b.found, Found{Kind: ConflictCopies, Paths: copies})
	}
}
