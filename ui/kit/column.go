package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

var _ fyne.Widget = (*Column)(nil)

// Column lays parts out below each other. Paragraphs get the height that their
// text needs at its width. A list at the end may take all the height that is left;
// if there is too little for all, what stands above the list scrolls. (A list
// in something that scrolls could be clicked where it is out of sight: Fyne looks
// at the innermost one alone.)
type Column struct {
	widget.BaseWidget
	Parts []fyne.CanvasObject

	Fill      fyne.CanvasObject // the list, or nil
	fillLeast float32           // the height that it needs to be of use
	Head      *Column           // the parts above the list
	scroll    *container.Scroll
}

// NewColumn returns a column of parts, one below the other.
func NewColumn(parts ...fyne.CanvasObject) *Column {
	return Extend(&Column{Parts: parts})
}

// NewListColumn returns a column with a list, or the like, below its parts.
func NewListColumn(list fyne.CanvasObject, least float32, parts ...fyne.CanvasObject) *Column {
	c := &Column{Fill: list, fillLeast: least, Head: NewColumn(parts...)}
	// With room around it, for the rings of what has the focus.
	room := layout.NewCustomPaddedLayout(SheetRoom, SheetRoom, SheetRoom, SheetRoom)
	c.scroll = container.NewVScroll(container.New(room, c.Head))
	c.Parts = []fyne.CanvasObject{c.scroll, list}
	c.ExtendBaseWidget(c)
	return c
}

// heighted is what needs more height if it has less width.
type heighted interface {
	HeightFor(width float32) float32
}

// HeightOf returns how high an object is if it is as wide as that.
func HeightOf(o fyne.CanvasObject, width float32) float32 {
	if !o.Visible() {
		return 0
	}
	if h, ok := o.(heighted); ok {
		return h.HeightFor(width)
	}
	return o.MinSize().Height
}

// Reveal scrolls to a part of the head, as to the one that gets the focus.
func (c *Column) Reveal(o fyne.CanvasObject) { RevealIn(o, c.scroll, c.scroll.Content) }

// RevealIn scrolls until an object within the content is seen.
func RevealIn(o fyne.CanvasObject, scroll *container.Scroll, content fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(content).Y
	seen, bottom := scroll.Offset.Y, top+o.Size().Height
	switch {
	case top-SheetRoom < seen:
		seen = top - SheetRoom
	case bottom+SheetRoom > seen+scroll.Size().Height:
		seen = bottom + SheetRoom - scroll.Size().Height
	default:
		return
	}
	scroll.ScrollToOffset(fyne.NewPos(0, seen))
}

// HeightFor returns the least height that shows everything at the given width.
func (c *Column) HeightFor(width float32) float32 {
	if c.Fill != nil {
		height := c.Head.HeightFor(width)
		if c.Fill.Visible() {
			height += Gap + c.fillLeast
		}
		return height
	}
	height := float32(0)
	for _, o := range c.Parts {
		own := HeightOf(o, width)
		if own > 0 && height > 0 {
			height += Gap
		}
		height += own
	}
	return height
}

func (c *Column) CreateRenderer() fyne.WidgetRenderer {
	return &columnRenderer{c}
}

type columnRenderer struct{ c *Column }

func (r *columnRenderer) Layout(size fyne.Size) {
	if r.c.Fill != nil {
		r.layoutWithList(size)
		return
	}
	y := float32(0)
	for _, o := range r.c.Parts {
		height := HeightOf(o, size.Width)
		if height > 0 && y > 0 {
			y += Gap
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height
	}
}

func (r *columnRenderer) layoutWithList(size fyne.Size) {
	c := r.c
	head, list := c.Head.HeightFor(size.Width), float32(0)
	if c.Fill.Visible() {
		list = max(size.Height-head-Gap, min(c.fillLeast, size.Height/2-Gap), 0)
		head = size.Height - list - Gap
	} else {
		head = size.Height
	}
	room := fyne.NewSize(size.Width+2*SheetRoom, max(0, head)+2*SheetRoom)
	c.scroll.Content.Resize(room) // so that what wraps knows its width when it is asked for its height
	c.scroll.Move(fyne.NewPos(-SheetRoom, -SheetRoom))
	c.scroll.Resize(room)
	c.scroll.Refresh()
	c.Fill.Move(fyne.NewPos(0, head+Gap))
	c.Fill.Resize(fyne.NewSize(size.Width, list))
}

// MinSize follows the width that the column has, as that of a wrapping label does.
func (r *columnRenderer) MinSize() fyne.Size {
	if r.c.Fill != nil {
		return fyne.NewSize(120, 2*ControlHeight)
	}
	width := r.c.Size().Width
	if width == 0 {
		width = SheetWidth
	}
	return fyne.NewSize(120, r.c.HeightFor(width))
}

func (r *columnRenderer) Refresh() {
	r.Layout(r.c.Size())
	for _, o := range r.c.Parts {
		o.Refresh()
	}
}

func (r *columnRenderer) Objects() []fyne.CanvasObject { return r.c.Parts }

func (r *columnRenderer) Destroy() {}

var _ fyne.Layout = Spread{}

// Spread lays objects out in a row: one takes the width that is left, the
// others have their own. A row that is too narrow for all takes from that one.
type Spread struct{ Grow int }

func (s Spread) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, ControlHeight)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		if i != s.Grow {
			size.Width += o.MinSize().Width
		}
		size.Width += Gap
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

func (s Spread) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := max(0, size.Width+Gap-s.MinSize(objects).Width)
	x := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		width, height := o.MinSize().Width, size.Height
		if i == s.Grow {
			width = left
		}
		if _, ok := o.(*Button); ok {
			height = o.MinSize().Height
		}
		o.Move(fyne.NewPos(x, (size.Height-height)/2))
		o.Resize(fyne.NewSize(width, height))
		x += width + Gap
	}
}

var _ fyne.Layout = Labelled{}

// Labelled is a row of a form: what it asks for, in a column of its own, and the
// control behind it.
type Labelled struct{ Label, Control float32 }

const (
	FormLabel   float32 = 96  // of the names of fields
	FormControl float32 = 180 // of an entry for a day
)

func (l Labelled) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(24)
	for _, o := range objects {
		if o.Visible() {
			height = max(height, o.MinSize().Height)
		}
	}
	return fyne.NewSize(l.Label+l.Control, height)
}

func (l Labelled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, o := range objects {
		width := l.Label
		switch {
		case i == len(objects)-1:
			width = max(0, size.Width-x)
		case i > 0:
			width = min(l.Control, max(0, size.Width-x))
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
		x += width + Gap
	}
}

// FormRow is a row of a form: the name of a field and its controls.
func FormRow(name string, objects ...fyne.CanvasObject) fyne.CanvasObject {
	label := NewLine(name)
	label.Color, label.MinWidth = ColorNameQuiet, FormLabel
	return container.New(Labelled{FormLabel, FormControl}, append([]fyne.CanvasObject{label}, objects...)...)
}
