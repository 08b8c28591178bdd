package storage

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"seatkeeper/data"
	"seatkeeper/storage/filetest"
)

func TestAnImportSaysBeforeWhatItDoesAfter(t *testing.T) {
	filetest.NotUnderRace(t)
	sample := data.SampleOffice
	edit := func(f func(o *data.Office)) []data.Office {
		o := sample()
		f(&o)
		return []data.Office{o}
	}
	annex := sample()
	annex.ID, annex.Name = "annex", "Annex"
	first := func() int { return len(sample().Floors[0].Desks) }()
	second := len(sample().Floors[1].Desks)
	name1, name2 := sample().Floors[0].Name, sample().Floors[1].Name
	for _, test := range []struct {
		name    string
		offices []data.Office
		want    []OfficeChange
	}{
		{"the same once more", []data.Office{sample()}, nil},
		{"nothing", nil, nil},
		{"a new office", []data.Office{annex}, []OfficeChange{
			{Office: "Annex", Floor: name1, IsNew: true, Added: first}, {Office: "Annex", Floor: name2, IsNew: true, Added: second}}},
		{"another name", edit(func(o *data.Office) { o.Name = "Harbour Hall" }), []OfficeChange{{Office: "Harbour Hall"}}},
		{"another code", edit(func(o *data.Office) { o.Code = "X" }), []OfficeChange{{Office: "Harbour House"}}},
		{"the floors in another order", edit(func(o *data.Office) { slices.Reverse(o.Floors) }), []OfficeChange{{Office: "Harbour House"}}},
		{"another name and a desk less", edit(func(o *data.Office) {
			o.Name, o.Floors[0].Desks = "Harbour Hall", o.Floors[0].Desks[:first-1]
		}), []OfficeChange{{Office: "Harbour Hall"}, {Office: "Harbour Hall", Floor: name1, Removed: 1, Unchanged: first - 1}}},
		{"a desk less", edit(func(o *data.Office) { o.Floors[0].Desks = o.Floors[0].Desks[:first-1] }), []OfficeChange{
			{Office: "Harbour House", Floor: name1, Removed: 1, Unchanged: first - 1}}},
		{"booked desks less", edit(func(o *data.Office) { o.Floors[0].Desks = o.Floors[0].Desks[2:] }), []OfficeChange{
			{Office: "Harbour House", Floor: name1, Retired: 2, Coming: 3, Unchanged: first - 2}}},
		{"a floor less", edit(func(o *data.Office) { o.Floors = o.Floors[:1] }), []OfficeChange{
			{Office: "Harbour House", Floor: name2, Removed: second - 1, Retired: 1, Coming: 1}}},
		{"no floors", edit(func(o *data.Office) { o.Floors = nil }), []OfficeChange{
			{Office: "Harbour House", Floor: name1, Removed: first - 2, Retired: 2, Coming: 3},
			{Office: "Harbour House", Floor: name2, Removed: second - 1, Retired: 1, Coming: 1}}},
		{"a desk more, and one elsewhere", edit(func(o *data.Office) {
			d := o.Floors[1].Desks[0]
			d.ID = "new"
			o.Floors[1].Desks = append(o.Floors[1].Desks, d)
			o.Floors[1].Desks[1].Position.X /= 2
		}), []OfficeChange{{Office: "Harbour House", Floor: name2, Added: 1, Changed: 1, Unchanged: second - 1}}},
		{"other fixtures", edit(func(o *data.Office) { o.Floors[1].Fixtures = o.Floors[1].Fixtures[1:] }), []OfficeChange{
			{Office: "Harbour House", Floor: name2, Unchanged: second}}},
		{"the desks in another order", edit(func(o *data.Office) { slices.Reverse(o.Floors[0].Desks) }), []OfficeChange{
			{Office: "Harbour House", Floor: name1, Unchanged: first}}},
		{"a booked desk that is retired in the file", edit(func(o *data.Office) { o.Floors[0].Desks[0].Retired = true }), []OfficeChange{
			{Office: "Harbour House", Floor: name1, Retired: 1, Coming: 2, Unchanged: first - 1}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := mustOpenSample(t, t.TempDir(), Options{})
			before := read(t, s)
			p, err := s.Plans().PreviewOffices(t.Context(), test.offices)
			if err != nil {
				t.Fatal(err)
			}
			preview := p.Changes
			if diff := cmp.Diff(test.want, preview, cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(before, read(t, s)); diff != "" {
				t.Errorf("the preview changes something:\n%s", diff)
			}
			if err := s.Plans().ImportOffices(t.Context(), p); err != nil {
				t.Fatal(err)
			}
			after := read(t, s)
			if diff := cmp.Diff(before.Days, after.Days); diff != "" {
				t.Errorf("bookings have changed:\n%s", diff)
			}
			// The same file once more changes nothing.
			if again, err := importAll(s, test.offices); err != nil || len(again) > 0 {
				t.Errorf("%+v %v", again, err)
			}
			mustHold(t, s, 4)
			if len(test.want) == 0 {
				return
			}
			mustUndo(t, s)
			sameContent(t, "undone", before, read(t, s))
			mustRedo(t, s)
			sameContent(t, "redone", after, read(t, s))
		})
	}
}

func TestADeskThatVanishesIsRetiredAndComesBack(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	if _, err := blockDesk(s, deskA2, data.Block{From: monday + 5, To: monday + 6, Reason: "paint"}, false); err != nil {
		t.Fatal(err)
	}
	if err := importWithout(s, "A2"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Book(t.Context(), data.Booking{DeskRef: deskA2, Date: monday + 1, UserID: "u2"}); !errors.Is(err, data.ErrRetiredDesk) {
		t.Error(err)
	}
	if _, err := s.Move(t.Context(), monday, filetest.UUIDOf(2), data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "A3"}); err != nil {
		t.Errorf("nobody leaves a retired desk: %v", err)
	}
	if _, err := s.Undo(t.Context(), 0); !errors.Is(err, data.ErrRetiredDesk) {
		t.Errorf("somebody is back on a retired desk: %v", err)
	}
	if _, err := importAll(s, []data.Office{data.SampleOffice()}); err != nil {
		t.Fatal(err)
	}
	mustBook(t, s, data.Booking{DeskRef: deskA2, Date: monday + 1, UserID: "u2"})
	if got := blocksOf(t, s, deskA2); len(got) != 0 {
		t.Errorf("the blocks have come back with it: %v", got)
	}
	mustHold(t, s, 6)
}

func TestAnOfficeThatCantBeChangesNothing(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	before := read(t, s)
	good, bad := data.SampleOffice(), data.SampleOffice()
	good.ID, bad.ID = "annex", "bad"
	bad.Floors[1].Desks[2].Position.X = 2
	for _, try := range []func() ([]OfficeChange, error){
		func() ([]OfficeChange, error) {
			p, err := s.Plans().PreviewOffices(t.Context(), []data.Office{good, bad})
			return p.Changes, err
		},
		func() ([]OfficeChange, error) { return importAll(s, []data.Office{good, bad}) },
	} {
		if changes, err := try(); !isRule(err, data.RuleOutside) || len(changes) > 0 {
			t.Errorf("%v %v", changes, err)
		}
	}
	if diff := cmp.Diff(before, read(t, s)); diff != "" {
		t.Error(diff)
	}
}

func TestBlocksOfAFileAreIgnored(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	own := data.Block{From: monday + 5, To: monday + 6, Reason: "paint"}
	if _, err := blockDesk(s, deskA2, own, false); err != nil {
		t.Fatal(err)
	}
	o := data.SampleOffice()
	for i := range o.Floors[0].Desks {
		o.Floors[0].Desks[i].Blocks = []data.Block{{From: monday, To: monday + 30}}
	}
	if changes, err := importAll(s, []data.Office{o}); err != nil || len(changes) != 0 {
		t.Errorf("%v %v", changes, err)
	}
	if got := blocksOf(t, s, deskA2); !slices.Equal(got, []data.Block{own}) {
		t.Error(got)
	}
	o.ID = "annex"
	if _, err := importAll(s, []data.Office{o}); err != nil {
		t.Fatal(err)
	}
	if got := blocksOf(t, s, data.DeskRef{Office: "annex", Floor: "floor-1", Desk: "A2"}); len(got) != 0 {
		t.Error(got)
	}
}

// A block comes back with its desk, but not over a booking that was made while
// the desk was there without it.
func TestUndoOfAnImportDoesNotBlockABookedDesk(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	if _, err := blockDesk(s, deskA2, data.Block{From: monday + 5, To: monday + 6}, false); err != nil {
		t.Fatal(err)
	}
	if err := importWithout(s, "A2"); err != nil {
		t.Fatal(err)
	}
	steps, _ := s.History()
	without := steps[len(steps)-1].ID
	if _, err := importAll(s, []data.Office{data.SampleOffice()}); err != nil {
		t.Fatal(err)
	}
	mustBook(t, s, data.Booking{DeskRef: deskA2, Date: monday + 5, UserID: "u2"})
	if err := importWithout(s, "A2"); err != nil {
		t.Fatal(err)
	}
	before := read(t, s)
	var conflict *data.ConflictError
	if _, err := s.Undo(t.Context(), without); !errors.As(err, &conflict) || !errors.Is(err, data.ErrBlockedDesk) || conflict.Seat.UserID != "u2" {
		t.Errorf("%+v %v", conflict, err)
	}
	if diff := cmp.Diff(before, read(t, s)); diff != "" {
		t.Error(diff)
	}
}
