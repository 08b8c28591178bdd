package storage

import (
	"context"
	"time"

	"seatkeeper/storage/datafolder"
	"seatkeeper/storage/sqlite"
)

// topicFolder has the warnings about where the data folder lies that users were given.
const topicFolder = "folder"

// FolderWarning returns what the user of this computer was not told yet, by the window
// or the command line, whichever asks. A store that can't be changed needs none.
func (s *Store) FolderWarning(ctx context.Context, teller string) (FolderWarning, error) {
	w := FolderWarning{Network: s.file.isRemote()}
	if s.readOnly != nil {
		return FolderWarning{}, nil
	}
	if !w.Network {
		w.Service = datafolder.SyncedBy(s.folder)
	}
	if w == (FolderWarning{}) {
		return w, nil
	}
	notes, err := reading(&s.reads, func() (map[string]string, error) { return s.local.notes(ctx, topicFolder) })
	if _, told := notes[w.Key(teller)]; err != nil || told {
		return FolderWarning{}, err
	}
	return w, nil
}

// FolderWarningGiven remembers that the user has been told.
func (s *Store) FolderWarningGiven(ctx context.Context, teller string, w FolderWarning) error {
	return s.note(ctx, func(n *sqlite.Notes) error {
		return n.Set(topicFolder, w.Key(teller), s.now().UTC().Format(time.RFC3339))
	})
}
