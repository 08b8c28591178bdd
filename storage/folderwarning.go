package storage

import (
	"context"
	"os"
	"time"

	"seatkeeper/storage/sqlite"
)

// topicFolder has the warnings about where the data folder lies that users were given.
const topicFolder = "folder"

// FolderWarning is what users should know once about where the data folder lies. The
// zero value is none.
type FolderWarning struct {
	// Network says that it is on a network drive: one program at a time can have the
	// store open there.
	Network bool
	// Service is the name of a service that synchronises the folder, such as
	// "Dropbox"; else empty.
	Service string
}

// FolderWarning returns what the user of this computer was not told yet, by the window
// or the command line, whichever asks. A store that can't be changed needs none.
func (s *Store) FolderWarning(ctx context.Context, teller string) (FolderWarning, error) {
	w := FolderWarning{Network: s.file.isRemote()}
	if s.readOnly != nil {
		return FolderWarning{}, nil
	}
	if !w.Network {
		w.Service = syncedBy(s.folder)
	}
	if w == (FolderWarning{}) {
		return w, nil
	}
	notes, err := reading(s, func() (map[string]string, error) { return s.local.notes(ctx, topicFolder) })
	if _, told := notes[w.key(teller)]; err != nil || told {
		return FolderWarning{}, err
	}
	return w, nil
}

// FolderWarningGiven remembers that the user has been told.
func (s *Store) FolderWarningGiven(ctx context.Context, teller string, w FolderWarning) error {
	return s.note(ctx, func(n *sqlite.Notes) error {
		return n.Set(topicFolder, w.key(teller), s.now().UTC().Format(time.RFC3339))
	})
}

// key names a warning for one computer: the store may be used by others, from other
// folders.
func (w FolderWarning) key(teller string) string {
	computer, _ := os.Hostname()
	what := w.Service
	if w.Network {
		what = "network drive"
	}
	return what + ", " + teller + " on " + computer
}
