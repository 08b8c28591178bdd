package kit

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

var _ fyne.Widget = (*Choice)(nil)

// Choice picks one of several named things in a drop-down. Two things may have
// the same name.
type Choice struct {
	widget.BaseWidget
	OnChanged func(index int)

	Pick    *keySelect
	quiet   bool // while the program itself changes the selection
	Minimum float32
}

// NewChoice returns a choice that offers nothing yet.
func NewChoice(placeholder string) *Choice {
	c := &Choice{Minimum: 150}
	c.Pick = newKeySelect(func() {
		if i := c.Pick.SelectedIndex(); !c.quiet && i >= 0 && c.OnChanged != nil {
			c.OnChanged(i)
		}
	})
	c.Pick.PlaceHolder = placeholder
	c.ExtendBaseWidget(c)
	return c
}

// Set shows other names and which of them is chosen; -1 is none.
func (c *Choice) Set(names []string, chosen int) {
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
	if slices.Equal(c.Pick.Options, unique) && c.Pick.SelectedIndex() == chosen {
		return // a drop-down that is open stays as it is
	}
	c.quiet = true
	defer func() { c.quiet = false }()
	c.Pick.SetOptions(unique)
	if chosen >= 0 && chosen < len(unique) {
		c.Pick.SetSelectedIndex(chosen)
	} else {
		c.Pick.ClearSelected()
	}
}

func (c *Choice) CreateRenderer() fyne.WidgetRenderer {
	return Drawn(&choiceRenderer{c: c, border: canvas.NewRectangle(nil)})
}

type choiceRenderer struct {
	c      *Choice
	border *canvas.Rectangle // Fyne's Select has none
}

func (r *choiceRenderer) Layout(size fyne.Size) {
	r.c.Pick.Resize(size)
	r.border.Resize(size)
}

func (r *choiceRenderer) MinSize() fyne.Size {
	widest := r.c.Minimum
	for _, option := range r.c.Pick.Options {
		widest = max(widest, TextWidth(option, BodyText, fyne.TextStyle{})+52) // padding and arrow
	}
	return fyne.NewSize(min(widest, 240), ControlHeight)
}

func (r *choiceRenderer) Refresh() {
	r.border.FillColor = color.Transparent // clicks go through to the Select below
	r.border.StrokeColor, r.border.StrokeWidth = theme.ColorForWidget(ColorNameLine, r.c), 1
	r.border.CornerRadius = 6
	r.border.Refresh()
	r.c.Pick.Refresh()
}

func (r *choiceRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.Pick, r.border}
}

func (r *choiceRenderer) Destroy() {}
