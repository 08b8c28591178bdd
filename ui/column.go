package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// column lays parts out below each other. Paragraphs get the height that their
// text needs at its width, and one part may take all the height that is left.
type column struct {
	widget.BaseWidget
	parts     []fyne.CanvasObject
	fill      fyne.CanvasObject // one of the parts, or nil
	fillLeast float32           // the height that it needs to be of use
}

func newColumn(parts ...fyne.CanvasObject) *column {
	c := &column{parts: parts}
	c.ExtendBaseWidget(c)
	return c
}

// heighted is what needs more height where it has less width.
type heighted interface {
	heightFor(width float32) float32
}

func heightOf(o fyne.CanvasObject, width float32) float32 {
	if !o.Visible() {
		return 0
	}
	if h, ok := o.(heighted); ok {
		return h.heightFor(width)
	}
	return o.MinSize().Height
}

// heightFor returns the least height that shows everything at the given width.
func (c *column) heightFor(width float32) float32 {
	height := float32(0)
	for _, o := range c.parts {
		own := c.least(o, width)
		if own > 0 && height > 0 {
			height += gap
		}
		height += own
	}
	return height
}

func (c *column) least(o fyne.CanvasObject, width float32) float32 {
	if o == c.fill && o.Visible() {
		return c.fillLeast
	}
	return heightOf(o, width)
}

// CreateRenderer is part of Fyne's widget interface.
func (c *column) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	return &columnRenderer{c}
}

type columnRenderer struct{ c *column }

func (r *columnRenderer) Layout(size fyne.Size) {
	y, spare := float32(0), max(0, size.Height-r.c.heightFor(size.Width))
	for _, o := range r.c.parts {
		height := r.c.least(o, size.Width)
		if o == r.c.fill {
			height += spare
		}
		if height > 0 && y > 0 {
			y += gap
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height
	}
}

// MinSize follows the width that the column has, as that of a wrapping label does.
func (r *columnRenderer) MinSize() fyne.Size {
	width := r.c.Size().Width
	if width == 0 {
		width = sheetWidth
	}
	return fyne.NewSize(120, r.c.heightFor(width))
}

func (r *columnRenderer) Refresh() {
	r.Layout(r.c.Size())
	for _, o := range r.c.parts {
		o.Refresh()
	}
}

func (r *columnRenderer) Objects() []fyne.CanvasObject { return r.c.parts }

func (r *columnRenderer) Destroy() {}

// spread lays objects out in a row: one takes the width that is left, the
// others have their own. A row that is too narrow for all takes from that one.
type spread struct{ grow int }

// MinSize is part of Fyne's layout interface.
func (s spread) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, controlHeight)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		if i != s.grow {
			size.Width += o.MinSize().Width
		}
		size.Width += gap
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

// Layout is part of Fyne's layout interface.
func (s spread) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := max(0, size.Width+gap-s.MinSize(objects).Width)
	x := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		width, height := o.MinSize().Width, size.Height
		if i == s.grow {
			width = left
		}
		if _, ok := o.(*Button); ok {
			height = o.MinSize().Height
		}
		o.Move(fyne.NewPos(x, (size.Height-height)/2))
		o.Resize(fyne.NewSize(width, height))
		x += width + gap
	}
}

// labelled is a row of a form: what it asks for, in a column of its own, and the
// control behind it.
type labelled struct{ label, control float32 }

const (
	formLabel   float32 = 96  // of the names of fields
	formControl float32 = 180 // of an entry for a day
)

// MinSize is part of Fyne's layout interface.
func (l labelled) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.label+l.control, controlHeight)
}

// Layout is part of Fyne's layout interface.
func (l labelled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, o := range objects {
		width := l.label
		switch {
		case i == len(objects)-1:
			width = max(0, size.Width-x)
		case i > 0:
			width = min(l.control, max(0, size.Width-x))
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
		x += width + gap
	}
}
