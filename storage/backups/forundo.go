package backups

import (
	"context"
	"path/filepath"
	"regexp"
	"time"

	"seatkeeper/storage/atomicfile"
)

// A backup to which the Undo of an open window goes back stays as long as that window may
// need it. This window knows its own; of those of others the store has a note, which counts
// as long as the other window's file beside the store is held: its lock ends with the
// process however that ends.

// windowName names the file that tells others of this window; what Create makes of it is
// matched by WindowPattern.
const windowName = "seatkeeper.window"

// WindowPattern is the pattern of the files that tell of windows.
var WindowPattern = regexp.MustCompile(`^\.seatkeeper\.window\d{1,20}$`)

// undoNote says which window needs a backup for its Undo.
type undoNote struct {
	Window string `json:"window"` // the name of its file beside the store
}

// NoteForUndo is NoteMade for a backup to which the Undo of this window goes back.
func (f *Folder) NoteForUndo(ctx context.Context, path string, at time.Time, changes int64) {
	f.NoteMade(ctx, path, at, changes)
	key, ours := f.fileKey(path)
	if !ours || f.store.ReadOnly() != nil {
		return
	}
	// Without the note it stays as far as this window goes: no reason to fail.
	if window, err := f.holdWindow(); err == nil {
		_ = f.setNote(context.WithoutCancel(ctx), topicUndo, key, undoNote{window})
	}
}

// holdWindow returns the name of this window's file, which it makes where there is none.
func (f *Folder) holdWindow() (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.held == nil {
		file, err := atomicfile.System{}.Create(filepath.Join(filepath.Dir(f.store.Path()), windowName))
		if err != nil {
			return "", err
		}
		f.held = file
	}
	return filepath.Base(f.held.Name()), nil
}

// Close tells the other windows that this one needs nothing any more.
func (f *Folder) Close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.held != nil {
		_ = f.held.Cleanup() // what stays is swept at the next start
		f.held = nil
	}
}

// forUndo returns the backups that the Undo of an open window may need, by their keys, and
// the keys of notes whose windows are gone, or need them no more.
func (f *Folder) forUndo(ctx context.Context) (needed map[string]bool, over []string, err error) {
	notes, err := notesOf[undoNote](ctx, f, topicUndo)
	if err != nil {
		return nil, nil, err
	}
	needed = map[string]bool{}
	if f.ForUndo != nil {
		for _, path := range f.ForUndo() {
			if key, ours := f.fileKey(path); ours {
				needed[key] = true
			}
		}
	}
	f.mu.Lock()
	own := ""
	if f.held != nil {
		own = filepath.Base(f.held.Name())
	}
	f.mu.Unlock()
	lives := map[string]bool{own: false} // what this window needs is known already
	for key, n := range notes {
		if _, looked := lives[n.Window]; !looked {
			lives[n.Window] = f.windowLives(n.Window)
		}
		switch {
		case lives[n.Window]:
			needed[key] = true
		case !needed[key]:
			over = append(over, key)
		}
	}
	return needed, over, nil
}

// windowLives reports whether the window with a file of that name does.
func (f *Folder) windowLives(name string) bool {
	// Only such a file is asked for: IsHeld removes what nobody holds.
	return WindowPattern.MatchString(name) && atomicfile.IsHeld(filepath.Join(filepath.Dir(f.store.Path()), name))
}
