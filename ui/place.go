package ui

import "fyne.io/fyne/v2"

// boardInset is the room about the whole, as in the bars above and below.
const boardInset float32 = 14

// place puts an object into a rectangle.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// listWidth is how wide the list is on a board of a width.
func listWidth(board float32) float32 { return max(300, (board-2*boardInset)*0.3) }
