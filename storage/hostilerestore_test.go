package storage

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/regular"
)

func TestAHostileFileCostsARestoreNoMoreThanItsBound(t *testing.T) {
	if testing.Short() || filetest.UnderRace {
		t.Skip("reads some hundred megabytes")
	}
	s := mustOpenSample(t, t.TempDir(), Options{})
	for name, g := range map[string]filetest.Generated{
		"a name of 100 MB":   {Head: "{\n\"users\": [\n{\"id\":\"u1\",\"name\":\"", Fill: 'x', Size: 100 << 20},
		"100 MB of brackets": {Head: "{\"bookings\":", Fill: '[', Size: 100 << 20},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "it.json")
			file, err := os.Create(path)
			if err != nil {
				t.Fatal(err)
			}
			_, err = io.Copy(file, io.NewSectionReader(g, 0, g.Size))
			if err := errors.Join(err, file.Close()); err != nil {
				t.Fatal(err)
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err = PrepareRestore(t.Context(), s, path, RestoreOptions{LeaveOut: true})
			filetest.WantKind(t, err, failure.KindBadBackup)
			runtime.ReadMemStats(&after)
			if grown := after.TotalAlloc - before.TotalAlloc; grown > 8*regular.MaxRecord {
				t.Errorf("%d MB", grown>>20)
			}
		})
	}
	// Paths in IDs, and a million faults: listed up to a bound.
	var text strings.Builder
	text.WriteString("{\"users\":[{\"id\":\"../../etc/passwd\",\"name\":\"'; DROP TABLE users; --\",\"active\":true}],\"bookings\":[")
	for i := range 50_000 {
		fmt.Fprintf(&text, "{\"id\":\"%d\",\"office\":\"../..\",\"floor\":\"/\",\"deskId\":\"\\u0000\",\"date\":\"2026-11-23\",\"userId\":\"../../etc/passwd\",\"createdAt\":\"2026-11-23T10:00:00Z\"},\n", i)
	}
	text.WriteString("{}]}")
	r, err := mustPrepare(t, s, text.String(), RestoreOptions{LeaveOut: true})
	if err != nil {
		t.Fatal(err)
	}
	p, err := r.Preview(t.Context())
	if err != nil || len(p.LeftOut) != mostLeftOut || p.LeftBookings != 50_001 || p.Counts.Bookings != 0 || p.Counts.Users != 1 {
		t.Errorf("%d are listed of %d: %v", len(p.LeftOut), p.LeftBookings, err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	wantNothingLeft(t, s.Folder())
	mustHold(t, s, 4)
}
