package storage

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

func TestADraftIsAppliedAsShown(t *testing.T) {
	ctx := t.Context()
	s := mustOpenSample(t, t.TempDir(), Options{})
	for _, day := range []data.Date{monday + 5, monday + 7} {
		mustBook(t, s, data.Booking{DeskRef: deskA2, Date: day, UserID: "u2"})
	}
	before := read(t, s)
	for name, choice := range map[string]GoneChoice{
		"release": {}, "keep": {Keep: true}, "move": {MoveTo: data.DeskRef{Office: deskA2.Office, Floor: deskA2.Floor, Desk: "new"}},
	} {
		d, err := s.Plans().OpenDraft(ctx, deskA2.Office, deskA2.Floor, false)
		if err != nil {
			t.Fatal(err)
		}
		d.Drawn.Desks = slices.DeleteFunc(slices.Clone(d.Drawn.Desks), func(desk data.Desk) bool { return desk.ID == "A2" })
		d.Drawn.Desks[0].Label = "Renamed"
		d.Drawn.Desks = append(d.Drawn.Desks, data.Desk{ID: "new", Label: "New", Size: data.Size{Width: 0.1, Height: 0.1}})
		d.Changes = 3
		if err := s.Plans().SaveDraft(ctx, d); err != nil {
			t.Fatal(err)
		}
		shown, err := s.Plans().PreviewDraft(ctx, d)
		if err != nil || len(shown.Added) != 1 || len(shown.Changed) != 1 || len(shown.Booked()) != 1 || len(shown.Booked()[0].Seats) != 3 {
			t.Fatalf("%s: %d added, %d changed, %+v %v", name, len(shown.Added), len(shown.Changed), shown.Booked(), err)
		}
		if err := s.Plans().ApplyDraft(ctx, shown, map[string]GoneChoice{"A2": choice}, false); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		seats, err := s.PersonSeats(ctx, "u2", monday+5, monday+7)
		want := map[string]string{"release": "", "keep": "A2", "move": "new"}[name]
		if err != nil || (len(seats) == 2) != (want != "") || len(seats) > 0 && seats[1].Desk != want {
			t.Errorf("%s: %+v %v", name, seats, err)
		}
		f := floorOf(t, s, deskA2.Office, deskA2.Floor)
		at := slices.IndexFunc(f.Desks, func(desk data.Desk) bool { return desk.ID == "A2" })
		if at < 0 || f.Desks[at].Retired == choice.Keep {
			t.Errorf("%s: A2 is %+v", name, f.Desks)
		} else if _, blocked := f.Desks[at].BlockOn(monday + 8); blocked != choice.Keep {
			t.Errorf("%s: %+v", name, f.Desks[at].Blocks)
		}
		if left, err := s.Plans().ReadDraft(ctx, d.Office, d.Floor); err != nil || left.Changes != 0 || !left.Base.Equal(f) {
			t.Errorf("%s: %+v %v", name, left, err)
		}
		mustUndo(t, s)
		sameContent(t, name+" undone", before, read(t, s))
		if err := s.Plans().CloseDraft(ctx, d.Office, d.Floor); err != nil {
			t.Fatal(err)
		}
	}
}

// A place is a share of how large the floor is: what nobody has drawn must not move with the
// walls.
func TestWhatIsNotDrawnStaysInItsPlaceOnAFloorThatGrows(t *testing.T) {
	ctx := t.Context()
	for name, choice := range map[string]GoneChoice{"kept": {Keep: true}, "out of use": {}} {
		s := mustOpenSample(t, t.TempDir(), Options{})
		mustBook(t, s, data.Booking{DeskRef: deskA2, Date: monday + 5, UserID: "u2"})
		before := read(t, s)
		where := func() (x, y, width, height float64) {
			f := floorOf(t, s, deskA2.Office, deskA2.Floor)
			d := f.Desks[slices.IndexFunc(f.Desks, func(desk data.Desk) bool { return desk.ID == "A2" })]
			return d.Position.X * f.Layout.Width, d.Position.Y * f.Layout.Height, d.Size.Width * f.Layout.Width, d.Size.Height * f.Layout.Height
		}
		x, y, width, height := where()
		for _, by := range []float64{2, 1.5, 0.5} {
			d, err := s.Plans().OpenDraft(ctx, deskA2.Office, deskA2.Floor, false)
			if err != nil {
				t.Fatal(err)
			}
			d.Drawn.Desks = slices.DeleteFunc(slices.Clone(d.Drawn.Desks), func(desk data.Desk) bool { return desk.ID == "A2" })
			d.Drawn.Layout.Width, d.Drawn.Layout.Height, d.Changes = d.Drawn.Layout.Width*by, d.Drawn.Layout.Height*by, 1
			if err := s.Plans().SaveDraft(ctx, d); err != nil {
				t.Fatal(err)
			}
			shown, err := s.Plans().PreviewDraft(ctx, d)
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Plans().ApplyDraft(ctx, shown, map[string]GoneChoice{"A2": choice}, false); err != nil {
				t.Fatal(err)
			}
			toX, toY, toWidth, toHeight := where()
			if math.Abs(x-toX)+math.Abs(y-toY)+math.Abs(width-toWidth)+math.Abs(height-toHeight) > 1e-9 {
				t.Errorf("%s, a floor of %g times the size: from %g, %g it went to %g, %g; it was %g by %g and is %g by %g", name, by, x, y, toX, toY, width, height, toWidth, toHeight)
			}
			if err := s.Plans().CloseDraft(ctx, d.Office, d.Floor); err != nil {
				t.Fatal(err)
			}
		}
		for range 3 {
			mustUndo(t, s)
		}
		sameContent(t, name+", undone", before, read(t, s))
	}
}

func TestADraftIsOpenInOneWindow(t *testing.T) {
	ctx := t.Context()
	folder := t.TempDir()
	a := mustOpenSample(t, folder, Options{})
	b := mustOpen(t, folder, Options{})
	d, err := a.Plans().OpenDraft(ctx, deskA2.Office, deskA2.Floor, false)
	if err != nil {
		t.Fatal(err)
	}
	var held *failure.HeldError
	if _, err := b.Plans().OpenDraft(ctx, deskA2.Office, deskA2.Floor, false); !errors.As(err, &held) || !errors.Is(err, ErrDraftOpen) || held.Since.IsZero() || !held.Here {
		t.Fatalf("%v %+v", err, held)
	}
	d.Drawn.Name, d.Changes = "Drawn", 1
	if err := a.Plans().SaveDraft(ctx, d); err != nil {
		t.Fatal(err)
	}
	list, err := b.Plans().Drafts(ctx)
	if err != nil || len(list) != 1 || list[0].Open == nil || list[0].Changes != 1 || list[0].Gone {
		t.Fatalf("%+v %v", list, err)
	}
	taken, err := b.Plans().OpenDraft(ctx, deskA2.Office, deskA2.Floor, true)
	if err != nil || taken.Drawn.Name != "Drawn" || taken.Changes != 1 {
		t.Fatalf("%+v %v", taken, err)
	}
	if err := a.Plans().SaveDraft(ctx, d); !errors.Is(err, ErrDraftOpen) {
		t.Errorf("the first still saves: %v", err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if again, err := a.Plans().OpenDraft(ctx, deskA2.Office, deskA2.Floor, false); err != nil || again.Drawn.Name != "Drawn" {
		t.Errorf("%+v %v", again, err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	for name := range filetest.FilesIn(t, folder) {
		if tempStoreName.MatchString(name) {
			t.Errorf("%s is left", name)
		}
	}
}

// mustDraw opens the draft of a floor, draws that name in it and saves it.
func mustDraw(t *testing.T, s *Store, name string, takeOver bool) data.Draft {
	t.Helper()
	d, err := s.Plans().OpenDraft(t.Context(), deskA2.Office, deskA2.Floor, takeOver)
	if err != nil {
		t.Fatal(err)
	}
	d.Drawn.Name, d.Changes = name, 1
	if err := s.Plans().SaveDraft(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAWindowThatHasLostADraftLeavesItAlone(t *testing.T) {
	for ended, end := range map[string]func(b *Store, d data.Draft) error{
		"closed": func(b *Store, d data.Draft) error { return b.Plans().CloseDraft(t.Context(), d.Office, d.Floor) },
		"dead":   func(b *Store, _ data.Draft) error { return b.Close() },
	} {
		for name, act := range map[string]func(a *Store, d data.Draft) error{
			"save":    func(a *Store, d data.Draft) error { return a.Plans().SaveDraft(t.Context(), d) },
			"close":   func(a *Store, d data.Draft) error { return a.Plans().CloseDraft(t.Context(), d.Office, d.Floor) },
			"discard": func(a *Store, d data.Draft) error { return a.Plans().DiscardDraft(t.Context(), d.Office, d.Floor) },
		} {
			folder := t.TempDir()
			a, b := mustOpenSample(t, folder, Options{}), mustOpen(t, folder, Options{})
			old := mustDraw(t, a, "First", false)
			if err := end(b, mustDraw(t, b, "Second", true)); err != nil {
				t.Fatal(err)
			}
			if err := act(a, old); !errors.Is(err, data.ErrChanged) {
				t.Errorf("%s, %s: %v", ended, name, err)
			}
			if d, err := a.Plans().ReadDraft(t.Context(), old.Office, old.Floor); err != nil || d.Drawn.Name != "Second" {
				t.Errorf("%s, %s: what the other has drawn is %q %v", ended, name, d.Drawn.Name, err)
			}
			// From the list of drafts it is discarded, now that this window knows.
			if err := a.Plans().DiscardDraft(t.Context(), old.Office, old.Floor); err != nil {
				t.Errorf("%s, %s: %v", ended, name, err)
			}
		}
	}
}

func TestWhatIsAppliedLeavesTheDraftThatAnotherWindowHasDrawn(t *testing.T) {
	ctx, folder := t.Context(), t.TempDir()
	a, b := mustOpenSample(t, folder, Options{}), mustOpen(t, folder, Options{})
	shown, err := a.Plans().PreviewDraft(ctx, mustDraw(t, a, "First", false))
	if err != nil {
		t.Fatal(err)
	}
	d := mustDraw(t, b, "Second", true)
	if err := b.Plans().CloseDraft(ctx, d.Office, d.Floor); err != nil {
		t.Fatal(err)
	}
	if err := a.Plans().ApplyDraft(ctx, shown, nil, false); err != nil {
		t.Fatal(err)
	}
	if d, err := a.Plans().ReadDraft(ctx, d.Office, d.Floor); err != nil || d.Drawn.Name != "Second" || d.Changes != 1 {
		t.Errorf("%q with %d changes: %v", d.Drawn.Name, d.Changes, err)
	}
}

func TestADraftIsDrawnOnWhenItWasAppliedAndAfterARestore(t *testing.T) {
	ctx := t.Context()
	s := mustOpenSample(t, t.TempDir(), Options{})
	backup := mustExport(t, s, ExportOptions{})
	d := mustDraw(t, s, "First", false)
	shown, err := s.Plans().PreviewDraft(ctx, d)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Plans().ApplyDraft(ctx, shown, nil, false); err != nil {
		t.Fatal(err)
	}
	d.Drawn.Name = "Second"
	if err := s.Plans().SaveDraft(ctx, d); err != nil {
		t.Errorf("after it was applied: %v", err)
	}
	if _, err := restoreFile(ctx, s, backup.Path); err != nil {
		t.Fatal(err)
	}
	d.Drawn.Name = "Third"
	if err := errors.Join(s.Plans().SaveDraft(ctx, d), s.Plans().CloseDraft(ctx, d.Office, d.Floor)); err != nil {
		t.Errorf("after a restore: %v", err)
	}
}

func TestADraftStaysOpenWhereClosingItFails(t *testing.T) {
	folder := t.TempDir()
	a, b := mustOpenSample(t, folder, Options{}), mustOpen(t, folder, Options{})
	d := mustDraw(t, a, "Drawn", false)
	ended, end := context.WithCancel(t.Context())
	end()
	if err := a.Plans().CloseDraft(ended, d.Office, d.Floor); err == nil {
		t.Fatal("closed")
	}
	if err := a.Plans().DiscardDraft(ended, d.Office, d.Floor); err == nil {
		t.Fatal("discarded")
	}
	if _, err := b.Plans().OpenDraft(t.Context(), d.Office, d.Floor, false); !errors.Is(err, ErrDraftOpen) {
		t.Errorf("the other window gets it without asking: %v", err)
	}
	if err := errors.Join(a.Plans().SaveDraft(t.Context(), d), a.Plans().CloseDraft(t.Context(), d.Office, d.Floor)); err != nil {
		t.Error(err)
	}
}

func TestWhatIsLeftOfAFloorBecomesOneAgain(t *testing.T) {
	ctx := t.Context()
	s := mustOpenSample(t, t.TempDir(), Options{})
	p, office := s.Plans(), mustOffices(t, s)[0]
	d, err := p.OpenDraft(ctx, office.ID, office.Floors[0].ID, false)
	if err != nil {
		t.Fatal(err)
	}
	d.Drawn.Desks, d.Changes = d.Drawn.Desks[1:], 1
	gone, err := p.PreviewRemoval(ctx, office.ID, "")
	if err := errors.Join(err, p.SaveDraft(ctx, d), p.CloseDraft(ctx, office.ID, d.Floor), p.Remove(ctx, gone, true)); err != nil {
		t.Fatal(err)
	}
	ours, err := p.AddOffice(ctx, data.Office{Name: "Our office"})
	if err != nil {
		t.Fatal(err)
	}
	before := read(t, s)
	added, err := p.AddDraftAsFloor(ctx, office.ID, d.Floor, ours.ID, "Found")
	if err != nil || len(added.Desks) != len(d.Drawn.Desks) || added.Name != "Found" {
		t.Fatalf("%d desks, %v", len(added.Desks), err)
	}
	mustUndo(t, s)
	sameContent(t, "undone", before, read(t, s))
	if list, err := p.Drafts(ctx); err != nil || len(list) != 1 || !list[0].Gone {
		t.Errorf("%+v, %v", list, err)
	}
	if _, err := p.AddDraftAsFloor(ctx, ours.ID, "none", ours.ID, "Found"); !errors.Is(err, data.ErrUnknownDraft) {
		t.Error(err)
	}
}
