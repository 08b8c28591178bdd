package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*Paragraph)(nil)

// Paragraph is text that wraps to the width it is given. Words that are wider
// than a line, such as paths, are broken.
type Paragraph struct {
	widget.BaseWidget
	Text      string
	TextSize  float32
	Style     fyne.TextStyle
	Color     fyne.ThemeColorName
	Alignment fyne.TextAlign
}

// NewParagraph returns text of a size and a colour.
func NewParagraph(text string, size float32, color fyne.ThemeColorName) *Paragraph {
	return Extend(&Paragraph{Text: text, TextSize: size, Color: color})
}

// SetText says something else.
func (p *Paragraph) SetText(text string) { Change(p, &p.Text, text) }

// PlainLines is [words.Plain] for text of several lines.
func PlainLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = words.Plain(line)
	}
	return strings.Join(lines, "\n")
}

// HeightFor returns the height that the text needs at the given width.
func (p *Paragraph) HeightFor(width float32) float32 {
	if p.Text == "" {
		return 0
	}
	return float32(len(Wrap(p.Text, width, p.TextSize, p.Style))) * TextHeight(p.TextSize)
}

func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	return &paragraphRenderer{p: p}
}

type paragraphRenderer struct {
	p     *Paragraph
	lines []fyne.CanvasObject
}

func (r *paragraphRenderer) Layout(size fyne.Size) {
	var lines []string
	if r.p.Text != "" && size.Width > 0 {
		lines = Wrap(r.p.Text, size.Width+0.5, r.p.TextSize, r.p.Style)
	}
	for len(r.lines) < len(lines) {
		r.lines = append(r.lines, canvas.NewText("", nil))
	}
	r.lines = r.lines[:len(lines)]
	height := TextHeight(r.p.TextSize)
	color := theme.ColorForWidget(r.p.Color, r.p)
	for i, text := range lines {
		line := r.lines[i].(*canvas.Text)
		line.Text, line.Color, line.TextSize = text, color, r.p.TextSize
		line.TextStyle, line.Alignment = r.p.Style, r.p.Alignment
		line.Move(fyne.NewPos(0, float32(i)*height))
		line.Resize(fyne.NewSize(size.Width, height))
		line.Refresh()
	}
}

// MinSize is that of one line: who lays a paragraph out asks heightFor.
func (r *paragraphRenderer) MinSize() fyne.Size {
	return fyne.NewSize(40, max(r.p.HeightFor(r.p.Size().Width), TextHeight(r.p.TextSize)))
}

func (r *paragraphRenderer) Refresh() {
	r.Layout(r.p.Size())
	canvas.Refresh(r.p)
}

func (r *paragraphRenderer) Objects() []fyne.CanvasObject { return r.lines }

func (r *paragraphRenderer) Destroy() {}
