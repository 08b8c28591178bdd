package ui

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/people"
	"seatkeeper/ui/uitest"
	"seatkeeper/ui/words"
)

// flow is a whole window that a test uses as a person does: by clicks, keys, the
// menu and the toasts.
type flow struct {
	*testing.T
	w      *Window
	hand   *uitest.ByHand
	folder string
	made   *fakeBackups // what the window is told of its backups
}

// flowForTest opens a window on the sample office with people of those names, who
// have been there before: there is nothing to undo.
func flowForTest(t *testing.T, names ...string) *flow {
	t.Helper()
	f := &flow{T: t, folder: t.TempDir(), made: newFakeBackups()}
	s := f.otherStore()
	fillForTest(f, s, names...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	f.w, f.hand = windowWith(t, f.folder, f.made)
	f.w.win.Resize(fyne.NewSize(1280, 800))
	return f
}

// fillForTest adds people whose IDs are their first names.
func fillForTest(f *flow, s *storage.Store, names ...string) {
	f.Helper()
	for _, name := range names {
		if _, err := s.AddUser(context.Background(), data.User{ID: idOf(name), Name: name, Active: true}); err != nil {
			f.Fatal(err)
		}
	}
}

func idOf(name string) string { return strings.ToLower(strings.Fields(name)[0]) }

func backgroundBy(hand *uitest.ByHand) kit.Background {
	return kit.Background{Go: hand.Go, Do: hand.Do, After: hand.After}
}

// otherStore opens the folder once more, as another process does.
func (f *flow) otherStore() *storage.Store {
	f.Helper()
	s, err := storage.Open(context.Background(), f.folder, storage.Options{Offices: uitest.Sample(), Now: func() time.Time { return uitest.Day(uitest.Tuesday).In(time.UTC).Add(9 * time.Hour) }})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close() })
	return s
}

// book books a desk behind the window's back, and returns the booking.
func (f *flow) book(s *storage.Store, id, name, day string) data.Booking {
	f.Helper()
	b, err := s.Book(context.Background(), data.Booking{DeskRef: uitest.Desk(id), UserID: idOf(name), Date: uitest.Day(day)})
	if err != nil {
		f.Fatal(err)
	}
	return b
}

// look lets the window see what others have done.
func (f *flow) look() {
	f.w.loads.reload()
	f.hand.Run()
}

// bookFor chooses a person; nobody where name is empty.
func (f *flow) bookFor(name string) {
	if name == "" {
		f.w.shown.bookFor(people.BookingFor{})
		return
	}
	f.w.shown.bookFor(people.BookingFor{UserID: idOf(name), Name: name})
}

func (f *flow) click(deskID string) { test.TapAt(f.shownPlan(), f.shownPlan().Middle(deskID)) }

// clickTwice clicks a desk twice, and lets what follows happen.
func (f *flow) clickTwice(deskID string) {
	f.click(deskID)
	f.click(deskID)
	f.hand.Run()
}

func (f *flow) key(name fyne.KeyName) {
	f.Helper()
	canvas := f.w.win.Canvas()
	if o := canvas.Focused(); o != nil {
		o.TypedKey(&fyne.KeyEvent{Name: name})
	} else if typed := canvas.OnTypedKey(); typed != nil {
		typed(&fyne.KeyEvent{Name: name})
	}
	f.hand.Run()
}

// menu chooses an item of the menu bar whose words begin so.
func (f *flow) menu(label string) {
	f.Helper()
	item := f.item(label)
	if item.Disabled {
		f.Fatalf("the menu item %q is disabled", item.Label)
	}
	item.Action()
	f.hand.Run()
}

func (f *flow) item(label string) *fyne.MenuItem {
	f.Helper()
	for _, menu := range f.w.bar.Menu().Items {
		for _, item := range menu.Items {
			if strings.HasPrefix(item.Label, label) {
				return item
			}
		}
	}
	f.Fatalf("no menu item %q", label)
	return nil
}

// wantMenu compares the words of Undo and Redo with their state, in the menu and
// on the buttons; nothing wanted means disabled.
func (f *flow) wantMenu(undo, redo string) {
	f.Helper()
	for _, c := range []struct {
		item       *fyne.MenuItem
		button     *kit.Button
		none, want string
	}{{f.w.history.undoItem, f.w.history.undoButton, "Undo", undo}, {f.w.history.redoItem, f.w.history.redoButton, "Redo", redo}} {
		label := c.want
		if label == "" {
			label = c.none
		}
		if c.item.Label != label || c.item.Disabled != (c.want == "") || c.button.Disabled() != c.item.Disabled {
			f.Errorf("the item is %q, disabled %v, the button disabled %v; want %q", c.item.Label, c.item.Disabled, c.button.Disabled(), label)
		}
		if f.item(c.item.Label) != c.item {
			f.Errorf("the item of %q is not that of the menu", c.item.Label)
		}
	}
}

// button presses a button of what lies over the window.
func (f *flow) button(label string) {
	f.Helper()
	if f.top() == nil {
		f.Fatalf("nothing lies over the window, with no button %q", label)
	}
	tapButton(f.T, f.w, label)
	f.hand.Run()
}

func (f *flow) top() fyne.CanvasObject { return f.w.win.Canvas().Overlays().Top() }

// wantSheet fails unless something lies over the window that says all that.
func (f *flow) wantSheet(parts ...string) {
	f.Helper()
	if f.top() == nil {
		f.Fatalf("nothing lies over the window; want %q", parts)
	}
	text := textsOf(f.top())
	for _, part := range parts {
		if !strings.Contains(text, part) {
			f.Errorf("want %q in:\n%s", part, text)
		}
	}
}

func (f *flow) wantNoSheet() {
	f.Helper()
	if f.top() != nil {
		f.Fatalf("this lies over the window:\n%s", textsOf(f.top()))
	}
}

// toast returns the newest toast.
func (f *flow) toast() kit.Toast {
	f.Helper()
	shown := f.w.news.toasts.Shown()
	if len(shown) == 0 {
		f.Fatal("there is no toast")
	}
	return shown[len(shown)-1]
}

// wantToast fails unless the newest toast has that title and says all that.
func (f *flow) wantToast(tone kit.Tone, title string, parts ...string) {
	f.Helper()
	got := f.toast()
	if got.Title != title || got.Tone != tone {
		f.Errorf("the toast is %q, %q of tone %d; want %q", got.Title, got.Text, got.Tone, title)
	}
	for _, part := range parts {
		if !strings.Contains(got.Text, part) {
			f.Errorf("the toast says %q; want %q", got.Text, part)
		}
	}
}

// press presses an action of the newest toast.
func (f *flow) press(label string) {
	f.Helper()
	test.Tap(f.toastButton(label))
	f.hand.Run()
}

// wantSeats compares who has a desk on the day that is shown, as "A1 Ines".
func (f *flow) wantSeats(want ...string) {
	f.Helper()
	got := []string{}
	for _, s := range f.w.shown.board.State().Seats {
		if !s.IsReleased() {
			got = append(got, s.Label+" "+words.SeatName(s))
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		f.Errorf("on %v there are %q, not %q", f.w.shown.board.State().Day, got, want)
	}
}

// wantKept compares who has a desk on a day as another process reads it.
func (f *flow) wantKept(day string, want ...string) {
	f.Helper()
	seats, err := f.otherStore().Day(context.Background(), uitest.Day(day))
	if err != nil {
		f.Fatal(err)
	}
	got := []string{}
	for _, s := range seats {
		if !s.IsReleased() {
			got = append(got, s.Label+" "+words.SeatName(s))
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		f.Errorf("on %v there are %q, not %q", day, got, want)
	}
}

// deskMenu opens the menu of a desk and returns its items by their words.
func (f *flow) deskMenu(deskID string) map[string]fyne.Tappable {
	f.Helper()
	f.shownPlan().TappedSecondary(&fyne.PointEvent{Position: f.shownPlan().Middle(deskID)})
	if f.top() == nil {
		f.Fatal("there is no menu")
	}
	items := map[string]fyne.Tappable{}
	for _, o := range test.LaidOutObjects(f.top()) {
		v := reflect.Indirect(reflect.ValueOf(o)) // Fyne's type of an item has no public name
		if v.Kind() != reflect.Struct || !v.FieldByName("Item").IsValid() {
			continue
		}
		if item, ok := v.FieldByName("Item").Interface().(*fyne.MenuItem); ok {
			items[item.Label] = o.(fyne.Tappable)
		}
	}
	return items
}

// write makes a file beside the data.
func (f *flow) write(name, content string) string {
	f.Helper()
	path := filepath.Join(f.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		f.Fatal(err)
	}
	return path
}

// changes are ways to change what is in the store.
func (f *flow) changes() map[string]func() {
	return map[string]func(){
		"a second click": func() { f.click("A1"); f.click("A1") },
		"Enter":          f.w.desks.actOnSelected,
		"several days":   f.w.desks.severalDays,
		"block":          f.w.desks.blockDesk,
		"past":           f.w.desks.togglePast,
		"import":         f.w.exchange.importPeople,
		"import plan":    f.w.exchange.importOffices,
		"sample":         f.w.offices.AddSample,
		"drop":           func() { f.drop("/somewhere/people.csv") },
		"undo":           f.w.history.undo,
	}
}
