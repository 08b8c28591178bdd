package edit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/drawing"
	"seatkeeper/ui/plan/field"
	"seatkeeper/ui/words"
)

// panel shows the properties of what is selected, of the tool in use, or of the floor. It has one
// page for each, made once; what is on a page tells its value anew when the drawing has changed.
type panel struct {
	e       *Editor
	title   *kit.Line
	more    *kit.Paragraph
	column  *kit.Column
	scroll  *container.Scroll
	pages   map[pageName]*page
	shown   pageName
	doubles *kit.Button // says which labels are used twice, and selects those desks
	good    *kit.Line
}

type pageName int

const (
	noPage pageName = iota
	floorPage
	desksPage
	fixturesPage
	mixedPage
	rowsPage
	deskToolPage
	fixtureToolPage
	polygonToolPage
	picturePage
	measurePage
)

// page is a list of controls, of which some tell their value, and the field of the label.
type page struct {
	parts   []fyne.CanvasObject
	updates []func()
	first   *field.Field // which gets the keys when the label is to be typed
	second  *field.Field
	prefix  *field.Field // of the numbering
}

func (p *page) add(objects ...fyne.CanvasObject) { p.parts = append(p.parts, objects...) }

func newPanel(e *Editor) *panel {
	p := &panel{e: e, pages: map[pageName]*page{}}
	p.title = kit.NewLine("")
	p.title.Style, p.title.MinWidth = fyne.TextStyle{Bold: true}, 40
	p.more = kit.NewParagraph("", kit.SmallText, kit.ColorNameQuiet)
	p.good = kit.NewSmallLine(words.Say("edit.no-doubles"))
	p.good.Color, p.good.MinWidth = theme.ColorNameSuccess, 40
	p.doubles = kit.NewButton(kit.Link, "", p.showDoubles)
	p.doubles.OnKey, p.doubles.OnFocus = p.key, func() { p.reveal(p.doubles) }
	p.column = kit.NewColumn()
	p.scroll = container.NewVScroll(container.New(&inset{}, p.column))
	return p
}

// inset lays the column out with room about it.
type inset struct{}

const panelInset float32 = 12

func (*inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(2*panelInset, 2*panelInset)
}

func (*inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(panelInset, panelInset))
	objects[0].Resize(size.SubtractWidthHeight(2*panelInset, 2*panelInset))
}

// which returns the page that suits what is selected and the tool.
func (p *panel) which() pageName {
	s := p.e.surface
	props := p.e.drawing.Properties()
	if page := toolPages[s.tool]; page != floorPage && s.taken {
		return page
	}
	switch {
	case len(s.rowed) > 0 && props.Desks > 0 && s.tool == RowTool:
		return rowsPage
	case s.tool == PictureTool:
		return picturePage
	case s.tool == MeasureTool:
		return measurePage
	case props.Desks > 0 && props.Fixtures > 0:
		return mixedPage
	case props.Desks > 0:
		return desksPage
	case props.Fixtures > 0:
		return fixturesPage
	}
	return toolPages[s.tool]
}

// toolPages are the pages of tools; others show the floor.
var toolPages = map[Tool]pageName{
	SelectTool: floorPage, RoomTool: floorPage, ZoneTool: floorPage, WallTool: floorPage, TextTool: floorPage,
	RowTool: rowsPage, DeskTool: deskToolPage, FixtureTool: fixtureToolPage, PolygonTool: polygonToolPage,
	PictureTool: picturePage, MeasureTool: measurePage,
}

// update shows what there is to show now.
func (p *panel) update() {
	name := p.which()
	if p.pages[name] == nil {
		p.pages[name] = p.make(name)
	}
	page := p.pages[name]
	p.paintTitle(name)
	p.paintDoubles()
	for _, update := range page.updates {
		update()
	}
	if p.shown != name {
		p.shown = name
		p.column.Parts = append(append([]fyne.CanvasObject{p.title, p.more}, page.parts...), p.good, p.doubles)
		p.scroll.ScrollToTop()
	}
	p.column.Refresh()
	p.scroll.Refresh()
}

func (p *panel) make(name pageName) *page {
	switch name {
	case desksPage:
		return p.makeDesks()
	case fixturesPage:
		return p.makeFixtures()
	case mixedPage:
		return p.makeMixed()
	case rowsPage:
		return p.makeRows()
	case deskToolPage:
		return p.makeDeskTool()
	case fixtureToolPage:
		return p.makeTypeTool(toolTypes, &p.e.surface.set.fixture)
	case polygonToolPage:
		return p.makeTypeTool(shapeTypes, &p.e.surface.set.shape)
	case picturePage:
		return p.makePicture()
	case measurePage:
		return p.makeMeasure()
	}
	return p.makeFloor()
}

// paintTitle says what the page is about.
func (p *panel) paintTitle(name pageName) {
	props, s := p.e.drawing.Properties(), p.e.surface
	title, more := words.Plain(p.e.options.Floor.Name), p.e.sizeWords()
	switch {
	case name == rowsPage:
		title, more = words.Say("edit.row-title"), words.Say("edit.row-more")
		if len(s.rowed) > 0 {
			more = words.Count("desks", len(s.rowed))
		}
	case name == floorPage:
	case props.Desks+props.Fixtures == 0, s.taken:
		title, more = s.tool.name(), s.tool.help()
	case name == picturePage, name == measurePage:
		title, more = s.tool.name(), s.tool.help()
	case props.Desks > 0 && props.Fixtures > 0:
		title, more = words.Say("edit.selected", words.Args{"Number": props.Desks + props.Fixtures}), words.Count("desks", props.Desks)
	case props.Desks > 1:
		title, more = words.Count("desks", props.Desks), ""
	case props.Desks == 1:
		title, more = words.Say("edit.desk", words.Args{"Label": words.Plain(props.Label.Is)}), ""
	case props.Fixtures > 1:
		title, more = words.Say("edit.selected", words.Args{"Number": props.Fixtures}), ""
	default:
		title, more = typeName(props.Type.Is), words.Plain(props.Label.Is)
	}
	p.title.SetText(title)
	p.more.SetText(more)
}

// paintDoubles says at once which labels are used twice.
func (p *panel) paintDoubles() {
	doubles := p.e.doubles
	p.good.Hidden = len(doubles) > 0 || p.e.desks == 0
	p.doubles.Hidden = len(doubles) == 0
	if len(doubles) > 0 {
		const most = 4
		text := words.Say("edit.doubles", words.Args{"Labels": doubleNames(doubles[:min(most, len(doubles))])})
		if len(doubles) > most {
			text += "…"
		}
		p.doubles.SetText(kit.FitEnd(text, panelWidth-2*panelInset-8, kit.BodyText, fyne.TextStyle{Bold: true}))
	}
}

func doubleNames(doubles []drawing.Double) string {
	names := make([]string, len(doubles))
	for i, double := range doubles {
		if names[i] = words.Plain(double.Label); names[i] == "" {
			names[i] = words.Say("edit.no-label")
		}
	}
	return words.List(names...)
}

func (p *panel) showDoubles() {
	p.e.drawing.Select()
	for _, double := range p.e.doubles {
		p.e.drawing.AddToSelection(double.Keys...)
	}
	p.e.surface.TakeFocus()
	p.e.surface.reveal()
	p.e.surface.changed()
}

// editLabel gives the keys to the field of the label, editNumbers to the first one of the numbering.
func (p *panel) editLabel() { p.edit(func(p *page) *field.Field { return p.first }) }

func (p *panel) editNumbers() { p.edit(func(p *page) *field.Field { return p.prefix }) }

func (p *panel) edit(which func(*page) *field.Field) {
	p.update()
	page := p.pages[p.shown]
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.e); c != nil && which(page) != nil {
		c.Focus(which(page))
	}
}

// done gives the keys back to the floor.
func (p *panel) done() { p.e.surface.TakeFocus() }

// keysBack does so where a click has taken the keys from all.
func (p *panel) keysBack() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.e.surface); c != nil && c.Focused() == nil {
		p.done()
	}
}

// key lets F6 and Escape give the keys back from whatever in the panel has them.
func (p *panel) key(key *fyne.KeyEvent) bool {
	if key.Name != fyne.KeyF6 && key.Name != fyne.KeyEscape {
		return false
	}
	p.done()
	return true
}

// reveal scrolls to what the keys have come to.
func (p *panel) reveal(o fyne.CanvasObject) { kit.RevealIn(o, p.scroll, p.column) }

// toggle is a box that is ticked or not.
func (p *panel) toggle(key string, on bool, set func(bool)) *kit.Toggle {
	t := kit.NewToggle(words.Say(key), on, func(on bool) {
		set(on)
		p.e.surface.changed()
		p.keysBack()
	})
	t.OnKey, t.OnFocus = p.key, p.reveal
	return t
}

// field adds a field to a page.
func (p *panel) field(to *page, get func() (string, bool), set func(string) bool) *field.Field {
	f := field.New(get, func(typed string) bool {
		ok := set(typed)
		p.e.surface.changed()
		return ok
	}, p.done)
	f.Reveal = p.reveal
	to.updates = append(to.updates, f.Update)
	return f
}

// button adds nothing to a page: it is to be put where it belongs.
func (p *panel) button(kind kit.ButtonKind, key string, do func()) *kit.Button {
	b := kit.NewButton(kind, words.Say(key), func() {
		do()
		p.e.surface.TakeFocus()
		p.e.surface.changed()
	})
	b.OnKey, b.OnFocus = p.key, func() { p.reveal(b) }
	return b
}

// choice is a drop-down of names of which one is the present one; -1 is none.
func (p *panel) choice(to *page, names func() ([]string, int), set func(int)) *kit.Choice {
	c := kit.NewChoice(words.Say("edit.mixed"))
	c.Minimum = 60
	c.Pick.OnKey, c.Pick.OnFocus = p.key, func() { p.reveal(c) }
	c.OnChanged = func(i int) {
		set(i)
		p.e.surface.changed()
		p.keysBack()
	}
	to.updates = append(to.updates, func() { c.Set(names()) })
	return c
}
