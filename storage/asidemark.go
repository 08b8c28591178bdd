package storage

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// untold ends the name of the mark of what is set aside and was not told of yet.
const untold = "-untold"

// asideFile is the name of what SetAside and its siblings have set aside.
var asideFile = regexp.MustCompile(`^seatkeeper-\d{8}-\d{6}\.db$`)

// markAside says with an empty file that something is being set aside under that name,
// before it is: the opening may fail after that, or the process may be killed, and then
// the next one tells of it. The error is fs.ErrExist where another process was faster.
func (f *storeFile) markAside(aside string) error {
	mark, err := os.OpenFile(aside+untold, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(mark.Sync(), mark.Close()); err != nil {
		return errors.Join(err, f.files.Remove(aside+untold))
	}
	// Where a power cut takes the mark, the renames that follow are undone as a rule.
	_ = f.files.SyncFolder(f.folder)
	return nil
}

// findAside looks for what was set aside and not told of yet, by this process or another.
func (f *storeFile) findAside() {
	entries, err := os.ReadDir(f.folder)
	if err != nil {
		return
	}
	for _, entry := range entries {
		name, is := strings.CutSuffix(entry.Name(), untold)
		if !is || !asideFile.MatchString(name) {
			continue
		}
		aside := filepath.Join(f.folder, name)
		var logs []string
		for _, ending := range []string{"-wal", "-journal"} {
			if Exists(aside + ending) {
				logs = append(logs, aside+ending)
			}
		}
		switch {
		case len(logs) == 0:
			continue // not moved yet, or moved on by the user
		case Exists(aside):
			f.found = append(f.found, Found{Kind: FoundForeignLog, Paths: append([]string{aside}, logs...)})
		default:
			f.found = append(f.found, Found{Kind: FoundOrphanLog, Paths: logs})
		}
		f.marks = append(f.marks, aside+untold)
	}
}

// removeMarks removes the marks of what was told.
func (f *storeFile) removeMarks() {
	if f.readOnly != nil || !f.told.Load() {
		return
	}
	for _, mark := range f.marks {
		_ = f.files.Remove(mark) // or it is told once more
	}
}
