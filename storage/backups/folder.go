package backups

import (
	"context"
	"path/filepath"
	"sync"
	"time"

	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/datafolder"
)

// Folder is the folder of a store's backups with what belongs to it: what is known of
// each file, the choices about backups, and the second place.
type Folder struct {
	Path  string           // absolute
	Now   func() time.Time // in the zone that names backups
	Files atomicfile.Files
	// ForUndo returns the paths of the backups to which the Undo of this window goes back.
	ForUndo func() []string

	store  Store
	window string // tells this window from others on the same folder

	mu     sync.Mutex
	unkept map[string]fileNote // by key: of this process, where the store can't keep them
	held   atomicfile.TempFile // tells others that this window lives, once it has noted something for its Undo
}

// Store is what a folder of backups needs of the store that it belongs to.
type Store interface {
	// Path returns that of the store's file, which errors tell.
	Path() string
	// ReadOnly returns why the store can't be changed, or nil.
	ReadOnly() error
	// ID returns what tells the store from others, as its backups say it.
	ID(ctx context.Context) (string, error)
	// Notes returns what this computer has noted on a topic, by key.
	Notes(ctx context.Context, topic string) (map[string]string, error)
	// Note runs f in a transaction, and tells the windows of what has changed.
	Note(ctx context.Context, f func(Notes) error) error
	// Tell tells the windows to look again.
	Tell()
}

// Notes are what this computer keeps beside the data, within a transaction.
type Notes interface {
	Now() time.Time // of the transaction, UTC
	// Get returns one note, empty where there is none.
	Get(topic, key string) (string, error)
	// Set writes a note; an empty value removes it. SetQuietly does so without telling
	// the windows.
	Set(topic, key, value string) error
	SetQuietly(topic, key, value string) error
}

// New returns the backups of a store in that folder. window tells who claims work
// from the other windows on it.
func New(store Store, folder, window string, now func() time.Time, files atomicfile.Files) *Folder {
	return &Folder{Path: folder, Now: now, Files: files, store: store, window: window}
}

// AutoFolder returns the folder of the backups that the program makes by itself.
func (f *Folder) AutoFolder() string { return filepath.Join(f.Path, datafolder.AutoFolder) }

// keep keeps a note that is stamped for this process alone.
func (f *Folder) keep(key string, n fileNote) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.unkept == nil {
		f.unkept = map[string]fileNote{}
	}
	f.unkept[key] = n
}
