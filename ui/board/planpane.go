package board

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan"
	"seatkeeper/ui/words"
)

// planPane has the plan, above it that there is a draft of it, in its legend the choice of which
// places it shows, and at its foot the bar of the selected one. The order of the objects is that of the tab key.
type planPane struct {
	plan   *plan.FloorPlan
	filter *kit.Button
	bar    *deskBar
	draft  *kit.SignRow
}

func (p planPane) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.plan, p.filter, p.bar, p.draft}
}

func (p planPane) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(260, 60+barHeight)
}

func (p planPane) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	top := p.placeDraft(size)
	height := size.Height - barHeight - top
	const low, narrow = 200, 430 // there the legend has to give way to the floor, or its filter to the legend
	p.plan.SetLegend(height >= low)
	p.filter.Hidden = height < low || size.Width < narrow
	width := p.filter.MinSize().Width
	reserve := width + kit.Gap
	if p.filter.Hidden {
		reserve = 0
	}
	p.plan.ReserveInLegend(reserve)
	kit.Place(p.plan, 0, top, size.Width, height)
	at, room := p.plan.Reserved()
	kit.Place(p.filter, at.X, top+at.Y+(room.Height-kit.ControlHeight+6)/2, width, kit.ControlHeight-6)
	kit.Place(p.bar, 0, top+height, size.Width, barHeight)
}

// kindName names the places of a kind.
func kindName(kind data.Kind) string {
	return words.Say(map[data.Kind]string{
		data.KindDesk: "filter.desk", data.KindParking: "filter.parking", data.KindLocker: "filter.locker", data.KindRoom: "filter.room",
	}[kind])
}

// sayFilter says on its button which places are shown.
func (b *Board) sayFilter() {
	f := b.state.Filter
	text := words.Say("filter.all")
	switch {
	case f.Some && f.Free:
		text = words.Say("filter.free-of", words.Args{"Kind": kindName(f.Kind)})
	case f.Some:
		text = kindName(f.Kind)
	case f.Free:
		text = words.Say("filter.free")
	}
	text = words.Say("filter.shown", words.Args{"What": text})
	if b.pane.filter.Text == text {
		return
	}
	b.pane.filter.Text, b.pane.filter.Bold = text, f != plan.Filter{}
	b.paneBox.Refresh() // its width may be another one
}

// askFilter opens the menu of what the plan can show.
func (b *Board) askFilter() {
	c := fyne.CurrentApp().Driver().CanvasForObject(b)
	if c == nil {
		return
	}
	menu := fyne.NewMenu("")
	add := func(label string, checked bool, f plan.Filter) {
		item := fyne.NewMenuItem(label, func() { b.showOnly(f) })
		item.Checked = checked
		menu.Items = append(menu.Items, item)
	}
	f := b.state.Filter
	if kinds := plan.KindsOf(floorOf(officeOf(b.state.Offices, b.state.OfficeID), b.state.FloorID)); len(kinds) > 1 || f.Some {
		add(words.Say("filter.all"), !f.Some, plan.Filter{Free: f.Free})
		for _, kind := range kinds {
			add(kindName(kind), f.Some && f.Kind == kind, plan.Filter{Some: true, Kind: kind, Free: f.Free})
		}
		menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
	}
	add(words.Say("filter.free"), f.Free, plan.Filter{Some: f.Some, Kind: f.Kind, Free: !f.Free})
	pop := widget.NewPopUpMenu(menu, c)
	at, size := kit.PlaceOf(b.pane.filter)
	pop.ShowAtPosition(at.AddXY(size.Width-pop.Size().Width, -pop.Size().Height-2))
}

// showOnly shows some of the places, on the plan and in the list.
func (b *Board) showOnly(f plan.Filter) {
	b.state.Filter = f
	b.Apply(b.state)
	if b.OnFilter != nil {
		b.OnFilter(f)
	}
}
