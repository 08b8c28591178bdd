//go:build linux

package realwindow

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/kit"
)

// An office to book in: the floors that the program ships with, three people and
// not one booking. What the window has done is read from the store as another
// program would, and never from the screen.

const ines, marco, rana = "Ines Okafor", "Marco Duarte", "Rana Haddad"

// openOffice opens a window on a new data folder.
func openOffice(t *testing.T, variable, look string) *window {
	t.Helper()
	s := newScreen(t, variable)
	folder := filepath.Join(t.TempDir(), "data")
	store := openStore(t, folder)
	if _, err := store.AddUsers(context.Background(), []data.User{
		{Name: ines, Active: true}, {Name: marco, Active: true}, {Name: rana, Active: true},
	}); err != nil {
		t.Fatal(err)
	}
	w := s.open(folder, look)
	w.other = store
	w.wait("the desks", func() bool { return w.shows(kit.ColorNameFree) })
	return w
}

func openStore(t *testing.T, folder string) *storage.Store {
	t.Helper()
	store, err := storage.Open(context.Background(), folder, storage.Options{Offices: []data.Office{data.SampleOffice()}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

func today() data.Date { return data.DateOf(time.Now()) }

// seats returns who has which desk on a day, by the desk's label.
func (w *window) seats(day data.Date) map[string]string {
	w.t.Helper()
	seats, err := w.other.Day(context.Background(), day)
	if err != nil {
		w.t.Fatal(err)
	}
	has := map[string]string{}
	for _, s := range seats {
		if !s.IsReleased() {
			has[s.Label] = s.Name
		}
	}
	return has
}

// has waits until the seats of today are these in the store, in pairs of a desk
// and a person, and nobody else has one.
func (w *window) has(what string, pairs ...string) {
	w.t.Helper()
	want := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		want[pairs[i]] = pairs[i+1]
	}
	w.wait(fmt.Sprintf("%s (%v instead of %v)", what, want, w.seats(today())), func() bool { return maps.Equal(w.seats(today()), want) })
}

// prints compares what "seatkeeper who" prints about today.
func (w *window) prints(want ...string) {
	w.t.Helper()
	cmd := exec.Command(w.program, "who", "--data", w.data)
	cmd.Env = append(cmd.Environ(), "LANG=en_GB.UTF-8")
	out, err := cmd.CombinedOutput()
	if err != nil {
		w.t.Fatalf("who: %v\n%s", err, out)
	}
	for _, part := range want {
		if !strings.Contains(string(out), part) {
			w.t.Errorf("seatkeeper who does not say %q:\n%s", part, out)
		}
	}
}

// bookElsewhere books a desk as another program would.
func (w *window) bookElsewhere(desk, person string) {
	w.t.Helper()
	user, err := w.other.FindUser(context.Background(), person)
	if err != nil {
		w.t.Fatal(err)
	}
	ref, err := w.other.FindDesk(context.Background(), desk)
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := w.other.Book(context.Background(), data.Booking{DeskRef: ref, UserID: user.ID, Date: today()}); err != nil {
		w.t.Fatal(err)
	}
}

// releaseElsewhere releases a desk as another program would.
func (w *window) releaseElsewhere(desk string) {
	w.t.Helper()
	seats, err := w.other.Day(context.Background(), today())
	if err != nil {
		w.t.Fatal(err)
	}
	for _, s := range seats {
		if s.Label == desk && !s.IsReleased() {
			if _, err := w.other.Release(context.Background(), s.Date, s.ID); err != nil {
				w.t.Fatal(err)
			}
		}
	}
}

// warns reports whether the newest message is a warning, by its edge.
func (w *window) warns() bool {
	w.t.Helper()
	return w.edge(w.toast()) == w.color(theme.ColorNameWarning)
}

// edge returns the colour at the left edge of a message.
func (w *window) edge(of image.Rectangle) color.NRGBA {
	w.t.Helper()
	return w.at(image.Pt(of.Min.X+2, middle(of).Y))
}

// clickDesk clicks a desk, which lies about its label.
func (w *window) clickDesk(label string) {
	w.t.Helper()
	w.await(label)
	w.clickAt(middle(w.around(label)))
}

// ring returns where a ring about a desk shows that it is selected.
func (w *window) ring(desk string) image.Rectangle {
	w.t.Helper()
	around := w.around(desk)
	return image.Rect(around.Min.X, around.Min.Y-4, around.Max.X, around.Min.Y)
}

// rest takes the pointer off everything that would show that it is there, and leaves it
// in the window, as the plan is not told when it leaves that.
func (w *window) rest() {
	w.t.Helper()
	at := middle(w.around("Kitchen"))
	w.xdotool("mousemove", strconv.Itoa(at.X), strconv.Itoa(at.Y))
}

// What a desk looks like, by the colour that fills it.
const (
	free   = kit.ColorNamePlan
	booked = kit.ColorNameBooked
	mine   = kit.ColorNameChosen
)

// looks returns the themes to test in: one alone, as the other one makes no
// difference to what is done, and both where pictures are wanted.
func looks(usual string) []string {
	if os.Getenv("SEATKEEPER_PICTURES") == "" {
		return []string{usual}
	}
	return []string{"light", "dark"}
}

// isShown waits until a desk looks like that. The pointer must not be on it.
func (w *window) isShown(label string, as fyne.ThemeColorName) {
	w.t.Helper()
	w.wait("desk "+label+" in "+string(as), func() bool {
		desk := w.around(label)
		return !desk.Empty() && w.at(image.Pt(desk.Min.X+9, desk.Max.Y-9)) == w.color(as)
	})
}

// clickPrimary waits for the primary button of a dialog, which dims all others,
// and clicks it.
func (w *window) clickPrimary() {
	w.t.Helper()
	w.awaitDialog()
	at, _ := w.find(theme.ColorNamePrimary)
	w.clickAt(at)
}

// awaitDialog waits until something dims the board and shows a primary button of
// its own.
func (w *window) awaitDialog() {
	w.t.Helper()
	w.wait("a dialog", func() bool { return w.isDimmed() && w.shows(theme.ColorNamePrimary) })
}

// awaitOverlay waits until something lies over the board.
func (w *window) awaitOverlay() {
	w.t.Helper()
	w.wait("what lies over the board", w.isDimmed)
}

// awaitBoard waits until nothing lies over the board.
func (w *window) awaitBoard() {
	w.t.Helper()
	w.wait("the board", func() bool { return !w.isDimmed() })
}

// isDimmed reports whether something lies over the window, by the colour of its lower
// right corner, where the status bar is.
func (w *window) isDimmed() bool {
	w.t.Helper()
	return w.at(firstSize.Sub(image.Pt(2, 2))) != w.color(kit.ColorNameSurface)
}

// firstSize is what the window has at its first start.
var firstSize = image.Pt(1180, 700)

// processorTime returns how much time the program has had on a processor.
func (w *window) processorTime(pid int) time.Duration {
	w.t.Helper()
	fields := strings.Fields(readFile(w.t, "/proc/"+strconv.Itoa(pid)+"/stat"))
	user, _ := strconv.Atoi(fields[13])
	system, _ := strconv.Atoi(fields[14])
	const tick = time.Second / 100 // the same on every Linux that Go runs on
	return time.Duration(user+system) * tick
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// act does something and waits until that shows within an area.
func (w *window) act(what string, area image.Rectangle, do func()) {
	w.t.Helper()
	before := w.look()
	do()
	w.wait(what, func() bool { return differs(before, w.look(), area) })
}

// differs reports whether two pictures differ within an area.
func differs(a, b *image.NRGBA, area image.Rectangle) bool {
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if a.NRGBAAt(x, y) != b.NRGBAAt(x, y) {
				return true
			}
		}
	}
	return false
}
