package storage

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	zombiezen "zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// stayingOffice is one that stays when the sample office goes.
var stayingOffice = data.Office{ID: "stays", Name: "Stays", Floors: []data.Floor{{
	ID: "s", Name: "S", Layout: data.Size{Width: 2, Height: 1}, Desks: []data.Desk{{ID: "S1", Label: "S1", Size: data.Size{Width: 0.2, Height: 0.2}}},
}}}

// storeOfMany returns the bytes of a store whose sample office has so many bookings that their
// table is made anew when it goes, and an office that stays; and what a backup holds then.
func storeOfMany(t *testing.T) (file []byte, state string) {
	t.Helper()
	s := mustOpenMany(t, 210, 100)
	if err := s.AddOffice(t.Context(), stayingOffice); err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		b := data.Booking{DeskRef: data.DeskRef{Office: "stays", Floor: "s", Desk: "S1"}, Date: monday.AddDays(i), UserID: data.VisitorID, Guest: "Stays"}
		if _, err := s.Book(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	state = filetest.MustRead(t, mustExport(t, s, ExportOptions{Folder: t.TempDir()}).Path)
	if err := s.Close(); err != nil { // which writes its log back
		t.Fatal(err)
	}
	file, err := os.ReadFile(s.path())
	if err != nil {
		t.Fatal(err)
	}
	return file, state
}

// putStore writes the file of a store into a folder of its own, and brings it to the drive.
func putStore(t *testing.T, folder string, file []byte) {
	t.Helper()
	filetest.MustMkdir(t, folder)
	f, err := os.OpenFile(filepath.Join(folder, StoreFile), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.Write(file)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{folder, filepath.Dir(folder)} {
		d, err := os.Open(path)
		if err == nil {
			err = errors.Join(d.Sync(), d.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// removeSampleOffice removes the sample office with its bookings, after a call of ready.
func removeSampleOffice(ctx context.Context, s *Store, ready func()) error {
	shown, err := s.Plans().PreviewRemoval(ctx, data.SampleOfficeID, "")
	if err != nil {
		return err
	}
	ready()
	return s.Plans().Remove(ctx, shown, true)
}

// wantSchemaOf fails unless the database is sound and has just the tables, indexes and triggers
// that a new one has.
func wantSchemaOf(t *testing.T, path string) {
	t.Helper()
	fresh := mustOpen(t, t.TempDir(), Options{})
	want := mustSchema(t, fresh.path())
	got := mustSchema(t, path)
	for name, sql := range want {
		if got[name] != sql {
			t.Errorf("%s is missing, or another one: %s", name, got[name])
		}
	}
	for name := range got {
		if _, known := want[name]; !known {
			t.Errorf("%s was left behind", name)
		}
	}
	for _, check := range []string{"SELECT integrity_check <> 'ok' FROM pragma_integrity_check", "SELECT count(*) FROM pragma_foreign_key_check"} {
		if rawInteger(t, path, check) != 0 {
			t.Errorf("the database is not sound: %s", check)
		}
	}
	counts := `SELECT count(*) FROM (SELECT day, count(*) AS n, count(*) - count(released) AS held FROM bookings GROUP BY day) AS is_so
		FULL JOIN (SELECT * FROM days WHERE bookings > 0) AS days USING (day) WHERE n IS NOT bookings OR is_so.held IS NOT days.held`
	if n := rawInteger(t, path, counts); n != 0 {
		t.Errorf("the counts of %d days are wrong", n)
	}
}

func mustSchema(t *testing.T, path string) map[string]string {
	t.Helper()
	conn, err := zombiezen.OpenConn(path, zombiezen.OpenReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	schema := map[string]string{}
	err = sqlitex.ExecuteTransient(conn, "SELECT type || ' ' || name, sql FROM sqlite_schema", &sqlitex.ExecOptions{ResultFunc: func(row *zombiezen.Stmt) error {
		schema[row.ColumnText(0)] = row.ColumnText(1)
		return nil
	}})
	if err != nil || len(schema) < 10 {
		t.Fatal(len(schema), err)
	}
	return schema
}

// removedState returns what a backup holds when the sample office has gone.
func removedState(t *testing.T, file []byte) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "data")
	putStore(t, folder, file)
	s := mustOpen(t, folder, Options{Now: at(noon)})
	if err := removeSampleOffice(t.Context(), s, func() {}); err != nil {
		t.Fatal(err)
	}
	wantSchemaOf(t, s.path())
	mustHold(t, s, 20)
	return filetest.MustRead(t, mustExport(t, s, ExportOptions{Folder: t.TempDir()}).Path)
}

func TestARemovalThatIsStoppedLeavesAllAsItWas(t *testing.T) {
	filetest.NotUnderRace(t)
	file, before := storeOfMany(t)
	folder := filepath.Join(t.TempDir(), "data")
	putStore(t, folder, file)
	s := mustOpen(t, folder, Options{Now: at(noon)})
	stopped := func(what string, err error) {
		t.Helper()
		filetest.WantKind(t, err, failure.KindCancelled)
		if undo, _ := s.History(); len(undo) != 0 {
			t.Errorf("%s: there is a step: %+v", what, undo)
		}
		if now := filetest.MustRead(t, mustExport(t, s, ExportOptions{Folder: t.TempDir()}).Path); steady(now) != steady(before) {
			t.Errorf("%s: something has changed", what)
		}
	}
	// At what is told of it, in the backup that is made first and in the change: at a few of
	// the many, and at the last.
	last := int64(0)
	for percent := int64(0); percent < 100; percent += 48 {
		ctx, stop := context.WithCancel(t.Context())
		heard := int64(0)
		err := removeSampleOffice(WithProgress(ctx, func(done, total int64) {
			if now := 100 * done / total; now < heard {
				t.Errorf("it goes back from %d to %d %%", heard, now)
			} else if heard = now; heard >= percent {
				stop()
			}
		}), s, func() {})
		stop()
		stopped("told", err)
		last = max(last, heard)
	}
	if last < 96 {
		t.Errorf("only %d %% were told of", last)
	}
	// And at any moment, whatever is under way then.
	begun := time.Now()
	for range filetest.OrSampled(30, 3) {
		ctx, stop := context.WithCancel(t.Context())
		var timer *time.Timer
		err := removeSampleOffice(ctx, s, func() { timer = time.AfterFunc(rand.N(time.Since(begun)/4+time.Millisecond), stop) })
		timer.Stop()
		stop()
		if err == nil { // it was done before
			mustUndo(t, s)
			if _, redo := s.History(); len(redo) != 1 {
				t.Error("it can't be made again")
			}
			err = context.Canceled
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if now := filetest.MustRead(t, mustExport(t, s, ExportOptions{Folder: t.TempDir()}).Path); steady(now) != steady(before) {
			t.Error("something has changed")
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	wantSchemaOf(t, s.path())
}

// What undo holds is taken back bit by bit, and that can be stopped too.
func TestTheUndoOfARemovalThatIsStoppedCanBeTriedAgain(t *testing.T) {
	filetest.NotUnderRace(t)
	s := mustOpenMany(t, 20, 20)
	before := read(t, s)
	shown, err := s.Plans().PreviewRemoval(t.Context(), data.SampleOfficeID, "")
	if err != nil {
		t.Fatal(err)
	}
	steps := func(do func(context.Context) error, stopAt int64) (heard int64, err error) {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		err = do(WithProgress(ctx, func(done, total int64) {
			if heard = 100 * done / total; heard >= stopAt {
				stop()
			}
		}))
		return heard, err
	}
	remove := func(ctx context.Context) error { return s.Plans().Remove(ctx, shown, true) }
	undo := func(ctx context.Context) error { _, err := s.Undo(ctx, 0); return err }
	for _, do := range []func(context.Context) error{remove, undo} {
		was := read(t, s)
		for _, at := range []int64{0, 50, 99} {
			_, err := steps(do, at)
			filetest.WantKind(t, err, failure.KindCancelled)
			sameContent(t, "stopped", was, read(t, s))
		}
		if heard, err := steps(do, 101); err != nil || heard < 95 {
			t.Fatalf("%d %% were told of: %v", heard, err)
		}
	}
	sameContent(t, "undone", before, read(t, s))
}

func TestARemovalOfAKilledProcessIsWhollyDoneOrNotAtAll(t *testing.T) {
	filetest.NotUnderRace(t)
	file, before := storeOfMany(t)
	after := removedState(t, file)
	long := time.Duration(0)
	ended := [2]int{}
	for round := range filetest.OrSampled(40, 6) {
		folder := filepath.Join(t.TempDir(), "data")
		putStore(t, folder, file)
		c := task{Do: "remove office", Data: folder, Now: noon}.command(t)
		answers := startReading(t, c)
		if a := <-answers; a.Err != "" {
			t.Fatal(a.Err)
		}
		begun, said := time.Now(), 0
		if round == 0 { // how long it takes
			said = 1
			if a := <-answers; a.Err != "" {
				t.Fatal(a.Err)
			}
			long = time.Since(begun)
		}
		for end := begun.Add(rand.N(long + time.Millisecond)); round > 0 && time.Now().Before(end); {
		}
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for range answers { // until it is gone
			said++
		}
		is := wantEither(t, folder, before, after)
		if said > 0 && is == 0 {
			t.Error("the removal was reported and is not done")
		}
		ended[is]++
		wantSchemaOf(t, filepath.Join(folder, StoreFile))
	}
	t.Logf("%d not done, %d done", ended[0], ended[1])
}

// wantEither fails unless the store of the folder opens, is filetest.Sound, and holds one of
// the states. It returns which one.
func wantEither(t testing.TB, folder string, states ...string) int {
	t.Helper()
	s := mustOpen(t, folder, Options{})
	defer s.Close()
	if err := s.Swept(); err != nil {
		t.Error(err)
	}
	wantNothingLeft(t, folder)
	b := mustExport(t, s, ExportOptions{Folder: t.TempDir()})
	mustVerify(t, b.Path)
	now := steady(filetest.MustRead(t, b.Path))
	for i, state := range states {
		if now == steady(state) {
			return i
		}
	}
	t.Fatalf("the store is neither old nor new: it has %d bookings", b.Bookings)
	return -1
}
