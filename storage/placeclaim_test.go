package storage

import (
	"errors"
	"slices"
	"testing"
	"time"

	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/format"
)

// slowCopy has two windows on one folder, of which the first copies to a slow second
// place: at says what happens after an operation there. It returns what the copying has.
func slowCopy(t *testing.T, at func(op string, pass func(time.Duration), other *Store)) (other *Store, place string, err error) {
	t.Helper()
	now := noon
	o := Options{Now: func() time.Time { return now }}
	folder, place := t.TempDir(), t.TempDir()
	s, other := mustOpenSample(t, folder, o), mustOpen(t, folder, o)
	b := mustHavePlace(t, s, place, "")
	mustBackUp(t, s, format.OriginChanges)
	useFiles(s, &faultyFiles{Files: atomicfile.System{}, after: func(op string) {
		at(op, func(d time.Duration) { now = now.Add(d) }, other)
	}})
	return other, place, s.backups.CopyWaiting(t.Context(), b, func() {})
}

func TestTheClaimIsRenewedDuringALongCopy(t *testing.T) {
	asked := false
	_, place, err := slowCopy(t, func(op string, pass func(time.Duration), other *Store) {
		switch op {
		case opCreate, opOpen: // it takes long to write, and to read back
			pass(backups.ClaimFor * 3 / 4)
		case opPublish:
			pass(backups.ClaimFor * 3 / 4)
			asked = true
			if err := other.backups.Claim(t.Context(), backups.NextCopies); !errors.Is(err, backups.ErrClaimed) {
				t.Errorf("the other one copies it too: %v", err)
			}
		}
	})
	if names := placed(t, place); err != nil || !asked || len(names) != 1 {
		t.Errorf("%v, %v", names, err)
	}
}

// takeOver lets so much time pass that another window may make the copies.
func takeOver(t *testing.T, pass func(time.Duration), other *Store) {
	t.Helper()
	pass(backups.ClaimFor + time.Second)
	if err := other.backups.Claim(t.Context(), backups.NextCopies); err != nil {
		t.Error(err)
	}
}

func TestAClaimThatAnotherWindowHasByNowStaysItsOwn(t *testing.T) {
	other, _, err := slowCopy(t, func(op string, pass func(time.Duration), other *Store) {
		if op == opPublish {
			takeOver(t, pass, other)
		}
	})
	if err != nil {
		t.Error(err)
	}
	third := mustOpen(t, other.Folder(), Options{Now: other.now})
	if err := third.backups.Claim(t.Context(), backups.NextCopies); !errors.Is(err, backups.ErrClaimed) {
		t.Errorf("a third one copies too: %v", err)
	}
	if err := other.backups.Release(t.Context(), backups.NextCopies); err != nil {
		t.Error(err)
	}
	if err := third.backups.Claim(t.Context(), backups.NextCopies); err != nil {
		t.Errorf("it is not given back: %v", err)
	}
}

func TestACopyThatAnotherWindowHasTakenOverIsGivenUp(t *testing.T) {
	_, place, err := slowCopy(t, func(op string, pass func(time.Duration), other *Store) {
		if op == opCreate {
			takeOver(t, pass, other)
		}
	})
	if names := placed(t, place); !errors.Is(err, backups.ErrClaimed) || !slices.Equal(names, nil) {
		t.Errorf("%v, %v", names, err)
	}
}
