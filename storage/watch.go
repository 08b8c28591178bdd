package storage

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"seatkeeper/storage/failure"
)

// watchInterval is how often the store looks for changes by other processes.
const watchInterval = 400 * time.Millisecond

// watch tells subscribers that something has changed.
type watch struct {
	mu          sync.Mutex
	subscribers map[int]func()
	next        int
	known       int64              // the state of other processes' changes when the store was opened
	cancel      context.CancelFunc // ends the look-out
	ended       chan struct{}
}

// Subscribe has f called after every change of the data or of the last backup,
// by this process or, within a second, by another one. f is called from any
// goroutine and must return at once. The returned function ends that.
func (s *Store) Subscribe(f func()) (cancel func()) {
	w := &s.watch
	w.mu.Lock()
	defer w.mu.Unlock()
	id := w.next
	w.next++
	w.subscribers[id] = f
	if w.cancel == nil {
		ctx, stop := context.WithCancel(context.Background())
		w.cancel, w.ended = stop, make(chan struct{})
		go s.lookOut(ctx, w.ended)
	}
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.subscribers, id)
	}
}

// standing is what subscribers show or act on. Other processes also write what is
// neither, such as which of them makes the next backup.
type standing struct {
	changes, people, offices, notes int64
	settings                        Settings
	backup                          LastBackup
}

func standingOf(s Status) standing {
	return standing{s.Changes, s.People, s.Offices, s.Notes, s.Settings, s.Backup}
}

// lookOut tells of other processes' changes.
func (s *Store) lookOut(ctx context.Context, ended chan<- struct{}) {
	defer close(ended)
	ticker := time.NewTicker(watchInterval)
	defer ticker.Stop()
	known, displaced := s.watch.known, false
	inPlace, saved := known, false // known when the log was last in its place; whether it was saved since
	var told standing
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		version, err := s.db.Changed(ctx)
		if err != nil {
			continue // a lock or a volume that is away: the next look tells
		}
		away := s.Displaced() != nil
		if !away {
			inPlace, saved = version, false
		} else if !saved {
			saved = s.file.saveLog(ctx, version == inPlace)
		}
		news := away != displaced
		displaced = away
		if version != known {
			status, err := s.status(ctx)
			switch kind := failure.KindOf(err); {
			case err == nil:
				now := standingOf(status)
				news = news || now != told
				known, told = version, now
			case kind == failure.KindNewer || kind == failure.KindDamaged:
				known, news = version, true // that won't pass; else the next look tells
			}
		}
		if news {
			s.watch.tell()
		}
	}
}

func (w *watch) tell() {
	w.mu.Lock()
	subscribers := slices.Collect(maps.Values(w.subscribers))
	w.mu.Unlock()
	for _, f := range subscribers {
		f()
	}
}

func (w *watch) stop() {
	w.mu.Lock()
	cancel, ended := w.cancel, w.ended
	w.cancel = nil
	clear(w.subscribers)
	w.mu.Unlock()
	if cancel != nil {
		cancel()
		<-ended
	}
}
