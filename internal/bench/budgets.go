//go:build linux

package main

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// row is a figure and the most that it may be.
type row struct {
	name string
	what string
	most float64 // 0 where there is no budget
}

// table holds every figure with its budget. A text that begins with "…" goes on
// about the one above. Sizes are those of a whole run; -quick has a twentieth of
// them.
var table = []row{
	{"export/limit", "export of 1,000,000 bookings / the larger of 0.6 of the program before and 1.3 of write, fsync, uncached read", 1},
	{"export/before", "… / the program before, which reads back from the cache alone", 0},
	{"export/floor", "… / writing and fsyncing its bytes, and reading them without the cache", 0},
	{"export-cpu/before", "… its CPU time, user and system / that of the program before", 0.75},
	{"export/write", "… / writing and fsyncing its bytes", 5},
	{"export/sqlite3", "… / sqlite3 -json of the joined rows", 0.333},
	{"export/naive", "… / json.MarshalIndent and renameio.WriteFile", 0.2},
	{"export-ms", "… in milliseconds", 0},
	{"export-cpu-ms", "… its CPU time in milliseconds", 0},
	{"export-before-ms", "… by the program before, in milliseconds", 0},
	{"export-floor-ms", "… write, fsync and uncached read of its bytes, in milliseconds", 0},
	{"export-MB", "… its file in MB", 0},
	{"memory-some", "memory of an export above --version, 10,000 bookings, MB", 64},
	{"memory-many", "… 1,000,000 bookings, MB", 64},
	{"memory-most", "… 5,000,000 bookings, MB", 64},
	{"memory-most/many", "… all of it, at 5,000,000 bookings / at 1,000,000", 1.1},
	{"restore-empty/before", "restore of 1,000,000 bookings into an empty folder / by the program before", 0.6},
	{"restore-over/before", "restore of 1,000,000 bookings over as many / by the program before", 0.6},
	{"restore/import", "… / sqlite3 .import of them", 0.333},
	{"restore-empty-ms", "… into an empty folder, in milliseconds", 0},
	{"restore-over-ms", "… over as many, in milliseconds", 0},
	{"restore-empty-before-ms", "… into an empty folder by the program before, in milliseconds", 0},
	{"restore-over-before-ms", "… over as many by the program before, in milliseconds", 0},
	{"memory-restore", "memory of a restore above --version, into an empty folder, MB", 128},
	{"memory-restore-over", "… over as many, MB", 128},
	{"verify/sha256sum", "verify of 1,000,000 bookings / sha256sum of the file", 4},
	{"verify-ms", "… in milliseconds", 0},
	{"list-ms", "the list of 1,000 backups of 1 MB, in milliseconds", 200},
	{"board-large/small", "one day of 1,000 on the board, out of 1,000,000 / out of 1,000", 2},
	{"board-ms", "… in milliseconds, out of 1,000,000", 5},
	{"board-full-ms", "a day of 2,000 on the board, in milliseconds", 3},
	{"book-large/small", "a durable booking, at 1,000,000 / at 1,000", 2},
	{"book-ms", "… in milliseconds, at 1,000,000", 0},
	{"book-export/alone", "a booking while 1,000,000 are exported / alone", 2},
	{"book-export-worst-ms", "… the slowest of them, in milliseconds", 0},
	{"apply-ms", "a draft of 1,000 changed desks, applied at 1,000,000 bookings, in milliseconds", 1000},
	{"day-large/small", "another day on a floor of 500 desks, at 1,000,000 / at 1,000", 2},
	{"day-ms", "… in milliseconds, at 1,000,000", 50},
	{"find-large/small", "a keystroke in Find to its result, at 1,000,000 / at 1,000", 2},
	{"find-ms", "… in milliseconds, at 1,000,000", 50},
	{"hover-ms", "a hover over the floor, in milliseconds", 16},
	{"click-ms", "a booking from the click to the new colour, in milliseconds", 60},
	{"click-large/small", "… at 1,000,000 / at 1,000", 2},
	{"scroll-ms", "one more screen of 100,000 people, in milliseconds", 16},
	{"edit-open-ms", "the editor opens on a floor of 1,000 desks over a picture, in milliseconds", 100},
	{"edit-drag-ms", "… a frame of a drag of 100 of them, in milliseconds", 16},
	{"edit-marquee-ms", "… a marquee over all, in milliseconds", 16},
	{"edit-rotate-ms", "… a frame of a rotation of 100, in milliseconds", 16},
	{"edit-zoom-ms", "… a step of the zoom, in milliseconds", 16},
	{"hover-under/plain", "a hover over a floor of 500 desks with a picture under it / without one", 1.5},
	{"zoom-under/plain", "a notch of the wheel over it / without one", 1.25},
	{"frame-0", "first frame without bookings / an empty Fyne window's", 1.25},
	{"frame-many", "first frame at 1,000,000 bookings / an empty Fyne window's", 1.25},
	{"frame-ms", "… in milliseconds", 0},
	{"idle", "an idle window at 1,000,000 bookings, % of a core", 1},
	{"idle-empty", "… an empty Fyne window, % of a core", 0},
	{"make-s", "making all stores of the bench, in seconds", 180},
}

func (r row) budget() string {
	if r.most == 0 {
		return ""
	}
	return fmt.Sprintf("at most %g", r.most)
}

func printTable(to io.Writer) {
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	for _, r := range table {
		fmt.Fprintf(w, "%s\t%s\t%s\n", r.name, r.budget(), r.what)
	}
	_ = w.Flush()
}

// print prints each figure beside its budget, and counts those that are over it
// and those that were not measured.
func (b *bench) print(to io.Writer) (over, missing int) {
	if b.quick {
		fmt.Fprintln(to, "quick: a twentieth of the bookings, so that the budgets are no measure")
	}
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "figure\tmedian\tmin–max\tbudget\t\twhat")
	for _, r := range table {
		if !b.wants(r.name) {
			continue
		}
		s, there := b.measured[r.name]
		if !there {
			missing++
			fmt.Fprintf(w, "%s\t?\t\t%s\tnot measured\t%s: %s\n", r.name, r.budget(), r.what, b.why[r.name])
			continue
		}
		verdict := ""
		switch {
		case r.most == 0:
		case s.median <= r.most:
			verdict = "ok"
		default:
			verdict = "OVER"
			over++
		}
		fmt.Fprintf(w, "%s\t%s\t%s–%s\t%s\t%s\t%s\n", r.name, short(s.median), short(s.least), short(s.most), r.budget(), verdict, r.what)
	}
	_ = w.Flush()
	return over, missing
}

// short writes a figure with as many digits as it is good for.
func short(v float64) string {
	switch {
	case v >= 100:
		return fmt.Sprintf("%.0f", v)
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	case v >= 1:
		return fmt.Sprintf("%.2f", v)
	}
	return fmt.Sprintf("%.3f", v)
}
