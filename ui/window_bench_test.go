package ui

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/internal/bench/made"
	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/people"
	"seatkeeper/ui/plan"
	"seatkeeper/ui/search"
	"seatkeeper/ui/uitest"
)

// These benchmarks measure the whole window on a store with 1,000,000 bookings,
// 2,000 people and a floor of 500 desks that is full on each of its days, and
// beside it on one with 1,000 bookings: from what the user does to the last word
// that Fyne is told about it. All is done on one goroutine, so nothing waits for
// anything but the disk; what the graphics take is not in it. Each round measures
// every side once, since a machine is never quiet for long. "./dev bench" holds
// the medians against their budgets.

// How many people have a desk each day, and the last day on which they have one.
const benchDesks = 500

var benchUntil = made.CrowdUntil

// benchDays is how many full days the larger store has. SEATKEEPER_BENCH_DAYS says
// it for a shorter run.
func benchDays() int {
	if days, err := strconv.Atoi(os.Getenv("SEATKEEPER_BENCH_DAYS")); err == nil {
		return days
	}
	return 2000
}

// benchFolder returns the folder of a store with 500 bookings on each of so many
// days, and makes it where it is missing. SEATKEEPER_BENCH names a folder in which
// it is kept for the next run.
func benchFolder(b *testing.B, days int) string {
	b.Helper()
	parent := os.Getenv("SEATKEEPER_BENCH")
	if parent == "" {
		parent = b.TempDir()
	}
	folder := filepath.Join(parent, made.CrowdFolder(days))
	if storage.Exists(folder) {
		return folder
	}
	if err := made.Store(b.Context(), folder, made.Crowd(days)); err != nil {
		b.Fatal(err)
	}
	return folder
}

// benchSide is a window on a copy of one of the stores.
type benchSide struct {
	*Window
	hand *uitest.ByHand
	days []data.Date // that are full, in an order in which few keep their desk
	took []time.Duration
}

func newBenchSide(b *testing.B, app fyne.App, days int) *benchSide {
	b.Helper()
	original := benchFolder(b, days)
	folder, err := os.MkdirTemp(filepath.Dir(original), "copy-")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { os.RemoveAll(folder) })
	if err := os.CopyFS(folder, os.DirFS(original)); err != nil {
		b.Fatal(err)
	}
	s := &benchSide{hand: &uitest.ByHand{}}
	s.Window = NewWindow(app, folder, Options{Now: made.CrowdNow, Background: backgroundBy(s.hand), BackupStorage: newFakeBackups().backups()})
	b.Cleanup(func() { s.close(); s.hand.Run() })
	s.hand.Run()
	var all []data.Date
	for day := benchUntil; len(all) < min(days, 400); day-- {
		if day.IsWorkday() {
			all = append(all, day)
		}
	}
	for i := range all {
		s.days = append(s.days, all[i*163%len(all)])
	}
	if got := s.shown.state.People; got != 2000 {
		b.Fatalf("the window knows %d people", got)
	}
	return s
}

// benchSides returns windows on 1,000 and on 1,000,000 bookings.
func benchSides(b *testing.B) (small, large *benchSide) {
	b.Helper()
	app := test.NewTempApp(b)
	return newBenchSide(b, app, 2), newBenchSide(b, app, benchDays())
}

// floorDesks returns the desks of the floor that is shown.
func (s *benchSide) floorDesks() []data.Desk {
	return s.shown.board.State().Offices[0].Floors[0].Desks
}

// measure times something and all that it leads to.
func (s *benchSide) measure(do func()) {
	start := time.Now()
	do()
	s.hand.Run()
	s.took = append(s.took, time.Since(start))
}

// report reports the median of a side, and writes what each round took, in
// milliseconds, to the file that SEATKEEPER_FIGURES names.
func (s *benchSide) report(b *testing.B, name string) {
	b.ReportMetric(0, "ns/op")
	line := []byte(name)
	for _, took := range s.took {
		line = fmt.Appendf(line, " %g", took.Seconds()*1000)
	}
	slices.Sort(s.took)
	b.ReportMetric(s.took[len(s.took)/2].Seconds()*1000, name+"-ms")
	path := os.Getenv("SEATKEEPER_FIGURES")
	if path == "" {
		return
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		b.Fatal(err)
	}
	_, err = file.Write(append(line, '\n'))
	if err := errors.Join(err, file.Close()); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkWindowDay changes the day: to the next or the last one, which is the
// same with few days and with many, and to one on which nearly everybody sits
// elsewhere, which only the store with many has.
func BenchmarkWindowDay(b *testing.B) {
	small, large := benchSides(b)
	far := &benchSide{Window: large.Window, hand: large.hand, days: large.days}
	large.days = []data.Date{benchUntil, benchUntil.AddDays(-1)}
	for i := 0; b.Loop(); i++ {
		for _, s := range []*benchSide{small, large, far} {
			before := s.days[(i+1)%len(s.days)]
			s.loads.goTo(before)
			s.hand.Run()
			day := s.days[i%len(s.days)]
			s.measure(func() { s.loads.goTo(day) })
			if state := s.shown.board.State(); len(state.Seats) != benchDesks || state.Day != day {
				b.Fatalf("the board shows %d seats on %v", len(state.Seats), state.Day)
			}
		}
	}
	small.report(b, "day-small")
	large.report(b, "day-large")
	far.report(b, "day-far")
}

// BenchmarkWindowFind types into Find, up to what the store says about the first
// of those who are found.
func BenchmarkWindowFind(b *testing.B) {
	small, large := benchSides(b)
	// Each text finds somebody else first, so that each asks the store.
	texts := []string{"a", "b", "am", "ba", "ama", "bak", "m", "no", "ma", "noor 12", "mar", "baker 1"}
	var entries []*kit.SearchEntry
	for _, s := range []*benchSide{small, large} {
		s.desks.find()
		entries = append(entries, s.win.Canvas().Focused().(*kit.SearchEntry))
	}
	for i := 0; b.Loop(); i++ {
		for j, s := range []*benchSide{small, large} {
			s.measure(func() {
				entries[j].SetText(texts[i%len(texts)])
				if len(s.hand.Work) == 0 {
					b.Fatalf("nothing is asked about %q", texts[i%len(texts)])
				}
			})
		}
	}
	small.report(b, "find-small")
	large.report(b, "find-large")
}

// BenchmarkWindowHover moves the pointer from desk to desk of a full floor.
func BenchmarkWindowHover(b *testing.B) {
	_, s := benchSides(b)
	s.loads.goTo(s.days[0])
	s.hand.Run()
	shown := uitest.Find[*plan.FloorPlan](b, s.shown.board)
	desks := s.floorDesks()
	for i := 0; b.Loop(); i++ {
		at := shown.Middle(desks[i*37%len(desks)].ID)
		s.measure(func() { shown.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}}) })
		if shown.Cursor() != desktop.PointerCursor {
			b.Fatal("the pointer is on no desk")
		}
	}
	s.report(b, "hover")
}

// BenchmarkWindowBook books by a click on a selected desk, until the booking is
// durable and the desk has its new colour. The days lie after all others.
func BenchmarkWindowBook(b *testing.B) {
	small, large := benchSides(b)
	for i := 0; b.Loop(); i++ {
		for _, s := range []*benchSide{small, large} {
			who := s.shown.people.All()[i%500]
			s.shown.bookFor(people.BookingFor{UserID: who.ID, Name: who.Name})
			s.loads.goTo(benchUntil.AddDays(1 + i/100))
			s.hand.Run()
			shown := uitest.Find[*plan.FloorPlan](b, s.shown.board)
			desk := s.floorDesks()[i%100]
			at := &fyne.PointEvent{Position: shown.Middle(desk.ID)}
			shown.Tapped(at)
			s.measure(func() { shown.Tapped(at) })
			if !slices.ContainsFunc(s.shown.board.State().Seats, func(seat data.Seat) bool { return seat.Desk == desk.ID && seat.UserID == who.ID }) {
				b.Fatalf("a click has not booked %s on %v: %q", desk.Label, s.shown.state.Day, s.toastTitles())
			}
		}
	}
	small.report(b, "click-small")
	large.report(b, "click-large")
}

// BenchmarkPeopleScroll shows one screen after the other of 100,000 people.
func BenchmarkPeopleScroll(b *testing.B) {
	uitest.Start(b, kit.NewTheme(), theme.VariantLight)
	view := people.NewView(people.Actions{})
	uitest.Show(b, view, 640, 700)
	people := make([]data.User, 100_000)
	for i := range people {
		people[i] = data.User{ID: fmt.Sprintf("p%d", i), Name: fmt.Sprintf("Person %d", i*7919%100_000), Active: i%10 != 3}
	}
	view.SetPeople(search.NewPeopleIndex(people))
	list := uitest.Find[*kit.KeyList](b, view)
	s := &benchSide{hand: &uitest.ByHand{}}
	for i := 0; b.Loop(); i++ {
		s.measure(func() { list.ScrollToOffset(float32(i*997%80_000) * 40) })
	}
	s.report(b, "scroll")
}
