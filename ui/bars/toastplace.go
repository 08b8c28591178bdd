package bars

import (
	"fyne.io/fyne/v2"

	"seatkeeper/ui/kit"
)

var _ fyne.Layout = ToastPlace{}

// ToastPlace leaves free, at the right of the toasts, what must not be covered. Where
// that is nothing they lie on the list of the board, or on the properties beside what is drawn: a
// plan that is covered, its zoom buttons or its handles, could not be worked with for as long as they stay.
type ToastPlace struct {
	Free func(width float32) float32 // at the right
	Room func() float32              // of the properties, which is 0 without any
}

func (ToastPlace) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (p ToastPlace) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, right := float32(0), size.Width-p.Free(size.Width)
	if room := p.Room(); room > 0 {
		left = right - room
	} else if right == size.Width {
		left = right - kit.BoardInset - kit.ListWidth(size.Width)
	}
	kit.Place(objects[0], left, 0, right-left, size.Height)
}
