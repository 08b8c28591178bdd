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
	"seatkeeper/ui/words"
)

// flow is a whole window that a test uses as a person does: by clicks, keys, the
// menu and the toasts.
type flow struct {
	*testing.T
	w      *Window
	hand   *byHand
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

func backgroundBy(hand *byHand) Background {
	return Background{Go: hand.Go, Do: hand.Do, After: hand.After}
}

// otherStore opens the folder once more, as another process does.
func (f *flow) otherStore() *storage.Store {
	f.Helper()
	s, err := storage.Open(context.Background(), f.folder, storage.Options{Now: func() time.Time { return dayOf(tuesday).In(time.UTC).Add(9 * time.Hour) }})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close() })
	return s
}

// book books a desk behind the window's back, and returns the booking.
func (f *flow) book(s *storage.Store, id, name, day string) data.Booking {
	f.Helper()
	b, err := s.Book(context.Background(), data.Booking{DeskRef: deskAt(id), UserID: idOf(name), Date: dayOf(day)})
	if err != nil {
		f.Fatal(err)
	}
	return b
}

// look lets the window see what others have done.
func (f *flow) look() {
	f.w.loads.reload()
	f.hand.run()
}

// bookFor chooses a person; nobody where name is empty.
func (f *flow) bookFor(name string) {
	if name == "" {
		f.w.shown.bookFor(BookingFor{})
		return
	}
	f.w.shown.bookFor(BookingFor{UserID: idOf(name), Name: name})
}

func (f *flow) shownPlan() *FloorPlan { return Find[*FloorPlan](f, f.w.shown.board) }

func (f *flow) person() *PersonChoice { return Find[*PersonChoice](f, f.w.shown.board) }

// rows is the list of who sits where.
func (f *flow) rows() *keyList { return Find[*keyList](f, Find[*WhosWhere](f, f.w.shown.board)) }

func (f *flow) click(deskID string) { test.TapAt(f.shownPlan(), f.shownPlan().Middle(deskID)) }

// clickTwice clicks a desk twice, and lets what follows happen.
func (f *flow) clickTwice(deskID string) {
	f.click(deskID)
	f.click(deskID)
	f.hand.run()
}

func (f *flow) key(name fyne.KeyName) {
	f.Helper()
	canvas := f.w.win.Canvas()
	if o := canvas.Focused(); o != nil {
		o.TypedKey(&fyne.KeyEvent{Name: name})
	} else if typed := canvas.OnTypedKey(); typed != nil {
		typed(&fyne.KeyEvent{Name: name})
	}
	f.hand.run()
}

// menu chooses an item of the menu bar whose words begin so.
func (f *flow) menu(label string) {
	f.Helper()
	item := f.item(label)
	if item.Disabled {
		f.Fatalf("the menu item %q is disabled", item.Label)
	}
	item.Action()
	f.hand.run()
}

func (f *flow) item(label string) *fyne.MenuItem {
	f.Helper()
	for _, menu := range f.w.win.MainMenu().Items {
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
		button     *Button
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
	f.hand.run()
}

// link presses a link that a row of the list has.
func (f *flow) link(label string) {
	f.Helper()
	for _, o := range test.LaidOutObjects(f.w.win.Content()) {
		if l, ok := o.(*rowLink); ok && l.Visible() && l.text == label {
			test.Tap(l)
			f.hand.run()
			return
		}
	}
	f.Fatalf("no link %q", label)
}

func (f *flow) top() fyne.CanvasObject { return f.w.win.Canvas().Overlays().Top() }

// texts returns all that is read in an object.
func textsOf(o fyne.CanvasObject) string {
	var all []string
	for _, o := range test.LaidOutObjects(o) {
		switch o := o.(type) {
		case *paragraph:
			all = append(all, o.text)
		case *Line:
			all = append(all, o.Text)
		case *Button:
			all = append(all, o.Text)
		case *signRow:
			all = append(all, o.signed.text, o.signed.more)
		}
	}
	return strings.Join(all, "\n")
}

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
func (f *flow) toast() Toast {
	f.Helper()
	shown := f.w.news.toasts.Shown()
	if len(shown) == 0 {
		f.Fatal("there is no toast")
	}
	return shown[len(shown)-1]
}

// wantToast fails unless the newest toast has that title and says all that.
func (f *flow) wantToast(tone Tone, title string, parts ...string) {
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

// toastButton returns a button of the newest toast that has one of those words.
func (f *flow) toastButton(label string) *Button {
	f.Helper()
	return toastButton(f.T, f.w, label)
}

func toastButton(t *testing.T, w *Window, label string) (newest *Button) {
	t.Helper()
	for _, o := range test.LaidOutObjects(w.news.toasts) {
		if b, ok := o.(*Button); ok && b.Text == label {
			newest = b // the newest toast is the last one
		}
	}
	if newest == nil {
		t.Fatalf("no toast has a button %q: %q", label, w.toastTitles())
	}
	return newest
}

// press presses an action of the newest toast.
func (f *flow) press(label string) {
	f.Helper()
	test.Tap(f.toastButton(label))
	f.hand.run()
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
	seats, err := f.otherStore().Day(context.Background(), dayOf(day))
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
