package people

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

var _ fyne.Focusable = (*personList)(nil)

// personList is the list of a [personForm], which highlights the row itself: the
// same one whether the entry or the list has the focus.
type personList struct {
	widget.List
	form    *personForm
	focused bool
}

func newPersonList(f *personForm) *personList {
	l := &personList{form: f}
	l.Length = func() int { return len(f.rows) }
	l.CreateItem = func() fyne.CanvasObject { return newChoiceItem() }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) { o.(*choiceItem).set(l.item(i)) }
	l.OnSelected = func(i widget.ListItemID) {
		l.UnselectAll()
		f.take(i)
	}
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// item returns what a row shows.
func (l *personList) item(i int) personLook {
	row := l.form.rows[i]
	look := personLook{text: row.whom.Label(), more: row.more, at: i == l.form.at, ringed: l.focused && i == l.form.at}
	if !row.whom.IsVisitor() {
		look.text = l.form.people.Order.Show(look.text)
	}
	switch {
	case row.add != "":
		look.sign, look.text, look.isAction = "+", words.Say("person.add", words.Args{"Name": words.Plain(row.add)}), true
	case row.whom.UserID == l.form.chosen.UserID:
		look.sign = "★"
	}
	return look
}

func (l *personList) TypedKey(key *fyne.KeyEvent) {
	name := key.Name
	if name == fyne.KeySpace {
		name = fyne.KeyReturn
	}
	l.form.typedKey(name)
}

// TypedRune goes on typing in the entry.
func (l *personList) TypedRune(r rune) {
	if r != ' ' { // it takes the row
		l.form.focusEntry()
		l.form.entry.TypedRune(r)
	}
}

func (l *personList) FocusGained() {
	l.focused = true
	l.form.goTo(l.form.at)
}

func (l *personList) FocusLost() {
	l.focused = false
	l.Refresh()
}

// personLook is how a row of a [personList] looks.
type personLook struct {
	sign, text, more     string // more is quiet, behind the text
	at, ringed, isAction bool
}

var _ fyne.Widget = (*choiceItem)(nil)

// choiceItem draws a row of a [personList].
type choiceItem struct {
	widget.BaseWidget
	look personLook
}

func newChoiceItem() *choiceItem {
	return kit.Extend(&choiceItem{})
}

func (i *choiceItem) set(look personLook) { kit.Change(i, &i.look, look) }

func (i *choiceItem) CreateRenderer() fyne.WidgetRenderer {
	r := &choiceItemRenderer{
		item: i, back: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil),
		sign: canvas.NewText("", nil), text: canvas.NewText("", nil), more: canvas.NewText("", nil),
	}
	r.back.CornerRadius, r.bar.CornerRadius, r.ring.CornerRadius = 6, 1.5, 5
	r.ring.FillColor, r.ring.StrokeWidth = color.Transparent, 2
	r.sign.TextSize, r.text.TextSize, r.more.TextSize, r.sign.Alignment = kit.BodyText, kit.BodyText, kit.SmallText, fyne.TextAlignCenter
	return kit.Drawn(r)
}

type choiceItemRenderer struct {
	item            *choiceItem
	back, bar, ring *canvas.Rectangle
	sign, text      *canvas.Text
	more            *canvas.Text
}

const personItemHeight float32 = 32

func (r *choiceItemRenderer) MinSize() fyne.Size { return fyne.NewSize(120, personItemHeight) }

func (r *choiceItemRenderer) Layout(size fyne.Size) {
	const sign = 18
	r.back.Resize(size)
	r.ring.Move(fyne.NewPos(3, 3)) // the list would cut what lies outside
	r.ring.Resize(size.SubtractWidthHeight(6, 6))
	r.bar.Move(fyne.NewPos(5, 8))
	r.bar.Resize(fyne.NewSize(3, size.Height-16))
	top, height := (size.Height-kit.TextHeight(kit.BodyText))/2, kit.TextHeight(kit.BodyText)
	r.sign.Move(fyne.NewPos(kit.Gap, top))
	r.sign.Resize(fyne.NewSize(sign, height))
	left := kit.Gap + sign + kit.Gap/2
	r.text.Text = kit.FitEnd(r.item.look.text, size.Width-left-kit.Gap, kit.BodyText, r.text.TextStyle)
	r.text.Move(fyne.NewPos(left, top))
	r.text.Resize(fyne.NewSize(size.Width-left-kit.Gap, height))
	left += kit.TextWidth(r.text.Text, kit.BodyText, r.text.TextStyle) + kit.Gap*1.5
	width, small := size.Width-left-kit.Gap, kit.TextHeight(kit.SmallText)
	r.more.Text, r.more.Hidden = kit.FitEnd(r.item.look.more, width, kit.SmallText, fyne.TextStyle{}), width < leastMore
	r.more.Move(fyne.NewPos(left, (size.Height-small)/2))
	r.more.Resize(fyne.NewSize(max(0, width), small))
}

func (r *choiceItemRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.item) }
	r.back.FillColor, r.back.Hidden = look(kit.ColorNameSelectedRow), !r.item.look.at
	r.bar.FillColor, r.bar.Hidden = look(theme.ColorNamePrimary), !r.item.look.at
	r.ring.StrokeColor, r.ring.Hidden = look(theme.ColorNamePrimary), !r.item.look.ringed
	r.sign.Text, r.sign.Color = r.item.look.sign, look(theme.ColorNamePrimary)
	r.more.Color = look(kit.ColorNameQuiet)
	r.text.Color, r.text.TextStyle.Bold = look(theme.ColorNameForeground), r.item.look.at
	if r.item.look.isAction {
		r.text.Color = look(theme.ColorNamePrimary)
	}
	r.Layout(r.item.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *choiceItemRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.bar, r.sign, r.text, r.more, r.ring}
}

func (r *choiceItemRenderer) Destroy() {}
