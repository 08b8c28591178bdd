package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/words"
)

// failureWidth is that of the card, as a line of some 70 characters reads well.
const failureWidth float32 = 540

var _ fyne.Widget = (*failureCard)(nil)

// FailureCard says an error: what did not happen, why, what is safe and what to
// do, with buttons below. Escape presses the first of them that is not quiet.
type failureCard struct {
	widget.BaseWidget
	title   *Paragraph
	texts   []*Paragraph
	buttons []*Button
	framed  bool // with the surface and border of a dialog
}

// NewFailureCard returns the card of an error with its buttons; escape may be nil.
func NewFailureCard(e words.Explanation, framed bool, actions []Action, escape func()) *failureCard {
	c := &failureCard{title: NewParagraph(e.Title, 17, theme.ColorNameError), framed: framed}
	c.title.Style.Bold = true
	for i, text := range []string{e.Cause, e.Safe, e.Next} {
		if text == "" {
			continue
		}
		name := ColorNameQuiet
		if i == 0 {
			name = theme.ColorNameForeground
		}
		c.texts = append(c.texts, NewParagraph(text, BodyText, name))
	}
	for _, a := range actions {
		kind := Plain
		if a.Primary {
			kind = Primary
		}
		b := NewButton(kind, a.Label, a.Run)
		b.OnKey = func(key *fyne.KeyEvent) bool {
			if key.Name == fyne.KeyEscape && escape != nil {
				escape()
				return true
			}
			return false
		}
		c.buttons = append(c.buttons, b)
	}
	c.ExtendBaseWidget(c)
	return c
}

// Primary returns the button that is suggested, or the last one.
func (c *failureCard) Primary() *Button {
	for _, b := range c.buttons {
		if b.Kind == Primary {
			return b
		}
	}
	return c.buttons[len(c.buttons)-1]
}

func (c *failureCard) CreateRenderer() fyne.WidgetRenderer {
	return Drawn(&failureCardRenderer{c: c, back: canvas.NewRectangle(nil)})
}

type failureCardRenderer struct {
	c    *failureCard
	back *canvas.Rectangle
}

// FailurePad is the room within a failure card.
const FailurePad float32 = 24

func (r *failureCardRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	width := size.Width - 2*FailurePad
	y := FailurePad
	for _, p := range append([]*Paragraph{r.c.title}, r.c.texts...) {
		height := p.HeightFor(width)
		p.Move(fyne.NewPos(FailurePad, y))
		p.Resize(fyne.NewSize(width, height))
		y += height + 10
	}
	x := size.Width - FailurePad
	for i := len(r.c.buttons) - 1; i >= 0; i-- {
		b := r.c.buttons[i]
		min := b.MinSize()
		x -= min.Width
		b.Move(fyne.NewPos(x, y+8))
		b.Resize(fyne.NewSize(min.Width, ControlHeight))
		x -= Gap
	}
}

func (r *failureCardRenderer) MinSize() fyne.Size {
	wanted := 2*FailurePad - Gap
	for _, b := range r.c.buttons {
		wanted += b.MinSize().Width + Gap
	}
	wanted = max(wanted, failureWidth)
	width := wanted - 2*FailurePad
	height := 2*FailurePad + ControlHeight + 8
	for _, p := range append([]*Paragraph{r.c.title}, r.c.texts...) {
		height += p.HeightFor(width) + 10
	}
	return fyne.NewSize(wanted, height)
}

func (r *failureCardRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.c) }
	r.back.Hidden = !r.c.framed
	r.back.FillColor, r.back.StrokeColor = look(ColorNameSurface), look(ColorNameLine)
	r.back.StrokeWidth, r.back.CornerRadius = 1, CardRadius
	r.Layout(r.c.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *failureCardRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.back, r.c.title}
	for _, p := range r.c.texts {
		objects = append(objects, p)
	}
	for _, b := range r.c.buttons {
		objects = append(objects, b)
	}
	return objects
}

func (r *failureCardRenderer) Destroy() {}

// ShowFailure lays the card over the window until one of its buttons, or Escape,
// is pressed. Each action ends it. Copying the details and closing come with it.
func ShowFailure(win fyne.Window, clipboard fyne.Clipboard, e words.Explanation, actions ...Action) {
	var popup *widget.PopUp
	hide := func() { popup.Hide() }
	all := []Action{
		{Label: words.Say("failure.copy"), Run: func() { clipboard.SetContent(e.Title + "\n" + e.Text() + "\n" + e.Details) }},
		{Label: words.Say("failure.close"), Run: hide},
	}
	for _, a := range actions {
		run := a.Run
		a.Run = func() { hide(); run() }
		all = append(all, a)
	}
	card := NewFailureCard(e, false, all, hide)
	popup = widget.NewModalPopUp(card, win.Canvas())
	popup.Show()
	win.Canvas().Focus(card.Primary())
}
