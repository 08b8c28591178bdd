package help

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/crashlog"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// host is a window with a store for tests, in which all is done at once.
type host struct {
	win    fyne.Window
	store  *storage.Store
	folder string
	signs  storage.Signs
	toasts []kit.Toast
	hidden int
}

func newHost(t *testing.T) *host {
	t.Helper()
	return &host{win: uitest.EmptyWindow(t, kit.NewTheme()), folder: t.TempDir()}
}

func (h *host) Win() fyne.Window          { return h.win }
func (h *host) Clipboard() fyne.Clipboard { return fyne.CurrentApp().Clipboard() }
func (h *host) Background() kit.Background {
	do := func(f func()) { f() }
	return kit.Background{Go: do, Do: do}
}
func (h *host) Now() time.Time        { return time.Date(2026, 11, 24, 10, 42, 7, 0, time.UTC) }
func (h *host) Folder() string        { return h.folder }
func (h *host) Store() *storage.Store { return h.store }
func (h *host) Signs() storage.Signs  { return h.signs }
func (h *host) Toast(t kit.Toast) (hide func()) {
	h.toasts = append(h.toasts, t)
	return func() { h.hidden++ }
}

// press presses the button of the newest toast.
func (h *host) press(t *testing.T, label string) {
	t.Helper()
	actions := h.toasts[len(h.toasts)-1].Actions
	i := slices.IndexFunc(actions, func(a kit.Action) bool { return a.Label == label })
	if i < 0 {
		t.Fatalf("there is no button %q", label)
	}
	actions[i].Run()
}

// tap taps a button of what lies over the window.
func tap(t *testing.T, win fyne.Window, label string) {
	t.Helper()
	top := win.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("nothing lies over the window")
	}
	for _, o := range test.LaidOutObjects(top) {
		if b, ok := o.(*kit.Button); ok && b.Text == label {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("there is no button %q", label)
}

// copied presses the button of About and returns what that copies.
func copied(t *testing.T, h *host, p Program) []string {
	t.Helper()
	NewController(h, p).ShowAbout()
	tap(t, h.win, "Copy for a bug report")
	tap(t, h.win, "✓ Copied")
	uitest.Press(h.win, fyne.KeyEscape)
	if h.win.Canvas().Overlays().Top() != nil {
		t.Fatal("Escape does not close it")
	}
	return strings.Split(strings.TrimSpace(h.Clipboard().Content()), "\n")
}

func TestAboutCopiesFactsWithoutNames(t *testing.T) {
	h := newHost(t)
	h.folder = filepath.Join(h.folder, "Ines Okafor", "data")
	p := Program{Version: "1.2.3", Commit: "0123abc", Room: func() fyne.Size { return fyne.NewSize(1920, 1040) }}
	lines := copied(t, h, p)
	if len(lines) != 5 || !strings.HasPrefix(lines[0], "Seatkeeper 1.2.3 (0123abc), go") || !strings.Contains(lines[1], "room on the screen 1920 × 1040") ||
		!strings.HasSuffix(lines[4], ", not open") {
		t.Errorf("without a store: %q", lines)
	}

	if err := os.MkdirAll(h.folder, 0o700); err != nil {
		t.Fatal(err)
	}
	s, err := storage.Open(context.Background(), h.folder, storage.Options{Offices: uitest.Sample()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	for _, name := range []string{"Ines Okafor", "Marco Reyes"} {
		if _, err := s.AddUser(context.Background(), data.User{Name: name, Active: true}); err != nil {
			t.Fatal(err)
		}
	}
	h.store = s
	h.signs.Failed = errors.New("/home/Ines Okafor is full")
	lines = copied(t, h, Program{Version: "1.2.3"})
	said := strings.Join(lines, "\n")
	for _, want := range []string{"(built from a checkout)", "Rounded: 2 people, 1 offices, 40 desks, 0 bookings", "Backups: none yet, the last automatic one failed"} {
		if !strings.Contains(said, want) {
			t.Errorf("want %q in\n%s", want, said)
		}
	}
	for _, none := range []string{"Okafor", "Marco", h.folder, "Harbour"} {
		if strings.Contains(said, none) {
			t.Errorf("%q is in\n%s", none, said)
		}
	}
}

func TestAboutRoundsNumbers(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 14: "10", 15: "20", 96: "100", 128: "100", 14302: "10,000", 1_500_000: "2,000,000"} {
		if got := about(n); got != want {
			t.Errorf("%d becomes %s", n, got)
		}
	}
}

func TestWhatTheSystemSaysIsListed(t *testing.T) {
	for _, tt := range []struct {
		parts []string
		want  string
	}{
		{[]string{"", "X11"}, "X11"}, {[]string{"ubuntu:GNOME", "X11"}, "ubuntu:GNOME, X11"}, {nil, "not known"},
		{[]string{"a\nb\x1b\u202e", strings.Repeat("x", 100)}, "ab, " + strings.Repeat("x", 60)},
	} {
		if got := listed(tt.parts); got != tt.want {
			t.Errorf("%q becomes %q", tt.parts, got)
		}
	}
}

func TestThePageOpensAndNothingIsFetched(t *testing.T) {
	h := newHost(t)
	var opened []string
	c := NewController(h, Program{Version: "1.2.3", Open: func(u *url.URL) error { opened = append(opened, u.String()); return nil }})
	c.ShowPage()
	if !slices.Equal(opened, []string{Page}) || h.toasts[0].Title != "You have Seatkeeper 1.2.3" {
		t.Errorf("%q opens, and it says %v", opened, h.toasts)
	}
	c.program.Open = func(*url.URL) error { return errors.New("there is no browser") }
	c.ShowPage()
	h.press(t, "Copy address")
	if h.Clipboard().Content() != Page || h.toasts[1].Text != Page {
		t.Errorf("it says %v and copies %q", h.toasts[1], h.Clipboard().Content())
	}
}

func TestACrashIsToldOnce(t *testing.T) {
	h, folder := newHost(t), t.TempDir()
	path := filepath.Join(folder, "crash-20261124-090000-1.txt")
	if err := os.WriteFile(path, []byte("Seatkeeper 1.2.3\n----\npanic: Ines Okafor\n\ngoroutine 7 [running]:\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	report, found := crashlog.Newest(folder)
	if !found {
		t.Fatal("there is no crash")
	}
	c := NewController(h, Program{Crash: &report})
	c.Begin()
	c.Begin()
	if _, found := crashlog.Newest(folder); found || len(h.toasts) != 1 || h.toasts[0].Title != "Seatkeeper closed unexpectedly" {
		t.Fatalf("it says %v, and still is untold: %t", h.toasts, found)
	}
	h.press(t, "Dismiss")
	h.press(t, "Show report")
	if h.hidden != 2 {
		t.Error("the news stays")
	}
	tap(t, h.win, "Copy report")
	if text := h.Clipboard().Content(); !strings.Contains(text, "goroutine 7") || strings.Contains(text, "Ines") {
		t.Errorf("it copies %q", text)
	}
	tap(t, h.win, "Close")
	if h.win.Canvas().Overlays().Top() != nil {
		t.Error("it is not closed")
	}
	NewController(h, Program{}).Begin()
	if len(h.toasts) != 1 {
		t.Error("without a crash there is news")
	}
}
