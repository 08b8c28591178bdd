package backups

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/storage"
	"seatkeeper/ui/kit"
)

// backupColumns are what a row of [List] says, in their order.
const (
	columnMade = iota
	columnKind
	columnHolds
	columnSize
	columnState
	backupColumns
)

const backupRow float32 = 40

// backupPlaces returns where the columns begin in a row of that width, and how
// wide they are. Where there is little room the size goes first, as it says least,
// then what the backup holds; a column that is gone is 0 wide.
func backupPlaces(width float32) (x, w [backupColumns]float32) {
	const between = 12
	w = [backupColumns]float32{columnMade: 124, columnKind: 126, columnHolds: 198, columnSize: 58}
	const least = 186 // of the state: "made by a newer version"
	room := func() float32 {
		left := width - 2*kit.Inset
		for _, column := range w {
			if column > 0 {
				left -= column + between
			}
		}
		return left
	}
	if room() < least {
		w[columnSize] = 0
	}
	if room() < least {
		w[columnHolds] = 0
	}
	if spare := room() - 300; spare > 0 { // a damage has much to say, the others a little more air
		for i := range columnState {
			if w[i] > 0 {
				w[i] += min(spare/8, 30)
			}
		}
	}
	w[columnState] = max(0, room())
	at := kit.Inset
	for i := range w {
		x[i] = at
		if w[i] > 0 {
			at += w[i] + between
		}
	}
	return x, w
}

// columnTexts are what is drawn of a row, or of the names above the rows.
type columnTexts [backupColumns]*canvas.Text

func (c *columnTexts) fill(textSize float32) {
	for i := range c {
		c[i] = canvas.NewText("", nil)
		c[i].TextSize = textSize
	}
}

// layOut puts what is said in its columns, with its end cut if there is too little room.
func (c *columnTexts) layOut(says [backupColumns]string, size fyne.Size) {
	x, w := backupPlaces(size.Width)
	for i, t := range c {
		t.Text = kit.FitEnd(says[i], w[i]+0.5, t.TextSize, t.TextStyle)
		height := kit.TextHeight(t.TextSize)
		t.Move(fyne.NewPos(x[i], (size.Height-height)/2))
		t.Resize(fyne.NewSize(w[i], height))
		t.Hidden = w[i] == 0
	}
}

// backupLine is what a row shows.
type backupLine struct {
	texts  [backupColumns]string
	state  storage.BackupState
	chosen bool
	cursor bool // the keys act here
}

var _ fyne.Widget = (*backupItem)(nil)

// backupItem is a row of [List].
type backupItem struct {
	widget.BaseWidget
	line backupLine
}

func newBackupItem() *backupItem {
	return kit.Extend(&backupItem{})
}

func (i *backupItem) set(line backupLine) { kit.Change(i, &i.line, line) }

func (i *backupItem) CreateRenderer() fyne.WidgetRenderer {
	r := &backupItemRenderer{item: i, back: canvas.NewRectangle(nil), under: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil)}
	r.texts.fill(kit.BodyText)
	return kit.Drawn(r)
}

type backupItemRenderer struct {
	item              *backupItem
	back, under, ring *canvas.Rectangle
	texts             columnTexts
}

func (r *backupItemRenderer) MinSize() fyne.Size { return fyne.NewSize(200, backupRow) }

func (r *backupItemRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.ring.Move(fyne.NewPos(4, 2))
	r.ring.Resize(size.SubtractWidthHeight(8, 4))
	r.under.Move(fyne.NewPos(0, size.Height+1)) // in the gap that the list leaves
	r.under.Resize(fyne.NewSize(size.Width, 1))
	r.texts.layOut(r.item.line.texts, size)
}

func (r *backupItemRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.item) }
	line := r.item.line
	r.back.FillColor, r.back.Hidden = look(kit.ColorNameSelectedRow), !line.chosen
	kit.DrawRing(r.ring, r.item, 6, line.cursor)
	r.under.FillColor = look(kit.ColorNameLine)
	for i, t := range r.texts {
		t.Color = look(theme.ColorNameForeground)
		if i == columnKind || i == columnSize {
			t.Color = look(kit.ColorNameQuiet)
		}
	}
	r.texts[columnMade].TextStyle.Bold = line.chosen
	r.texts[columnState].Color = look(stateColor(line.state))
	r.Layout(r.item.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *backupItemRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.back, r.under, r.ring}
	for _, t := range r.texts {
		objects = append(objects, t)
	}
	return objects
}

func (r *backupItemRenderer) Destroy() {}

// stateColor goes with the words and the sign of a state, never without them.
func stateColor(s storage.BackupState) fyne.ThemeColorName {
	switch s {
	case storage.BackupChecked:
		return theme.ColorNameSuccess
	case storage.BackupDamaged:
		return theme.ColorNameError
	case storage.BackupNewer:
		return theme.ColorNameWarning
	}
	return kit.ColorNameQuiet
}

var _ fyne.Widget = (*backupHeader)(nil)

// backupHeader names the columns.
type backupHeader struct {
	widget.BaseWidget
	names [backupColumns]string
}

func newBackupHeader(names [backupColumns]string) *backupHeader {
	return kit.Extend(&backupHeader{names: names})
}

func (h *backupHeader) CreateRenderer() fyne.WidgetRenderer {
	r := &backupHeaderRenderer{h: h, under: canvas.NewRectangle(nil)}
	r.texts.fill(kit.SmallText)
	return kit.Drawn(r)
}

type backupHeaderRenderer struct {
	h     *backupHeader
	under *canvas.Rectangle
	texts columnTexts
}

func (r *backupHeaderRenderer) MinSize() fyne.Size { return fyne.NewSize(200, 34) }

func (r *backupHeaderRenderer) Layout(size fyne.Size) {
	r.under.Move(fyne.NewPos(0, size.Height-1))
	r.under.Resize(fyne.NewSize(size.Width, 1))
	r.texts.layOut(r.h.names, size)
}

func (r *backupHeaderRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.h) }
	r.under.FillColor = look(kit.ColorNameLine)
	for _, t := range r.texts {
		t.Color = look(kit.ColorNameQuiet)
	}
	r.Layout(r.h.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *backupHeaderRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.under}
	for _, t := range r.texts {
		objects = append(objects, t)
	}
	return objects
}

func (r *backupHeaderRenderer) Destroy() {}
