package storage

import (
	"context"
	"errors"
	"testing"

	"seatkeeper/data"
	"seatkeeper/data/layout"
)

var ourFloors = []layout.Floor{{Name: "Ground", Rooms: []layout.Room{{Name: "North", Desks: 12, Row: 4}}}}

func TestSettingUpAnOfficeTakesTheUntouchedSampleAway(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	before := read(t, s)
	made, err := s.Plans().SetUp(t.Context(), "Our office", ourFloors)
	if err != nil {
		t.Fatal(err)
	}
	if all := mustOffices(t, s); len(all) != 1 || !all[0].Equal(made) || len(made.Floors[0].Desks) != 12 {
		t.Errorf("%+v", all)
	}
	mustUndo(t, s)
	sameContent(t, "undone", before, read(t, s))
	mustRedo(t, s)
	if all := mustOffices(t, s); len(all) != 1 || all[0].Name != "Our office" {
		t.Errorf("%+v", all)
	}
	again, err := s.Plans().SetUp(t.Context(), "Our office", ourFloors)
	if all := mustOffices(t, s); err != nil || len(all) != 2 || again.ID == made.ID {
		t.Errorf("%+v %v", all, err)
	}
}

func TestASampleOfficeThatSomebodyUsesStays(t *testing.T) {
	for name, use := range map[string]func(s *Store){
		"booked": func(s *Store) { mustBook(t, s, data.Booking{DeskRef: deskA1, Date: monday, UserID: data.VisitorID}) },
		"released": func(s *Store) {
			mustRelease(t, s, mustBook(t, s, data.Booking{DeskRef: deskA1, Date: monday, UserID: data.VisitorID}))
		},
		"renamed": func(s *Store) {
			seen := data.SampleOffice()
			wanted := seen
			wanted.Name = "Ours"
			if err := s.Plans().ChangeOffice(t.Context(), seen, wanted); err != nil {
				t.Fatal(err)
			}
		},
	} {
		s := mustOpen(t, t.TempDir(), Options{})
		use(s)
		if _, err := s.Plans().SetUp(t.Context(), "Our office", ourFloors); err != nil {
			t.Fatal(err)
		}
		if all := data.InUse(mustOffices(t, s)); len(all) != 2 {
			t.Errorf("%s: %d offices", name, len(all))
		}
	}
}

func mustRelease(t *testing.T, s *Store, b data.Booking) {
	t.Helper()
	if _, err := s.Release(t.Context(), b.Date, b.ID); err != nil {
		t.Fatal(err)
	}
}

func removeSample(s *Store) error {
	shown, err := s.Plans().PreviewRemoveSample(context.Background())
	if err != nil {
		return err
	}
	return s.Plans().RemoveSample(context.Background(), shown)
}

func TestTheSampleIsTakenAwayAndNothingElse(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{Offices: []data.Office{}})
	if _, err := s.AddSample(t.Context(), data.SampleSize{People: 30, Days: 20, Until: monday}, nil); err != nil {
		t.Fatal(err)
	}
	made, err := s.Plans().SetUp(t.Context(), "Our office", ourFloors)
	if err != nil {
		t.Fatal(err)
	}
	ours := func(desk string) data.DeskRef {
		return data.DeskRef{Office: made.ID, Floor: made.Floors[0].ID, Desk: desk}
	}
	mustAdd(t, s, data.User{ID: "ada", Name: "Ada Berg", Active: true})
	mine := mustBook(t, s, data.Booking{DeskRef: ours("N1"), Date: monday + 1, UserID: "ada"})
	mustBook(t, s, data.Booking{DeskRef: ours("N2"), Date: monday + 1, UserID: "u00001"})
	mustRelease(t, s, mustBook(t, s, data.Booking{DeskRef: ours("N3"), Date: monday + 1, UserID: "u00002"}))
	mustBook(t, s, data.Booking{DeskRef: deskA1, Date: monday + 2, UserID: "ada"})
	seen := data.SamplePerson(2)
	wanted := seen
	wanted.Name = "Ines the Real"
	if _, err := s.ChangeUser(t.Context(), seen, wanted); err != nil {
		t.Fatal(err)
	}
	before := read(t, s)
	shown, err := s.Plans().PreviewRemoveSample(t.Context())
	if err != nil || shown.People != 29 || shown.Elsewhere != 1 || shown.Office.OfficeID != data.SampleOfficeID || shown.Bookings() != shown.Office.Bookings()+1 {
		t.Errorf("%+v %v", shown, err)
	}
	more := shown
	more.Elsewhere++ // somebody has released one meanwhile
	if err := s.Plans().RemoveSample(t.Context(), more); !errors.Is(err, data.ErrChanged) {
		t.Errorf("something else is taken away than was shown: %v", err)
	}
	if err := removeSample(s); err != nil {
		t.Fatal(err)
	}
	if all := mustOffices(t, s); len(all) != 1 || all[0].ID != made.ID {
		t.Errorf("%+v", all)
	}
	users, err := s.Users(t.Context())
	names := ""
	for _, u := range users {
		names += u.ID
		if u.Active {
			names += "+"
		}
	}
	if err != nil || names != "ada+u00002u00003+" {
		t.Errorf("%s %v", names, err)
	}
	if seats, err := s.Day(t.Context(), monday+1); err != nil || len(seats) != 1 || seats[0].ID != mine.ID {
		t.Errorf("%+v %v", seats, err)
	}
	mustVerify(t, mustExport(t, s, ExportOptions{}).Path)
	mustUndo(t, s)
	sameContent(t, "undone", before, read(t, s))
	mustRedo(t, s)
	if err := removeSample(s); err != nil {
		t.Errorf("a second time: %v", err)
	}
}

func TestASampleThatUndoCantHoldIsTakenAwayBehindABackup(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{Offices: []data.Office{}})
	if _, err := s.AddSample(t.Context(), data.SampleSize{People: 150, Days: 80, Full: true, Until: monday}, nil); err != nil {
		t.Fatal(err)
	}
	before := read(t, s)
	if err := removeSample(s); err != nil {
		t.Fatal(err)
	}
	if status, err := s.Status(t.Context()); err != nil || status.Counts != (Counts{}) {
		t.Errorf("%+v %v", status, err)
	}
	mustUndo(t, s)
	sameContent(t, "undone", before, read(t, s))
}
