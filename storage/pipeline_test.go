package storage

import (
	"fmt"
	"runtime"
	"testing"
	_ "time/tzdata"

	"seatkeeper/data"
	"seatkeeper/storage/filetest"
)

func TestProgressCountsUpToAllBookings(t *testing.T) {
	s := mustOpenMany(t, 100, filetest.OrFewer(200, 60))
	want := int64(100 * filetest.OrFewer(200, 60))
	last, calls := int64(-1), 0
	mustExport(t, s, ExportOptions{Progress: func(done, total int64) {
		if done < last || done > total || total != want {
			t.Errorf("%d of %d after %d", done, total, last)
		}
		last, calls = done, calls+1
	}})
	if last != want || calls < 2 {
		t.Errorf("%d in %d calls", last, calls)
	}
}

// mustOpenMany opens a new store with so many people who all have a desk on each
// of so many days.
func mustOpenMany(t testing.TB, people, days int) *Store {
	t.Helper()
	s := mustOpen(t, t.TempDir(), Options{})
	if _, err := s.AddSample(t.Context(), data.SampleSize{People: people, Days: days, Full: true, Until: monday}, nil); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestManyAndFewBookingsADayAreAllInTheirOrder(t *testing.T) {
	type size struct{ people, days int }
	sizes := []size{
		{9000, 1}, {8200, 2}, {1, 9000}, {4095, 4}, {4096, 4}, {512, 34}, {0, 5}, {5, 0},
	}
	if filetest.UnderRace {
		sizes = []size{{2100, 3}, {1, 300}, {0, 5}, {5, 0}}
	}
	for _, test := range sizes {
		t.Run(fmt.Sprintf("%d people on %d days", test.people, test.days), func(t *testing.T) {
			s := mustOpenMany(t, test.people, test.days)
			b := mustExport(t, s, ExportOptions{})
			r := mustVerify(t, b.Path) // checks the order, too
			if want := int64(test.people * test.days); r.Bookings != want || b.Bookings != want {
				t.Errorf("%d and %d bookings, not %d", r.Bookings, b.Bookings, want)
			}
		})
	}
}

func TestExportAndVerifyDoNotGrowWithTheBookings(t *testing.T) {
	if testing.Short() || filetest.UnderRace {
		t.Skip("makes 80,000 bookings; the race detector has memory of its own")
	}
	// All that is ever allocated, freed or not.
	allocated := func(f func()) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f()
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	measure := func(days int) (export, verify uint64) {
		s := mustOpenMany(t, 200, days)
		var b Backup
		export = allocated(func() { b = mustExport(t, s, ExportOptions{}) })
		verify = allocated(func() { mustVerify(t, b.Path) })
		return export, verify
	}
	smallExport, smallVerify := measure(30)
	export, verify := measure(370)
	// 68,000 more bookings are 15 MB of JSON.
	if export > smallExport+4<<20 || verify > smallVerify+2<<20 {
		t.Errorf("6,000 bookings: %d and %d bytes of memory, 74,000: %d and %d", smallExport, smallVerify, export, verify)
	}
}
