package words

import (
	"path/filepath"

	"seatkeeper/storage"
	"seatkeeper/storage/aside"
)

// Found says what was found beside the data when they were opened: a title, and the
// rest in one line.
func Found(f storage.Found) (title, text string) {
	names := make([]string, len(f.Paths))
	for i, path := range f.Paths {
		names[i] = Plain(filepath.Base(path))
	}
	args := Args{"Folder": Plain(filepath.Dir(f.Paths[0])), "Names": List(names...)}
	switch f.Kind {
	case aside.ForeignLog:
		args["Copy"], args["Log"] = names[0], names[1]
		return Say("found.foreign-log"), Say("found.foreign-log-more", args)
	case aside.UnusedLog:
		return Say("found.unused-log"), Say("found.unused-log-more", args)
	case aside.OrphanLog:
		return Say("found.orphan-log"), Say("found.orphan-log-more", args)
	case aside.ConflictCopies:
		return Say("found.conflict-copies"), Say("found.conflict-copies-more", args)
	}
	return "", ""
}
