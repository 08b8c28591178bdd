package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// soon ends a test that would hang.
func soon(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

func mustSnapshot(t *testing.T, db *DB) *engine.Snapshot {
	t.Helper()
	s, err := db.Snapshot(soon(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// bookingsOf counts what each reader of a snapshot sees.
func bookingsOf(t *testing.T, s *engine.Snapshot) (counts []int) {
	t.Helper()
	for reader := range s.Readers() {
		n := 0
		if err := s.Bookings(soon(t), reader, data.MinDate, data.MaxDate, func(*engine.Row) error { n++; return nil }); err != nil {
			t.Fatal(err)
		}
		counts = append(counts, n)
	}
	return counts
}

func TestACheckpointDoesNotHoldTheTurnWhileASnapshotIsOpen(t *testing.T) {
	db, _ := mustCreate(t)
	db.busy = busyTimeout // as it is in earnest
	db.writer.SetBusyTimeout(db.busy)
	before := mustSnapshot(t, db)
	mustUpdate(t, db, func(tx *engine.Change) error {
		_, err := tx.Book(data.Booking{DeskRef: deskA2, Date: monday, UserID: "u2"})
		return err
	})
	start := time.Now()
	if err := db.Checkpoint(soon(t)); !errors.Is(err, engine.ErrLocked) {
		t.Error(err)
	}
	if took := time.Since(start); took > busyTimeout/2 {
		t.Errorf("it took %v", took)
	}
	before.Close()
	if err := db.Checkpoint(soon(t)); err != nil {
		t.Error(err)
	}
}

func TestASnapshotAndAChangeDoNotWaitForEachOther(t *testing.T) {
	db, _ := mustCreate(t)
	before := mustSnapshot(t, db)
	mustUpdate(t, db, func(tx *engine.Change) error {
		if _, err := tx.Book(data.Booking{DeskRef: deskA2, Date: monday, UserID: "u2"}); err != nil {
			return err
		}
		for range 3 { // with the turn and the lock of the database in hand
			if n := bookingsOf(t, mustSnapshot(t, db)); n[0] != 1 {
				t.Errorf("a snapshot sees %d bookings", n[0])
			}
		}
		_, err := db.Status(soon(t))
		return err
	})
	if n := bookingsOf(t, before); n[0] != 1 {
		t.Errorf("the snapshot sees %d bookings", n[0])
	}
	if n := bookingsOf(t, mustSnapshot(t, db)); n[0] != 2 {
		t.Errorf("the next one sees %d bookings", n[0])
	}
}

func TestSnapshotsAreBoundedAndLeaveTheBoardItsConnections(t *testing.T) {
	db, _ := mustCreate(t)
	var held []*engine.Snapshot
	for len(db.extra.slots) < mostExtra {
		held = append(held, mustSnapshot(t, db))
	}
	if _, err := db.Status(soon(t)); err != nil {
		t.Error(err)
	}
	mustNote(t, db, "value")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := db.Snapshot(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	held[0].Close()
	mustSnapshot(t, db).Close()
	for _, s := range held {
		s.Close()
	}
	if n := len(db.extra.slots); n != 0 {
		t.Errorf("%d connections stay open", n)
	}
}

func TestAllReadersOfASnapshotSeeTheSameMoment(t *testing.T) {
	db, _ := mustCreate(t)
	ctx, stop := context.WithCancel(soon(t))
	var writing sync.WaitGroup
	writing.Go(func() {
		for n := 0; ctx.Err() == nil; n++ {
			_, err := engine.Update(ctx, db, atNoon, func(tx *engine.Change) error {
				_, err := tx.Book(data.Booking{DeskRef: deskA2, Date: monday.AddDays(n), UserID: data.VisitorID})
				return err
			})
			if err != nil && ctx.Err() == nil {
				t.Error(err)
				return
			}
		}
	})
	both := 0
	for range 300 {
		s := mustSnapshot(t, db)
		n := bookingsOf(t, s)
		for _, other := range n {
			if other != n[0] {
				t.Fatalf("the readers see %v bookings", n)
			}
		}
		if int64(n[0]) != s.Status.Counts.Bookings {
			t.Fatalf("%d bookings, %d are counted", n[0], s.Status.Counts.Bookings)
		}
		both += len(n) - 1
		s.Close()
	}
	stop()
	writing.Wait()
	if both < 200 && runtime.GOMAXPROCS(0) > 1 {
		t.Errorf("only %d of 300 had two readers", both)
	}
}

func TestASnapshotIsOfTheFileThatWasOpened(t *testing.T) {
	for name, displace := range map[string]func(path string) error{
		"moved":              func(path string) error { return os.Rename(path, path+".old") },
		"its log is removed": func(path string) error { return os.Remove(path + "-wal") },
		"replaced": func(path string) error {
			if err := os.Rename(path, path+".old"); err != nil {
				return err
			}
			return Create(context.Background(), path, noon, []data.Office{data.SampleOffice()})
		},
	} {
		t.Run(name, func(t *testing.T) {
			if runtime.GOOS == "windows" {
				t.Skip("Windows keeps open files in their place")
			}
			db, path := mustCreate(t)
			if err := displace(path); err != nil {
				t.Fatal(err)
			}
			s := mustSnapshot(t, db)
			if n := bookingsOf(t, s); n[0] != 1 || len(n) != 1 {
				t.Errorf("it sees %v bookings", n)
			}
			if _, err := db.Status(soon(t)); err != nil {
				t.Error(err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			if _, err := db.Snapshot(ctx); !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
			s.Close()
			mustSnapshot(t, db)
		})
	}
}

func TestCloseEndsSnapshotsAndDoesNotWaitForThemForEver(t *testing.T) {
	defer func(was time.Duration) { closeWait = was }(closeWait)
	closeWait = time.Millisecond
	path := filepath.Join(t.TempDir(), "store.db")
	if err := Create(t.Context(), path, noon, nil); err != nil {
		t.Fatal(err)
	}
	db, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := mustSnapshot(t, db)
	if err := db.Close(); !errors.Is(err, engine.ErrInUse) {
		t.Error(err)
	}
	if err := s.Bookings(t.Context(), 0, data.MinDate, data.MaxDate, func(*engine.Row) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := db.Snapshot(t.Context()); !errors.Is(err, engine.ErrClosed) {
		t.Error(err)
	}
	s.Close()
	ctx := soon(t)
	for isOpen := true; isOpen && ctx.Err() == nil; runtime.Gosched() { // now it ends by itself
		opened.mu.Lock()
		isOpen = opened.count[path] > 0
		opened.mu.Unlock()
	}
	if ctx.Err() != nil {
		t.Error("it is still open")
	}
}

func TestWhatIsClosedTwiceWaitsForNothing(t *testing.T) {
	db, _ := mustCreate(t)
	for range 2 { // the second time for one that came late
		if err := db.close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.Day(t.Context(), monday); !errors.Is(err, engine.ErrClosed) {
		t.Error(err)
	}
}

// A VACUUM changes no data, but where they stand in the file.
func TestReadersOfOneMomentKnowWhereTheTablesStand(t *testing.T) {
	db, path := mustCreate(t)
	list, err := db.takeReaders(soon(t), 2)
	if err != nil || len(list) != 2 {
		t.Fatal(len(list), err)
	}
	states := make([]state, len(list))
	for i, r := range list {
		defer r.back()
		defer r.rollBack()
		if states[i], err = r.begin(); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			if err := sqlitex.ExecuteTransient(stranger(t, path), "VACUUM", nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	if states[0] == states[1] {
		t.Errorf("both are of the moment %+v", states[0])
	}
}
