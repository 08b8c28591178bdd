package backups

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"

	"seatkeeper/storage/datafolder"
	"seatkeeper/storage/failure"
)

// Topics of the store's notes.
const (
	topicFiles     = "backup files" // a fileNote by the path inside the backup folder
	topicCopies    = "copies"       // a copyNote by the place's ID and the path inside the backup folder
	topicUndo      = "undo"         // an undoNote by the path inside the backup folder
	topicSettings  = "settings"     // Settings by keySettings
	topicAutomatic = "automatic"    // a claim by NextBackup or NextCopies
	keySettings    = "backup"
)

// What a window may claim.
const (
	NextBackup = "claim"
	NextCopies = "copies" // to the second place
)

// fileNote is what the store remembers of a backup file in its folder. It holds for
// as long as the file has that size and time.
type fileNote struct {
	Bytes    int64           `json:"bytes"`
	Modified int64           `json:"modified"`         // nanoseconds since 1970
	Checked  time.Time       `json:"checked"`          // when it was read whole
	Faults   []failure.Fault `json:"faults,omitempty"` // none: it was good
	More     bool            `json:"more,omitempty"`
	Records  bool            `json:"records,omitempty"` // the faults are of single people or bookings alone
	Newer    string          `json:"newer,omitempty"`   // the format of a newer program
	NewerApp string          `json:"newerApp,omitempty"`
	// Changes is the store's count of changes that the backup holds, 0 where that is
	// not known.
	Changes int64 `json:"changes,omitempty"`
}

// isGood reports whether the file was read whole and found without fault.
func (n fileNote) isGood() bool { return !n.Checked.IsZero() && len(n.Faults) == 0 && n.Newer == "" }

// err returns what was found, as the check returned it.
func (n fileNote) err() error {
	switch {
	case n.Newer != "":
		return &failure.NewerFormatError{Have: n.Newer, App: n.NewerApp}
	case len(n.Faults) > 0:
		return &failure.FaultsError{Faults: n.Faults, More: n.More, OnlyRecords: n.Records}
	}
	return nil
}

// isOf reports whether the note is of the file as it is now.
func (n fileNote) isOf(info os.FileInfo) bool {
	return n.Bytes == info.Size() && n.Modified == info.ModTime().UnixNano()
}

// fileKey returns the key of a file's note: its path inside the backup folder, or
// false where it lies elsewhere.
func (f *Folder) fileKey(path string) (string, bool) {
	inside, err := filepath.Rel(f.Path, path)
	if err != nil || !filepath.IsLocal(inside) {
		return "", false
	}
	inside = filepath.ToSlash(inside)
	return inside, !strings.Contains(strings.TrimPrefix(inside, datafolder.AutoFolder+"/"), "/")
}

// noteFile keeps what is known of a backup file. A store that can't be written keeps
// it for this process, and so does one that just fails to: the file is not worse for
// it. Nothing is kept of files elsewhere.
func (f *Folder) noteFile(ctx context.Context, path string, n fileNote) {
	key, there := f.stamp(path, &n)
	if !there {
		return
	}
	err := f.store.ReadOnly()
	if err == nil {
		// What was found out is worth keeping, also when whoever asked has gone.
		err = f.store.Note(context.WithoutCancel(ctx), func(notes Notes) error { return setFileNote(notes, key, n) })
	}
	if err != nil {
		f.keep(key, n)
		f.store.Tell()
	}
}

// NoteMade notes that a backup was made, which holds that many changes.
func (f *Folder) NoteMade(ctx context.Context, path string, at time.Time, changes int64) {
	f.noteFile(ctx, path, fileNote{Checked: at, Changes: changes})
}

// MadeNote is the note that a backup was made, for a transaction that writes more than that.
type MadeNote struct {
	f     *Folder
	key   string
	note  fileNote
	there bool // in the folder of the backups
}

// Made returns the note that a backup was made at that time, which holds that many
// changes. It is called before the transaction and never in it: see stamp.
func (f *Folder) Made(path string, at time.Time, changes int64) *MadeNote {
	m := &MadeNote{f: f, note: fileNote{Checked: at, Changes: changes}}
	m.key, m.there = f.stamp(path, &m.note)
	return m
}

// Write writes the note.
func (m *MadeNote) Write(n Notes) error {
	if !m.there {
		return nil
	}
	return setFileNote(n, m.key, m.note)
}

// Keep keeps the note for this process, as it could not be written.
func (m *MadeNote) Keep() {
	if m.there {
		m.f.keep(m.key, m.note)
	}
}

// Holds reports whether a good backup in the folder holds what the store held when it
// had counted that many changes.
func (f *Folder) Holds(ctx context.Context, changes int64) (bool, error) {
	notes, err := f.fileNotes(ctx)
	if err != nil {
		return false, err
	}
	for key, n := range notes {
		if n.Changes == changes && n.isGood() {
			if info, err := os.Stat(f.keyPath(key)); err == nil && n.isOf(info) {
				return true, nil
			}
		}
	}
	return false, nil
}

// stamp writes into a note which file it is of, and returns its key. It reports whether
// there is one in the backup folder. It is called before a transaction and never in one:
// a drive that does not answer would hold up every window's changes.
func (f *Folder) stamp(path string, n *fileNote) (key string, there bool) {
	key, ours := f.fileKey(path)
	if !ours {
		return "", false
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", false
	}
	n.Bytes, n.Modified = info.Size(), info.ModTime().UnixNano()
	return key, true
}

// setFileNote writes a note that is stamped. What an earlier note of the same file knows
// of its changes stays.
func setFileNote(notes Notes, key string, n fileNote) error {
	if n.Changes == 0 {
		text, err := notes.Get(topicFiles, key)
		if err != nil {
			return err
		}
		var before fileNote
		if json.Unmarshal([]byte(text), &before) == nil && before.Bytes == n.Bytes && before.Modified == n.Modified {
			n.Changes = before.Changes
		}
	}
	text, err := json.Marshal(n)
	if err != nil {
		return err
	}
	return notes.Set(topicFiles, key, string(text))
}

// fileNotes returns what is known of the files in the backup folder, by their keys.
func (f *Folder) fileNotes(ctx context.Context) (map[string]fileNote, error) {
	notes, err := notesOf[fileNote](ctx, f, topicFiles)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	maps.Copy(notes, f.unkept)
	return notes, nil
}

// keyPath returns the path of a file by the key of its note.
func (f *Folder) keyPath(key string) string {
	return filepath.Join(f.Path, filepath.FromSlash(key))
}

// forgetNotes removes notes.
func (f *Folder) forgetNotes(ctx context.Context, topic string, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	return f.store.Note(ctx, func(n Notes) error {
		for _, key := range keys {
			if err := keepNote(n, topic, key, ""); err != nil {
				return err
			}
		}
		return nil
	})
}

// notesOf reads the notes of a topic. One that can't be read, as it is of a newer
// program, counts as none.
func notesOf[T any](ctx context.Context, f *Folder, topic string) (map[string]T, error) {
	texts, err := f.store.Notes(ctx, topic)
	if err != nil {
		return nil, err
	}
	notes := make(map[string]T, len(texts))
	for key, text := range texts {
		var note T
		if json.Unmarshal([]byte(text), &note) == nil {
			notes[key] = note
		}
	}
	return notes, nil
}

// setNote writes one note.
func (f *Folder) setNote(ctx context.Context, topic, key string, note any) error {
	text, err := json.Marshal(note)
	if err != nil {
		return &failure.Error{Op: failure.OpChangeStore, Path: f.store.Path(), Err: err}
	}
	return f.store.Note(ctx, func(n Notes) error { return keepNote(n, topic, key, string(text)) })
}

// keepNote writes a note or, with an empty text, removes it. Nobody shows claims,
// copies and what Undo needs: to tell of them would wake every window at each step of another one's work.
func keepNote(n Notes, topic, key, text string) error {
	if topic == topicAutomatic || topic == topicCopies || topic == topicUndo {
		return n.SetQuietly(topic, key, text)
	}
	return n.Set(topic, key, text)
}
