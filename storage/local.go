package storage

import (
	"context"
	"sync"

	"seatkeeper/storage/sqlite"
)

// LastBackup is the last export that was confirmed to be on the disk. Path is
// empty where there has been none.
type LastBackup = sqlite.LastBackup

// local is the home of what belongs to this computer and not to the data: the settings
// of backups with their second place, what is known of files, which window makes the next
// backup by this computer's clock, what was told here. It is no part of an engine, so
// that a shared server never holds a path of somebody's disk. A store that is a file is
// its own home, which moves with it.
type local struct {
	db *sqlite.DB

	mu   sync.Mutex
	last LastBackup // of this process, where the home can't keep it
}

// notes returns the notes of a topic, by key.
func (l *local) notes(ctx context.Context, topic string) (map[string]string, error) {
	return l.db.Notes(ctx, topic)
}

// update runs f in a transaction. shown reports whether it has changed something that
// windows may show.
func (l *local) update(ctx context.Context, f func(*sqlite.Notes) error) (shown bool, err error) {
	return l.db.UpdateNotes(ctx, f)
}

// noted says which backup was the last, and counts the changes of what windows may show.
func (l *local) noted(ctx context.Context) (sqlite.Noted, error) {
	n, err := l.db.Noted(ctx)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.last.At.After(n.Backup.At) {
		n.Backup = l.last
	}
	return n, err
}

// keepLast keeps the last backup for this process alone; the zero value keeps none.
func (l *local) keepLast(b LastBackup) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last = b
}
