package imports

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/storage/lists"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*columnChoices)(nil)

// columnChoices shows the columns of a list beside each other: above each a choice
// of what it is, below it the heading and the first rows as they stand. Where there
// are many columns it scrolls to the side.
type columnChoices struct {
	widget.BaseWidget
	newChoice func(picked func(i int)) *kit.Choice
	picked    func(column int, use lists.ColumnUse)
	uses      []lists.ColumnUse

	choices []*kit.Choice
	texts   [][]*kit.Line // by column: the heading, then the rows
	row     *fyne.Container
	scroll  *container.Scroll
}

const (
	columnWidth  float32 = 166
	columnLine   float32 = 18
	sampleRows           = 2
	mostColumns          = 60 // that can be chosen in the window
	scrollBarLow float32 = 8
)

func newColumnChoices(newChoice func(func(int)) *kit.Choice, picked func(int, lists.ColumnUse)) *columnChoices {
	c := &columnChoices{newChoice: newChoice, picked: picked, row: container.New(sideBySide{})}
	c.scroll = container.NewHScroll(c.row)
	c.ExtendBaseWidget(c)
	return c
}

// set shows the columns of a file.
func (c *columnChoices) set(file lists.PeopleFile) {
	columns := file.Columns[:min(len(file.Columns), mostColumns)]
	if len(columns) != len(c.choices) {
		c.build(len(columns))
	}
	c.uses = nil
	for i, column := range columns {
		c.uses = append(c.uses, column.Use)
		names, chosen := []string{}, -1
		for n, use := range lists.ColumnUses() {
			names = append(names, words.ColumnUseName(use))
			if use == column.Use && !(file.AskColumns && use == lists.ColumnName) {
				chosen = n
			}
		}
		c.choices[i].Set(names, chosen)
		c.texts[i][0].SetText(words.ColumnTitle(column, i))
		for n := range sampleRows {
			text := ""
			if n < len(file.First) && i < len(file.First[n]) {
				text = words.Plain(file.First[n][i])
			}
			c.texts[i][n+1].SetText(text)
		}
	}
	c.Refresh()
}

func (c *columnChoices) build(n int) {
	c.choices, c.texts, c.row.Objects = nil, nil, nil
	for i := range n {
		drop := c.newChoice(func(n int) { c.picked(i, lists.ColumnUses()[n]) })
		drop.Minimum = 60
		lines := []*kit.Line{}
		parts := []fyne.CanvasObject{drop}
		for range sampleRows + 1 {
			line := kit.NewSmallLine("")
			line.MinWidth = 20
			lines, parts = append(lines, line), append(parts, line)
		}
		lines[0].Style.Bold, lines[0].Color = true, ""
		c.choices, c.texts = append(c.choices, drop), append(c.texts, lines)
		c.row.Add(container.New(stacked{}, parts...))
	}
	c.row.Refresh()
	c.scroll.Refresh()
}

// activity returns the column that says who is active, or -1.
func (c *columnChoices) activity() int {
	return slices.IndexFunc(c.uses, func(u lists.ColumnUse) bool { return u == lists.ColumnActive || u == lists.ColumnInactive })
}

// reveal scrolls to the side until a choice can be seen.
func (c *columnChoices) reveal(drop *kit.Choice) {
	at := slices.Index(c.choices, drop)
	if at < 0 {
		return
	}
	left, seen := float32(at)*(columnWidth+kit.Gap), c.scroll.Offset.X
	right := left + columnWidth
	switch {
	case left < seen:
		seen = left
	case right > seen+c.scroll.Size().Width:
		seen = right - c.scroll.Size().Width
	default:
		return
	}
	c.scroll.ScrollToOffset(fyne.NewPos(seen, 0))
}

func (c *columnChoices) HeightFor(float32) float32 {
	return kit.ControlHeight + kit.Gap/2 + (sampleRows+1)*columnLine + scrollBarLow
}

func (c *columnChoices) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(c.scroll)
}

var _ fyne.Layout = sideBySide{}

// sideBySide lays columns of the same width out beside each other.
type sideBySide struct{}

func (sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(len(objects))*(columnWidth+kit.Gap)-kit.Gap, kit.ControlHeight+kit.Gap/2+(sampleRows+1)*columnLine)
}

func (sideBySide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(columnWidth+kit.Gap), 0))
		o.Resize(fyne.NewSize(columnWidth, size.Height))
	}
}

var _ fyne.Layout = stacked{}

// stacked lays a choice out above lines of text.
type stacked struct{}

func (stacked) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(columnWidth, kit.ControlHeight)
}

func (stacked) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for i, o := range objects {
		height := columnLine
		if i == 0 {
			height = kit.ControlHeight
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height
		if i == 0 {
			y += kit.Gap / 2
		}
	}
}

var _ fyne.Layout = evenly{}

// evenly lays what is visible out beside each other, all of the same width.
type evenly struct{}

func (evenly) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120, kit.ControlHeight)
}

func (evenly) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := float32(0)
	for _, o := range objects {
		if o.Visible() {
			n++
		}
	}
	width, x := (size.Width+kit.Gap)/max(n, 1)-kit.Gap, float32(0)
	for _, o := range objects {
		if o.Visible() {
			o.Move(fyne.NewPos(x, 0))
			o.Resize(fyne.NewSize(width, size.Height))
			x += width + kit.Gap
		}
	}
}

// listFault says why a list can't be read with what was chosen.
func listFault(err error) string { return strings.Join(words.BadBackup(err), "\n") }
