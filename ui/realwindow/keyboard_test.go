//go:build linux

package realwindow

import (
	"context"
	"testing"

	"seatkeeper/data"
	"seatkeeper/ui/words"
)

// Everything by keyboard alone.

func TestDesksAreBookedByKeyboard(t *testing.T) {
	for _, look := range looks("light") {
		t.Run(look, func(t *testing.T) {
			w := openOffice(t, listed, look)
			w.chooseByKeyboard(ines, "keyboard-"+look)
			w.bookAndMoveByKeyboard("keyboard-" + look)
			w.prints(ines, "A2")
		})
	}
}

func TestFyneIsCalledFromItsOwnGoroutineByAllThatBooks(t *testing.T) {
	// The checked program logs every call from another one; open looks for that.
	w := openOffice(t, checked, "light")
	w.chooseByKeyboard(ines, "")
	w.bookAndMoveByKeyboard("")
	w.key("ctrl+f")
	w.awaitOverlay()
	w.typed("ines")
	w.key("Return")
	w.awaitBoard()
	w.key("ctrl+p")
	w.awaitOverlay()
	w.key("Escape")
	w.awaitBoard()
}

// chooseByKeyboard chooses whom to book for.
func (w *window) chooseByKeyboard(name, picture string) {
	w.t.Helper()
	w.key("ctrl+b")
	w.awaitEntry()
	w.typed(name[:4])
	w.await(name)
	if picture != "" {
		w.picture(picture + "-person")
	}
	w.key("Return")
	w.await("Booking for · " + name)
	w.wait("the keys having left the field", func() bool { return !w.isTyping() })
}

// bookAndMoveByKeyboard books, refuses, moves, releases, undoes and redoes for the
// chosen person, and leaves them at A2.
func (w *window) bookAndMoveByKeyboard(picture string) {
	w.t.Helper()
	shot := func(name string) {
		if picture != "" {
			w.picture(picture + "-" + name)
		}
	}
	w.key("Home")
	w.key("Return")
	w.has("a booking by Enter", "A1", ines)
	w.isShown("A1", mine)
	shot("booked")

	// Whoever has a desk is offered to move, and asked first.
	w.key("Right", "Return")
	w.awaitDialog()
	shot("move")
	w.key("Escape")
	w.awaitBoard()
	w.has("nothing by Escape", "A1", ines)
	w.key("Return")
	w.awaitDialog()
	w.key("Return")
	w.has("the move", "A2", ines)
	w.isShown("A1", free)
	w.isShown("A2", mine)

	w.key("Return")
	w.awaitDialog()
	shot("release")
	w.key("Return")
	w.has("the release")
	w.isShown("A2", free)

	for _, step := range []struct {
		key  string
		desk string
	}{{"ctrl+z", "A2"}, {"ctrl+z", "A1"}, {"ctrl+z", ""}, {"ctrl+shift+z", "A1"}, {"ctrl+shift+z", "A2"}} {
		w.key(step.key)
		if step.desk == "" {
			w.has("nothing after "+step.key, nil...)
			w.isShown("A1", free)
			continue
		}
		w.has(step.desk+" after "+step.key, step.desk, ines)
		w.isShown(step.desk, mine)
	}
	shot("redone")
}

func TestPeopleAreFoundByKeyboard(t *testing.T) {
	w := openOffice(t, listed, "light")
	in2 := today() + 2
	marcoID, err := w.other.FindUser(context.Background(), marco)
	if err != nil {
		t.Fatal(err)
	}
	d3, err := w.other.FindDesk(context.Background(), "C3")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.other.Book(context.Background(), data.Booking{DeskRef: d3, UserID: marcoID.ID, Date: in2}); err != nil {
		t.Fatal(err)
	}
	w.chooseByKeyboard(ines, "")
	w.key("ctrl+f")
	w.awaitOverlay()
	w.typed("marco")
	w.await(marco)
	w.picture("find-light")
	w.key("Return")
	w.awaitBoard()
	// The window is on that desk now, on the other floor and the other day: Enter
	// releases it, as soon as that day is shown.
	w.wait("that day", func() bool { // in the words that there is room for
		return len(w.named(words.DayAndWeek(in2, false)))+len(w.named(words.DayAndWeek(in2, true))) > 0
	})
	w.awaitBoard()
	w.wait("the desk that was found", w.standsStill)
	w.key("Return")
	w.awaitDialog()
	w.wait("the question", w.standsStill)
	w.picture("found-release-light")
	// It is somebody else's than the chosen person's, so that Enter would keep it.
	w.key("shift+Tab")
	w.key("Return")
	w.wait("its end", func() bool { return len(w.seats(in2)) == 0 })
}
