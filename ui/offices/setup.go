package offices

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	plans "seatkeeper/data/layout"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// setUpOptions are what the sheet is made with.
type setUpOptions struct {
	// NameFault says what is wrong with the office's name, or nothing.
	NameFault func(name string) string
	OnDo      func(name string, floors []plans.Floor, done func(error))
}

// setUp is a sheet that asks for an office in words: its name, its floors, and the
// rooms on each with their desks. Beside them it shows what will be drawn. Below the
// last room there is always another row to write into; rows that stay empty are none.
type setUp struct {
	o setUpOptions

	sheet     *kit.Sheet
	name      *kit.SheetEntry
	nameFault *kit.Paragraph
	floors    []*floorFields
	addFloor  *kit.Button
	fields    *kit.Column
	scroll    *container.Scroll
	picture   *preview
	sum       *kit.Paragraph

	at      *roomFields  // where the cursor is; nil elsewhere
	drawn   *floorFields // the floor that is shown
	insists bool         // says of every row what is missing, as somebody wanted to be done
}

// showSetUp lays the sheet over the window.
func showSetUp(win fyne.Window, o setUpOptions) *setUp {
	s := &setUp{o: o, picture: newPreview(), sum: kit.NewParagraph("", kit.SmallText, kit.ColorNameQuiet)}
	s.name, s.nameFault = s.newEntry(words.Say("set-up.office-hint")), newFault()
	s.name.SetText(words.Say("set-up.office-default"))
	s.name.Selects = true
	s.addFloor = kit.NewButton(kit.Link, words.Say("set-up.add-floor"), s.addAnother)
	s.fields = kit.NewColumn()
	room := layout.NewCustomPaddedLayout(kit.SheetRoom, kit.SheetRoom, kit.SheetRoom, kit.SheetRoom+kit.ScrollBarRoom)
	s.scroll = container.NewVScroll(container.New(room, s.fields))
	content := container.New(besidePicture{s}, s.scroll, s.picture, s.sum)
	s.sheet = kit.NewSheet(words.Say("set-up.title"), content, kit.Action{Label: words.Say("sheet.cancel")},
		kit.Action{Primary: true, Label: words.Say("set-up.do"), Run: s.do})
	s.sheet.Want = fyne.NewSize(kit.SheetWidth, kit.SheetHeight)
	s.sheet.First = s.name
	s.sheet.OnEarly = func() { s.insists = true; s.check() }
	s.addFloor.OnKey = s.sheet.Key
	s.hook(s.name, nil, nil)
	s.addFloorFields()
	s.lay()
	s.check()
	kit.ShowSheet(win, s.sheet)
	return s
}

func newFault() *kit.Paragraph {
	return kit.NewParagraph("", kit.SmallText, theme.ColorNameError)
}

// say says what is wrong at a field, or nothing any more.
func sayFault(at *kit.Paragraph, fault string) {
	if fault != "" {
		fault = words.Say("set-up.fault", words.Args{"Fault": fault})
	}
	at.SetText(fault)
}

func (s *setUp) newEntry(hint string) *kit.SheetEntry {
	return kit.NewSheetEntry(hint, func(string) { s.check() })
}

// hook gives an entry its keys, and notes when the cursor comes to it.
func (s *setUp) hook(e *kit.SheetEntry, floor *floorFields, room *roomFields) {
	e.OnKey = s.sheet.FieldKey
	e.OnFocus = func(o fyne.CanvasObject) {
		s.at = room
		if floor != nil {
			s.drawn = floor
		}
		s.check()
		s.reveal(o)
	}
}

// reveal scrolls to the field that the cursor came to.
func (s *setUp) reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(s.fields).Y
	// With the line below it, which may say what is wrong.
	bottom := top + o.Size().Height + 2*kit.Gap + kit.TextHeight(kit.SmallText)
	switch seen := s.scroll.Offset.Y; {
	case top < seen:
		s.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > seen+s.scroll.Size().Height:
		s.scroll.ScrollToOffset(fyne.NewPos(0, bottom-s.scroll.Size().Height))
	}
}

// addFloorFields adds a floor with a name to begin with and one row for a room.
func (s *setUp) addFloorFields() *floorFields {
	name := words.Say("set-up.ground-floor")
	if n := len(s.floors); n > 0 {
		name = words.Say("set-up.floor-number", words.Args{"Number": n})
	}
	f := newFloorFields(s, name)
	s.floors = append(s.floors, f)
	f.addRoom()
	return f
}

// addAnother adds a floor and goes to its name.
func (s *setUp) addAnother() {
	f := s.addFloorFields()
	s.lay()
	s.sheet.Win.Focus(f.name)
}

func (s *setUp) removeFloor(f *floorFields) {
	s.floors = slices.DeleteFunc(s.floors, func(g *floorFields) bool { return f == g })
	s.drawn, s.at = s.floors[0], nil
	s.lay()
	s.check()
	s.sheet.Win.Focus(s.floors[len(s.floors)-1].name) // the button that had it is gone
}

// lay puts the fields into the column, in the order of the tab key.
func (s *setUp) lay() {
	parts := []fyne.CanvasObject{kit.FormRow(words.Say("set-up.office"), s.name), s.nameFault}
	for i, f := range s.floors {
		f.remove.Hidden = len(s.floors) == 1
		f.same.Hidden = i == 0 || !f.isBlank() || s.floors[i-1].isBlank()
		parts = append(parts, f.parts()...)
	}
	parts = append(parts, container.NewHBox(s.addFloor))
	s.fields.Parts = parts
	s.fields.Refresh()
	s.scroll.Refresh()
}

// check reads all fields, says what is wrong with them, and draws the floor where the
// cursor is. It returns what was read, and whether all of it is good.
func (s *setUp) check() (floors []plans.Floor, good bool) {
	if s.sheet == nil || len(s.floors) == 0 {
		return nil, false // it is being made
	}
	fault := s.o.NameFault(s.name.Text)
	sayFault(s.nameFault, fault)
	good = fault == ""
	sum, rooms, grown := 0, 0, false
	for _, f := range s.floors {
		floor, ok := f.read(s)
		good = good && ok
		floors = append(floors, floor)
		grown = f.grow() || grown
		sum, rooms = sum+floor.Desks(), rooms+len(floor.Rooms)
		if s.drawn == f || s.drawn == nil {
			s.drawn = f
			s.picture.setFloor(plans.Draw(floor, "floor", 0))
		}
	}
	if sum == 0 && rooms == 0 {
		s.sum.SetText(words.Say("set-up.nothing-yet"))
	} else {
		s.sum.SetText(words.Say("set-up.sum", words.Args{"Desks": words.Count("desks", sum), "Rooms": words.Count("rooms", rooms)}))
	}
	s.sheet.SetReady(good)
	if grown || s.sameChanged() {
		s.lay()
	} else {
		s.fields.Refresh()
		s.scroll.Refresh()
	}
	return floors, good
}

// sameChanged reports whether an offer to take the rooms of the floor before has to
// come or to go.
func (s *setUp) sameChanged() bool {
	for i, f := range s.floors {
		if f.same.Hidden != (i == 0 || !f.isBlank() || s.floors[i-1].isBlank()) {
			return true
		}
	}
	return false
}

func (s *setUp) do() {
	s.insists = true
	floors, good := s.check()
	if !good {
		return
	}
	name, err := data.CleanName(s.name.Text)
	if err != nil {
		return // check has said it
	}
	s.sheet.Run(func(done func(error)) { s.o.OnDo(name, floors, done) })
}

// besidePicture lays the fields out at the left, and at the right, where there is room
// for both, what will be drawn, with its sum below.
type besidePicture struct{ s *setUp }

const fieldsLeast float32 = 300

func (besidePicture) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(fieldsLeast, 160) }

func (b besidePicture) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	s := b.s
	fields := max(min(fieldsLeast, size.Width), size.Width*0.56)
	right := size.Width - fields - kit.Inset
	s.picture.Hidden, s.sum.Hidden = right < 120, right < 120
	if s.picture.Hidden {
		fields = size.Width
	}
	s.scroll.Move(fyne.NewPos(-kit.SheetRoom, -kit.SheetRoom))
	s.scroll.Resize(fyne.NewSize(fields+2*kit.SheetRoom, size.Height+2*kit.SheetRoom))
	if s.picture.Hidden {
		return
	}
	below := s.sum.HeightFor(right)
	height := min(size.Height-below-kit.Gap, right*1.1)
	s.picture.Move(fyne.NewPos(size.Width-right, 0))
	s.picture.Resize(fyne.NewSize(right, height))
	s.sum.Move(fyne.NewPos(size.Width-right, height+kit.Gap))
	s.sum.Resize(fyne.NewSize(right, below))
}

// isBlankText reports whether a field is empty.
func isBlankText(texts ...string) bool {
	return strings.TrimSpace(strings.Join(texts, "")) == ""
}
