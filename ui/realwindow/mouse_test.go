//go:build linux

package realwindow

import (
	"maps"
	"slices"
	"testing"
)

// Everything with the pointer, but for what has to be typed.

func TestDesksAreBookedByMouse(t *testing.T) {
	for _, look := range looks("dark") {
		t.Run(look, func(t *testing.T) {
			w := openOffice(t, listed, look)
			w.click("Choose a person")
			w.await(ines)
			w.picture("mouse-person-" + look)
			w.click(ines)
			w.await("Booking for · " + ines)

			w.clickTwice("A1")
			w.has("a booking by two clicks", "A1", ines)
			w.isShown("A1", mine)
			w.clickTwice("A2")
			w.picture("mouse-move-" + look)
			w.clickPrimary()
			w.has("the move", "A2", ines)
			w.isShown("A2", mine)
			w.isShown("A1", free)
			w.awaitBoard()
			w.picture("mouse-moved-" + look)

			w.click("Release") // on the first row of the list, which is selected
			w.clickPrimary()
			w.has("the release from the list")
			w.isShown("A2", free)
			w.rest()
			w.picture("mouse-released-" + look)

			w.click("Undo")
			w.has("Undo on the toast", "A2", ines)
			w.isShown("A2", mine)
			w.picture("mouse-undone-" + look)
			w.click("Edit")
			w.picture("mouse-menu-" + look)
			w.clickLike("Undo: ")
			w.has("Undo in the menu", "A1", ines)
			w.isShown("A1", mine)
			w.click("↶ Undo")
			w.has("the button to undo")
			w.isShown("A1", free)
			w.click("↷ Redo")
			w.has("the button to redo", "A1", ines)
			w.isShown("A1", mine)

			w.moveByMenu("A4", "mouse-desk-menu-"+look)
			w.has("the move by the menu of the desk", "A4", ines)
			w.isShown("A4", mine)
			w.prints(ines, "A4")
		})
	}
}

// clickTwice clicks a desk, and once more when it is selected: that asks for what
// the card of the desk has announced.
func (w *window) clickTwice(desk string) {
	w.t.Helper()
	w.rest()
	w.act("the ring about "+desk, w.ring(desk), func() { w.clickDesk(desk) })
	w.clickDesk(desk)
	w.rest()
}

func (w *window) moveByMenu(desk, picture string) {
	w.t.Helper()
	from := slices.Collect(maps.Keys(w.seats(today())))[0]
	w.clickWith("3", middle(w.around(desk)))
	w.await("Block desk…")
	w.picture(picture)
	w.click("Move " + ines + " here from " + from + "…")
	w.clickPrimary()
	w.rest()
}

func TestWhoeverIsFirstGetsTheDesk(t *testing.T) {
	for _, look := range looks("light") {
		t.Run(look, func(t *testing.T) {
			w := openOffice(t, listed, look)
			w.chooseByKeyboard(ines, "")
			w.rest()
			w.key("Home")
			desk := w.tooLate(marco)
			w.picture("taken-" + look)
			w.has("the other one's booking alone", desk, marco)

			// The next step is offered: the nearest desk that is free.
			w.isShown(desk, booked)
			w.act("another desk being selected", w.ring(desk), func() { w.click("Select the nearest free desk") })
			w.rest()
			w.key("Return")
			w.wait("a booking of the nearest free desk", func() bool { return len(w.seats(today())) == 2 })
			seats := w.seats(today())
			if seats[desk] != marco {
				t.Errorf("at the end: %v", seats)
			}
			w.picture("taken-nearest-" + look)
		})
	}
}

// tooLate presses Enter on a free desk when another program has just given it to
// somebody, and returns the desk. Where the window has heard of that before, it
// asks whether to release the desk: then it is tried with the next one.
func (w *window) tooLate(person string) (desk string) {
	w.t.Helper()
	for _, desk := range []string{"A1", "A2", "A3", "A4"} {
		w.bookElsewhere(desk, person)
		w.key("Return")
		w.wait("a word about the desk", func() bool { return w.isDimmed() || w.warns() })
		if w.warns() && !w.isDimmed() {
			return desk
		}
		w.key("Escape")
		w.awaitBoard()
		w.releaseElsewhere(desk)
		w.isShown(desk, free)
		w.key("Right")
	}
	w.t.Fatal("the window has always heard of the booking before the key")
	return ""
}

func TestAPersonWhoHasGotADeskElsewhereCanBeMoved(t *testing.T) {
	w := openOffice(t, listed, "light")
	w.chooseByKeyboard(ines, "")
	w.rest()
	w.key("Home")
	for {
		w.bookElsewhere("B6", ines)
		w.key("Return")
		w.wait("a word about the other desk", func() bool { return w.isDimmed() || w.warns() })
		if w.warns() {
			break
		}
		w.key("Escape")
		w.awaitBoard()
		w.releaseElsewhere("B6")
		w.isShown("B6", free)
	}
	w.picture("seated-light")
	w.has("the other booking alone", "B6", ines)
	w.click("Move " + ines + " to A1")
	w.has("the move that the toast offers", "A1", ines)
	w.isShown("B6", free)
}
