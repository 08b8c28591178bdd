package ui

import (
	"errors"
	"image/color"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/storage"
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

// officesForTest is the sample office, in which one desk is no longer in use.
func officesForTest() []data.Office {
	office := data.SampleOffice()
	for i := range office.Floors[0].Desks {
		if office.Floors[0].Desks[i].ID == "A9" {
			office.Floors[0].Desks[i].Retired = true
		}
	}
	return []data.Office{office}
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

func (f forced) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	return f.Theme.Color(name, f.variant)
}

// backupAt is a backup of the user's, so long before the test's time.
func backupAt(ago time.Duration) storage.BackupFile {
	at := time.Date(2026, 11, 24, 10, 42, 7, 0, time.UTC).Add(-ago)
	return storage.BackupFile{
		Path: "/data/backup/backup-" + at.Format("20060102-150405") + ".json", At: at, App: "Seatkeeper 1.0.0",
		Bytes: 2_600_000, HasCounts: true, Users: 128, Bookings: 14302,
	}
}

// backupsForTest has one of each kind and state.
func backupsForTest() []storage.BackupFile {
	cut := &storage.Error{Op: storage.OpVerify, Path: "/data/x", Err: &storage.FaultsError{Faults: []storage.Fault{
		{Code: storage.FaultCutOff, Value: "1100000"}, {Line: 1203, Code: storage.FaultUnknownUser, Value: "u77"}}}}
	files := []storage.BackupFile{}
	for i, f := range []storage.BackupFile{
		{State: storage.BackupChecked, Newest: true},
		{Origin: storage.OriginChanges, State: storage.BackupChecked},
		{Origin: storage.OriginQuit, State: storage.BackupChecked},
		{Origin: storage.OriginRestore},
		{State: storage.BackupDamaged, Err: cut},
		{State: storage.BackupNewer, Err: &storage.NewerFormatError{Have: "2.0.0"}},
		{Origin: storage.OriginUpgrade},
		{Locked: true},
	} {
		is := backupAt([]time.Duration{0, 42 * time.Minute, 16 * time.Hour, 25 * time.Hour, 90 * time.Hour, 190 * time.Hour, 550 * time.Hour, 9000 * time.Hour}[i])
		is.Origin, is.State, is.Err, is.Newest, is.Locked = f.Origin, f.State, f.Err, f.Newest, f.Locked
		if f.State == storage.BackupChecked {
			is.CheckedAt = is.At
		}
		if f.Locked {
			is.HasCounts, is.Path = false, is.Path+".age"
		}
		files = append(files, is)
	}
	return files
}

// deskAt names a desk of the first floor of the sample office.
func deskAt(id string) data.DeskRef {
	return data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: id}
}

const tuesday = "2026-11-24" // a Tuesday, as windowForTest has it

// pressIn types keys to what has the focus; Tab goes to the next one.
func pressIn(w fyne.Window, keys ...fyne.KeyName) {
	for _, key := range keys {
		switch focused := w.Canvas().Focused(); {
		case key == fyne.KeyTab:
			w.Canvas().FocusNext()
		case focused != nil:
			focused.TypedKey(&fyne.KeyEvent{Name: key})
		case w.Canvas().OnTypedKey() != nil:
			w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: key})
		}
	}
}

func typeText(w fyne.Window, text string) {
	for _, r := range text {
		w.Canvas().Focused().TypedRune(r)
	}
}

// emptyWindow is one for a sheet to be shown over.
func emptyWindow(t testing.TB) fyne.Window {
	t.Helper()
	startTest(t, theme.VariantLight)
	return showTest(t, NewLine("below"), 1024, 700)
}

func seatsOnDays(user string, n int) []data.Seat {
	seats := []data.Seat{}
	for i := range n {
		s := seatForTest("floor-1", "A3", user, "Tomas Berg")
		s.Date, s.Label = testToday.AddDays(i*7), "A3"
		seats = append(seats, s)
	}
	return seats
}

var errForTest = errors.New("it broke")

// retype writes other text into the entry that has the focus.
func retype(w fyne.Window, text string) {
	e := w.Canvas().Focused().(*sheetEntry)
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	typeText(w, text)
}

func parseForTest(text string) (data.Date, error) { return words.ParseDay(text, testToday) }
