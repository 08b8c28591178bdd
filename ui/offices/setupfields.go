package offices

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"seatkeeper/data"
	plans "seatkeeper/data/layout"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// floorFields are the fields of one floor.
type floorFields struct {
	s            *setUp
	name         *kit.SheetEntry
	fault        *kit.Paragraph
	same, remove *kit.Button // takes the rooms of the floor before; takes this floor away
	rooms        []*roomFields
}

func newFloorFields(s *setUp, name string) *floorFields {
	f := &floorFields{s: s, name: s.newEntry(words.Say("set-up.floor-hint")), fault: newFault()}
	f.name.Selects = true
	f.name.Text = name
	s.hook(f.name, f, nil)
	f.same = kit.NewButton(kit.Link, words.Say("set-up.same-rooms"), f.takeRooms)
	f.remove = kit.NewButton(kit.Link, words.Say("set-up.remove-floor"), func() { s.removeFloor(f) })
	f.same.OnKey, f.remove.OnKey = s.sheet.Key, s.sheet.Key
	return f
}

func (f *floorFields) addRoom() *roomFields {
	r := newRoomFields(f)
	f.rooms = append(f.rooms, r)
	return r
}

// grow sees to it that there is an empty row at the end, and reports whether there was
// none.
func (f *floorFields) grow() bool {
	if len(f.rooms) >= plans.MaxRooms || f.rooms[len(f.rooms)-1].isBlank() {
		return false
	}
	f.addRoom()
	return true
}

func (f *floorFields) isBlank() bool {
	for _, r := range f.rooms {
		if !r.isBlank() {
			return false
		}
	}
	return true
}

// takeRooms takes over the rooms of the floor before.
func (f *floorFields) takeRooms() {
	for i, g := range f.s.floors {
		if g != f || i == 0 {
			continue
		}
		f.rooms = nil
		for _, r := range f.s.floors[i-1].rooms {
			mine := f.addRoom()
			mine.name.Text, mine.desks.Text, mine.row.Text = r.name.Text, r.desks.Text, r.row.Text
		}
	}
	f.s.drawn = f
	f.s.lay()
	f.s.check()
	f.s.sheet.Win.Focus(f.rooms[0].name) // the button that had it is gone
}

// parts are the rows of the form.
func (f *floorFields) parts() []fyne.CanvasObject {
	buttons := container.NewHBox(f.same, f.remove)
	parts := []fyne.CanvasObject{
		container.New(formTail{}, kit.FormRow(words.Say("set-up.floor"), f.name), buttons), f.fault,
		container.New(roomRow{}, kit.NewSmallLine(words.Say("set-up.room")), kit.NewSmallLine(words.Say("set-up.desks")), kit.NewSmallLine(words.Say("set-up.row"))),
	}
	for _, r := range f.rooms {
		parts = append(parts, container.New(roomRow{}, r.name, r.desks, r.row), r.fault)
	}
	return parts
}

// read returns the floor in words, and whether all of its fields are good. What is
// wrong is said below each.
func (f *floorFields) read(s *setUp) (floor plans.Floor, good bool) {
	fault := ""
	name, err := data.CleanName(f.name.Text)
	if err != nil {
		fault = words.Explain(words.DoingChange, err).Cause
	}
	floor.Name, good = name, fault == ""
	desks := 0
	for _, r := range f.rooms {
		rooms, ok := r.read(s)
		good = good && ok
		floor.Rooms = append(floor.Rooms, rooms...)
	}
	if desks = floor.Desks(); desks > data.MaxDesks || len(floor.Rooms) > plans.MaxRooms {
		fault, good = words.LayoutFault(&plans.FaultError{Code: plans.FaultTooMany}), false
		floor.Rooms = nil // nothing that could be drawn
	}
	sayFault(f.fault, fault)
	return floor, good
}

// roomFields are the fields of one room.
type roomFields struct {
	floor            *floorFields
	name, desks, row *kit.SheetEntry
	fault            *kit.Paragraph
}

func newRoomFields(f *floorFields) *roomFields {
	s := f.s
	r := &roomFields{floor: f, name: s.newEntry(words.Say("set-up.room-hint")), desks: s.newEntry(""), row: s.newEntry(words.Say("set-up.row-hint")), fault: newFault()}
	for _, e := range []*kit.SheetEntry{r.name, r.desks, r.row} {
		s.hook(e, f, r)
	}
	return r
}

func (r *roomFields) isBlank() bool { return isBlankText(r.name.Text, r.desks.Text, r.row.Text) }

// read returns the room, none for an empty row, or several if somebody has put a list
// such as "North 12/4, South 12/4" into the field of the name.
func (r *roomFields) read(s *setUp) (rooms []plans.Room, good bool) {
	if r.isBlank() {
		sayFault(r.fault, "")
		return nil, true
	}
	var err error
	if strings.ContainsAny(r.name.Text, "/,;") && isBlankText(r.desks.Text, r.row.Text) {
		var floor plans.Floor
		if floor, err = plans.ParseFloor(r.name.Text); err == nil {
			rooms = floor.Rooms
		}
	} else {
		var room plans.Room
		if room, err = plans.ReadRoom(r.name.Text, r.desks.Text, r.row.Text); err == nil {
			rooms = []plans.Room{room}
		}
	}
	fault := ""
	var f *plans.FaultError
	if errors.As(err, &f) {
		// Whoever is writing the row has not come to the end of it yet.
		if isUnfinished := f.Code == plans.FaultNoDesks && s.at == r; !isUnfinished || s.insists {
			fault = words.LayoutFault(f)
		}
	}
	sayFault(r.fault, fault)
	return rooms, err == nil
}

const numberWidth float32 = 76

// roomRow lays a room's fields out in a row: its name takes what is left.
type roomRow struct{}

func (roomRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, o := range objects {
		height = max(height, o.MinSize().Height)
	}
	return fyne.NewSize(3*numberWidth+2*kit.Gap, height)
}

func (roomRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, o := range objects {
		width := numberWidth
		if i == 0 {
			width = size.Width - 2*(numberWidth+kit.Gap)
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
		x += width + kit.Gap
	}
}

// formTail is a row of a form with buttons behind it.
type formTail struct{}

func (formTail) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (formTail) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	tail := objects[1].MinSize()
	width := size.Width
	if tail.Width > kit.Gap {
		width -= tail.Width + kit.Gap
	}
	objects[0].Resize(fyne.NewSize(width, size.Height))
	objects[1].Move(fyne.NewPos(size.Width-tail.Width, (size.Height-tail.Height)/2))
	objects[1].Resize(tail)
}
