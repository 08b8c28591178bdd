package plans

import (
	"encoding/json"
	"os"
	"os/user"
	"path/filepath"
	"sync"
	"time"

	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/failure"
)

// window is this window as others see it: a file beside the store, with a lock that ends with
// the process however that ends. There is none until something is claimed.
type window struct {
	files    atomicfile.Files
	store    string // the path of the store's file; empty where it is none
	computer string

	mu   sync.Mutex
	file atomicfile.TempFile
	open map[string]bool // the floors whose drafts it has claimed
}

func newWindow(files atomicfile.Files, store string) *window {
	w := &window{files: files, store: store, open: map[string]bool{}}
	w.computer, _ = os.Hostname()
	return w
}

// claim returns what this window writes where it claims something at that time.
func (w *window) claim(office, floor string, now time.Time) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.open[office+"\x00"+floor] = true
	if w.file == nil {
		file, err := w.files.Create(w.store)
		if err != nil {
			return "", &failure.Error{Op: failure.OpCreate, Path: filepath.Dir(w.store), Err: err}
		}
		w.file = file
	}
	c := claim{File: filepath.Base(w.file.Name()), Holder: failure.Holder{Computer: w.computer, Since: now.UTC()}}
	if own, err := user.Current(); err == nil {
		if c.User = own.Name; c.User == "" {
			c.User = own.Username
		}
	}
	text, err := json.Marshal(c)
	return string(text), err
}

// has reports whether this window has claimed a draft, and knows of nothing that has ended it.
func (w *window) has(office, floor string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.open[office+"\x00"+floor]
}

// name returns that of the file, empty where there is none.
func (w *window) name() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.file == nil {
		return ""
	}
	return filepath.Base(w.file.Name())
}

// lives reports whether the window with a file of that name does.
func (w *window) lives(name string) bool {
	if name == w.name() {
		return true
	}
	return name != "" && name == filepath.Base(name) && atomicfile.IsHeld(filepath.Join(filepath.Dir(w.store), name))
}

// leave ends the claim of one draft. With the last one the file goes.
func (w *window) leave(office, floor string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if delete(w.open, office+"\x00"+floor); len(w.open) == 0 {
		w.remove()
	}
}

func (w *window) close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.remove()
}

func (w *window) remove() {
	if w.file != nil {
		_ = w.file.Cleanup() // what stays is swept at the next start
		w.file = nil
	}
}
