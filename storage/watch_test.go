package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

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
	if a := (task{Do: "book", Data: folder, Times: 1, User: "Early", Now: noon}).run(t); a.Err != "" {
		t.Fatal(a.Err)
	}
	told := make(chan struct{}, 100)
	cancel := s.Subscribe(func() { told <- struct{}{} })
	wait(t, told)
	if a := (task{Do: "book", Data: folder, Times: 1, User: "Late", Now: noon}).command(t).Run(); a == nil {
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

func TestBooksAndReadsFromManyGoroutines(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{Now: time.Now})
	mustAdd(t, s, data.User{ID: "u1", Name: "A", Active: true}, data.User{ID: "u2", Name: "B", Active: true})
	from := data.DateOf(time.Now()).AddDays(1) // the clock goes, and days that are over can't be booked
	var won sync.Map
	var work sync.WaitGroup
	for i := range 8 {
		work.Go(func() {
			user := fmt.Sprintf("u%d", i%2+1)
			for n := range 25 {
				day := from.AddDays(n)
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
	bookings := filetest.OrFewer(1000, 200)
	c := task{Do: "book", Data: folder, Times: bookings, User: "Person", Now: noon}.command(t)
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
	filetest.WantKind(t, s.Displaced(), failure.KindMissing)
	_, err := ExportBackup(t.Context(), s, ExportOptions{})
	filetest.WantKind(t, err, failure.KindMissing)
	other := mustOpen(t, folder, Options{})
	filetest.WantKind(t, s.Displaced(), failure.KindReplaced)
	_, err = ExportBackup(t.Context(), s, ExportOptions{})
	filetest.WantKind(t, err, failure.KindReplaced)
	if names := filetest.FilesIn(t, folder); len(names) == 0 || other.Displaced() != nil {
		t.Errorf("the other store: %v, %v", names, other.Displaced())
	}
	if _, err := s.AddUser(t.Context(), data.User{Name: "Too late"}); failure.KindOf(err) != failure.KindReplaced {
		t.Errorf("a change ends with %v", err)
	}
	// What is still open can be rescued.
	mustVerify(t, mustExport(t, s, ExportOptions{Folder: t.TempDir()}).Path)
}

func TestAnyChangeInOneStoreIsToldInTheOtherWithinASecond(t *testing.T) {
	folder := t.TempDir()
	s, other := mustOpenSample(t, folder, Options{}), mustOpen(t, folder, Options{})
	told := make(chan struct{}, 100)
	defer other.Subscribe(func() { told <- struct{}{} })()
	ctx := t.Context()
	var took []time.Duration
	for _, test := range []struct {
		name   string
		change func() error
		seen   func(c content) bool
	}{
		{"book", func() error {
			_, err := s.Book(ctx, data.Booking{DeskRef: deskA1, Date: monday + 2, UserID: "u1"})
			return err
		}, func(c content) bool { return len(c.Days[5]) == 1 }},
		{"undo", func() error { _, err := s.Undo(ctx, 0); return err }, func(c content) bool { return len(c.Days[5]) == 0 }},
		{"redo", func() error { _, err := s.Redo(ctx, 0); return err }, func(c content) bool { return len(c.Days[5]) == 1 }},
		{"block", func() error {
			_, err := blockDesk(s, deskA2, data.Block{From: monday + 9, To: monday + 9}, false)
			return err
		}, func(c content) bool { return len(c.Offices[0].Floors[0].Desks[1].Blocks) == 1 }},
		{"rename", func() error {
			_, err := setUser(s, data.User{ID: "u1", Name: "Alicia", Active: true})
			return err
		}, func(c content) bool { return c.Users[0].Name == "Alicia" && c.Days[5][0].Name == "Alicia" }},
		{"import", func() error { return importWith(s, "Z1") }, func(c content) bool { return c.Status.Counts.Desks == 43 }},
		{"settings", func() error { return s.AllowPast(ctx, true) }, func(c content) bool { return c.Status.Settings.AllowPast }},
	} {
		before := read(t, other).Status
		if err := test.change(); err != nil {
			t.Fatal(test.name, err)
		}
		start := time.Now()
		wait(t, told)
		took = append(took, time.Since(start))
		after := read(t, other)
		if !test.seen(after) {
			t.Errorf("%s: what was told of is not there", test.name)
		}
		// What a window keeps until these numbers move:
		if people := test.name == "rename"; (after.Status.People != before.People) != people {
			t.Errorf("%s: people %d, then %d", test.name, before.People, after.Status.People)
		}
		if offices := test.name == "block" || test.name == "import"; (after.Status.Offices != before.Offices) != offices {
			t.Errorf("%s: offices %d, then %d", test.name, before.Offices, after.Status.Offices)
		}
	}
	slices.Sort(took)
	if median := took[len(took)/2]; median > time.Second {
		t.Errorf("it took %v", median) // one may be late where the machine is busy
	}
}

// While one window copies to the second place, the others on the folder have nothing
// new to show, and are not woken.
func TestAWindowIsNotWokenByTheWorkOfAnother(t *testing.T) {
	place := t.TempDir()
	bubble(t, func(t *testing.T, s *Store, change func()) {
		for range 31 {
			change()
			mustBackUp(t, s, format.OriginChanges)
			time.Sleep(time.Minute)
		}
		b := mustHavePlace(t, s, place, "")
		other, err := Open(t.Context(), s.Folder(), Options{Now: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()
		var own, others atomic.Int64
		if err := s.backups.Claim(t.Context(), backups.NextCopies); err != nil {
			t.Fatal(err)
		}
		a := StartAutomatic(other, func() {}) // which wants to copy too
		defer s.Subscribe(func() { own.Add(1) })()
		defer other.Subscribe(func() { others.Add(1) })()
		time.Sleep(time.Minute)
		own.Store(0)
		others.Store(0)
		copied := 0
		if err := s.backups.CopyWaiting(t.Context(), b, func() { copied++; time.Sleep(2 * time.Second) }); err != nil || copied != 31 {
			t.Fatalf("%d copied, %v", copied, err)
		}
		time.Sleep(time.Minute)
		if own.Load() != 0 || others.Load() != 0 {
			t.Errorf("in two minutes the window that copies was told %d times, the other one %d times", own.Load(), others.Load())
		}
		change()
		time.Sleep(time.Second)
		if own.Load() != 1 || others.Load() != 1 {
			t.Errorf("of a change they were told %d and %d times", own.Load(), others.Load())
		}
		if err := a.End(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestWhatChangesNothingIsToldNobody(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	told := 0
	defer s.Subscribe(func() { told++ })()
	settings, err := s.backups.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	users, err := s.Users(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for name, same := range map[string]func() error{
		"past days stay forbidden": func() error { return s.AllowPast(t.Context(), false) },
		"a claim":                  func() error { return s.backups.Claim(t.Context(), backups.NextBackup) },
		"a person stays":           func() error { _, err := s.ChangeUser(t.Context(), users[0], users[0]); return err },
		"the settings stay": func() error {
			_, err := s.backups.SetSettings(t.Context(), settings, settings)
			return err
		},
	} {
		if err := same(); err != nil {
			t.Fatal(name, err)
		}
		if name == "the settings stay" {
			told = 0 // the first time they are written down
			if err := same(); err != nil {
				t.Fatal(err)
			}
		}
		if told != 0 {
			t.Errorf("%s: told %d times", name, told)
		}
	}
}
