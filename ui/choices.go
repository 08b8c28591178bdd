package ui

import (
	"fmt"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/words"
)

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

// CreateRenderer is part of Fyne's widget interface.
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

// OfficeChoice picks an office in a drop-down.
type OfficeChoice struct {
	widget.BaseWidget
	// OnChanged is called with the ID of the office that the user picked.
	OnChanged func(officeID string)

	offices []data.Office
	drop    *choice
}

// NewOfficeChoice returns a choice without offices.
func NewOfficeChoice() *OfficeChoice {
	c := &OfficeChoice{drop: newChoice(words.Say("office.choose"))}
	c.drop.onChanged = func(i int) {
		if c.OnChanged != nil {
			c.OnChanged(c.offices[i].ID)
		}
	}
	c.ExtendBaseWidget(c)
	return c
}

// SetOffices shows other offices and which of them is chosen.
func (c *OfficeChoice) SetOffices(offices []data.Office, chosenID string) {
	c.offices = offices
	names, chosen := make([]string, len(offices)), -1
	for i, o := range offices {
		names[i] = o.Name
		if o.ID == chosenID {
			chosen = i
		}
	}
	c.drop.set(names, chosen)
	c.Refresh()
}

// CreateRenderer is part of Fyne's widget interface.
func (c *OfficeChoice) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	return widget.NewSimpleRenderer(c.drop)
}

// FloorChoice picks a floor: with a row of buttons for up to five floors, in a
// drop-down beyond.
type FloorChoice struct {
	widget.BaseWidget
	// OnChanged is called with the ID of the floor that the user picked.
	OnChanged func(floorID string)

	floors []data.Floor
	row    *segments
	drop   *choice
}

const mostSegments = 5

// NewFloorChoice returns a choice without floors.
func NewFloorChoice() *FloorChoice {
	c := &FloorChoice{row: newSegments(), drop: newChoice(words.Say("floor.choose"))}
	picked := func(i int) {
		if c.OnChanged != nil {
			c.OnChanged(c.floors[i].ID)
		}
	}
	c.row.onChanged, c.drop.onChanged = picked, picked
	c.ExtendBaseWidget(c)
	return c
}

// SetFloors shows other floors and which of them is chosen.
func (c *FloorChoice) SetFloors(floors []data.Floor, chosenID string) {
	c.floors = floors
	names, chosen := make([]string, len(floors)), -1
	for i, f := range floors {
		names[i] = f.Name
		if f.ID == chosenID {
			chosen = i
		}
	}
	if len(floors) <= mostSegments {
		c.row.set(names, chosen)
	} else {
		c.drop.set(names, chosen)
	}
	c.row.Hidden = len(floors) == 0 || len(floors) > mostSegments
	c.drop.Hidden = len(floors) <= mostSegments
	c.Refresh()
}

// CreateRenderer is part of Fyne's widget interface.
func (c *FloorChoice) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	return &floorChoiceRenderer{c}
}

type floorChoiceRenderer struct{ c *FloorChoice }

func (r *floorChoiceRenderer) Layout(size fyne.Size) {
	r.c.row.Resize(size)
	r.c.drop.Resize(size)
}

func (r *floorChoiceRenderer) MinSize() fyne.Size {
	switch {
	case r.c.row.Visible():
		return r.c.row.MinSize()
	case r.c.drop.Visible():
		return r.c.drop.MinSize()
	}
	return fyne.NewSize(0, controlHeight)
}

func (r *floorChoiceRenderer) Refresh() {
	r.c.row.Refresh()
	r.c.drop.Refresh()
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *floorChoiceRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.row, r.c.drop}
}

func (r *floorChoiceRenderer) Destroy() {}
