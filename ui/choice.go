package ui

import (
	"fmt"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*choice)(nil)

// choice picks one of several named things in a drop-down. Two things may have
// the same name.
type choice struct {
	widget.BaseWidget
	onChanged func(index int)

	pick    *keySelect
	quiet   bool // while the program itself changes the selection
	minimum float32
}

func newChoice(placeholder string) *choice {
	c := &choice{minimum: 150}
	c.pick = newKeySelect(func() {
		if i := c.pick.SelectedIndex(); !c.quiet && i >= 0 && c.onChanged != nil {
			c.onChanged(i)
		}
	})
	c.pick.PlaceHolder = placeholder
	c.ExtendBaseWidget(c)
	return c
}

// set shows other names and which of them is chosen; -1 is none.
func (c *choice) set(names []string, chosen int) {
	seen := map[string]int{}
	unique := make([]string, len(names))
	for i, name := range names {
		name = words.Plain(name)
		seen[name]++
		if seen[name] > 1 { // Select knows its options by their text alone
			name = fmt.Sprintf("%s (%d)", name, seen[name])
		}
		unique[i] = name
	}
	if slices.Equal(c.pick.Options, unique) && c.pick.SelectedIndex() == chosen {
		return // a drop-down that is open stays as it is
	}
	c.quiet = true
	defer func() { c.quiet = false }()
	c.pick.SetOptions(unique)
	if chosen >= 0 && chosen < len(unique) {
		c.pick.SetSelectedIndex(chosen)
	} else {
		c.pick.ClearSelected()
	}
}

func (c *choice) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	r := &choiceRenderer{c: c, border: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type choiceRenderer struct {
	c      *choice
	border *canvas.Rectangle // Fyne's Select has none
}

func (r *choiceRenderer) Layout(size fyne.Size) {
	r.c.pick.Resize(size)
	r.border.Resize(size)
}

func (r *choiceRenderer) MinSize() fyne.Size {
	widest := r.c.minimum
	for _, option := range r.c.pick.Options {
		widest = max(widest, textWidth(option, bodyText, fyne.TextStyle{})+52) // padding and arrow
	}
	return fyne.NewSize(min(widest, 240), controlHeight)
}

func (r *choiceRenderer) Refresh() {
	r.border.FillColor = color.Transparent // clicks go through to the Select below
	r.border.StrokeColor, r.border.StrokeWidth = theme.ColorForWidget(ColorNameLine, r.c), 1
	r.border.CornerRadius = 6
	r.border.Refresh()
	r.c.pick.Refresh()
}

func (r *choiceRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.pick, r.border}
}

func (r *choiceRenderer) Destroy() {}
