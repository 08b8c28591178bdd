package board

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*officeChoice)(nil)

// OfficeChoice picks an office in a drop-down.
type officeChoice struct {
	widget.BaseWidget
	// OnChanged is called with the ID of the office that the user picked.
	OnChanged func(officeID string)

	offices []data.Office
	drop    *kit.Choice
}

// NewOfficeChoice returns a choice without offices.
func newOfficeChoice() *officeChoice {
	c := &officeChoice{drop: kit.NewChoice(words.Say("office.choose"))}
	c.drop.OnChanged = func(i int) {
		if c.OnChanged != nil {
			c.OnChanged(c.offices[i].ID)
		}
	}
	c.ExtendBaseWidget(c)
	return c
}

// SetOffices shows other offices and which of them is chosen.
func (c *officeChoice) SetOffices(offices []data.Office, chosenID string) {
	c.offices = offices
	c.drop.Set(namesOf(offices, chosenID, func(o data.Office) (id, name string) { return o.ID, o.Name }))
	c.Refresh()
}

func (c *officeChoice) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(c.drop)
}

// namesOf returns what things are called, and which of them is chosen; -1 for none.
func namesOf[T any](things []T, chosenID string, of func(T) (id, name string)) (names []string, chosen int) {
	names, chosen = make([]string, len(things)), -1
	for i, t := range things {
		id, name := of(t)
		names[i] = name
		if id == chosenID {
			chosen = i
		}
	}
	return names, chosen
}

var _ fyne.Widget = (*floorChoice)(nil)

// FloorChoice picks a floor: with a row of buttons for up to five floors, in a
// drop-down beyond.
type floorChoice struct {
	widget.BaseWidget
	// OnChanged is called with the ID of the floor that the user picked.
	OnChanged func(floorID string)

	floors []data.Floor
	row    *kit.Segments
	drop   *kit.Choice
}

const mostSegments = 5

// NewFloorChoice returns a choice without floors.
func newFloorChoice() *floorChoice {
	c := &floorChoice{row: kit.NewSegments(), drop: kit.NewChoice(words.Say("floor.choose"))}
	picked := func(i int) {
		if c.OnChanged != nil {
			c.OnChanged(c.floors[i].ID)
		}
	}
	c.row.OnChanged, c.drop.OnChanged = picked, picked
	c.ExtendBaseWidget(c)
	return c
}

// SetFloors shows other floors and which of them is chosen.
func (c *floorChoice) SetFloors(floors []data.Floor, chosenID string) {
	c.floors = floors
	names, chosen := namesOf(floors, chosenID, func(f data.Floor) (id, name string) { return f.ID, f.Name })
	if len(floors) <= mostSegments {
		c.row.Set(names, chosen)
	} else {
		c.drop.Set(names, chosen)
	}
	c.row.Hidden = len(floors) == 0 || len(floors) > mostSegments
	c.drop.Hidden = len(floors) <= mostSegments
	c.Refresh()
}

func (c *floorChoice) CreateRenderer() fyne.WidgetRenderer {
	return &floorChoiceRenderer{c}
}

type floorChoiceRenderer struct{ c *floorChoice }

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
	return fyne.NewSize(0, kit.ControlHeight)
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
