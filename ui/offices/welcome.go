package offices

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*welcome)(nil)

// welcome is what the window shows while there is no office: three doors, and other
// ways in below them.
type welcome struct {
	widget.BaseWidget
	title, text *kit.Paragraph
	doors       []*door
	elsewhere   *kit.Line
	others      []*kit.Button
	people      int
}

// newWelcome returns the page; each of the actions is one of its doors or, behind the
// third, one of the other ways.
func newWelcome(doors [3]kit.Action, others ...kit.Action) *welcome {
	w := &welcome{
		title:     kit.NewParagraph(words.Say("welcome.title"), titleText, theme.ColorNameForeground),
		text:      kit.NewParagraph(words.Say("welcome.promise"), kit.BodyText+1, kit.ColorNameQuiet),
		elsewhere: kit.NewLine(words.Say("welcome.elsewhere")),
	}
	w.title.Style.Bold, w.elsewhere.Style.Bold = true, true
	w.title.Alignment, w.text.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
	for i, texts := range [][2]string{
		{words.Say("welcome.set-up-title"), words.Say("welcome.set-up-text")},
		{words.Say("welcome.people-title"), words.Say("welcome.people-text")},
		{words.Say("welcome.sample-title"), words.Say("welcome.sample-text")},
	} {
		w.doors = append(w.doors, newDoor(i+1, texts[0], texts[1], doors[i]))
	}
	for _, a := range others {
		w.others = append(w.others, kit.NewButton(kit.Link, a.Label, a.Run))
	}
	return kit.Extend(w)
}

// setPeople says how many people there are already: whoever came through the second
// door first is sent on to the first.
func (w *welcome) setPeople(n int) {
	if w.people == n {
		return
	}
	w.people = n
	people := w.doors[1]
	people.isDone = n > 0
	people.text.SetText(words.Say("welcome.people-text"))
	w.text.SetText(words.Say("welcome.promise"))
	kit.Enable(w.doors[2].button, n == 0)
	if n > 0 {
		people.text.SetText(words.Count("welcome-people", n))
		w.text.SetText(words.Say("welcome.then-office"))
	}
	w.Refresh()
}

func (w *welcome) CreateRenderer() fyne.WidgetRenderer {
	page := container.New(welcomePage{w}, w.title, w.text)
	for _, d := range w.doors {
		page.Add(d)
	}
	page.Add(w.elsewhere)
	for _, b := range w.others {
		page.Add(b)
	}
	return widget.NewSimpleRenderer(container.NewVScroll(page))
}

const (
	titleText   float32 = 26
	pageWidth   float32 = 1060
	betweenDoor float32 = 20
	pageMargin  float32 = 24
)

// welcomePage lays the page out: in the middle of a wide window, from a third of what
// is left free on down, and so that it can be scrolled in a low one.
type welcomePage struct{ w *welcome }

// inner returns where the page begins and how wide it is.
func (p welcomePage) inner(width float32) (left, inner float32) {
	inner = min(pageWidth, width-2*pageMargin)
	return (width - inner) / 2, inner
}

// heights returns how high the parts are: title, text, doors.
func (p welcomePage) heights(inner float32) (title, text, doors float32) {
	for _, d := range p.w.doors {
		d.isLow = p.isLow()
		doors = max(doors, d.heightFor(p.doorWidth(inner)))
	}
	return p.w.title.HeightFor(inner), p.w.text.HeightFor(inner), doors
}

func (p welcomePage) doorWidth(inner float32) float32 { return (inner - 2*betweenDoor) / 3 }

// height is how high everything is.
func (p welcomePage) height(inner float32) float32 {
	title, text, doors := p.heights(inner)
	return 2*pageMargin + title + kit.Gap + text + p.above() + doors + pageMargin + kit.ControlHeight
}

// isLow reports whether the window has little height, so that the parts draw together.
func (p welcomePage) isLow() bool { return p.w.Size().Height < 480 }

// above is how far the doors are below the text.
func (p welcomePage) above() float32 {
	if p.isLow() {
		return kit.Inset
	}
	return 40
}

func (p welcomePage) MinSize([]fyne.CanvasObject) fyne.Size {
	_, inner := p.inner(max(p.w.Size().Width, 480))
	return fyne.NewSize(480, p.height(inner))
}

func (p welcomePage) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	left, inner := p.inner(size.Width)
	title, text, doors := p.heights(inner)
	y := pageMargin + max(0, min(60, (size.Height-p.height(inner))/3))
	place := func(o fyne.CanvasObject, x, width, height float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, height))
	}
	place(p.w.title, left, inner, title)
	y += title + kit.Gap
	place(p.w.text, left, inner, text)
	y += text + p.above()
	x, width := left, p.doorWidth(inner)
	for _, d := range p.w.doors {
		place(d, x, width, doors)
		x += width + betweenDoor
	}
	y += doors + pageMargin
	x = left
	place(p.w.elsewhere, x, p.w.elsewhere.MinSize().Width, kit.ControlHeight)
	x += p.w.elsewhere.MinSize().Width + kit.Gap
	for _, b := range p.w.others {
		b.Move(fyne.NewPos(x, y+(kit.ControlHeight-b.MinSize().Height)/2))
		b.Resize(b.MinSize())
		x += b.MinSize().Width + kit.Inset
	}
}

var _ fyne.Widget = (*door)(nil)

// door is one of the ways to begin: a number, or a tick when it is done, what it is,
// and a button.
type door struct {
	widget.BaseWidget
	number      *canvas.Text
	title, text *kit.Paragraph
	button      *kit.Button
	place       string
	isDone      bool
	isLow       bool // the number stands beside the title
}

func newDoor(number int, title, text string, action kit.Action) *door {
	kind := kit.Plain
	if action.Primary {
		kind = kit.Primary
	}
	d := &door{place: words.Number(number), number: canvas.NewText("", nil),
		title: kit.NewParagraph(title, kit.TitleText+1, theme.ColorNameForeground),
		text:  kit.NewParagraph(text, kit.BodyText, kit.ColorNameQuiet), button: kit.NewButton(kind, action.Label, action.Run)}
	d.title.Style.Bold = true
	return kit.Extend(d)
}

const (
	doorInset  float32 = 24
	doorCircle float32 = 34
)

func (d *door) heightFor(width float32) float32 {
	inner := width - 2*doorInset
	if d.isLow {
		return 2*kit.Inset + max(doorCircle, d.title.HeightFor(inner-doorCircle-kit.Gap)) + 6 + d.text.HeightFor(inner) + kit.Gap + kit.ControlHeight
	}
	return 2*doorInset + doorCircle + kit.Inset + d.title.HeightFor(inner) + 6 + max(d.text.HeightFor(inner), 3*kit.TextHeight(kit.BodyText)) +
		kit.Inset + kit.ControlHeight
}

func (d *door) CreateRenderer() fyne.WidgetRenderer {
	return kit.Drawn(&doorRenderer{d: d, back: canvas.NewRectangle(nil), circle: canvas.NewCircle(nil)})
}

type doorRenderer struct {
	d      *door
	back   *canvas.Rectangle
	circle *canvas.Circle
}

func (r *doorRenderer) MinSize() fyne.Size { return fyne.NewSize(120, r.d.heightFor(120)) }

func (r *doorRenderer) Layout(size fyne.Size) {
	d, inner, y := r.d, size.Width-2*doorInset, doorInset
	if d.isLow {
		y = kit.Inset
	}
	r.back.Resize(size)
	r.circle.Move(fyne.NewPos(doorInset, y))
	r.circle.Resize(fyne.NewSquareSize(doorCircle))
	number := d.number.MinSize()
	d.number.Move(fyne.NewPos(doorInset+(doorCircle-number.Width)/2, y+(doorCircle-number.Height)/2))
	x, beside := doorInset, inner
	bottom := doorInset
	if d.isLow {
		x, beside, bottom = doorInset+doorCircle+kit.Gap, inner-doorCircle-kit.Gap, kit.Inset
	} else {
		y += doorCircle + kit.Inset
	}
	title := d.title.HeightFor(beside)
	d.title.Move(fyne.NewPos(x, y))
	d.title.Resize(fyne.NewSize(beside, title))
	if y += title + 6; d.isLow {
		y = max(y, kit.Inset+doorCircle+6)
	}
	d.text.Move(fyne.NewPos(doorInset, y))
	d.text.Resize(fyne.NewSize(inner, d.text.HeightFor(inner)))
	d.button.Move(fyne.NewPos(doorInset, size.Height-bottom-kit.ControlHeight))
	d.button.Resize(fyne.NewSize(inner, kit.ControlHeight))
}

func (r *doorRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.d) }
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth, r.back.CornerRadius = look(kit.ColorNameSurface), look(kit.ColorNameLine), 1, kit.CardRadius
	r.circle.FillColor = look(kit.ColorNameSelectedRow)
	n := r.d.number
	n.Text, n.Color, n.TextSize, n.TextStyle = r.d.place, look(theme.ColorNamePrimary), kit.BodyText, fyne.TextStyle{Bold: true}
	if r.d.isDone {
		n.Text, n.Color = "✓", look(theme.ColorNameSuccess)
	}
	r.Layout(r.d.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *doorRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.circle, r.d.number, r.d.title, r.d.text, r.d.button}
}

func (r *doorRenderer) Destroy() {}
