package edit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/drawing"
	"seatkeeper/ui/plan/field"
	"seatkeeper/ui/plan/toolbutton"
	"seatkeeper/ui/words"
)

// Options are what an [Editor] is made with. Of the functions any may be nil.
type Options struct {
	Floor   data.Floor // as it is drawn so far
	Base    data.Floor // as it was when the draft was begun
	Changes int        // that lead from Base to Floor

	// OnChanged is told the floor after each step, and how many changes the draft has.
	OnChanged func(floor data.Floor, changes int)
	OnApply   func()
	OnDiscard func()
	OnClose   func() // leave; the draft stays

	// Clipboard is what was copied, on this floor or another one.
	Clipboard *drawing.Clipboard
	// AskPicture reads a background and calls back, with nil if it can't be read.
	AskPicture func(id string, show func(id string, img image.Image))
	// OnChoosePicture lets the user pick one; see [Editor.SetPicture].
	OnChoosePicture func()
	// Look is how the background is shown at first. OnLook is told when the user wants it otherwise.
	Look   Look
	OnLook func(Look)
}

// Look is how the background of a floor is shown while one draws on it. The zero value is how it
// is shown where nobody has said anything.
type Look struct {
	Bright bool // rather than pale
	Loose  bool // moved by the pointer and the arrows, rather than kept where it is
}

var _ fyne.Widget = (*Editor)(nil)

// Editor is the editor of one floor: bar, tools, floor, properties and status line.
type Editor struct {
	widget.BaseWidget
	options   Options
	drawing   *drawing.Drawing
	surface   *Surface
	panel     *panel
	numbering drawing.Numbering

	title, draft                        *kit.Line
	undo, redo, closing, discard, apply *kit.Button
	tools                               []*toolbutton.Button
	toolBox                             *fyne.Container
	help, counts                        *kit.Line
	zoomIn, zoomOut, zoomFit            *kit.Button
	content                             *fyne.Container

	doubles []drawing.Double
	desks   int
	steps   int // that were told to OnChanged
	told    []*drawing.Thing
	hovered string
	foot    float32 // covered at the end of the properties
}

// New returns an editor of a floor.
func New(o Options) *Editor {
	if o.Clipboard == nil {
		o.Clipboard = &drawing.Clipboard{}
	}
	e := &Editor{options: o, drawing: drawing.New(o.Floor, o.Base), numbering: drawing.Numbering{From: 1, Step: 1}}
	e.told = e.drawing.Things()
	e.surface = newSurface(o, e.drawing)
	e.surface.onChanged, e.surface.onLeave = e.update, func() { call(o.OnClose) }
	e.surface.onCopy, e.surface.onPaste = e.Copy, e.Paste
	e.surface.onNext, e.surface.onApply, e.surface.onMenu = e.next, e.tryApply, e.showMenu
	e.panel = newPanel(e)
	e.surface.onLabel = e.panel.editLabel
	e.makeBar()
	e.makeTools()
	e.content = container.New(&frame{e}, e.parts()...)
	kit.Extend(e)
	e.update()
	return e
}

func (e *Editor) makeBar() {
	e.title = kit.NewLine(words.Say("edit.title", words.Args{"Floor": words.Plain(e.options.Floor.Name)}))
	e.title.Style, e.title.MinWidth = fyne.TextStyle{Bold: true}, 80
	e.draft = kit.NewSmallLine("")
	e.draft.MinWidth = 40
	press := func(kind kit.ButtonKind, key string, do func()) *kit.Button {
		return e.barButton(kind, key, func() { do(); e.surface.TakeFocus() })
	}
	e.undo, e.redo = press(kit.Plain, "edit.undo", e.Undo), press(kit.Plain, "edit.redo", e.Redo)
	e.closing = e.barButton(kit.Plain, "edit.close", func() { call(e.options.OnClose) })
	e.discard = e.barButton(kit.Plain, "edit.discard", func() { call(e.options.OnDiscard) })
	e.apply = e.barButton(kit.Primary, "edit.apply", func() { call(e.options.OnApply) })
	e.help, e.counts = kit.NewSmallLine(""), kit.NewSmallLine("")
	e.help.MinWidth, e.counts.Alignment = 40, fyne.TextAlignTrailing
	e.zoomOut = press(kit.Quiet, "zoom.out", func() { e.surface.Zoom(1 / 1.25) })
	e.zoomIn = press(kit.Quiet, "zoom.in", func() { e.surface.Zoom(1.25) })
	e.zoomFit = press(kit.Quiet, "zoom.fit", func() { e.surface.Zoom(0) })
}

// barButton is a button of a bar, from which F6 and Escape give the keys back to the floor.
func (e *Editor) barButton(kind kit.ButtonKind, key string, do func()) *kit.Button {
	b := kit.NewButton(kind, words.Say(key), do)
	b.OnKey = e.panel.key
	return b
}

// tryApply does what the button does, where there is something to apply.
func (e *Editor) tryApply() { e.apply.Tapped(nil) }

func (e *Editor) makeTools() {
	for t := range toolCount {
		key := toolKeys[t]
		b := toolbutton.New(key.name, t.name(), string(key.letter-'a'+'A'), t.name(), func() {
			e.surface.SetTool(t)
			e.surface.TakeFocus()
		})
		b.OnKey = e.panel.key
		b.OnHover = func(name string) {
			if name != "" {
				name = t.help()
			}
			e.hint(name)
		}
		e.tools = append(e.tools, b)
	}
}

// parts come in the order in which Tab visits them.
func (e *Editor) parts() []fyne.CanvasObject {
	e.toolBox = container.New(toolColumns{})
	for _, b := range e.tools {
		e.toolBox.Add(b)
	}
	right := canvas.NewRectangle(nil)
	right.Hide()
	return []fyne.CanvasObject{
		newBand(theme.ColorNameSelection, container.New(&barParts{e}, e.title, e.draft, e.undo, e.redo, e.closing, e.discard, e.apply)),
		kit.NewCard(kit.ColorNameSurface, e.toolBox),
		kit.NewCard(kit.ColorNamePlan, e.surface),
		kit.NewCard(kit.ColorNameSurface, e.panel.scroll),
		newBand(kit.ColorNameSurface, container.New(&statusParts{e}, e.help, e.counts, e.zoomOut, e.zoomIn, e.zoomFit)),
	}
}

// update shows what has become of the drawing, and tells of a new step.
func (e *Editor) update() {
	d := e.drawing
	desks, zones := d.Counts()
	if !d.IsHeld() {
		e.doubles = d.Doubles()
		e.surface.markDoubles(e.doubles)
	}
	e.desks = desks
	kit.Enable(e.undo, d.CanUndo())
	kit.Enable(e.redo, d.CanRedo())
	changes := e.options.Changes + d.Changes()
	kit.Enable(e.discard, changes > 0)
	kit.Enable(e.apply, changes > 0)
	if changes > 0 {
		e.draft.SetText(words.Count("edit-changes", changes))
	} else {
		e.draft.SetText(words.Say("edit.no-changes"))
	}
	for t, b := range e.tools {
		b.Choose(Tool(t) == e.surface.tool)
	}
	e.help.SetText(e.helpWords())
	percent := words.Say("zoom.percent", words.Args{"Percent": int(e.surface.view.Zoom*100 + 0.5)})
	e.counts.SetText(words.Dots(words.Count("desks", desks), words.Count("edit-zones", zones), percent))
	if !d.IsHeld() {
		e.panel.update()
		e.tell(changes)
	}
}

// tell tells of a new step.
func (e *Editor) tell(changes int) {
	things := e.drawing.Things()
	same := e.steps == changes && len(things) == len(e.told) && (len(things) == 0 || &things[0] == &e.told[0])
	if same {
		return
	}
	first := e.steps == 0 && changes == e.options.Changes
	e.steps, e.told = changes, things
	if !first && e.options.OnChanged != nil {
		e.options.OnChanged(e.drawing.Result(), changes)
	}
}

// helpWords says what the tool does, or what the pointer is on.
func (e *Editor) helpWords() string {
	if e.hovered != "" {
		return e.hovered
	}
	if walk := e.surface.walked(); walk != nil {
		return words.Say("edit.help-walk", words.Args{"Number": len(e.drawing.Selected()), "Label": nameOf(walk)})
	}
	if n := len(e.drawing.Selected()); n > 0 && e.surface.tool == SelectTool {
		return words.Dots(words.Say("edit.selected", words.Args{"Number": n}), words.Say("edit.help-selected"))
	}
	return e.surface.tool.help()
}

// hint says something else in the status line while the pointer is on what it is about.
func (e *Editor) hint(text string) {
	e.hovered = text
	e.help.SetText(e.helpWords())
}

// sizeWords says how large the floor is.
func (e *Editor) sizeWords() string {
	size := e.drawing.Size()
	args := words.Args{"Width": field.Number(size.Width), "Height": field.Number(size.Height)}
	if e.drawing.IsMetric() {
		return words.Say("edit.floor-metres", args)
	}
	return words.Say("edit.floor-units", args)
}

// markDoubles shows on the floor which labels are used twice.
func (s *Surface) markDoubles(doubles []drawing.Double) {
	keys := map[drawing.Key]bool{}
	for _, double := range doubles {
		for _, key := range double.Keys {
			keys[key] = true
		}
	}
	changed := len(keys) != len(s.picture.doubts)
	for key := range keys {
		changed = changed || !s.picture.doubts[key]
	}
	if changed {
		s.picture.doubts = keys
		s.picture.update()
	}
}

// next gives the keys to the tools, or to the panel.
func (e *Editor) next(back bool) {
	c := fyne.CurrentApp().Driver().CanvasForObject(e)
	if c == nil {
		return
	}
	if back {
		c.Focus(e.tools[e.surface.tool])
		return
	}
	c.Focus(e.surface)
	c.FocusNext() // the first of the panel that takes keys
}

func (e *Editor) CreateRenderer() fyne.WidgetRenderer {
	e.ExtendBaseWidget(e)
	return widget.NewSimpleRenderer(e.content)
}
