package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// showBelow opens content in a small window below an object, from its left edge,
// or where that does not fit before its right one, and always within the large
// window. A click outside closes it.
func showBelow(content, anchor fyne.CanvasObject, c fyne.Canvas) *widget.PopUp {
	pop := widget.NewPopUp(content, c)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(anchor).AddXY(0, anchor.Size().Height+gap/2)
	room := c.Size().Subtract(content.MinSize()).SubtractWidthHeight(gap/2, gap/2)
	if at.X > room.Width {
		at.X += anchor.Size().Width - content.MinSize().Width
	}
	pop.ShowAtPosition(fyne.NewPos(max(gap/2, min(at.X, room.Width)), max(gap/2, min(at.Y, room.Height))))
	return pop
}
