package storage

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/history"
)

// floorOf returns a floor of the store, as the editor gets it.
func floorOf(t *testing.T, s *Store, office, floor string) data.Floor {
	t.Helper()
	for _, o := range mustOffices(t, s) {
		for _, f := range o.Floors {
			if o.ID == office && f.ID == floor {
				return f
			}
		}
	}
	t.Fatalf("there is no floor %s/%s", office, floor)
	return data.Floor{}
}

func mustOffices(t *testing.T, s *Store) []data.Office {
	t.Helper()
	offices, err := s.Offices(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return offices
}

func TestOfficesAndFloorsAreMadeRenamedAndOrdered(t *testing.T) {
	ctx := t.Context()
	s := mustOpenSample(t, t.TempDir(), Options{})
	p := s.Plans()
	states := []content{read(t, s)}
	step := func(what string, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(what, err)
		}
		states = append(states, read(t, s))
	}
	ours, err := p.AddOffice(ctx, data.Office{Name: "Our office", Floors: []data.Floor{{Name: "Ground", Layout: data.Size{Width: 20, Height: 10}}}})
	step("add an office", err)
	sample := mustOffices(t, s)[0]
	first, err := p.CopyFloor(ctx, sample.ID, sample.Floors[0].ID, ours.ID, "First")
	step("copy a floor", err)
	if len(first.Desks) != len(sample.Floors[0].Desks) || first.ID == sample.Floors[0].ID {
		t.Errorf("%d desks on %s", len(first.Desks), first.ID)
	}
	step("order offices", p.OrderOffices(ctx, []string{ours.ID}))
	step("order floors", p.OrderFloors(ctx, ours.ID, []string{first.ID, ours.Floors[0].ID}))
	renamed := ours
	renamed.Name = "The office"
	step("rename the office", p.ChangeOffice(ctx, ours, renamed))
	other := first
	other.Name, other.Level = "Upper", 2
	step("rename the floor", p.ChangeFloor(ctx, ours.ID, first, other))
	_, err = p.CopyOffice(ctx, ours.ID, "Another")
	step("copy an office", err)
	now := mustOffices(t, s)
	if now[0].Name != "The office" || now[0].Floors[0].Name != "Upper" || now[0].Floors[0].Level != 2 || now[0].Floors[1].Name != "Ground" ||
		now[2].Name != "Another" || len(now[2].Floors) != 2 {
		t.Errorf("%+v", now)
	}
	for i := len(states) - 2; i >= 0; i-- {
		mustUndo(t, s)
		sameContent(t, "undone", states[i], read(t, s))
	}
	for _, want := range states[1:] {
		mustRedo(t, s)
		sameContent(t, "redone", want, read(t, s))
	}
}

func TestAnyOfficeCanGo(t *testing.T) {
	ctx := t.Context()
	for _, withBookings := range []bool{false, true} {
		s := mustOpenSample(t, t.TempDir(), Options{})
		mustBook(t, s, data.Booking{DeskRef: deskA2, Date: monday + 5, UserID: "u2"})
		before := read(t, s)
		office := mustOffices(t, s)[0]
		shown, err := s.Plans().PreviewRemoval(ctx, office.ID, "")
		if err != nil || shown.Coming < 1 || shown.Office != office.Name || shown.People < 1 || shown.Until < monday+5 {
			t.Fatalf("%+v %v", shown, err)
		}
		mustBook(t, s, data.Booking{DeskRef: deskA2, Date: monday + 6, UserID: "u2"})
		if err := s.Plans().Remove(ctx, shown, withBookings); !errors.Is(err, data.ErrChanged) {
			t.Fatalf("removed with a booking that nobody has seen: %v", err)
		}
		mustUndo(t, s)
		if err := s.Plans().Remove(ctx, shown, withBookings); err != nil {
			t.Fatal(err)
		}
		if used := data.InUse(mustOffices(t, s)); len(used) != 0 {
			t.Errorf("%v is still there", used)
		}
		status, err := s.Status(ctx)
		if err != nil || status.Counts.Offices != 0 || status.Counts.Desks != 0 || status.Counts.Held != int64(0) && withBookings {
			t.Errorf("%+v %v", status.Counts, err)
		}
		if withBookings == (status.Counts.Bookings > 0) {
			t.Errorf("%d bookings", status.Counts.Bookings)
		}
		backup := mustExport(t, s, ExportOptions{})
		mustVerify(t, backup.Path)
		mustUndo(t, s)
		sameContent(t, "undone", before, read(t, s))
		mustRedo(t, s)
		mustUndo(t, s)
		sameContent(t, "undone again", before, read(t, s))
	}
}

func TestARestoreIsUndoneLikeAnyOtherStep(t *testing.T) {
	ctx := t.Context()
	clock := noon
	s := mustOpenSample(t, t.TempDir(), Options{Now: func() time.Time { clock = clock.Add(time.Second); return clock }})
	backup := mustExport(t, s, ExportOptions{})
	mustBook(t, s, data.Booking{DeskRef: deskA2, Date: monday + 5, UserID: "u2"})
	before := read(t, s)
	restored := mustRestore(t, s, backup.Path, RestoreOptions{})
	after := read(t, s)
	mustBook(t, s, data.Booking{DeskRef: deskA2, Date: monday + 6, UserID: "u2"})
	undo, _ := s.History()
	one := undo[len(undo)-2]
	if one.Kind != history.Restore {
		t.Fatalf("%+v", one)
	}
	if _, err := s.Undo(ctx, one.ID); !errors.Is(err, data.ErrChanged) {
		t.Errorf("undone over a later change: %v", err)
	}
	mustUndo(t, s)
	if step := mustUndo(t, s); step.Kind != history.Restore {
		t.Error(step.Kind)
	}
	sameContent(t, "undone", before, read(t, s))
	mustUndo(t, s) // what was done before the restore
	mustRedo(t, s)
	sameContent(t, "redone", before, read(t, s))
	mustRedo(t, s)
	sameContent(t, "restored again", after, read(t, s))
	// A safety backup that is gone is said, and nothing is changed.
	undo, _ = s.History()
	away := undo[len(undo)-1].Back.Backup
	if err := os.Rename(away, away+".away"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo(ctx, 0); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v", err)
	}
	sameContent(t, "refused", after, read(t, s))
	if err := os.Rename(away+".away", away); err != nil {
		t.Fatal(err)
	}
	mustUndo(t, s)
	sameContent(t, "undone", before, read(t, s))
	if filepath.Dir(restored.Safety.Path) != filepath.Dir(away) {
		t.Error(away)
	}
}
