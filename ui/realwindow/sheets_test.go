//go:build linux

package realwindow

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
)

// Sheets over the window, and what the window does while nobody does anything.

func TestSeveralDaysAreBookedByKeyboard(t *testing.T) {
	for _, look := range looks("dark") {
		t.Run(look, func(t *testing.T) {
			w := openOffice(t, listed, look)
			w.chooseByKeyboard(ines, "")
			w.key("Home")
			w.key("ctrl+d")
			w.awaitDialog()
			w.picture("days-" + look)
			last := today() + 6
			w.key("Tab", "ctrl+a")
			w.typed(last.String())
			// Until that is known, its button can't be pressed.
			w.wait("what would come of them", func() bool { return w.shows(theme.ColorNamePrimary) && w.standsStill() })
			w.picture("days-week-" + look)
			w.key("Return")
			w.wait("a booking on each working day", func() bool { return slices.Equal(w.daysOf(ines), workdays(today(), last)) })
			w.awaitBoard()
			w.key("ctrl+z")
			w.wait("all of them undone", func() bool { return len(w.daysOf(ines)) == 0 })
			w.key("ctrl+shift+z")
			w.wait("all of them done again", func() bool { return len(w.daysOf(ines)) == 5 })
			w.picture("days-redone-" + look)
		})
	}
}

func workdays(from, to data.Date) (days []data.Date) {
	for day := from; day <= to; day++ {
		if day.IsWorkday() {
			days = append(days, day)
		}
	}
	return days
}

// daysOf returns on which days somebody has desk A1, from today on.
func (w *window) daysOf(person string) (days []data.Date) {
	w.t.Helper()
	user, err := w.other.FindUser(context.Background(), person)
	if err != nil {
		w.t.Fatal(err)
	}
	seats, err := w.other.PersonSeats(context.Background(), user.ID, today(), data.MaxDate)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, s := range seats {
		if s.Label == "A1" {
			days = append(days, s.Date)
		}
	}
	return days
}

func TestPeopleAreAddedByKeyboard(t *testing.T) {
	for _, look := range looks("light") {
		t.Run(look, func(t *testing.T) {
			w := openOffice(t, listed, look)
			w.key("ctrl+p")
			w.awaitOverlay()
			w.picture("people-" + look)
			w.key("Tab", "space")
			w.awaitEntry()
			w.typed("Lena Kovac")
			w.picture("people-add-" + look)
			w.key("Return")
			w.wait("one more", func() bool {
				_, err := w.other.FindUser(context.Background(), "Lena Kovac")
				return err == nil
			})
			w.wait("the word about it", w.standsStill)
			w.picture("people-added-" + look)
			w.key("Escape") // the line for the next one
			w.key("Escape")
			w.awaitBoard()
		})
	}
}

func TestTwoWindowsShowEachOthersChanges(t *testing.T) {
	one := openOffice(t, listed, "light")
	two := newScreen(t, listed).open(one.data, "light")
	two.other = one.other
	two.isShown("A1", free)
	one.chooseByKeyboard(ines, "")
	one.key("Home", "Return")
	one.has("a booking in the first window", "A1", ines)
	two.isShown("A1", booked)
	two.chooseByKeyboard(ines, "")
	two.isShown("A1", mine)
	two.key("Home", "Right", "Return")
	two.awaitDialog()
	two.key("Return")
	two.has("the move in the second one", "A2", ines)
	one.isShown("A2", mine)
	one.isShown("A1", free)
	two.key("ctrl+z")
	two.has("the second one's own step undone", "A1", ines)
	one.isShown("A1", mine)
}

// A window that nobody uses has to leave the processor alone; one that paints for
// ever takes most of a core here. So does a cursor that blinks where one types:
// it has to end with what it was in, and Tab leads away from it.
func TestAWindowAtRestIsIdle(t *testing.T) {
	w := openOffice(t, listed, "light")
	w.chooseByKeyboard(ines, "")
	w.key("Home", "Return")
	w.isShown("A1", mine)
	w.clickDesk("A2")
	w.rests("the board")
	w.key("ctrl+d")
	w.awaitOverlay()
	w.key("Tab", "Tab")
	w.rests("several days")
	w.key("Escape")
	w.awaitBoard()
	w.key("ctrl+f")
	w.awaitOverlay()
	w.key("Escape")
	w.awaitBoard()
	w.key("ctrl+g")
	w.awaitEntry()
	w.key("Escape")
	w.rests("the board again")
}

// rests waits until the window takes little of a processor. It may be busy for a
// while with what was done before; one that paints for ever never gets there.
func (w *window) rests(what string) {
	w.t.Helper()
	pid, err := strconv.Atoi(strings.TrimSpace(w.xdotool("getwindowpid", w.id)))
	if err != nil {
		w.t.Fatal(err)
	}
	const tries, while, most = 8, time.Second, 0.1
	share := 0.0
	for range tries {
		before, start := w.processorTime(pid), time.Now()
		<-time.After(while)
		share = float64(w.processorTime(pid)-before) / float64(time.Since(start))
		if share < most {
			w.t.Logf("%s: %.0f %% of a core", what, 100*share)
			return
		}
	}
	w.picture("busy-" + strings.ReplaceAll(what, " ", "-"))
	w.t.Errorf("%s: nobody does anything, and the window takes %.0f %% of a core", what, 100*share)
}

// standsStill reports whether little changes for a moment: a cursor may blink.
func (w *window) standsStill() bool {
	w.t.Helper()
	before := w.look()
	for range 3 {
		<-time.After(120 * time.Millisecond)
		after, changed := w.look(), 0
		for i := range before.Pix {
			if before.Pix[i] != after.Pix[i] {
				changed++
			}
		}
		if changed > 1000 {
			return false
		}
	}
	return true
}
