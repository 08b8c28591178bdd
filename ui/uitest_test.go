package ui

import (
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"seatkeeper/data"
	"seatkeeper/ui/words"
)

// forced is our theme in one variant: the test driver has none of its own.
type forced struct {
	fyne.Theme
	variant fyne.ThemeVariant
}

var testToday = data.NewDate(2026, time.November, 24)

func todayForTest() data.Date { return testToday }

// startTest gives the test an app with our theme, and a fixed locale.
func startTest(t testing.TB, variant fyne.ThemeVariant) {
	t.Helper()
	before := words.CurrentLocale()
	words.SetLocale(words.LocaleOf("en-GB"))
	t.Cleanup(func() { words.SetLocale(before) })
	test.NewTempApp(t).Settings().SetTheme(forced{NewTheme(), variant})
}

// showTest puts an object into a window of the given size.
func showTest(t testing.TB, o fyne.CanvasObject, width, height float32) fyne.Window {
	t.Helper()
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return w
}

func seatForTest(floor, desk, user, name string) data.Seat {
	return data.Seat{Name: name, Booking: data.Booking{
		ID: desk + user, DeskRef: data.DeskRef{Office: "harbour-house", Floor: floor, Desk: desk},
		Date: testToday, UserID: user,
	}}
}

func seatsForTest() []data.Seat {
	seats := []data.Seat{
		seatForTest("floor-1", "A1", "u1", "Ines Okafor"), seatForTest("floor-1", "A3", "u2", "Marco Duarte"),
		seatForTest("floor-1", "A4", "u3", "Amara Lindgren"), seatForTest("floor-1", "A7", "u4", "Karin Lindqvist-Papadopoulou"),
		seatForTest("floor-1", "A10", "u5", "Rana Haddad"), seatForTest("floor-1", "B3", "u6", "Taro Nakamura"),
		seatForTest("floor-1", "B4", data.VisitorID, ""), seatForTest("floor-1", "H3", "u7", "Elena Rossi"),
		seatForTest("floor-1", "H4", "u8", "Émile O’Brien"),
		seatForTest("floor-2", "E1", "u9", "Jan Novak"), seatForTest("floor-2", "E4", "u10", "Lena Østergaard"),
		seatForTest("floor-2", "C3", "u11", "Umar"),
	}
	seats[6].Guest = "Dr. Wells"
	return seats
}

// refForTest names a desk of the sample office's first floor.
func refForTest(desk string) data.DeskRef {
	return data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: desk}
}

// typeKeys types keys into an object.
func typeKeys(o fyne.Focusable, keys ...fyne.KeyName) {
	for _, key := range keys {
		o.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

// byHand is a background in which things happen when the test says so.
type byHand struct {
	mu     sync.Mutex // the store's look-out for changes has a goroutine of its own
	work   []func()
	timers []func()
	waits  []time.Duration
}

func (b *byHand) background() Background {
	return Background{
		Go: func(work func()) {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.work = append(b.work, work)
		},
		Do:    func(apply func()) { apply() },
		After: func(d time.Duration, f func()) { b.waits, b.timers = append(b.waits, d), append(b.timers, f) },
	}
}

// run does the work that was begun, and what that begins.
func (b *byHand) run() {
	for work := b.next(); work != nil; work = b.next() {
		work()
	}
}

func (b *byHand) next() (work func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.work) > 0 {
		work, b.work = b.work[0], b.work[1:]
	}
	return work
}

// fire lets the time of all timers come.
func (b *byHand) fire() {
	timers := b.timers
	b.timers, b.waits = nil, nil
	for _, f := range timers {
		f()
	}
}

func dayOf(text string) data.Date {
	day, err := data.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return day
}
