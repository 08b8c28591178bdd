package aside

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"seatkeeper/storage/datafolder"
)

// untold ends the name of the mark of what is set aside and was not told of yet.
const untold = "-untold"

// asideFile is the name of what SetAside and its siblings have set aside.
var asideFile = regexp.MustCompile(`^seatkeeper-\d{8}-\d{6}\.db$`)

// mark says with an empty file that something is being set aside under that name,
// before it is: the opening may fail after that, or the process may be killed, and then
// the next one tells of it. The error is fs.ErrExist where another process was faster.
func (b *Beside) mark(aside string) error {
	file, err := os.OpenFile(aside+untold, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return errors.Join(err, b.Files.Remove(aside+untold))
	}
	// Where a power cut takes the mark, the renames that follow are undone as a rule.
	_ = b.Files.SyncFolder(b.Folder)
	return nil
}

// findAside looks for what was set aside and not told of yet, by this process or another.
func (b *Beside) findAside() {
	entries, err := os.ReadDir(b.Folder)
	if err != nil {
		return
	}
	for _, entry := range entries {
		name, is := strings.CutSuffix(entry.Name(), untold)
		if !is || !asideFile.MatchString(name) {
			continue
		}
		aside := filepath.Join(b.Folder, name)
		var logs []string
		for _, ending := range []string{"-wal", "-journal"} {
			if datafolder.Exists(aside + ending) {
				logs = append(logs, aside+ending)
			}
		}
		switch {
		case len(logs) == 0:
			continue // not moved yet, or moved on by the user
		case datafolder.Exists(aside):
			b.found = append(b.found, Found{Kind: ForeignLog, Paths: append([]string{aside}, logs...)})
		default:
			b.found = append(b.found, Found{Kind: OrphanLog, Paths: logs})
		}
		b.marks = append(b.marks, aside+untold)
	}
}

// RemoveMarks removes the marks of what was told.
func (b *Beside) RemoveMarks() {
	if !b.told.Load() {
		return
	}
	for _, mark := range b.marks {
		_ = b.Files.Remove(mark) // or it is told once more
	}
}
