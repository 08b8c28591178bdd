package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Signed is what a row of a list says: a sign in its colour, some words, and more
// of second rank at the end or, if the row is tall, below.
type Signed struct {
	Sign  string
	Color fyne.ThemeColorName // of the sign
	Text  string
	More  string
	Quiet bool // the words are of second rank too

	Cursor bool // the keys act here
}

var _ fyne.Widget = (*SignRow)(nil)

// SignRow shows a [signed], in a list or elsewhere, maybe with a button.
type SignRow struct {
	widget.BaseWidget
	Signed
	lead   float32 // the width of the words where more stands beside them, 0 for below
	Action *Button
}

// NewSignRow returns a row; lead is how wide the sign and what stands before the text are.
func NewSignRow(lead float32) *SignRow {
	r := &SignRow{lead: lead, Action: NewButton(Link, "", nil)}
	r.Action.Hide()
	r.ExtendBaseWidget(r)
	return r
}

// Set shows something else in the row.
func (r *SignRow) Set(to Signed) {
	if r.Signed == to {
		return
	}
	r.Signed = to
	r.Action.Hidden = r.Action.Text == ""
	r.Refresh()
}

func (r *SignRow) CreateRenderer() fyne.WidgetRenderer {
	n := &signRowRenderer{row: r, back: canvas.NewRectangle(color.Transparent), sign: canvas.NewText("", nil),
		text: canvas.NewText("", nil), more: canvas.NewText("", nil)}
	n.sign.TextSize, n.sign.TextStyle, n.sign.Alignment = BodyText, fyne.TextStyle{Bold: true}, fyne.TextAlignCenter
	n.text.TextSize, n.more.TextSize = BodyText, SmallText
	return Drawn(n)
}

type signRowRenderer struct {
	row              *SignRow
	back             *canvas.Rectangle
	sign, text, more *canvas.Text
}

const signLeft float32 = 36

func (r *signRowRenderer) MinSize() fyne.Size {
	if r.row.lead == 0 {
		return fyne.NewSize(120, 40)
	}
	return fyne.NewSize(120, 26)
}

func (r *signRowRenderer) Layout(size fyne.Size) {
	place := func(t *canvas.Text, text string, x, middle, width float32) {
		t.Text = FitEnd(text, width+0.5, t.TextSize, t.TextStyle)
		height := TextHeight(t.TextSize)
		t.Move(fyne.NewPos(x, middle-height/2))
		t.Resize(fyne.NewSize(max(0, width), height))
	}
	r.back.Resize(size)
	right := size.Width - Gap
	if r.row.Action.Visible() {
		min := r.row.Action.MinSize()
		right -= min.Width
		r.row.Action.Move(fyne.NewPos(right, (size.Height-min.Height)/2))
		r.row.Action.Resize(min)
		right -= Gap
	}
	middle := size.Height / 2
	place(r.sign, r.row.Signed.Sign, 0, middle, signLeft)
	if r.row.lead > 0 {
		lead := min(r.row.lead, (right-signLeft)/2)
		place(r.text, r.row.Signed.Text, signLeft, middle, lead)
		place(r.more, r.row.Signed.More, signLeft+lead+Gap, middle, right-signLeft-lead-Gap)
		return
	}
	if r.row.Signed.More == "" {
		place(r.text, r.row.Signed.Text, signLeft, middle, right-signLeft)
		place(r.more, "", signLeft, middle, right-signLeft)
		return
	}
	place(r.text, r.row.Signed.Text, signLeft, middle-TextHeight(BodyText)/2+1, right-signLeft)
	place(r.more, r.row.Signed.More, signLeft, middle+TextHeight(SmallText)/2, right-signLeft)
}

func (r *signRowRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.row) }
	if r.row.Signed.Color != "" {
		r.sign.Color = look(r.row.Signed.Color)
	}
	r.back.StrokeColor, r.back.StrokeWidth, r.back.CornerRadius = look(theme.ColorNamePrimary), 2, 6
	r.back.Hidden = !r.row.Cursor
	r.text.Color, r.more.Color = look(theme.ColorNameForeground), look(ColorNameQuiet)
	if r.row.Quiet {
		r.text.Color = look(ColorNameQuiet)
	}
	r.Layout(r.row.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *signRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.sign, r.text, r.more, r.row.Action}
}

func (r *signRowRenderer) Destroy() {}
