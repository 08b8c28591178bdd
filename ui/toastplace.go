package ui

import (
	"fyne.io/fyne/v2"

	"seatkeeper/ui/kit"
)

var _ fyne.Layout = toastPlace{}

// toastPlace leaves free, at the right of the toasts, what must not be covered. Where
// that is nothing they lie on the list of the board, or on the properties beside what is drawn: a
// plan that is covered, its zoom buttons or its handles, could not be worked with for as long as they stay.
type toastPlace struct {
	free func(width float32) float32 // at the right
	room func() float32              // of the properties, which is 0 without any
}

func (toastPlace) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (p toastPlace) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, right := float32(0), size.Width-p.free(size.Width)
	if room := p.room(); room > 0 {
		left = right - room
	} else if right == size.Width {
		left = right - kit.BoardInset - kit.ListWidth(size.Width)
	}
	kit.Place(objects[0], left, 0, right-left, size.Height)
}
