package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// ShowBelow opens content in a small window below something that lies at a
// position of the large window: from its left edge, or if that does not fit up
// to its right one, and always within the large window. A click outside closes it.
func ShowBelow(content fyne.CanvasObject, at fyne.Position, size fyne.Size, c fyne.Canvas) *widget.PopUp {
	pop := widget.NewPopUp(content, c)
	room := c.Size().Subtract(content.MinSize()).SubtractWidthHeight(Gap/2, Gap/2)
	x, y := at.X, at.Y+size.Height+Gap/2
	if x > room.Width {
		x += size.Width - content.MinSize().Width
	}
	pop.ShowAtPosition(fyne.NewPos(max(Gap/2, min(x, room.Width)), max(Gap/2, min(y, room.Height))))
	return pop
}

// PlaceOf returns where an object lies in its window.
func PlaceOf(o fyne.CanvasObject) (fyne.Position, fyne.Size) {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()
}

// LeaveOverlay hides what lies over the window, and takes the focus from what is
// in it first. Fyne does not: in a text field the cursor would go on blinking
// where nobody sees it, and the whole window would be painted for it for ever.
func LeaveOverlay(c fyne.Canvas, hide func()) {
	c.Unfocus()
	hide()
}
