package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/sqlite/query"
)

// openRemote opens a database as on a network drive.
func openRemote(t *testing.T, path string) (*DB, error) {
	t.Helper()
	db, err := Open(t.Context(), path, Options{Remote: true, Now: func() time.Time { return noon }, BusyTimeout: 20 * time.Millisecond})
	if err == nil {
		t.Cleanup(func() { _ = db.Close() })
	}
	return db, err
}

func mustOpenRemote(t *testing.T, path string) *DB {
	t.Helper()
	db, err := openRemote(t, path)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func journalOf(t *testing.T, db *DB) string {
	t.Helper()
	mode, err := query.Text(db.writer, "PRAGMA journal_mode")
	if err != nil {
		t.Fatal(err)
	}
	return mode
}

func bookBob(day data.Date) func(*engine.Change) error {
	return func(tx *engine.Change) error {
		_, err := tx.Book(data.Booking{DeskRef: deskA2, Date: day, UserID: "u2"})
		return err
	}
}

func TestOnANetworkDriveOneProcessHasItAlone(t *testing.T) {
	local, path := mustCreate(t)
	if db, err := openRemote(t, path); !errors.Is(err, engine.ErrLocked) {
		t.Errorf("it is open elsewhere: %v %v", db, err)
	}
	if mode := journalOf(t, local); mode != "wal" {
		t.Error(mode)
	}
	if err := local.Close(); err != nil {
		t.Fatal(err)
	}
	db := mustOpenRemote(t, path)
	if mode := journalOf(t, db); mode != "truncate" {
		t.Error(mode)
	}
	for _, ending := range []string{"-wal", "-shm"} {
		if _, err := os.Stat(path + ending); err == nil {
			t.Errorf("there is a %s", ending)
		}
	}
	if _, err := openRemote(t, path); !errors.Is(err, engine.ErrLocked) {
		t.Error("two have it:", err)
	}
	for _, o := range []Options{{}, {NoRoom: true}, {ReadOnly: true}, {ReadOnly: true, Remote: true}} {
		o.BusyTimeout = 20 * time.Millisecond
		if _, err := Open(t.Context(), path, o); !errors.Is(err, engine.ErrLocked) {
			t.Errorf("%+v: two have it: %v", o, err)
		}
	}
	mustUpdate(t, db, bookBob(monday))
	if seats, err := db.Day(t.Context(), monday); err != nil || len(seats) != 2 {
		t.Errorf("%v %v", seats, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	// It is local again.
	local = mustOpen(t, path)
	if mode := journalOf(t, local); mode != "wal" {
		t.Error(mode)
	}
	if status, err := local.Status(t.Context()); err != nil || status.Counts.Bookings != 2 {
		t.Errorf("%+v %v", status, err)
	}
}

func TestBookingsGoOnWhileASnapshotOfANetworkDriveIsRead(t *testing.T) {
	local, path := mustCreate(t)
	if err := local.Close(); err != nil {
		t.Fatal(err)
	}
	db := mustOpenRemote(t, path)
	filetest.UseTemp(t, t.TempDir())
	var both []*engine.Snapshot
	for range 2 {
		s, err := db.Snapshot(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		both = append(both, s)
	}
	mustUpdate(t, db, bookBob(monday))
	for _, s := range both {
		if n := bookingsOf(t, s)[0]; n != 1 {
			t.Errorf("the snapshot sees %d bookings", n)
		}
		s.Close()
	}
	if left, _ := os.ReadDir(os.TempDir()); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
}

func TestWithoutRoomForACopyBookingsWaitForTheSnapshot(t *testing.T) {
	local, path := mustCreate(t)
	if err := local.Close(); err != nil {
		t.Fatal(err)
	}
	db := mustOpenRemote(t, path)
	filetest.UseTemp(t, filepath.Join(t.TempDir(), "gone"))
	t.Setenv("TMP", filepath.Join(t.TempDir(), "gone"))
	s, err := db.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	waits := errors.New("it waits")
	cancel(waits)
	if _, err := engine.Update(ctx, db, atNoon, bookBob(monday)); !errors.Is(err, waits) {
		t.Error(err)
	}
	if n := bookingsOf(t, s)[0]; n != 1 {
		t.Errorf("the snapshot sees %d bookings", n)
	}
	s.Close()
	mustUpdate(t, db, bookBob(monday))
	// A snapshot that nobody closes keeps the store from closing no longer than it is read.
	if s, err = db.Snapshot(t.Context()); err != nil {
		t.Fatal(err)
	}
	closed := make(chan error)
	go func() { closed <- db.Close() }()
	for err == nil {
		err = s.Bookings(t.Context(), 0, data.MinDate, data.MaxDate, func(*engine.Row) error { return nil })
	}
	s.Close()
	if err := <-closed; err != nil {
		t.Error(err)
	}
}

func TestWithoutSharedMemoryAStoreIsReadAndWritten(t *testing.T) {
	local, path := mustCreate(t)
	if err := local.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := Open(t.Context(), path, Options{NoRoom: true, Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	if mode := journalOf(t, db); mode != "wal" {
		t.Error(mode)
	}
	mustUpdate(t, db, bookBob(monday))
	s, err := db.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if n := bookingsOf(t, s)[0]; n != 2 {
		t.Errorf("the snapshot sees %d bookings", n)
	}
	s.Close()
	if _, err := os.Stat(path + "-shm"); !errors.Is(err, os.ErrNotExist) {
		t.Error("there is a file of shared memory:", err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
}

func TestWhereOthersHaveItOpenNoRoomIsNeeded(t *testing.T) {
	local, path := mustCreate(t)
	db, err := Open(t.Context(), path, Options{NoRoom: true, Now: func() time.Time { return noon }, BusyTimeout: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	mustUpdate(t, local, bookBob(monday))
	if status, err := db.Status(t.Context()); err != nil || status.Counts.Bookings != 2 {
		t.Errorf("%+v %v", status, err)
	}
}
