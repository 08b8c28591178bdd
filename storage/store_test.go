package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	zombiezen "zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/sqlite"
)

func TestANewFolderGetsTheSampleOfficeAndNoPeople(t *testing.T) {
	s := mustOpen(t, filepath.Join(t.TempDir(), "above", "data"), Options{})
	status, err := s.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if want := (Counts{Offices: 1, Desks: 42}); status.Counts != want || !status.LastUpdated.Equal(noon) || status.Backup.Path != "" {
		t.Errorf("%+v", status)
	}
	offices, err := s.Offices(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]data.Office{data.SampleOffice()}, offices); diff != "" {
		t.Error(diff)
	}
}

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
	for name := range filesIn(t, folder) {
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
		"an ID that is there":            {book(data.Booking{ID: uuidOf(1), Date: monday, UserID: data.VisitorID, DeskRef: data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "A4"}}), data.RuleTwice},
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
	released, err := s.Release(t.Context(), monday, uuidOf(1))
	if err != nil || !released.IsReleased() || released.UserID != "u1" || released.DeskRef != deskA1 {
		t.Fatalf("%+v %v", released, err)
	}
	if _, err := s.Release(t.Context(), monday, uuidOf(1)); !errors.Is(err, data.ErrNotBooked) {
		t.Errorf("a second release: %v", err)
	}
	if _, err := s.Release(t.Context(), monday.AddDays(1), uuidOf(2)); !errors.Is(err, data.ErrNotBooked) {
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
		if _, err := s.SetUser(t.Context(), data.User{ID: "u2", Name: name}); !errors.Is(err, data.ErrNameTaken) {
			t.Errorf("%q: %v", name, err)
		}
		if u, err := s.FindUser(t.Context(), name); err != nil || u.ID != "u1" {
			t.Errorf("%q finds %+v %v", name, u, err)
		}
	}
	if _, err := s.SetUser(t.Context(), data.User{ID: "u1", Name: "ZOË"}); err != nil {
		t.Error(err)
	}
	if _, err := s.SetUser(t.Context(), data.User{ID: "u9", Name: "Nobody"}); !errors.Is(err, data.ErrUnknownUser) {
		t.Error(err)
	}
	if _, err := s.SetUser(t.Context(), data.User{ID: data.VisitorID, Name: "Nobody"}); !errors.Is(err, data.ErrUnknownUser) {
		t.Error(err)
	}
	if _, err := s.FindUser(t.Context(), "Zoë Straße"); !errors.Is(err, data.ErrUnknownUser) {
		t.Error(err)
	}
}

func TestWhatTheStoreAcceptsABackupCanHold(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{Now: ticking()})
	ctx := t.Context()
	// U+0958 is two characters in its composed form.
	if _, err := s.AddUser(ctx, data.User{ID: "u1", Name: strings.Repeat("\u0958", 150)}); !isRule(err, data.RuleTooLong) {
		t.Error(err)
	}
	mustAdd(t, s, data.User{ID: "u1", Name: strings.Repeat("\u0958", 100), Active: true})
	if _, err := s.SetUser(ctx, data.User{ID: "u1", Name: strings.Repeat("\u0958", 150)}); !isRule(err, data.RuleTooLong) {
		t.Error(err)
	}
	floors := make([]data.Floor, data.MaxFloors)
	for i := range floors {
		floors[i] = data.Floor{ID: fmt.Sprint(i), Layout: data.Size{Width: 1, Height: 1}}
	}
	if err := s.AddOffice(ctx, data.Office{ID: "tower", Floors: floors}); err != nil {
		t.Error(err)
	}
	err := s.change(ctx, func(tx *sqlite.Tx) error {
		return tx.AddFloors("tower", []data.Floor{{ID: "one more", Layout: data.Size{Width: 1, Height: 1}}})
	})
	if !isRule(err, data.RuleTooMany) {
		t.Error(err)
	}
	if _, err := s.AddSample(ctx, data.SampleSize{People: 1}, nil); !errors.Is(err, ErrNotEmpty) {
		t.Error(err)
	}
	mustBook(t, s, data.Booking{DeskRef: deskA1, Date: data.MinDate, UserID: "u1", CreatedAt: time.Date(1, 1, 1, 0, 0, 0, 1e6, time.UTC)})
	mustBook(t, s, data.Booking{DeskRef: deskA1, Date: data.MaxDate, UserID: "u1", CreatedAt: time.Date(9999, 12, 31, 23, 59, 59, 999e6, time.UTC)})
	// Released at the moment that is 0 in the database.
	mustBook(t, s, data.Booking{DeskRef: deskA1, Date: monday, UserID: "u1", ReleasedAt: time.Unix(0, 0)})
	mustBook(t, s, data.Booking{DeskRef: deskA1, Date: monday, UserID: "u1"})
	mustHold(t, s, 4)
	if text := mustRead(t, mustExport(t, s, ExportOptions{}).Path); !strings.Contains(text, `"releasedAt":"1970-01-01T00:00:00.000Z"`) {
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
	status := func() sqlite.Status {
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
	if _, err := s.AddSample(t.Context(), size, nil); !errors.Is(err, ErrNotEmpty) {
		t.Error(err)
	}
	mustHold(t, s, 960)
}

func TestAChangeThatIsCancelledChangesNothing(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	ctx, cancel := context.WithCancel(t.Context())
	_, err := s.AddSample(ctx, data.SampleSize{People: 1000, Days: 12, Until: monday}, func(int, int) { cancel() })
	wantKind(t, err, KindCancelled)
	status, _ := s.Status(t.Context())
	if status.Counts.Users != 0 || status.Counts.Bookings != 0 || status.Counts.Desks != 42 {
		t.Errorf("%+v", status)
	}
	if _, err := s.Users(ctx); KindOf(err) != KindCancelled {
		t.Error(err)
	}
	mustHold(t, s, 0)
}

func TestAFileThatIsNoStoreOfOursIsRefusedAndLeftAlone(t *testing.T) {
	good := func(t *testing.T) string {
		folder := t.TempDir()
		if err := mustOpenSample(t, folder, Options{}).Close(); err != nil {
			t.Fatal(err)
		}
		return mustRead(t, filepath.Join(folder, StoreFile))
	}
	ours := good(t)
	put := func(at int, b string) string { return ours[:at] + b + ours[at+len(b):] }
	other := func() string {
		path := filepath.Join(t.TempDir(), "other.db")
		withSQL(t, path, "CREATE TABLE t (x)", "INSERT INTO t VALUES (1)")
		return mustRead(t, path)
	}()
	for name, test := range map[string]struct {
		content string
		want    Kind
	}{
		"a text":                          {"Dear all,\n", KindForeign},
		"a long text":                     {strings.Repeat("Dear all,\n", 1000), KindForeign},
		"zeros":                           {strings.Repeat("\x00", 8192), KindForeign},
		"another program's database":      {other, KindForeign},
		"a schema from the future":        {put(60, "\x00\x00\x03\xe7"), KindNewer},
		"nothing":                         {"", KindTruncated},
		"one byte":                        {ours[:1], KindTruncated},
		"the first word":                  {ours[:16], KindTruncated},
		"all but one byte of the header":  {ours[:99], KindTruncated},
		"the header":                      {ours[:100], KindTruncated},
		"one page":                        {ours[:4096], KindTruncated},
		"half":                            {ours[:len(ours)/2], KindTruncated},
		"all but a page":                  {ours[:len(ours)-4096], KindTruncated},
		"all but a byte":                  {ours[:len(ours)-1], KindTruncated},
		"the first byte is another":       {"s" + ours[1:], KindForeign},
		"the mark of the program is gone": {put(68, "\x00\x00\x00\x00"), KindForeign},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			mustWrite(t, filepath.Join(folder, StoreFile), test.content)
			s, err := Open(t.Context(), folder, Options{busyTimeout: time.Millisecond})
			if err == nil {
				s.Close()
			}
			wantKind(t, err, test.want)
			sameFiles(t, folder, map[string]string{StoreFile: test.content})
		})
	}
	t.Run("a folder", func(t *testing.T) {
		folder := t.TempDir()
		mustMkdir(t, filepath.Join(folder, StoreFile))
		_, err := Open(t.Context(), folder, Options{})
		wantKind(t, err, KindForeign)
		sameFiles(t, folder, map[string]string{StoreFile: "d---------"})
	})
	t.Run("a dead link", func(t *testing.T) {
		folder := t.TempDir()
		if err := os.Symlink("nowhere", filepath.Join(folder, StoreFile)); err != nil {
			t.Fatal(err)
		}
		_, err := Open(t.Context(), folder, Options{})
		wantKind(t, err, KindMissing)
		sameFiles(t, folder, map[string]string{StoreFile: "L---------"})
	})
	t.Run("a file in the folder's place", func(t *testing.T) {
		folder := t.TempDir()
		mustWrite(t, filepath.Join(folder, "data"), "x")
		_, err := Open(t.Context(), filepath.Join(folder, "data"), Options{})
		wantKind(t, err, KindNotAFolder)
		_, err = Open(t.Context(), filepath.Join(folder, "data", "below"), Options{})
		wantKind(t, err, KindNotAFolder)
		sameFiles(t, folder, map[string]string{"data": "x"})
	})
}

// withSQL runs statements past the program.
func withSQL(t testing.TB, path string, statements ...string) {
	t.Helper()
	for i, err := range trySQL(t, path, statements...) {
		if err != nil {
			t.Fatalf("%s: %v", statements[i], err)
		}
	}
}

func trySQL(t testing.TB, path string, statements ...string) (errs []error) {
	t.Helper()
	conn, err := zombiezen.OpenConn(path, zombiezen.OpenReadWrite, zombiezen.OpenCreate)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, s := range statements {
		errs = append(errs, sqlitex.ExecuteTransient(conn, s, nil))
	}
	return errs
}

func TestAStoreWithDamageInsideIsSaidToBeDamaged(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenMany(t, 40, 60)
	path := filepath.Join(s.Folder(), StoreFile)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	content := []byte(mustRead(t, path))
	for at := 4096 * 10; at < len(content); at++ {
		content[at] = 0xa5
	}
	mustWrite(t, filepath.Join(folder, StoreFile), string(content))
	s = mustOpen(t, folder, Options{})
	_, err := ExportBackup(t.Context(), s, ExportOptions{})
	wantKind(t, err, KindDamaged)
	if left := filesIn(t, filepath.Join(folder, BackupFolder)); len(left) != 0 {
		t.Error(left)
	}
}

func TestALockedStoreIsLeftAlone(t *testing.T) {
	folder := t.TempDir()
	if err := mustOpenSample(t, folder, Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	locked, c, letGo := task{Do: "lock", Data: folder}.start(t)
	if locked.Err != "" {
		t.Fatal(locked.Err)
	}
	before := filesIn(t, folder)
	_, err := Open(t.Context(), folder, Options{busyTimeout: 20 * time.Millisecond})
	wantKind(t, err, KindLocked)
	sameFiles(t, folder, before)
	letGo()
	if err := c.Wait(); err != nil {
		t.Fatal(err)
	}
	mustHold(t, mustOpen(t, folder, Options{}), 4)
}

func TestAWriterThatHoldsTheStoreLetsOthersReadAndExport(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenSample(t, folder, Options{busyTimeout: 20 * time.Millisecond})
	conn, err := zombiezen.OpenConn(filepath.Join(folder, StoreFile), zombiezen.OpenReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := sqlitex.ExecuteTransient(conn, "BEGIN IMMEDIATE", nil); err != nil {
		t.Fatal(err)
	}
	if seats, err := s.Day(t.Context(), monday); err != nil || len(seats) != 3 {
		t.Errorf("%v %v", seats, err)
	}
	_, err = s.Book(t.Context(), data.Booking{DeskRef: deskA1, Date: monday.AddDays(7), UserID: "u1"})
	wantKind(t, err, KindLocked)
	// The backup is good, though it can't be noted just now.
	b := mustExport(t, s, ExportOptions{})
	mustVerify(t, b.Path)
	if status, _ := s.Status(t.Context()); status.Backup.Path != b.Path {
		t.Errorf("%+v", status.Backup)
	}
	if err := sqlitex.ExecuteTransient(conn, "ROLLBACK", nil); err != nil {
		t.Fatal(err)
	}
	mustHold(t, s, 4)
}

func TestTwoStoresOnOneFolderSeeEachOthersChanges(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenSample(t, folder, Options{})
	other := mustOpen(t, folder, Options{})
	told := make(chan struct{}, 100)
	cancel := other.Subscribe(func() { told <- struct{}{} })
	defer cancel()
	mustBook(t, s, data.Booking{DeskRef: deskA1, Date: monday.AddDays(7), UserID: "u1"})
	wait(t, told)
	if seats, err := other.Day(t.Context(), monday.AddDays(7)); err != nil || len(seats) != 1 {
		t.Errorf("%v %v", seats, err)
	}
	// Closing one leaves the locks of the other.
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	mustHold(t, other, 5)
}

func wait(t testing.TB, told <-chan struct{}) {
	t.Helper()
	select {
	case <-told:
	case <-time.After(20 * time.Second):
		t.Fatal("nobody was told")
	}
}

func TestSubscribersHearOfAnotherProcessesChange(t *testing.T) {
	folder := t.TempDir()
	s := mustOpen(t, folder, Options{})
	// Also of one between the opening and the subscription.
	if a := (task{Do: "book", Data: folder, Times: 1, User: "Early"}).run(t); a.Err != "" {
		t.Fatal(a.Err)
	}
	told := make(chan struct{}, 100)
	cancel := s.Subscribe(func() { told <- struct{}{} })
	wait(t, told)
	if a := (task{Do: "book", Data: folder, Times: 1, User: "Late"}).command(t).Run(); a == nil {
		t.Fatal("two people on one desk")
	}
	if a := (task{Do: "export", Data: folder}).run(t); a.Err != "" {
		t.Fatal(a.Err)
	}
	wait(t, told)
	cancel()
}

func TestSubscribersHearOfEachOwnChangeOnce(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	told := 0
	cancel := s.Subscribe(func() { told++ })
	mustBook(t, s, data.Booking{DeskRef: deskA1, Date: monday.AddDays(7), UserID: "u1"})
	if told != 1 {
		t.Errorf("told %d times of a booking", told)
	}
	_, _ = s.Book(t.Context(), data.Booking{DeskRef: deskA1, Date: monday.AddDays(7), UserID: "u2"})
	if told != 1 {
		t.Error("told of a change that was refused")
	}
	mustExport(t, s, ExportOptions{})
	if told != 2 {
		t.Errorf("told %d times of a booking and a backup", told)
	}
	cancel()
	mustBook(t, s, data.Booking{DeskRef: deskA1, Date: monday.AddDays(8), UserID: "u1"})
	if told != 2 {
		t.Error("told after the end")
	}
}

func TestClosingWaitsForChangesAndExports(t *testing.T) {
	for range 20 {
		s := mustOpen(t, t.TempDir(), Options{Now: time.Now})
		mustAdd(t, s, data.User{ID: "u1", Name: "A", Active: true})
		var work sync.WaitGroup
		begun := make(chan struct{}, 4)
		for i := range 4 {
			work.Go(func() {
				begun <- struct{}{}
				for n := range 20 {
					_, err := s.Book(context.Background(), data.Booking{DeskRef: deskA1, Date: monday.AddDays(100*i + n), UserID: "u1"})
					if err == nil && n%5 == 0 {
						_, err = ExportBackup(context.Background(), s, ExportOptions{})
					}
					if err != nil {
						return // the store is closed
					}
				}
			})
		}
		<-begun
		runtime.Gosched()
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		work.Wait()
		if _, err := s.Book(t.Context(), data.Booking{}); !errors.Is(err, sqlite.ErrClosed) {
			t.Error(err)
		}
		if err := s.Close(); !errors.Is(err, sqlite.ErrClosed) {
			t.Error(err)
		}
		left := filesIn(t, filepath.Join(s.Folder(), BackupFolder))
		for name := range left {
			mustVerify(t, filepath.Join(s.Folder(), BackupFolder, name))
		}
	}
}

func TestManyOpenOneNewFolderAtOnceInOneProcess(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	stores := make([]*Store, 12)
	var opening sync.WaitGroup
	for i := range stores {
		opening.Go(func() {
			var err error
			if stores[i], err = Open(context.Background(), folder, Options{}); err != nil {
				t.Error(err)
			}
		})
	}
	opening.Wait()
	ids := map[string]bool{}
	for _, s := range stores {
		status, err := s.Status(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		ids[status.Store] = true
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if len(ids) != 1 {
		t.Errorf("%d stores", len(ids))
	}
	if there := filesIn(t, folder); len(there) != 1 {
		t.Errorf("%d files", len(there))
	}
}

func TestBooksAndReadsFromManyGoroutines(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{Now: time.Now})
	mustAdd(t, s, data.User{ID: "u1", Name: "A", Active: true}, data.User{ID: "u2", Name: "B", Active: true})
	var won sync.Map
	var work sync.WaitGroup
	for i := range 8 {
		work.Go(func() {
			user := fmt.Sprintf("u%d", i%2+1)
			for n := range 25 {
				day := monday.AddDays(n)
				_, err := s.Book(context.Background(), data.Booking{DeskRef: deskA1, Date: day, UserID: user})
				switch {
				case err == nil:
					if was, loaded := won.LoadOrStore(day, user); loaded {
						t.Errorf("both %v and %s have the desk", was, user)
					}
				case !errors.Is(err, data.ErrDeskTaken):
					t.Error(err)
				}
				if _, err := s.Day(context.Background(), day); err != nil {
					t.Error(err)
				}
			}
		})
	}
	work.Go(func() {
		for range 5 {
			if _, err := ExportBackup(context.Background(), s, ExportOptions{}); err != nil {
				t.Error(err)
			}
		}
	})
	work.Wait()
	mustHold(t, s, 25)
}

func TestABackupMadeDuringAThousandBookingsIsOfOneMoment(t *testing.T) {
	folder := t.TempDir()
	s := mustOpen(t, folder, Options{Now: time.Now})
	bookings := orFewer(1000, 200)
	c := task{Do: "book", Data: folder, Times: bookings, User: "Person"}.command(t)
	answers := startReading(t, c)
	last := int64(-1)
	for running := true; running; {
		select {
		case a := <-answers:
			if a.Err != "" {
				t.Fatal(a.Err)
			}
			running = false
		default:
		}
		b := mustExport(t, s, ExportOptions{})
		r := mustVerify(t, b.Path) // a booking without its user is a fault
		// Each person is followed by their booking, in a transaction of its own.
		if d := int64(r.Users) - r.Bookings; d < 0 || d > 1 || r.Bookings < last {
			t.Errorf("%d users and %d bookings after %d", r.Users, r.Bookings, last)
		}
		last = r.Bookings
		if err := os.Remove(b.Path); err != nil {
			t.Fatal(err)
		}
	}
	if last != int64(bookings) {
		t.Errorf("%d bookings in the last backup", last)
	}
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

func TestAStoreThatIsNotInItsPlaceIsNoticed(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	s := mustOpenSample(t, folder, Options{})
	if err := s.Displaced(); err != nil {
		t.Fatalf("in its place it is told as displaced: %v", err)
	}
	told := make(chan struct{}, 1)
	defer s.Subscribe(func() {
		select {
		case told <- struct{}{}:
		default:
		}
	})()
	if err := os.Rename(folder, folder+"-moved"); err != nil {
		t.Fatal(err)
	}
	select {
	case <-told:
	case <-time.After(20 * time.Second):
		t.Fatal("nobody is told")
	}
	wantKind(t, s.Displaced(), KindMissing)
	_, err := ExportBackup(t.Context(), s, ExportOptions{})
	wantKind(t, err, KindMissing)
	other := mustOpen(t, folder, Options{})
	wantKind(t, s.Displaced(), KindReplaced)
	_, err = ExportBackup(t.Context(), s, ExportOptions{})
	wantKind(t, err, KindReplaced)
	if names := filesIn(t, folder); len(names) == 0 || other.Displaced() != nil {
		t.Errorf("the other store: %v, %v", names, other.Displaced())
	}
	if _, err := s.AddUser(t.Context(), data.User{Name: "Too late"}); KindOf(err) != KindReplaced {
		t.Errorf("a change ends with %v", err)
	}
	// What is still open can be rescued.
	mustVerify(t, mustExport(t, s, ExportOptions{Folder: t.TempDir()}).Path)
}

func TestAnExportSweepsTheFolderItGoesTo(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	folder := t.TempDir()
	left := filepath.Join(folder, ".backup-20260101-120000.json42")
	strange := filepath.Join(folder, ".backup-of-mine.json42")
	mustWrite(t, left, "half")
	mustWrite(t, strange, "somebody's")
	mustExport(t, s, ExportOptions{Folder: folder})
	if _, err := os.Lstat(left); !os.IsNotExist(err) {
		t.Errorf("what a killed export left is still there: %v", err)
	}
	if got := mustRead(t, strange); got != "somebody's" {
		t.Errorf("somebody else's file is %q", got)
	}
}
