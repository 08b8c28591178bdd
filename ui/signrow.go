package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// signed is what a row of a list says: a sign in its colour, some words, and more
// of second rank at the end or, where the row is tall, below.
type signed struct {
	sign  string
	color fyne.ThemeColorName // of the sign
	text  string
	more  string
	quiet bool // the words are of second rank too

	cursor bool // the keys act here
}

var _ fyne.Widget = (*signRow)(nil)

// signRow shows a [signed], in a list or elsewhere, maybe with a button.
type signRow struct {
	widget.BaseWidget
	signed
	lead   float32 // the width of the words where more stands beside them, 0 for below
	action *Button
}

func newSignRow(lead float32) *signRow {
	r := &signRow{lead: lead, action: NewButton(LinkButton, "", nil)}
	r.action.Hide()
	r.ExtendBaseWidget(r)
	return r
}

func (r *signRow) set(to signed) {
	if r.signed == to {
		return
	}
	r.signed = to
	r.action.Hidden = r.action.Text == ""
	r.Refresh()
}

func (r *signRow) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	n := &signRowRenderer{row: r, back: canvas.NewRectangle(color.Transparent), sign: canvas.NewText("", nil),
		text: canvas.NewText("", nil), more: canvas.NewText("", nil)}
	n.sign.TextSize, n.sign.TextStyle, n.sign.Alignment = bodyText, fyne.TextStyle{Bold: true}, fyne.TextAlignCenter
	n.text.TextSize, n.more.TextSize = bodyText, smallText
	n.Refresh()
	return n
}

type signRowRenderer struct {
	row              *signRow
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
		t.Text = fitEnd(text, width+0.5, t.TextSize, t.TextStyle)
		height := textHeight(t.TextSize)
		t.Move(fyne.NewPos(x, middle-height/2))
		t.Resize(fyne.NewSize(max(0, width), height))
	}
	r.back.Resize(size)
	right := size.Width - gap
	if r.row.action.Visible() {
		min := r.row.action.MinSize()
		right -= min.Width
		r.row.action.Move(fyne.NewPos(right, (size.Height-min.Height)/2))
		r.row.action.Resize(min)
		right -= gap
	}
	middle := size.Height / 2
	place(r.sign, r.row.signed.sign, 0, middle, signLeft)
	if r.row.lead > 0 {
		lead := min(r.row.lead, (right-signLeft)/2)
		place(r.text, r.row.signed.text, signLeft, middle, lead)
		place(r.more, r.row.signed.more, signLeft+lead+gap, middle, right-signLeft-lead-gap)
		return
	}
	if r.row.signed.more == "" {
		place(r.text, r.row.signed.text, signLeft, middle, right-signLeft)
		place(r.more, "", signLeft, middle, right-signLeft)
		return
	}
	place(r.text, r.row.signed.text, signLeft, middle-textHeight(bodyText)/2+1, right-signLeft)
	place(r.more, r.row.signed.more, signLeft, middle+textHeight(smallText)/2, right-signLeft)
}

func (r *signRowRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.row) }
	if r.row.signed.color != "" {
		r.sign.Color = look(r.row.signed.color)
	}
	r.back.StrokeColor, r.back.StrokeWidth, r.back.CornerRadius = look(theme.ColorNamePrimary), 2, 6
	r.back.Hidden = !r.row.cursor
	r.text.Color, r.more.Color = look(theme.ColorNameForeground), look(ColorNameQuiet)
	if r.row.quiet {
		r.text.Color = look(ColorNameQuiet)
	}
	r.Layout(r.row.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *signRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.sign, r.text, r.more, r.row.action}
}

func (r *signRowRenderer) Destroy() {}
