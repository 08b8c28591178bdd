package storage

import (
	"context"
	"errors"
	"path/filepath"
	"time"
)

// BackupSettings are the user's choices about backups. They belong to the store and
// are not in a backup.
type BackupSettings struct {
	Automatic bool          `json:"automatic"` // whether backups are made by themselves
	Pause     time.Duration `json:"pause"`     // from the last change to the backup of it
	Keep      Retention     `json:"keep"`
	WarnAfter time.Duration `json:"warnAfter"` // how old the last backup may be while there are changes since
	// Place is the second place: a folder to which every backup is copied. Empty
	// where there is none.
	Place string `json:"place,omitempty"`
	// Passphrase locks the copies in the second place where it is not empty. It is
	// kept in the store, readable to whoever can read the data folder.
	Passphrase string `json:"passphrase,omitempty"`

	PlaceID string `json:"placeID,omitempty"` // what the second place's own file says; set by SetBackupSettings
}

// DefaultBackupSettings are those of a new store.
func DefaultBackupSettings() BackupSettings {
	return BackupSettings{
		Automatic: true, Pause: 5 * time.Minute, WarnAfter: 3 * 24 * time.Hour,
		Keep: Retention{All: 2, Daily: 14, Weekly: 8, Months: 24},
	}
}

// The bounds of the choices.
const (
	ShortestPause = time.Minute
	LongestPause  = 24 * time.Hour
	MostKept      = 999 // of any rule
)

// errSettings is a choice beyond its bounds, which the window does not offer.
var errSettings = errors.New("a setting is out of bounds")

func (b BackupSettings) check() error {
	for _, n := range []int{b.Keep.All, b.Keep.Daily, b.Keep.Weekly, b.Keep.Months} {
		if n < 0 || n > MostKept {
			return errSettings
		}
	}
	if b.Pause < ShortestPause || b.Pause > LongestPause || b.WarnAfter <= 0 {
		return errSettings
	}
	return nil
}

// BackupSettings returns the choices about backups, the default ones where nobody
// has chosen.
func (s *Store) BackupSettings(ctx context.Context) (BackupSettings, error) {
	notes, err := notesOf[BackupSettings](ctx, s, topicSettings)
	if err != nil {
		return BackupSettings{}, err
	}
	b, chosen := notes[keySettings]
	if !chosen || b.check() != nil {
		b = DefaultBackupSettings()
	}
	return b, nil
}

// SetBackupSettings keeps them. A second place must be there and writable; a small
// file in it tells it, from then on, from an empty folder in which a drive is missing.
// The error is an [*Error].
func (s *Store) SetBackupSettings(ctx context.Context, b BackupSettings) (err error) {
	if err := b.check(); err != nil {
		return &Error{Op: OpChangeStore, Path: s.path(), Err: err}
	}
	b.PlaceID = ""
	if b.Place != "" {
		if b.Place, err = filepath.Abs(b.Place); err != nil {
			return &Error{Op: OpMakeFolder, Path: b.Place, Err: err}
		}
		if b.PlaceID, err = s.claimPlace(ctx, b.Place); err != nil {
			return err
		}
	} else {
		b.Passphrase = ""
	}
	return s.setNote(ctx, topicSettings, keySettings, b)
}
