package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"seatkeeper/ui/words"
)

// newOpening is shown while the store is being opened, which takes a moment only
// where its log has to be read in.
func newOpening() fyne.CanvasObject {
	line := NewLine(words.Say("app.opening"))
	line.Color, line.Alignment = ColorNameQuiet, fyne.TextAlignCenter
	return container.NewStack(line)
}

// windowLayout puts the bars at the top and the bottom and the board between
// them. It is a border whose objects keep the order of the tab key.
type windowLayout struct{}

func (windowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		min := o.MinSize()
		size.Width = max(size.Width, min.Width)
		size.Height += min.Height
	}
	return size
}

func (windowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	top, board, bottom := objects[0], objects[1], objects[2]
	top.Resize(fyne.NewSize(size.Width, top.MinSize().Height))
	// A banner's height depends on its width, so it is asked again.
	above, below := top.MinSize().Height, bottom.MinSize().Height
	top.Resize(fyne.NewSize(size.Width, above))
	top.Move(fyne.NewPos(0, 0))
	board.Move(fyne.NewPos(0, above))
	board.Resize(fyne.NewSize(size.Width, size.Height-above-below))
	bottom.Move(fyne.NewPos(0, size.Height-below))
	bottom.Resize(fyne.NewSize(size.Width, below))
}

// toolbarLayout puts the backup controls to the left, and Undo, Redo and Find to
// the right. Find gives way where there is little room.
type toolbarLayout struct{}

const findWidest float32 = 264

func (toolbarLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		min := o.MinSize()
		size.Width += min.Width + gap
		size.Height = max(size.Height, min.Height)
	}
	return size
}

func (toolbarLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	backup, undo, redo, find := objects[0], objects[1], objects[2], objects[3]
	buttons := undo.MinSize().Width + redo.MinSize().Width + 3*gap
	width := min(findWidest, max(find.MinSize().Width, size.Width-backup.MinSize().Width-buttons-120))
	x := size.Width - width
	place := func(o fyne.CanvasObject, x, width float32) {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
	place(find, x, width)
	x -= gap + redo.MinSize().Width
	place(redo, x, redo.MinSize().Width)
	x -= gap/2 + undo.MinSize().Width
	place(undo, x, undo.MinSize().Width)
	place(backup, 0, x-gap)
}

// toastPlace leaves free, at the right of the toasts, what must not be covered. Where
// that is nothing they lie on the list of the board: a plan that is covered, or its
// zoom buttons, could not be worked with for as long as they stay.
type toastPlace struct{ free func(width float32) float32 }

// MinSize is part of Fyne's layout interface.
func (toastPlace) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout is part of Fyne's layout interface.
func (p toastPlace) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, right := float32(0), size.Width-p.free(size.Width)
	if right == size.Width {
		left = right - boardInset - listWidth(size.Width)
	}
	place(objects[0], left, 0, right-left, size.Height)
}
