package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"seatkeeper/data"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/engine/enginetest"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

// TestNoSequenceOfChangesBreaksTheRules makes changes at random, in one of two
// stores on one folder at a time, and holds both against the model after each, and in
// the end a backup too. One of them runs every change twice, as some engines may.
func TestNoSequenceOfChangesBreaksTheRules(t *testing.T) {
	filetest.NotUnderRace(t)
	enginetest.Rules(t, filetest.OrSampled(32, 12), func(t testing.TB, now func() time.Time) func() enginetest.Store {
		folder, opened := t.TempDir(), 0
		return func() enginetest.Store {
			s, err := Open(t.Context(), folder, Options{App: "Seatkeeper", Now: now})
			if err != nil {
				t.Fatal(err)
			}
			if opened++; opened%2 == 0 {
				s.db = enginetest.Twice(s.db)
			}
			return driven{s}
		}
	}, func(s enginetest.Store, is enginetest.State) error { return wantExported(t, s.(driven).Store, is) })
}

// driven is a store as the trial drives it.
type driven struct{ *Store }

func (d driven) Import(ctx context.Context, offices []data.Office, seen func()) error {
	p, err := d.Plans().PreviewOffices(ctx, offices)
	if err != nil {
		return err
	}
	seen()
	return d.Plans().ImportOffices(ctx, p)
}

func (d driven) Steps() (undo, redo []int64) {
	undone, redone := d.History()
	return stepIDs(undone), stepIDs(redone)
}

func stepIDs(steps []Step) (ids []int64) {
	for _, step := range steps {
		ids = append(ids, step.ID)
	}
	return ids
}

func (d driven) Undo(ctx context.Context, id int64) error {
	_, err := d.Store.Undo(ctx, id)
	return err
}

func (d driven) Redo(ctx context.Context, id int64) error {
	_, err := d.Store.Redo(ctx, id)
	return err
}

// wantExported holds a backup against what the store should hold.
func wantExported(t testing.TB, s *Store, is enginetest.State) error {
	b, err := ExportBackup(t.Context(), s, ExportOptions{})
	if err != nil {
		return err
	}
	report, err := format.VerifyBackup(t.Context(), b.Path, backupfile.ReadOptions{})
	if err != nil {
		return err
	}
	if report.Bookings != int64(len(is.Bookings)) {
		return fmt.Errorf("%+v", report)
	}
	var file enginetest.State
	if err := json.Unmarshal([]byte(filetest.MustRead(t, b.Path)), &file); err != nil {
		return err
	}
	if diff := cmp.Diff(is, file, cmpopts.EquateEmpty()); diff != "" {
		return fmt.Errorf("the backup differs: %s", diff)
	}
	return nil
}
