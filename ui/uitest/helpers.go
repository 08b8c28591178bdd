package uitest

import (
	"context"
	"errors"
	"image/color"
	"iter"
	"math"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/format"
	"seatkeeper/ui/words"
)

// Variant returns a theme in one variant: the test driver has none of its own.
func Variant(of fyne.Theme, variant fyne.ThemeVariant) fyne.Theme { return forced{of, variant} }

type forced struct {
	fyne.Theme
	variant fyne.ThemeVariant
}

// Today is the day on which tests take place: a Tuesday.
var Today = data.NewDate(2026, time.November, 24)

// TodayNow returns it.
func TodayNow() data.Date { return Today }

// Start gives the test an app with a theme in one variant, and a fixed locale.
func Start(t testing.TB, own fyne.Theme, variant fyne.ThemeVariant) {
	t.Helper()
	before := words.CurrentLocale()
	words.SetLocale(words.LocaleOf("en-GB"))
	t.Cleanup(func() { words.SetLocale(before) })
	test.NewTempApp(t).Settings().SetTheme(Variant(own, variant))
}

// Show puts an object into a window of the given size.
func Show(t testing.TB, o fyne.CanvasObject, width, height float32) fyne.Window {
	t.Helper()
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return w
}

// Seat is a booking of somebody at a desk of the sample office, today.
func Seat(floor, desk, user, name string) data.Seat {
	return data.Seat{Name: name, Booking: data.Booking{
		ID: desk + user, DeskRef: data.DeskRef{Office: "harbour-house", Floor: floor, Desk: desk},
		Date: Today, UserID: user,
	}}
}

// Offices is the sample office, in which one desk is no longer in use.
func Offices() []data.Office {
	office := data.SampleOffice()
	for i := range office.Floors[0].Desks {
		if office.Floors[0].Desks[i].ID == "A9" {
			office.Floors[0].Desks[i].Retired = true
		}
	}
	return []data.Office{office}
}

// Sample is the sample office as it ships.
func Sample() []data.Office { return []data.Office{data.SampleOffice()} }

// BeginWithSample makes a store with the sample office in a folder that has none. Whatever
// is in the way there, the test is about.
func BeginWithSample(folder string) {
	if storage.Exists(filepath.Join(folder, storage.StoreFile)) {
		return
	}
	if s, err := storage.Open(context.Background(), folder, storage.Options{Offices: Sample()}); err == nil {
		_ = s.Close()
	}
}

// Seats are some bookings of today in the sample office, one of them of a visitor.
func Seats() []data.Seat {
	seats := []data.Seat{
		Seat("floor-1", "A1", "u1", "Ines Okafor"), Seat("floor-1", "A3", "u2", "Marco Duarte"),
		Seat("floor-1", "A4", "u3", "Amara Lindgren"), Seat("floor-1", "A7", "u4", "Karin Lindqvist-Papadopoulou"),
		Seat("floor-1", "A10", "u5", "Rana Haddad"), Seat("floor-1", "B3", "u6", "Taro Nakamura"),
		Seat("floor-1", "B4", data.VisitorID, ""), Seat("floor-1", "H3", "u7", "Elena Rossi"),
		Seat("floor-1", "H4", "u8", "Émile O’Brien"),
		Seat("floor-2", "E1", "u9", "Jan Novak"), Seat("floor-2", "E4", "u10", "Lena Østergaard"),
		Seat("floor-2", "C3", "u11", "Umar"),
	}
	seats[6].Guest = "Dr. Wells"
	return seats
}

// TypeKeys types keys into an object.
func TypeKeys(o fyne.Focusable, keys ...fyne.KeyName) {
	for _, key := range keys {
		o.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

// ByHand is a background in which things happen when the test says so.
type ByHand struct {
	mu     sync.Mutex // the store's look-out for changes has a goroutine of its own
	Work   []func()
	Timers []func()
	Waits  []time.Duration
}

// Go keeps work for later.
func (b *ByHand) Go(work func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.Work = append(b.Work, work)
}

// Do does what is for Fyne's goroutine at once.
func (b *ByHand) Do(apply func()) { apply() }

// After keeps what is to be done when some time has passed.
func (b *ByHand) After(d time.Duration, f func()) {
	b.Waits, b.Timers = append(b.Waits, d), append(b.Timers, f)
}

// Run does the work that was begun, and what that begins.
func (b *ByHand) Run() {
	for work := b.Next(); work != nil; work = b.Next() {
		work()
	}
}

// Next takes the work that was begun first, or returns nil.
func (b *ByHand) Next() (work func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.Work) > 0 {
		work, b.Work = b.Work[0], b.Work[1:]
	}
	return work
}

// Fire lets the time of all timers come.
func (b *ByHand) Fire() {
	timers := b.Timers
	b.Timers, b.Waits = nil, nil
	for _, f := range timers {
		f()
	}
}

// Day reads a date.
func Day(text string) data.Date {
	day, err := data.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return day
}

func (f forced) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	return f.Theme.Color(name, f.variant)
}

// BackupAt is a backup of the user's, so long before the test's time.
func BackupAt(ago time.Duration) storage.BackupFile {
	at := time.Date(2026, 11, 24, 10, 42, 7, 0, time.UTC).Add(-ago)
	return storage.BackupFile{
		Path: "/data/backup/backup-" + at.Format("20060102-150405") + ".json", At: at, App: "Seatkeeper 1.0.0",
		Bytes: 2_600_000, HasCounts: true, Users: 128, Bookings: 14302,
	}
}

// Backups has one of each kind and state.
func Backups() []storage.BackupFile {
	cut := &failure.Error{Op: failure.OpVerify, Path: "/data/x", Err: &failure.FaultsError{Faults: []failure.Fault{
		{Code: failure.FaultCutOff, Value: "1100000"}, {Line: 1203, Code: failure.FaultUnknownUser, Value: "u77"}}}}
	files := []storage.BackupFile{}
	for i, f := range []storage.BackupFile{
		{State: storage.BackupChecked, Newest: true},
		{Origin: format.OriginChanges, State: storage.BackupChecked},
		{Origin: format.OriginQuit, State: storage.BackupChecked},
		{Origin: format.OriginRestore},
		{State: storage.BackupDamaged, Err: cut},
		{State: storage.BackupNewer, Err: &failure.NewerFormatError{Have: "2.0.0"}},
		{Origin: format.OriginUpgrade},
		{Locked: true},
	} {
		is := BackupAt([]time.Duration{0, 42 * time.Minute, 16 * time.Hour, 25 * time.Hour, 90 * time.Hour, 190 * time.Hour, 550 * time.Hour, 9000 * time.Hour}[i])
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

// Desk names a desk of the first floor of the sample office.
func Desk(id string) data.DeskRef {
	return data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: id}
}

// Tuesday is Today as a text.
const Tuesday = "2026-11-24" // a Tuesday, as windowForTest has it

// Press types keys to what has the focus; Tab goes to the next one.
func Press(w fyne.Window, keys ...fyne.KeyName) {
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

// Type types a text to what has the focus.
func Type(w fyne.Window, text string) {
	for _, r := range text {
		w.Canvas().Focused().TypedRune(r)
	}
}

// EmptyWindow is one for a sheet to be shown over.
func EmptyWindow(t testing.TB, own fyne.Theme) fyne.Window {
	t.Helper()
	Start(t, own, theme.VariantLight)
	return Show(t, canvas.NewText("below", color.Black), 1024, 700)
}

// SeatsOnDays are n bookings of a person, a week apart, the first of them today.
func SeatsOnDays(user string, n int) []data.Seat {
	seats := []data.Seat{}
	for i := range n {
		s := Seat("floor-1", "A3", user, "Tomas Berg")
		s.Date, s.Label = Today.AddDays(i*7), "A3"
		seats = append(seats, s)
	}
	return seats
}

// Err is an error whose words are of no matter.
var Err = errors.New("it broke")

// Retype writes other text into the entry that has the focus.
func Retype(w fyne.Window, text string) {
	w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	Type(w, text)
}

// ParseDay reads what somebody typed as a day.
func ParseDay(text string) (data.Date, error) { return words.ParseDay(text, Today) }

// Backup is what an export reports.
var Backup = storage.Backup{
	Path: "/data/backup/backup-20261124-104207.json", Users: 128, Bookings: 14302, Bytes: 2_600_000,
	ExportedAt: time.Date(2026, 11, 24, 10, 42, 7, 0, time.UTC),
}

// Contrast is the ratio of WCAG 2.2, from 1 to 21.
func Contrast(a, b color.Color) float64 {
	light := func(c color.Color) float64 {
		n := color.NRGBAModel.Convert(c).(color.NRGBA)
		part := func(v uint8) float64 {
			s := float64(v) / 255
			if s <= 0.04045 {
				return s / 12.92
			}
			return math.Pow((s+0.055)/1.055, 2.4)
		}
		return 0.2126*part(n.R) + 0.7152*part(n.G) + 0.0722*part(n.B)
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Find returns the first widget of a type in an object, such as the content of a
// window; it may be hidden.
func Find[T fyne.CanvasObject](t testing.TB, in fyne.CanvasObject) (found T) {
	t.Helper()
	for o := range all(in, false) {
		if o, ok := o.(T); ok {
			return o
		}
	}
	t.Fatalf("there is no %T", found)
	return found
}

// Shown returns what is to be seen of an object: itself and what is in it.
func Shown(o fyne.CanvasObject) []fyne.CanvasObject { return slices.Collect(all(o, true)) }

// all goes through an object and what is in it, as it lies.
func all(o fyne.CanvasObject, visible bool) iter.Seq[fyne.CanvasObject] {
	var visit func(o fyne.CanvasObject, yield func(fyne.CanvasObject) bool) bool
	visit = func(o fyne.CanvasObject, yield func(fyne.CanvasObject) bool) bool {
		if visible && !o.Visible() {
			return true
		}
		if !yield(o) {
			return false
		}
		var inside []fyne.CanvasObject
		switch o := o.(type) {
		case *fyne.Container:
			inside = o.Objects
		case fyne.Widget:
			inside = test.WidgetRenderer(o).Objects()
		}
		for _, o := range inside {
			if !visit(o, yield) {
				return false
			}
		}
		return true
	}
	return func(yield func(fyne.CanvasObject) bool) { visit(o, yield) }
}
