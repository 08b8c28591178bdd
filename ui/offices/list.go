package offices

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// place is an office or, with a floor, one floor of it.
type place struct {
	office  data.Office
	floor   data.Floor
	isFloor bool              // a floor
	draft   storage.DraftInfo // of the floor; the zero value where there is none
}

// isGone reports whether a draft is all there is of the floor.
func (p place) isGone() bool { return p.draft.Gone }

func (p place) name() string {
	if p.isFloor {
		return p.floor.Name
	}
	return p.office.Name
}

func (p place) is(q place) bool {
	return p.office.ID == q.office.ID && p.isFloor == q.isFloor && p.floor.ID == q.floor.ID
}

// placesOf lists offices, each with its floors behind it, and at the end the drafts of floors
// that are not there any more.
func placesOf(offices []data.Office, drafts ...storage.DraftInfo) (places []place) {
	draftOf := map[[2]string]storage.DraftInfo{}
	for _, d := range drafts {
		draftOf[[2]string{d.OfficeID, d.FloorID}] = d
	}
	for _, o := range offices {
		places = append(places, place{office: o})
		for _, f := range o.Floors {
			draft := draftOf[[2]string{o.ID, f.ID}]
			draft.Gone = false // it was, when the drafts were read
			places = append(places, place{office: o, floor: f, isFloor: true, draft: draft})
			delete(draftOf, [2]string{o.ID, f.ID})
		}
	}
	for _, d := range drafts {
		if _, alone := draftOf[[2]string{d.OfficeID, d.FloorID}]; alone && d.Gone {
			places = append(places, place{office: data.Office{ID: d.OfficeID, Name: d.Office}, floor: data.Floor{ID: d.FloorID, Name: d.Floor}, isFloor: true, draft: d})
		}
	}
	return places
}

// listActions is what the sheet asks its owner to do with what is chosen.
type listActions struct {
	Show, Edit, Rename, Copy, Remove, AddFloor func(place)
	Move                                       func(p place, by int)
	AddOffice                                  func()
}

// list is a sheet with all offices and their floors, in their order, and buttons for what
// can be done with the one that is chosen.
type list struct {
	do     listActions
	places []place

	sheet                                                  *kit.Sheet
	rows                                                   *kit.KeyList
	edit, rename, up, down, duplicate, remove, floor, show *kit.Button
}

// showList lays the sheet over the window.
func showList(win fyne.Window, offices []data.Office, do listActions) *list {
	l := &list{do: do}
	l.rows = kit.NewKeyList(func() int { return len(l.places) },
		func() fyne.CanvasObject { return kit.NewSignRow(330) },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if i < len(l.places) {
				row := rowOf(l.places[i])
				row.Cursor = i == l.rows.Cursor
				o.(*kit.SignRow).Set(row)
			}
		})
	l.rows.HideSeparators = true
	l.rows.OnMove = func(int) { l.chosenChanged() }
	l.rows.OnPick = func(int) { l.chosenChanged() }
	button := func(text string, do func(place)) *kit.Button {
		return kit.NewButton(kit.Plain, text, func() {
			if p, ok := l.chosen(); ok && do != nil {
				do(p)
			}
		})
	}
	l.rename, l.duplicate = button(words.Say("offices.rename"), do.Rename), button(words.Say("offices.duplicate"), do.Copy)
	l.up = button(words.Say("offices.up"), func(p place) { do.Move(p, -1) })
	l.down = button(words.Say("offices.down"), func(p place) { do.Move(p, 1) })
	l.remove, l.floor = button(words.Say("offices.remove"), do.Remove), button(words.Say("offices.add-floor"), do.AddFloor)
	l.edit = button(words.Say("offices.edit"), func(p place) { l.sheet.Hide(); do.Edit(p) })
	content := kit.NewListColumn(l.rows, 120,
		container.New(flow{}, l.rename, l.duplicate, l.up, l.down, l.edit, l.floor, l.remove))
	l.sheet = kit.NewSheet(words.Say("offices.title"), content,
		kit.Action{Label: words.Say("offices.add-office"), Run: func() { l.sheet.Hide(); do.AddOffice() }},
		kit.Action{Label: words.Say("offices.show"), Run: l.showChosen},
		kit.Action{Label: words.Say("failure.close"), Primary: true})
	l.show = l.sheet.Buttons[1]
	l.sheet.Want = fyne.NewSize(kit.SheetWidth, kit.SheetHeight)
	for _, b := range []*kit.Button{l.rename, l.duplicate, l.up, l.down, l.edit, l.floor, l.remove} {
		b.OnKey = l.sheet.Key
	}
	l.rows.OnKey = func(key *fyne.KeyEvent) bool {
		p, ok := l.chosen()
		switch {
		case ok && key.Name == fyne.KeyF2 && !p.isGone():
			do.Rename(p)
		case ok && key.Name == fyne.KeyDelete:
			do.Remove(p)
		case ok && kit.IsEnter(key):
			l.showChosen()
		default:
			return l.sheet.Key(key)
		}
		return true
	}
	l.sheet.First = l.rows
	l.setOffices(offices, nil)
	kit.ShowSheet(win, l.sheet)
	return l
}

func rowOf(p place) kit.Signed {
	if p.isGone() {
		return kit.Signed{Sign: "●", Color: theme.ColorNameWarning, Text: words.Plain(p.floor.Name), More: words.DraftInList(p.draft)}
	}
	if p.isFloor {
		return kit.Signed{Text: "\u2003" + words.Plain(p.floor.Name), More: words.Dots(words.Count("desks", desksOn(p.floor)), words.DraftInList(p.draft))}
	}
	desks := 0
	for _, f := range p.office.Floors {
		desks += desksOn(f)
	}
	return kit.Signed{Sign: "■", Color: theme.ColorNamePrimary, Text: words.Plain(p.office.Name),
		More: words.Dots(words.Count("floors", len(p.office.Floors)), words.Count("desks", desks))}
}

func desksOn(f data.Floor) (n int) {
	for _, d := range f.Desks {
		if !d.Retired {
			n++
		}
	}
	return n
}

// setOffices shows the offices as they are now; the same one stays chosen.
func (l *list) setOffices(offices []data.Office, drafts []storage.DraftInfo) {
	before, had := l.chosen()
	l.places = placesOf(offices, drafts...)
	if had {
		if at := slices.IndexFunc(l.places, before.is); at >= 0 {
			l.rows.SetCursor(at)
		}
	}
	l.rows.SetCursor(l.rows.Cursor)
	l.chosenChanged()
}

// choose puts the cursor on an office or a floor.
func (l *list) choose(officeID, floorID string) {
	for i, p := range l.places {
		if p.office.ID == officeID && p.floor.ID == floorID {
			l.rows.SetCursor(i)
			l.rows.ScrollTo(i)
		}
	}
	l.chosenChanged()
}

func (l *list) chosen() (p place, ok bool) {
	if i := l.rows.Cursor; i >= 0 && i < len(l.places) {
		return l.places[i], true
	}
	return p, false
}

// chosenChanged offers what can be done with the one that is chosen.
func (l *list) chosenChanged() {
	p, ok := l.chosen()
	there := ok && !p.isGone()
	for _, b := range []*kit.Button{l.rename, l.floor} {
		kit.Enable(b, there)
	}
	kit.Enable(l.duplicate, ok)
	kit.Enable(l.remove, ok)
	kit.Enable(l.edit, there && p.isFloor)
	kit.Enable(l.show, ok && len(p.office.Floors) > 0)
	kit.Enable(l.up, ok && l.neighbour(p, -1) >= 0)
	kit.Enable(l.down, ok && l.neighbour(p, 1) >= 0)
	l.rows.Refresh()
}

// neighbour returns where among its like the place would come, or -1.
func (l *list) neighbour(p place, by int) int {
	ids := l.idsBeside(p)
	at := slices.Index(ids, p.id()) + by
	if p.isGone() || at < 0 || at >= len(ids) {
		return -1
	}
	return at
}

func (p place) id() string {
	if p.isFloor {
		return p.floor.ID
	}
	return p.office.ID
}

// idsBeside returns the IDs of all offices, or of all floors of the office, in order.
func (l *list) idsBeside(p place) (ids []string) {
	for _, q := range l.places {
		if q.isFloor == p.isFloor && !q.isGone() && (!p.isFloor || q.office.ID == p.office.ID) {
			ids = append(ids, q.id())
		}
	}
	return ids
}

// moved returns the IDs in the order in which the place has gone up or down by one.
func (l *list) moved(p place, by int) []string {
	ids, to := l.idsBeside(p), l.neighbour(p, by)
	if to < 0 {
		return nil
	}
	at := slices.Index(ids, p.id())
	ids[at], ids[to] = ids[to], ids[at]
	return ids
}

func (l *list) showChosen() {
	if p, ok := l.chosen(); ok && len(p.office.Floors) > 0 {
		l.sheet.Hide()
		l.do.Show(p)
	}
}

// flow lays buttons out in a row, and goes on in another where they don't fit.
type flow struct{}

func (flow) place(objects []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y float32)) (height float32) {
	x, y := float32(0), float32(0)
	for _, o := range objects {
		w := o.MinSize().Width
		if x > 0 && x+w > width {
			x, y = 0, y+kit.ControlHeight+kit.Gap
		}
		put(o, x, y)
		x += w + kit.Gap
	}
	return y + kit.ControlHeight
}

func (f flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, f.place(objects, kit.SheetWidth-2*24, func(fyne.CanvasObject, float32, float32) {}))
}

func (f flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.place(objects, size.Width, func(o fyne.CanvasObject, x, y float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(o.MinSize().Width, kit.ControlHeight))
	})
}
