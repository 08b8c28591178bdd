package backups

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/datafolder"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/format"
)

// ThinPlace removes copies of automatic backups that no rule keeps, of those that
// this store has made there. The newest copy stays in any case, and so does what has
// the name of a copy and is none.
func (f *Folder) ThinPlace(ctx context.Context, b Settings) error {
	copies, err := notesOf[copyNote](ctx, f, topicCopies)
	if err != nil {
		return err
	}
	store, err := f.store.ID(ctx)
	if err != nil {
		return err
	}
	var keys, forget []string
	for key, n := range copies {
		inside, here := strings.CutPrefix(key, b.PlaceID+"/")
		switch {
		case here && n.Own && !n.Gone:
			keys = append(keys, key)
		case here && !datafolder.Exists(f.keyPath(inside)):
			forget = append(forget, key) // it can't be copied again
		}
	}
	slices.SortFunc(keys, func(x, y string) int { return cmp.Or(copies[y].At.Compare(copies[x].At), strings.Compare(y, x)) })
	times := make([]time.Time, len(keys))
	for i, key := range keys {
		times[i] = copies[key].At
	}
	for i, kept := range b.Keep.isKept(times, f.Now()) {
		n := copies[keys[i]]
		path, good := n.path(b.Place)
		if kept || i == 0 || !good || !n.mayGo(path, store) {
			continue
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return &failure.Error{Op: failure.OpDelete, Path: path, Err: err}
		}
		// The note stays as long as the backup does, or it would be copied again.
		n.Gone = true
		if err := f.setNote(ctx, topicCopies, keys[i], n); err != nil {
			return err
		}
	}
	return f.forgetNotes(ctx, topicCopies, forget)
}

// path returns where the copy of an automatic backup is, or false where the note does
// not name one.
func (n copyNote) path(place string) (string, bool) {
	folder, name := path.Split(n.Name)
	if folder != datafolder.AutoFolder+"/" || !NamePattern.MatchString(name) {
		return "", false
	}
	return filepath.Join(place, datafolder.AutoFolder, name), true
}

// mayGo reports whether the file is still the copy of the note, by its size, and by what
// it says of itself where it is not locked; or nothing is there.
func (n copyNote) mayGo(path, store string) bool {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true
	case err != nil || !info.Mode().IsRegular() || n.Bytes > 0 && info.Size() != n.Bytes:
		return false
	case strings.HasSuffix(path, backupfile.LockedEnding):
		return isLocked(path)
	}
	h, err := format.ReadHead(path)
	return err == nil && h.Report.Store == store
}
