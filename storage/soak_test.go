//go:build linux

package storage

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

// held is what a process holds on to.
type held struct {
	goroutines, handles int
	heap                uint64
}

func holding(t testing.TB) (h held) {
	t.Helper()
	for range 2 { // finalizers run after the first
		runtime.GC()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	open, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return held{runtime.NumGoroutine(), len(open), m.HeapAlloc}
}

// TestFiveWeeksWithThreeWindows lets three windows on one folder work for 25 days: they
// book, release, look, export, back up by themselves and restore. Nothing of that may
// stay behind. SEATKEEPER_SOAK is how many changes each window makes a day.
func TestFiveWeeksWithThreeWindows(t *testing.T) {
	changes := 6
	if n, err := strconv.Atoi(os.Getenv("SEATKEEPER_SOAK")); err == nil {
		changes = n
	}
	folder := t.TempDir()
	var clock atomic.Int64
	o := Options{busyTimeout: time.Minute, Now: func() time.Time { return noon.Add(time.Duration(clock.Load())) }}
	s := mustOpen(t, folder, o)
	if _, err := s.AddSample(t.Context(), data.SampleSize{People: 30, Days: 30, Full: true, Until: monday}, nil); err != nil {
		t.Fatal(err)
	}
	windows := [3]*Store{s, mustOpen(t, folder, o), mustOpen(t, folder, o)}
	random := rand.New(rand.NewPCG(5, 7))
	var after held
	for day := range 25 {
		for change := range changes {
			clock.Add(int64(time.Minute))
			for _, w := range windows {
				workADay(t, w, monday.AddDays(day+change%5), random)
			}
		}
		endOfDay(t, windows[day%3], day)
		// One of the windows goes home.
		if err := windows[day%3].Close(); err != nil {
			t.Fatal(err)
		}
		windows[day%3] = mustOpen(t, folder, o)
		clock.Add(int64(24*time.Hour) - clock.Load()%int64(24*time.Hour))
		if day == 4 {
			after = holding(t)
		}
	}
	now := holding(t)
	t.Logf("after a week %+v, after five %+v", after, now)
	if now.goroutines > after.goroutines+2 || now.handles > after.handles+2 || now.heap > after.heap+after.heap/2+8<<20 {
		t.Errorf("after a week %+v, after five %+v", after, now)
	}
	for _, w := range windows {
		if err := w.Close(); err != nil && !errors.Is(err, engine.ErrClosed) {
			t.Error(err)
		}
	}
	for name := range filetest.FilesIn(t, folder) {
		if strings.Contains(name, "-wal") || strings.HasPrefix(filepath.Base(name), ".") {
			t.Errorf("%s is left", name)
		}
	}
}

// workADay is what a window does again and again.
func workADay(t *testing.T, w *Store, day data.Date, random *rand.Rand) {
	t.Helper()
	cancel := w.Subscribe(func() {})
	defer cancel()
	b, err := w.Book(t.Context(), data.Booking{
		DeskRef: deskC1, Date: day.AddDays(random.IntN(300)), UserID: data.VisitorID, Guest: fmt.Sprint("guest ", random.IntN(1000)),
	})
	var conflict *data.ConflictError
	if err != nil && !errors.As(err, &conflict) {
		t.Fatal(err)
	}
	if err == nil && random.IntN(2) == 0 {
		if _, err := w.Undo(t.Context(), 0); err != nil {
			t.Fatal(err, b)
		}
	}
	seats, err := w.Day(t.Context(), day)
	if err == nil {
		_, err = w.HeldDays(t.Context(), day, day.AddDays(31))
	}
	if err != nil {
		t.Fatal(len(seats), err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop() // and what is given up leaves nothing either
	if _, err := w.db.Snapshot(stopped); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
}

// endOfDay is what a window does once a day.
func endOfDay(t *testing.T, w *Store, day int) {
	t.Helper()
	if _, err := backUp(t.Context(), w, format.OriginQuit); err != nil {
		t.Fatal(err)
	}
	settings, err := w.backups.Settings(t.Context())
	if err == nil {
		err = w.backups.Thin(t.Context(), settings.Keep)
	}
	if err != nil {
		t.Fatal(err)
	}
	if day%5 != 4 {
		return
	}
	path := mustExport(t, w, ExportOptions{}).Path
	if _, err := DiffBackups(t.Context(), w, path, "", backupfile.ReadOptions{}); err != nil {
		t.Fatal(err)
	}
	looked, err := OpenBackup(t.Context(), w, path, backupfile.ReadOptions{})
	if err == nil {
		err = looked.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	mustRestore(t, w, path, RestoreOptions{})
}
