package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

var _ fyne.Widget = (*Line)(nil)

// Line is one line of text which is cut with an ellipsis if it does not fit,
// never by the edge of something else.
type Line struct {
	widget.BaseWidget
	Text      string
	TextSize  float32 // 0 is the theme's
	Style     fyne.TextStyle
	Color     fyne.ThemeColorName // empty is the foreground
	Alignment fyne.TextAlign
	CutMiddle bool    // as suits paths; otherwise the end is cut
	MinWidth  float32 // that it may shrink to; 0 is the whole text

	text *canvas.Text
}

// NewLine returns a line of body text.
func NewLine(text string) *Line {
	return Extend(&Line{Text: text})
}

// NewSmallLine returns a line of quiet small text.
func NewSmallLine(text string) *Line {
	l := NewLine(text)
	l.TextSize, l.Color = SmallText, ColorNameQuiet
	return l
}

// SetText shows another text.
func (l *Line) SetText(text string) { Change(l, &l.Text, text) }

func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	l.text = canvas.NewText("", nil)
	return Drawn(&lineRenderer{line: l, text: l.text})
}

type lineRenderer struct {
	line *Line
	text *canvas.Text
}

func (r *lineRenderer) size() float32 {
	if r.line.TextSize == 0 {
		return r.line.Theme().Size(theme.SizeNameText)
	}
	return r.line.TextSize
}

func (r *lineRenderer) Layout(size fyne.Size) {
	shorten := FitEnd
	if r.line.CutMiddle {
		shorten = fitMiddle
	}
	// Half a pixel of grace: a width that was measured may come back rounded.
	text := shorten(r.line.Text, size.Width+0.5, r.size(), r.line.Style)
	height := r.text.MinSize().Height
	r.text.Move(fyne.NewPos(0, (size.Height-height)/2))
	r.text.Resize(fyne.NewSize(size.Width, height))
	if r.text.Text != text {
		r.text.Text = text
		r.text.Refresh()
	}
}

func (r *lineRenderer) MinSize() fyne.Size {
	min := fyne.MeasureText(r.line.Text, r.size(), r.line.Style)
	if r.line.MinWidth > 0 && min.Width > r.line.MinWidth {
		min.Width = r.line.MinWidth
	}
	return min
}

func (r *lineRenderer) Refresh() {
	name := r.line.Color
	if name == "" {
		name = theme.ColorNameForeground
	}
	r.text.Color = theme.ColorForWidget(name, r.line)
	r.text.TextSize = r.size()
	r.text.TextStyle = r.line.Style
	r.text.Alignment = r.line.Alignment
	r.Layout(r.line.Size())
	r.text.Refresh()
}

func (r *lineRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text} }

func (r *lineRenderer) Destroy() {}
