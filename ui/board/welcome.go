package board

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*welcome)(nil)

// welcome is shown in place of the list while there are no people yet.
type welcome struct {
	widget.BaseWidget
	title, text *kit.Paragraph
	buttons     []*kit.Button
}

func newWelcome(actions []kit.Action) *welcome {
	w := &welcome{
		title: kit.NewParagraph(words.Say("welcome.people-next"), kit.TitleText, theme.ColorNameForeground),
		text:  kit.NewParagraph(words.Say("welcome.text"), kit.BodyText, kit.ColorNameQuiet),
	}
	w.title.Style.Bold = true
	for _, a := range actions {
		kind := kit.Plain
		if a.Primary {
			kind = kit.Primary
		}
		w.buttons = append(w.buttons, kit.NewButton(kind, a.Label, a.Run))
	}
	w.ExtendBaseWidget(w)
	return w
}

func (w *welcome) CreateRenderer() fyne.WidgetRenderer {
	return &welcomeRenderer{w}
}

type welcomeRenderer struct{ w *welcome }

func (r *welcomeRenderer) Layout(size fyne.Size) {
	const pad = 20
	width := size.Width - 2*pad
	y := float32(pad)
	for _, p := range []*kit.Paragraph{r.w.title, r.w.text} {
		height := p.HeightFor(width)
		p.Move(fyne.NewPos(pad, y))
		p.Resize(fyne.NewSize(width, height))
		y += height + kit.Gap
	}
	y += kit.Gap
	for _, b := range r.w.buttons {
		b.Move(fyne.NewPos(pad, y))
		b.Resize(fyne.NewSize(width, kit.ControlHeight))
		y += kit.ControlHeight + kit.Gap
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
