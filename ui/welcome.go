package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*welcome)(nil)

// welcome is shown in place of the list while there are no people yet.
type welcome struct {
	widget.BaseWidget
	title, text *paragraph
	buttons     []*Button
}

func newWelcome(actions []Action) *welcome {
	w := &welcome{
		title: newParagraph(words.Say("welcome.title"), titleText, theme.ColorNameForeground),
		text:  newParagraph(words.Say("welcome.text"), bodyText, ColorNameQuiet),
	}
	w.title.style.Bold = true
	for _, a := range actions {
		kind := PlainButton
		if a.Primary {
			kind = PrimaryButton
		}
		w.buttons = append(w.buttons, NewButton(kind, a.Label, a.Run))
	}
	w.ExtendBaseWidget(w)
	return w
}

func (w *welcome) CreateRenderer() fyne.WidgetRenderer {
	w.ExtendBaseWidget(w)
	return &welcomeRenderer{w}
}

type welcomeRenderer struct{ w *welcome }

func (r *welcomeRenderer) Layout(size fyne.Size) {
	const pad = 20
	width := size.Width - 2*pad
	y := float32(pad)
	for _, p := range []*paragraph{r.w.title, r.w.text} {
		height := p.heightFor(width)
		p.Move(fyne.NewPos(pad, y))
		p.Resize(fyne.NewSize(width, height))
		y += height + gap
	}
	y += gap
	for _, b := range r.w.buttons {
		b.Move(fyne.NewPos(pad, y))
		b.Resize(fyne.NewSize(width, controlHeight))
		y += controlHeight + gap
	}
}

func (r *welcomeRenderer) MinSize() fyne.Size { return fyne.NewSize(240, 240) }

func (r *welcomeRenderer) Refresh() {
	for _, o := range r.Objects() {
		o.Refresh()
	}
	r.Layout(r.w.Size())
}

func (r *welcomeRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.w.title, r.w.text}
	for _, b := range r.w.buttons {
		objects = append(objects, b)
	}
	return objects
}

func (r *welcomeRenderer) Destroy() {}
