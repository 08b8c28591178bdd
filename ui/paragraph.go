package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*paragraph)(nil)

// paragraph is text that wraps to the width it is given. Words that are wider
// than a line, such as paths, are broken.
type paragraph struct {
	widget.BaseWidget
	text      string
	textSize  float32
	style     fyne.TextStyle
	color     fyne.ThemeColorName
	alignment fyne.TextAlign
}

func newParagraph(text string, size float32, color fyne.ThemeColorName) *paragraph {
	p := &paragraph{text: text, textSize: size, color: color}
	p.ExtendBaseWidget(p)
	return p
}

func (p *paragraph) setText(text string) {
	if p.text == text {
		return
	}
	p.text = text
	p.Refresh()
}

// plainLines is [words.Plain] for text of several lines.
func plainLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = words.Plain(line)
	}
	return strings.Join(lines, "\n")
}

// heightFor returns the height that the text needs at the given width.
func (p *paragraph) heightFor(width float32) float32 {
	if p.text == "" {
		return 0
	}
	return float32(len(wrap(p.text, width, p.textSize, p.style))) * textHeight(p.textSize)
}

func (p *paragraph) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	return &paragraphRenderer{p: p}
}

type paragraphRenderer struct {
	p     *paragraph
	lines []fyne.CanvasObject
}

func (r *paragraphRenderer) Layout(size fyne.Size) {
	var lines []string
	if r.p.text != "" && size.Width > 0 {
		lines = wrap(r.p.text, size.Width+0.5, r.p.textSize, r.p.style)
	}
	for len(r.lines) < len(lines) {
		r.lines = append(r.lines, canvas.NewText("", nil))
	}
	r.lines = r.lines[:len(lines)]
	height := textHeight(r.p.textSize)
	color := theme.ColorForWidget(r.p.color, r.p)
	for i, text := range lines {
		line := r.lines[i].(*canvas.Text)
		line.Text, line.Color, line.TextSize = text, color, r.p.textSize
		line.TextStyle, line.Alignment = r.p.style, r.p.alignment
		line.Move(fyne.NewPos(0, float32(i)*height))
		line.Resize(fyne.NewSize(size.Width, height))
		line.Refresh()
	}
}

// MinSize is that of one line: who lays a paragraph out asks heightFor.
func (r *paragraphRenderer) MinSize() fyne.Size {
	return fyne.NewSize(40, max(r.p.heightFor(r.p.Size().Width), textHeight(r.p.textSize)))
}

func (r *paragraphRenderer) Refresh() {
	r.Layout(r.p.Size())
	canvas.Refresh(r.p)
}

func (r *paragraphRenderer) Objects() []fyne.CanvasObject { return r.lines }

func (r *paragraphRenderer) Destroy() {}
