package kit

import "fyne.io/fyne/v2"

// BoardInset is the room about the whole, as in the bars above and below.
const BoardInset float32 = 14

// Place puts an object into a rectangle.
func Place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// ShowIf shows an object, or hides it.
func ShowIf(o fyne.CanvasObject, shown bool) {
	switch {
	case o.Visible() == shown:
	case shown:
		o.Show()
	default:
		o.Hide()
	}
}

// ListWidth is how wide the list is on a board of a width.
func ListWidth(board float32) float32 { return max(300, (board-2*BoardInset)*0.3) }
