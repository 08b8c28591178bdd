package backups

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"time"
	"unicode/utf8"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
)

// Settings are the user's choices about backups. They belong to the store and
// are not in a backup.
type Settings struct {
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

	PlaceID string `json:"placeID,omitempty"` // what the second place's own file says; set by SetSettings
}

// DefaultSettings are those of a new store.
func DefaultSettings() Settings {
	return Settings{
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

func (b Settings) check() error {
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

// Settings returns the choices about backups, the default ones where nobody
// has chosen.
func (f *Folder) Settings(ctx context.Context) (Settings, error) {
	texts, err := f.store.Notes(ctx, topicSettings)
	if err != nil {
		return Settings{}, err
	}
	return readSettings(texts[keySettings]), nil
}

// SetSettings keeps what differs between the choices as they were shown and as
// they are wanted, and returns them all as they are now: each changes alone, whatever
// another window has changed meanwhile. A second place that is chosen, or chosen anew
// (its PlaceID is empty then), must be there and writable; a small file in it tells
// it, from then on, from an empty folder in which a drive is missing. One that stays
// need not be there. The error is a [*failure.Error].
func (f *Folder) SetSettings(ctx context.Context, shown, wanted Settings) (set Settings, err error) {
	if err := wanted.check(); err != nil {
		return shown, &failure.Error{Op: failure.OpChangeStore, Path: f.store.Path(), Err: err}
	}
	if wanted.Place == "" {
		wanted.PlaceID = ""
	} else if wanted.Place != shown.Place || wanted.PlaceID != shown.PlaceID {
		if wanted.Place, err = filepath.Abs(wanted.Place); err != nil {
			return shown, &failure.Error{Op: failure.OpMakeFolder, Path: wanted.Place, Err: err}
		}
		if !utf8.ValidString(wanted.Place) {
			// It could not be kept: in JSON it would become another path.
			err = &data.RuleError{Field: "place", Value: wanted.Place, Rule: data.RuleNotText}
			return shown, &failure.Error{Op: failure.OpFindNamed, Path: wanted.Place, Err: err}
		}
		if wanted.PlaceID, err = f.ClaimPlace(ctx, wanted.Place); err != nil {
			return shown, err
		}
	}
	err = f.store.Note(ctx, func(n Notes) error {
		text, err := n.Get(topicSettings, keySettings)
		if err != nil {
			return err
		}
		set = readSettings(text)
		set.merge(shown, wanted)
		now, err := json.Marshal(set)
		if err != nil {
			return err
		}
		return n.Set(topicSettings, keySettings, string(now))
	})
	return set, err
}

// readSettings reads the note of the choices; the default ones where nobody has
// chosen, or what stands there can't be.
func readSettings(text string) (b Settings) {
	if json.Unmarshal([]byte(text), &b) != nil || b.check() != nil {
		return DefaultSettings()
	}
	return b
}

// merge takes over what differs between the two. The place and what its file says are
// one choice.
func (b *Settings) merge(shown, wanted Settings) {
	mergeSetting(&b.Automatic, shown.Automatic, wanted.Automatic)
	mergeSetting(&b.Pause, shown.Pause, wanted.Pause)
	mergeSetting(&b.Keep.All, shown.Keep.All, wanted.Keep.All)
	mergeSetting(&b.Keep.Daily, shown.Keep.Daily, wanted.Keep.Daily)
	mergeSetting(&b.Keep.Weekly, shown.Keep.Weekly, wanted.Keep.Weekly)
	mergeSetting(&b.Keep.Months, shown.Keep.Months, wanted.Keep.Months)
	mergeSetting(&b.WarnAfter, shown.WarnAfter, wanted.WarnAfter)
	mergeSetting(&b.Passphrase, shown.Passphrase, wanted.Passphrase)
	if wanted.Place != shown.Place || wanted.PlaceID != shown.PlaceID {
		b.Place, b.PlaceID = wanted.Place, wanted.PlaceID
	}
	if b.Place == "" {
		b.Passphrase = "" // there is nothing that it would lock
	}
}

func mergeSetting[T comparable](now *T, shown, wanted T) {
	if wanted != shown {
		*now = wanted
	}
}
