package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

var _ fyne.Widget = (*column)(nil)

// column lays parts out below each other. Paragraphs get the height that their
// text needs at its width. A list at the end may take all the height that is left;
// where there is too little for all, what stands above the list scrolls. (A list
// in something that scrolls could be clicked where it is out of sight: Fyne looks
// at the innermost one alone.)
type column struct {
	widget.BaseWidget
	parts []fyne.CanvasObject

	fill      fyne.CanvasObject // the list, or nil
	fillLeast float32           // the height that it needs to be of use
	head      *column           // the parts above the list
	scroll    *container.Scroll
}

func newColumn(parts ...fyne.CanvasObject) *column {
	c := &column{parts: parts}
	c.ExtendBaseWidget(c)
	return c
}

// newListColumn returns a column with a list, or the like, below its parts.
func newListColumn(list fyne.CanvasObject, least float32, parts ...fyne.CanvasObject) *column {
	c := &column{fill: list, fillLeast: least, head: newColumn(parts...)}
	// With room around it, for the rings of what has the focus.
	room := layout.NewCustomPaddedLayout(sheetRoom, sheetRoom, sheetRoom, sheetRoom)
	c.scroll = container.NewVScroll(container.New(room, c.head))
	c.parts = []fyne.CanvasObject{c.scroll, list}
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

// reveal scrolls to a part of the head, as to the one that gets the focus.
func (c *column) reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(c.scroll.Content).Y
	seen, bottom := c.scroll.Offset.Y, top+o.Size().Height
	switch {
	case top-sheetRoom < seen:
		seen = top - sheetRoom
	case bottom+sheetRoom > seen+c.scroll.Size().Height:
		seen = bottom + sheetRoom - c.scroll.Size().Height
	default:
		return
	}
	c.scroll.ScrollToOffset(fyne.NewPos(0, seen))
}

// heightFor returns the least height that shows everything at the given width.
func (c *column) heightFor(width float32) float32 {
	if c.fill != nil {
		height := c.head.heightFor(width)
		if c.fill.Visible() {
			height += gap + c.fillLeast
		}
		return height
	}
	height := float32(0)
	for _, o := range c.parts {
		own := heightOf(o, width)
		if own > 0 && height > 0 {
			height += gap
		}
		height += own
	}
	return height
}

func (c *column) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	return &columnRenderer{c}
}

type columnRenderer struct{ c *column }

func (r *columnRenderer) Layout(size fyne.Size) {
	if r.c.fill != nil {
		r.layoutWithList(size)
		return
	}
	y := float32(0)
	for _, o := range r.c.parts {
		height := heightOf(o, size.Width)
		if height > 0 && y > 0 {
			y += gap
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height
	}
}

func (r *columnRenderer) layoutWithList(size fyne.Size) {
	c := r.c
	head, list := c.head.heightFor(size.Width), float32(0)
	if c.fill.Visible() {
		list = max(size.Height-head-gap, min(c.fillLeast, size.Height/2-gap), 0)
		head = size.Height - list - gap
	} else {
		head = size.Height
	}
	room := fyne.NewSize(size.Width+2*sheetRoom, max(0, head)+2*sheetRoom)
	c.scroll.Content.Resize(room) // so that what wraps knows its width when it is asked for its height
	c.scroll.Move(fyne.NewPos(-sheetRoom, -sheetRoom))
	c.scroll.Resize(room)
	c.scroll.Refresh()
	c.fill.Move(fyne.NewPos(0, head+gap))
	c.fill.Resize(fyne.NewSize(size.Width, list))
}

// MinSize follows the width that the column has, as that of a wrapping label does.
func (r *columnRenderer) MinSize() fyne.Size {
	if r.c.fill != nil {
		return fyne.NewSize(120, 2*controlHeight)
	}
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

var _ fyne.Layout = spread{}

// spread lays objects out in a row: one takes the width that is left, the
// others have their own. A row that is too narrow for all takes from that one.
type spread struct{ grow int }

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

var _ fyne.Layout = labelled{}

// labelled is a row of a form: what it asks for, in a column of its own, and the
// control behind it.
type labelled struct{ label, control float32 }

const (
	formLabel   float32 = 96  // of the names of fields
	formControl float32 = 180 // of an entry for a day
)

func (l labelled) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(24)
	for _, o := range objects {
		if o.Visible() {
			height = max(height, o.MinSize().Height)
		}
	}
	return fyne.NewSize(l.label+l.control, height)
}

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

// formRow is a row of a form: the name of a field and its controls.
func formRow(name string, objects ...fyne.CanvasObject) fyne.CanvasObject {
	label := NewLine(name)
	label.Color, label.MinWidth = ColorNameQuiet, formLabel
	return container.New(labelled{formLabel, formControl}, append([]fyne.CanvasObject{label}, objects...)...)
}
