package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

func TestWhatWasBookedIsThereAfterARestart(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenSample(t, folder, Options{})
	before, err := s.Day(t.Context(), monday)
	if err != nil || len(before) != 3 {
		t.Fatal(before, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for name := range filetest.FilesIn(t, folder) {
		if name != StoreFile {
			t.Errorf("%s is left beside the store", name)
		}
	}
	after, err := mustOpen(t, folder, Options{}).Day(t.Context(), monday)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Error(diff)
	}
	if after[0].Name != "Alice" || after[2].Name != "Zoë 🙂" || after[2].UserID != data.VisitorID {
		t.Errorf("%+v", after)
	}
}

func TestAConflictNamesWhoOrWhatIsInTheWay(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	mustAdd(t, s, data.User{ID: "gone", Name: "Gone", Active: false})
	for name, test := range map[string]struct {
		b    data.Booking
		want error
		who  string
		desk data.DeskRef
	}{
		"the desk is taken":      {data.Booking{DeskRef: deskA2, Date: monday.AddDays(0), UserID: "u1"}, data.ErrDeskTaken, "Bob \"B\" Łukasz", deskA2},
		"by a guest":             {data.Booking{DeskRef: deskC1, Date: monday, UserID: "u1"}, data.ErrDeskTaken, "Zoë 🙂", deskC1},
		"for a guest":            {data.Booking{DeskRef: deskA1, Date: monday, UserID: data.VisitorID}, data.ErrDeskTaken, "Alice", deskA1},
		"the person has a desk":  {data.Booking{DeskRef: data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "A3"}, Date: monday, UserID: "u1"}, data.ErrAlreadySeated, "Alice", deskA1},
		"nobody has that ID":     {data.Booking{DeskRef: deskA1, Date: monday.AddDays(5), UserID: "nobody"}, data.ErrUnknownUser, "", data.DeskRef{}},
		"the person has left":    {data.Booking{DeskRef: deskA1, Date: monday.AddDays(5), UserID: "gone"}, data.ErrInactiveUser, "", data.DeskRef{}},
		"no desk has that ID":    {data.Booking{DeskRef: data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "C1"}, Date: monday, UserID: "u1"}, data.ErrUnknownDesk, "", data.DeskRef{}},
		"no floor has that ID":   {data.Booking{DeskRef: data.DeskRef{Office: "harbour-house", Floor: "floor-9", Desk: "A1"}, Date: monday, UserID: "u1"}, data.ErrUnknownDesk, "", data.DeskRef{}},
		"no desk is given":       {data.Booking{Date: monday, UserID: "u1"}, data.ErrUnknownDesk, "", data.DeskRef{}},
		"no person is given":     {data.Booking{DeskRef: deskA1, Date: monday}, data.ErrUnknownUser, "", data.DeskRef{}},
		"the visitor, as a name": {data.Booking{DeskRef: deskA1, Date: monday, UserID: "Visitor"}, data.ErrUnknownUser, "", data.DeskRef{}},
	} {
		t.Run(name, func(t *testing.T) {
			before, _ := s.Status(t.Context())
			_, err := s.Book(t.Context(), test.b)
			var conflict *data.ConflictError
			if !errors.As(err, &conflict) || !errors.Is(err, test.want) {
				t.Fatalf("%v, not %v", err, test.want)
			}
			if conflict.Seat.Name != test.who || conflict.Seat.DeskRef != test.desk || conflict.Date != test.b.Date {
				t.Errorf("%+v", conflict)
			}
			if after, _ := s.Status(t.Context()); after != before {
				t.Errorf("a change that was refused left %+v, not %+v", after, before)
			}
		})
	}
}

func TestValuesThatCantBeAreRefused(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	book := func(b data.Booking) error {
		if b.UserID == "" {
			b.UserID, b.DeskRef = "u1", deskA1
		}
		if b.Date == 0 {
			b.Date = monday.AddDays(9)
		}
		_, err := s.Book(t.Context(), b)
		return err
	}
	user := func(u data.User) error {
		_, err := s.AddUser(t.Context(), u)
		return err
	}
	for name, test := range map[string]struct {
		err  error
		want data.Rule
	}{
		"a day before the calendar":      {book(data.Booking{Date: data.MinDate - 1}), data.RuleNotDate},
		"a day after it":                 {book(data.Booking{Date: data.MaxDate + 1}), data.RuleNotDate},
		"an ID that is no UUID":          {book(data.Booking{ID: "7"}), data.RuleNotText},
		"an ID that is there":            {book(data.Booking{ID: filetest.UUIDOf(1), Date: monday, UserID: data.VisitorID, DeskRef: data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "A4"}}), data.RuleTwice},
		"a creation before the calendar": {book(data.Booking{CreatedAt: time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC)}), data.RuleNotDate},
		"a creation after it":            {book(data.Booking{CreatedAt: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}), data.RuleNotDate},
		"a guest's name too long":        {book(data.Booking{UserID: data.VisitorID, DeskRef: deskA1, Guest: strings.Repeat("é", 201)}), data.RuleTooLong},
		"a guest's name not UTF-8":       {book(data.Booking{UserID: data.VisitorID, DeskRef: deskA1, Guest: "\xff"}), data.RuleNotText},
		"a blank name":                   {user(data.User{Name: " \t\u3000"}), data.RuleBlank},
		"a name too long":                {user(data.User{Name: strings.Repeat("x", 201)}), data.RuleTooLong},
		"the visitor's ID":               {user(data.User{ID: data.VisitorID, Name: "V"}), data.RuleReserved},
		"another person's ID":            {user(data.User{ID: "u1", Name: "Somebody"}), data.RuleTwice},
		"a control character in an ID":   {user(data.User{ID: "a\nb", Name: "V"}), data.RuleControl},
		"an office that is there":        {s.AddOffice(t.Context(), data.SampleOffice()), data.RuleTwice},
		"an office without an ID":        {s.AddOffice(t.Context(), data.Office{}), data.RuleBlank},
	} {
		var rule *data.RuleError
		if !errors.As(test.err, &rule) || rule.Rule != test.want {
			t.Errorf("%s: %v, not %s", name, test.err, test.want)
		}
	}
	mustHold(t, s, 4)
}

func TestABookingComesBackAsItIsKept(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	day := monday.AddDays(2)
	for _, b := range []data.Booking{
		{DeskRef: deskA1, UserID: "u1", Guest: "not a guest", Date: day},
		{DeskRef: deskA2, UserID: data.VisitorID, Guest: "  Ann  ", Date: day, ID: "{ABCDEF00-0000-4000-8000-000000000000}"},
		{DeskRef: deskC1, UserID: data.VisitorID, Date: day, CreatedAt: noon.Add(123456)},
	} {
		booked := mustBook(t, s, b)
		seats, err := s.Day(t.Context(), day)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, seat := range seats {
			if seat.ID == booked.ID {
				found = true
				if diff := cmp.Diff(booked, seat.Booking); diff != "" {
					t.Error(diff)
				}
			}
		}
		if !found {
			t.Errorf("%s is not there", booked.ID)
		}
	}
	u, err := s.AddUser(t.Context(), data.User{Name: "  Ann \u00a0 Zoe\u0308  "})
	if err != nil || u.Name != "Ann Zoë" || len(u.ID) != 36 {
		t.Errorf("%+v %v", u, err)
	}
}

func TestAReleasedDeskCanBeBookedAgain(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{Now: ticking()})
	released, err := s.Release(t.Context(), monday, filetest.UUIDOf(1))
	if err != nil || !released.IsReleased() || released.UserID != "u1" || released.DeskRef != deskA1 {
		t.Fatalf("%+v %v", released, err)
	}
	if _, err := s.Release(t.Context(), monday, filetest.UUIDOf(1)); !errors.Is(err, data.ErrNotBooked) {
		t.Errorf("a second release: %v", err)
	}
	if _, err := s.Release(t.Context(), monday.AddDays(1), filetest.UUIDOf(2)); !errors.Is(err, data.ErrNotBooked) {
		t.Errorf("on another day: %v", err)
	}
	mustBook(t, s, data.Booking{DeskRef: deskA1, Date: monday, UserID: data.VisitorID})
	mustBook(t, s, data.Booking{DeskRef: data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "A3"}, Date: monday, UserID: "u1"})
	if seats, _ := s.Day(t.Context(), monday); len(seats) != 4 {
		t.Errorf("%d seats, not 4", len(seats))
	}
	mustHold(t, s, 6) // the released one is kept
}

func TestTheVisitorMayHaveManyDesks(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	for _, desk := range []string{"A3", "A4", "A5"} {
		mustBook(t, s, data.Booking{DeskRef: data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: desk}, Date: monday, UserID: data.VisitorID, Guest: "Ann"})
	}
	mustHold(t, s, 7)
	users, err := s.Users(t.Context())
	if err != nil || len(users) != 2 {
		t.Errorf("%v %v", users, err)
	}
}

func TestNamesAreUniqueForAPerson(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	mustAdd(t, s, data.User{ID: "u1", Name: "Zoë Straße", Active: true}, data.User{ID: "u2", Name: "Bob"})
	for _, name := range []string{"Zoë Straße", "zoë straße", "ZOË STRASSE", "Zoe\u0308  Straße ", "Ｚｏë Straße"} {
		if _, err := s.AddUser(t.Context(), data.User{Name: name}); !errors.Is(err, data.ErrNameTaken) {
			t.Errorf("%q: %v", name, err)
		}
		if _, err := setUser(s, data.User{ID: "u2", Name: name}); !errors.Is(err, data.ErrNameTaken) {
			t.Errorf("%q: %v", name, err)
		}
		if u, err := s.FindUser(t.Context(), name); err != nil || u.ID != "u1" {
			t.Errorf("%q finds %+v %v", name, u, err)
		}
	}
	if _, err := setUser(s, data.User{ID: "u1", Name: "ZOË"}); err != nil {
		t.Error(err)
	}
	if _, err := setUser(s, data.User{ID: "u9", Name: "Nobody"}); !errors.Is(err, data.ErrUnknownUser) {
		t.Error(err)
	}
	if _, err := setUser(s, data.User{ID: data.VisitorID, Name: "Nobody"}); !errors.Is(err, data.ErrUnknownUser) {
		t.Error(err)
	}
	if _, err := s.FindUser(t.Context(), "Zoë Straße"); !errors.Is(err, data.ErrUnknownUser) {
		t.Error(err)
	}
}

func TestWhatTheStoreAcceptsABackupCanHold(t *testing.T) {
	filetest.NotUnderRace(t)
	s := mustOpen(t, t.TempDir(), Options{Now: ticking()})
	ctx := t.Context()
	// U+0958 is two characters in its composed form.
	if _, err := s.AddUser(ctx, data.User{ID: "u1", Name: strings.Repeat("\u0958", 150)}); !isRule(err, data.RuleTooLong) {
		t.Error(err)
	}
	mustAdd(t, s, data.User{ID: "u1", Name: strings.Repeat("\u0958", 100), Active: true})
	if _, err := setUser(s, data.User{ID: "u1", Name: strings.Repeat("\u0958", 150)}); !isRule(err, data.RuleTooLong) {
		t.Error(err)
	}
	floors := make([]data.Floor, data.MaxFloors)
	for i := range floors {
		floors[i] = data.Floor{ID: fmt.Sprint(i), Layout: data.Size{Width: 1, Height: 1}}
	}
	if err := s.AddOffice(ctx, data.Office{ID: "tower", Floors: floors}); err != nil {
		t.Error(err)
	}
	err := s.change(ctx, func(tx *engine.Change, _ *Step) error {
		return tx.AddFloors("tower", []data.Floor{{ID: "one more", Layout: data.Size{Width: 1, Height: 1}}})
	})
	if !isRule(err, data.RuleTooMany) {
		t.Error(err)
	}
	if _, err := s.AddSample(ctx, data.SampleSize{People: 1}, nil); !errors.Is(err, failure.ErrNotEmpty) {
		t.Error(err)
	}
	if err := s.AllowPast(ctx, true); err != nil {
		t.Fatal(err)
	}
	mustBook(t, s, data.Booking{DeskRef: deskA1, Date: data.MinDate, UserID: "u1", CreatedAt: time.Date(1, 1, 1, 0, 0, 0, 1e6, time.UTC)})
	mustBook(t, s, data.Booking{DeskRef: deskA1, Date: data.MaxDate, UserID: "u1", CreatedAt: time.Date(9999, 12, 31, 23, 59, 59, 999e6, time.UTC)})
	// Released at the moment that is 0 in the database.
	mustBook(t, s, data.Booking{DeskRef: deskA1, Date: monday, UserID: "u1", ReleasedAt: time.Unix(0, 0)})
	mustBook(t, s, data.Booking{DeskRef: deskA1, Date: monday, UserID: "u1"})
	mustHold(t, s, 4)
	if text := filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path); !strings.Contains(text, `"releasedAt":"1970-01-01T00:00:00.000Z"`) {
		t.Error("the release in 1970 is not in the backup")
	}
}

func isRule(err error, want data.Rule) bool {
	var rule *data.RuleError
	return errors.As(err, &rule) && rule.Rule == want
}

func TestLastUpdatedNeverGoesBack(t *testing.T) {
	now := noon
	s := mustOpen(t, t.TempDir(), Options{Now: func() time.Time { return now }})
	status := func() Status {
		status, err := s.Status(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return status
	}
	first := status()
	now = noon.Add(time.Hour + 999999*time.Nanosecond)
	mustAdd(t, s, data.User{Name: "A"})
	if got := status(); !got.LastUpdated.Equal(noon.Add(time.Hour)) || got.Changes != first.Changes+1 {
		t.Errorf("%+v", got)
	}
	now = noon
	mustAdd(t, s, data.User{Name: "B"})
	if got := status(); !got.LastUpdated.Equal(noon.Add(time.Hour)) || got.Changes != first.Changes+2 {
		t.Errorf("%+v", got)
	}
	// An export is no change.
	mustExport(t, s, ExportOptions{})
	if got := status(); !got.LastUpdated.Equal(noon.Add(time.Hour)) || got.Changes != first.Changes+2 {
		t.Errorf("%+v", got)
	}
}

func TestSampleFillsAnEmptyStoreOnly(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	size := data.SampleSize{People: 100, Days: 10, Until: monday}
	set, err := s.AddSample(t.Context(), size, nil)
	if err != nil {
		t.Fatal(err)
	}
	if set.Count != 960 || len(set.Users) != 100 {
		t.Errorf("%d bookings, %d people", set.Count, len(set.Users))
	}
	status, _ := s.Status(t.Context())
	if status.Counts.Users != 100 || status.Counts.Bookings != 960 || status.Counts.Desks != 142 {
		t.Errorf("%+v", status.Counts)
	}
	if _, err := s.AddSample(t.Context(), size, nil); !errors.Is(err, failure.ErrNotEmpty) {
		t.Error(err)
	}
	mustHold(t, s, 960)
}

func TestAChangeThatIsCancelledChangesNothing(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	ctx, cancel := context.WithCancel(t.Context())
	_, err := s.AddSample(ctx, data.SampleSize{People: 1000, Days: 12, Until: monday}, func(int, int) { cancel() })
	filetest.WantKind(t, err, failure.KindCancelled)
	status, _ := s.Status(t.Context())
	if status.Counts.Users != 0 || status.Counts.Bookings != 0 || status.Counts.Desks != 42 {
		t.Errorf("%+v", status)
	}
	if _, err := s.Users(ctx); failure.KindOf(err) != failure.KindCancelled {
		t.Error(err)
	}
	mustHold(t, s, 0)
}

func TestDesksAreFoundByWhatPeopleCallThem(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	office := data.SampleOffice()
	office.ID, office.Floors = "other", office.Floors[:1]
	office.Floors[0].Desks[1].Retired = true
	if err := s.AddOffice(t.Context(), office); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]any{
		"harbour-house/floor-1/A1": deskA1,
		" C1 ":                     deskC1,
		"c1":                       deskC1,
		"A1":                       data.ErrAmbiguousDesk,
		"A2":                       deskA2, // the other one is retired
		"Z9":                       data.ErrUnknownDesk,
		"":                         data.ErrUnknownDesk,
	} {
		ref, err := s.FindDesk(t.Context(), text)
		if wanted, ok := want.(error); ok && !errors.Is(err, wanted) || !ok && (err != nil || ref != want) {
			t.Errorf("%q: %v %v, not %v", text, ref, err, want)
		}
	}
	_, err := s.Book(t.Context(), data.Booking{DeskRef: data.DeskRef{Office: "other", Floor: "floor-1", Desk: "A2"}, Date: monday, UserID: data.VisitorID})
	if !errors.Is(err, data.ErrRetiredDesk) {
		t.Error(err)
	}
}

func TestAnExportSweepsTheFolderItGoesTo(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	folder := t.TempDir()
	left := filepath.Join(folder, ".backup-20260101-120000.json42")
	strange := filepath.Join(folder, ".backup-of-mine.json42")
	filetest.MustWrite(t, left, "half")
	filetest.MustWrite(t, strange, "somebody's")
	mustExport(t, s, ExportOptions{Folder: folder})
	if _, err := os.Lstat(left); !os.IsNotExist(err) {
		t.Errorf("what a killed export left is still there: %v", err)
	}
	if got := filetest.MustRead(t, strange); got != "somebody's" {
		t.Errorf("somebody else's file is %q", got)
	}
}
