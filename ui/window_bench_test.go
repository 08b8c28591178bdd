package ui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/storage"
)

// These benchmarks measure the whole window on a store with 1,000,000 bookings,
// 2,000 people and a floor of 500 desks that is full on each of its days, and
// beside it on one with 1,000 bookings: from what the user does to the last word
// that Fyne is told about it. All is done on one goroutine, so nothing waits for
// anything but the disk; what the graphics take is not in it. Each round measures
// every side once, since a machine is never quiet for long. "./dev bench" holds
// the medians against their budgets.

// benchToday is a Tuesday; the bookings reach from long before it to some weeks
// after it.
var benchToday = data.NewDate(2026, time.November, 24)

// How many people have a desk each day, and the last day on which they have one.
const benchDesks = 500

var benchUntil = benchToday.AddDays(28)

// benchFolder returns the folder of a store with 500 bookings on each of so many
// days, and makes it where it is missing. SEATKEEPER_BENCH names a folder in which
// it is kept for the next run.
func benchFolder(b *testing.B, days int) string {
	b.Helper()
	parent := os.Getenv("SEATKEEPER_BENCH")
	if parent == "" {
		parent = b.TempDir()
	}
	folder := filepath.Join(parent, fmt.Sprintf("window-%dx%d", benchDesks, days))
	if storage.Exists(folder) {
		return folder
	}
	made := folder + ".part"
	if err := os.RemoveAll(made); err != nil {
		b.Fatal(err)
	}
	store, err := storage.Open(b.Context(), made, storage.Options{Now: benchNow})
	if err != nil {
		b.Fatal(err)
	}
	err = fillBench(b.Context(), store, days)
	if err := errors.Join(err, store.Close()); err != nil {
		b.Fatal(err)
	}
	if err := os.Rename(made, folder); err != nil {
		b.Fatal(err)
	}
	return folder
}

func benchNow() time.Time { return time.Date(2026, time.November, 24, 10, 42, 7, 0, time.UTC) }

func fillBench(ctx context.Context, store *storage.Store, days int) error {
	floor, _ := crowdedFloor()
	office := data.SampleOffice()
	office.Floors = []data.Floor{floor}
	if _, err := store.ImportOffices(ctx, []data.Office{office}); err != nil {
		return err
	}
	size := data.SampleSize{People: benchDesks, Days: days, Full: true, Until: benchUntil}
	if _, err := store.AddSample(ctx, size, nil); err != nil {
		return err
	}
	rest := make([]data.User, 2000-benchDesks)
	for i := range rest {
		rest[i] = data.User{Name: fmt.Sprintf("Noor Baker %04d", i), Active: true}
	}
	_, err := store.AddUsers(ctx, rest)
	return err
}

// benchSide is a window on a copy of one of the stores.
type benchSide struct {
	*Window
	hand *byHand
	days []data.Date // that are full, in an order in which few keep their desk
	took []time.Duration
}

func newBenchSide(b *testing.B, app fyne.App, days int) *benchSide {
	b.Helper()
	made := benchFolder(b, days)
	folder, err := os.MkdirTemp(filepath.Dir(made), "copy-")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { os.RemoveAll(folder) })
	if err := os.CopyFS(folder, os.DirFS(made)); err != nil {
		b.Fatal(err)
	}
	s := &benchSide{hand: &byHand{}}
	s.Window = NewWindow(app, folder, Options{Now: benchNow, Background: s.hand.background(), Backups: newFakeBackups().backups()})
	b.Cleanup(func() { s.close(); s.hand.run() })
	s.hand.run()
	var all []data.Date
	for day := benchUntil; len(all) < min(days, 400); day-- {
		if day.IsWorkday() {
			all = append(all, day)
		}
	}
	for i := range all {
		s.days = append(s.days, all[i*163%len(all)])
	}
	if got := s.state.People; got != 2000 {
		b.Fatalf("the window knows %d people", got)
	}
	return s
}

// benchSides returns windows on 1,000 and on 1,000,000 bookings.
func benchSides(b *testing.B) (small, large *benchSide) {
	b.Helper()
	app := test.NewTempApp(b)
	return newBenchSide(b, app, 2), newBenchSide(b, app, 2000)
}

// measure times something and all that it leads to.
func (s *benchSide) measure(do func()) {
	start := time.Now()
	do()
	s.hand.run()
	s.took = append(s.took, time.Since(start))
}

func (s *benchSide) milliseconds() float64 {
	slices.Sort(s.took)
	return s.took[len(s.took)/2].Seconds() * 1000
}

func report(b *testing.B, name string, small, large *benchSide) {
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(large.milliseconds(), name+"-ms")
	b.ReportMetric(large.milliseconds()/small.milliseconds(), name+"-large/small")
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
			s.goTo(before)
			s.hand.run()
			day := s.days[i%len(s.days)]
			s.measure(func() { s.goTo(day) })
			if len(s.board.plan.seats) != benchDesks || s.board.plan.day != day {
				b.Fatalf("the plan shows %d seats on %v", len(s.board.plan.seats), s.board.plan.day)
			}
		}
	}
	report(b, "day", small, large)
	b.ReportMetric(far.milliseconds(), "day-ms")
}

// BenchmarkWindowFind types into Find, up to what the store says about the first
// of those who are found.
func BenchmarkWindowFind(b *testing.B) {
	small, large := benchSides(b)
	// Each text finds somebody else first, so that each asks the store.
	texts := []string{"a", "b", "am", "ba", "ama", "bak", "m", "no", "ma", "noor 12", "mar", "baker 1"}
	var entries []*searchEntry
	for _, s := range []*benchSide{small, large} {
		s.find()
		entries = append(entries, s.win.Canvas().Focused().(*searchEntry))
	}
	for i := 0; b.Loop(); i++ {
		for j, s := range []*benchSide{small, large} {
			s.measure(func() {
				entries[j].SetText(texts[i%len(texts)])
				if len(s.hand.work) == 0 {
					b.Fatalf("nothing is asked about %q", texts[i%len(texts)])
				}
			})
		}
	}
	report(b, "find", small, large)
}

// BenchmarkWindowHover moves the pointer from desk to desk of a full floor.
func BenchmarkWindowHover(b *testing.B) {
	_, s := benchSides(b)
	s.goTo(s.days[0])
	s.hand.run()
	desks := s.board.plan.drawing.desks
	for i := 0; b.Loop(); i++ {
		at := desks[i*37%len(desks)].out.center
		s.measure(func() { s.board.plan.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}}) })
		if s.board.plan.hovered == "" {
			b.Fatal("the pointer is on no desk")
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(s.milliseconds(), "hover-ms")
}

// BenchmarkWindowBook books by a click on a selected desk, until the booking is
// durable and the desk has its new colour. The days lie after all others.
func BenchmarkWindowBook(b *testing.B) {
	small, large := benchSides(b)
	for i := 0; b.Loop(); i++ {
		for _, s := range []*benchSide{small, large} {
			who := s.people.All()[i%500]
			s.bookFor(BookingFor{UserID: who.ID, Name: who.Name})
			s.goTo(benchUntil.AddDays(1 + i/100))
			s.hand.run()
			plan := s.board.plan
			desk := plan.drawing.desks[i%100]
			at := &fyne.PointEvent{Position: desk.out.center}
			plan.Tapped(at)
			s.measure(func() { plan.Tapped(at) })
			if plan.state(desk.desk) != deskMine {
				b.Fatalf("a click has not booked %s on %v: %q", desk.desk.Label, s.state.Day, s.toastTitles())
			}
		}
	}
	report(b, "click", small, large)
}

// BenchmarkPeopleScroll shows one screen after the other of 100,000 people.
func BenchmarkPeopleScroll(b *testing.B) {
	startTest(b, theme.VariantLight)
	view := NewPeopleView(PeopleActions{})
	showTest(b, view, 640, 700)
	view.SetPeople(manyPeople(100_000))
	s := &benchSide{hand: &byHand{}}
	for i := 0; b.Loop(); i++ {
		s.measure(func() { view.list.ScrollToOffset(float32(i*997%80_000) * 40) })
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(s.milliseconds(), "scroll-ms")
}
