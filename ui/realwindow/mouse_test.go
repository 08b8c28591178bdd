//go:build linux

package realwindow

import (
	"image"
	"testing"
)

// Everything with the pointer, but for what has to be typed.

// Places in the window in its first size, from its top left corner.
const (
	personX, personY             = 1165, 108
	undoX, undoY                 = 880, 54
	redoX, redoY                 = 958, 54
	findX, findY                 = 1100, 54
	editMenuX, editMenuY         = 70, 14
	undoItemX, undoItemY         = 100, 45
	rowReleaseX, rowReleaseY     = 1224, 286 // on the first row of the list, when it is selected
	toastActionX, toastActionY   = 966, 722  // the first one of the lowest toast
	firstFoundX, firstFoundY     = 420, 180
	secondChoiceX, secondChoiceY = 1040, 239 // the first person; the visitor stands above
)

func TestDesksAreBookedByMouse(t *testing.T) {
	for _, look := range looks("dark") {
		t.Run(look, func(t *testing.T) {
			w := openOffice(t, plain, look)
			w.act("the choice", personArea, func() { w.click(personX, personY) })
			w.picture("mouse-person-" + look)
			w.act("the chosen person", personArea, func() { w.click(secondChoiceX, secondChoiceY) })

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

			w.click(rowReleaseX, rowReleaseY)
			w.clickPrimary()
			w.has("the release from the list")
			w.isShown("A2", free)
			w.rest()
			w.picture("mouse-released-" + look)

			w.click(toastActionX, toastActionY)
			w.has("Undo on the toast", "A2", ines)
			w.isShown("A2", mine)
			w.picture("mouse-undone-" + look)
			w.act("the menu", image.Rect(60, 30, 300, 120), func() { w.click(editMenuX, editMenuY) })
			w.picture("mouse-menu-" + look)
			w.click(undoItemX, undoItemY)
			w.has("Undo in the menu", "A1", ines)
			w.isShown("A1", mine)
			w.click(undoX, undoY)
			w.has("the button to undo")
			w.isShown("A1", free)
			w.click(redoX, redoY)
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
	x, y := place(w.t, desk)
	ring := image.Rect(x-56, y-33, x+56, y-29)
	w.rest()
	w.act("the ring about "+desk, ring, func() { w.clickDesk(desk) })
	w.clickDesk(desk)
	w.rest()
}

func (w *window) moveByMenu(desk, picture string) {
	w.t.Helper()
	x, y := place(w.t, desk)
	w.act("the menu of the desk", image.Rect(x+10, y+40, x+100, y+120), func() { w.clickWith("3", x, y) })
	w.picture(picture)
	w.click(x+30, y+18)
	w.clickPrimary()
	w.rest()
}

func TestWhoeverIsFirstGetsTheDesk(t *testing.T) {
	for _, look := range looks("light") {
		t.Run(look, func(t *testing.T) {
			w := openOffice(t, plain, look)
			w.chooseByKeyboard(ines, "")
			w.rest()
			w.key("Home")
			desk := w.tooLate(marco)
			w.picture("taken-" + look)
			w.has("the other one's booking alone", desk, marco)

			// The next step is offered: the nearest desk that is free.
			w.isShown(desk, booked)
			x, y := place(t, desk)
			w.act("another desk being selected", image.Rect(x-56, y-33, x+56, y-29), func() { w.click(toastActionX, toastActionY) })
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
	w := openOffice(t, plain, "light")
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
	w.click(toastActionX, toastActionY)
	w.has("the move that the toast offers", "A1", ines)
	w.isShown("B6", free)
}
