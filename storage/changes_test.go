package storage

import (
	"context"
	"errors"
	"os"
	"slices"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/filetest"
)

// setUser makes the person with u's ID be as given, whatever they are now.
func setUser(s *Store, u data.User) (data.User, error) {
	users, err := s.Users(context.Background())
	if err != nil {
		return data.User{}, err
	}
	seen := data.User{ID: u.ID}
	if i := slices.IndexFunc(users, func(v data.User) bool { return v.ID == u.ID }); i >= 0 {
		seen = users[i]
	}
	return s.ChangeUser(context.Background(), seen, u)
}

// blockDesk blocks a desk for somebody who has seen the bookings that it has, where
// they are to be released.
func blockDesk(s *Store, ref data.DeskRef, block data.Block, release bool) ([]data.Seat, error) {
	var shown []data.Seat
	if release {
		var err error
		if shown, err = s.DeskSeats(context.Background(), ref, block.From, block.To); err != nil {
			return nil, err
		}
	}
	return s.BlockDesk(context.Background(), ref, block, shown)
}

// unblockDay takes the block away that a desk has on that day.
func unblockDay(s *Store, ref data.DeskRef, day data.Date) error {
	shown := data.Block{From: day, To: day}
	offices, err := s.Offices(context.Background())
	if err != nil {
		return err
	}
	if desk := deskIn(offices, ref); desk != nil {
		if there, blocked := desk.BlockOn(day); blocked {
			shown = there
		}
	}
	return s.UnblockDesk(context.Background(), ref, shown)
}

// deskIn returns that desk, or nil.
func deskIn(offices []data.Office, ref data.DeskRef) *data.Desk {
	for _, o := range offices {
		for _, f := range o.Floors {
			for i, d := range f.Desks {
				if ref == (data.DeskRef{Office: o.ID, Floor: f.ID, Desk: d.ID}) {
					return &f.Desks[i]
				}
			}
		}
	}
	return nil
}

// deactivate makes a person inactive for somebody who has seen all that they have.
func deactivate(s *Store, id string, release bool) ([]data.Seat, error) {
	shown, err := s.PersonSeats(context.Background(), id, data.MinDate, data.MaxDate)
	if err != nil {
		return nil, err
	}
	return s.Deactivate(context.Background(), id, shown, release)
}

// importAll imports offices as somebody does who has seen the preview.
func importAll(s *Store, offices []data.Office) ([]OfficeChange, error) {
	p, err := s.Plans().PreviewOffices(context.Background(), offices)
	if err != nil {
		return nil, err
	}
	return p.Changes, s.Plans().ImportOffices(context.Background(), p)
}

// setBackups makes the choices about backups be as given.
func setBackups(s *Store, b backups.Settings) error {
	shown, err := s.backups.Settings(context.Background())
	if err != nil {
		return err
	}
	_, err = s.backups.SetSettings(context.Background(), shown, b)
	return err
}

func TestAChangeOfAPersonLeavesTheRestOfThemAsItIs(t *testing.T) {
	alice := data.User{ID: "u1", Name: "Alice", Active: true}
	gone := data.User{ID: "u1", Name: "Alice"}
	alicia := data.User{ID: "u1", Name: "Alicia", Active: true}
	for _, test := range []struct {
		name           string
		was, meanwhile data.User // when the list was read, and when the change comes
		wanted         data.User
		becomes        data.User
		err            error
	}{
		{"a rename does not bring back who left", alice, gone, alicia, data.User{ID: "u1", Name: "Alicia"}, nil},
		{"who comes back keeps a new name", gone, data.User{ID: "u1", Name: "Alicia"}, alice, alicia, nil},
		{"who leaves keeps a new name", alice, alicia, gone, data.User{ID: "u1", Name: "Alicia"}, nil},
		{"another rename came first", alice, alicia, data.User{ID: "u1", Name: "Ali", Active: true}, alicia, data.ErrChanged},
		{"the same rename came first", alice, alicia, alicia, alicia, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := mustOpen(t, t.TempDir(), Options{})
			mustAdd(t, s, test.was)
			if _, err := setUser(s, test.meanwhile); err != nil {
				t.Fatal(err)
			}
			if _, err := s.ChangeUser(t.Context(), test.was, test.wanted); !errors.Is(err, test.err) {
				t.Errorf("%v, not %v", err, test.err)
			}
			if users, err := s.Users(t.Context()); err != nil || users[0] != test.becomes {
				t.Errorf("%+v, not %+v; %v", users, test.becomes, err)
			}
		})
	}
}

func TestUndoOfARenameDoesNotBringBackWhoLeft(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	mustAdd(t, s, data.User{ID: "u1", Name: "Alice", Active: true})
	if err := renaming("u1", "Alicia")(s); err != nil {
		t.Fatal(err)
	}
	undo, _ := s.History()
	rename := undo[len(undo)-1].ID
	if _, err := setUser(s, data.User{ID: "u1", Name: "Alicia"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo(t.Context(), rename); err != nil {
		t.Fatal(err)
	}
	if users, err := s.Users(t.Context()); err != nil || users[0] != (data.User{ID: "u1", Name: "Alice"}) {
		t.Errorf("%+v %v", users, err)
	}
}

func TestNobodyLosesADeskThatTheUserWasNotShown(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	shown, err := s.PersonSeats(t.Context(), "u1", monday, data.MaxDate)
	if err != nil || len(shown) != 2 {
		t.Fatal(shown, err)
	}
	atDesk, err := s.DeskSeats(t.Context(), deskA1, monday, monday+9)
	if err != nil {
		t.Fatal(err)
	}
	late := mustBook(t, s, data.Booking{DeskRef: deskA1, Date: monday + 3, UserID: "u1"})
	before := read(t, s)
	refused := func(err, want error) {
		t.Helper()
		var conflict *data.ConflictError
		if !errors.Is(err, want) || !errors.As(err, &conflict) || len(conflict.Seats) != 1 || conflict.Seats[0].ID != late.ID || conflict.Seat.Name != "Alice" {
			t.Errorf("%+v %v", conflict, err)
		}
		sameContent(t, "refused", before, read(t, s))
	}
	for _, release := range []bool{true, false} {
		_, err := s.Deactivate(t.Context(), "u1", shown, release)
		refused(err, data.ErrMoreBookings)
	}
	_, err = s.BlockDesk(t.Context(), deskA1, data.Block{From: monday, To: monday + 9}, atDesk)
	refused(err, data.ErrBlockedDesk)
	// What was released meanwhile was agreed to, and is gone.
	if _, err := s.Release(t.Context(), monday, shown[0].ID); err != nil {
		t.Fatal(err)
	}
	if released, err := s.Deactivate(t.Context(), "u1", append(shown, data.Seat{Booking: late}), true); err != nil || len(released) != 2 {
		t.Errorf("%v %v", released, err)
	}
}

func TestAnImportDoesWhatItsPreviewSaid(t *testing.T) {
	plan := data.SampleOffice()
	plan.Floors[0].Desks = slices.DeleteFunc(plan.Floors[0].Desks, func(d data.Desk) bool { return d.ID == "A2" || d.ID == "A5" })
	for name, meanwhile := range map[string]func(*Store) error{
		"the office was changed":     func(s *Store) error { return importWith(s, "Z1") },
		"a desk was blocked":         blocking(deskA2),
		"a desk that goes is booked": booking(data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "A5"}, monday+5, "u2"),
	} {
		t.Run(name, func(t *testing.T) {
			s := mustOpenSample(t, t.TempDir(), Options{})
			p, err := s.Plans().PreviewOffices(t.Context(), []data.Office{plan})
			if err != nil {
				t.Fatal(err)
			}
			if err := meanwhile(s); err != nil {
				t.Fatal(err)
			}
			before := read(t, s)
			if err := s.Plans().ImportOffices(t.Context(), p); !errors.Is(err, data.ErrChanged) {
				t.Error(err)
			}
			sameContent(t, "refused", before, read(t, s))
			if _, err := importAll(s, []data.Office{plan}); err != nil {
				t.Errorf("asked again: %v", err)
			}
		})
	}
}

func TestEachSettingOfBackupsChangesAlone(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	place := t.TempDir()
	shown, err := s.backups.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := shown
	want.Place, want.Passphrase = place, "open sesame"
	for _, set := range []func(*backups.Settings){
		func(b *backups.Settings) { b.Automatic = false }, func(b *backups.Settings) { b.Pause *= 2 },
		func(b *backups.Settings) { b.Keep.All++ }, func(b *backups.Settings) { b.Keep.Daily++ },
		func(b *backups.Settings) { b.Keep.Weekly++ }, func(b *backups.Settings) { b.Keep.Months++ },
		func(b *backups.Settings) { b.WarnAfter *= 2 },
		func(b *backups.Settings) { b.Place = place }, func(b *backups.Settings) { b.Passphrase = "open sesame" },
	} {
		wanted := shown // each window knows nothing of the others
		set(&wanted)
		if _, err := s.backups.SetSettings(t.Context(), shown, wanted); err != nil {
			t.Fatal(err)
		}
		if wanted.Place == "" {
			set(&want)
		}
	}
	now, err := s.backups.Settings(t.Context())
	if want.PlaceID = now.PlaceID; err != nil || now != want || now.PlaceID == "" {
		t.Errorf("%+v, not %+v; %v", now, want, err)
	}
	// All else can be chosen while the second place is away, and makes it nowhere else.
	if err := os.RemoveAll(place); err != nil {
		t.Fatal(err)
	}
	filetest.MustMkdir(t, place) // where the drive was
	wanted := now
	wanted.Automatic = true
	if now, err := s.backups.SetSettings(t.Context(), now, wanted); err != nil || now != wanted {
		t.Errorf("%+v %v", now, err)
	}
	if names, err := os.ReadDir(place); err != nil || len(names) != 0 {
		t.Errorf("an empty folder became the second place: %v %v", names, err)
	}
}
