package people

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/names"
	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*personItem)(nil)

// PersonItem is a row of [View]: a circle with initials, the name with team and e-mail
// address, whether the person needs assistance or is not active, and in the chosen row
// what can be done.
type personItem struct {
	widget.BaseWidget
	user     data.User
	chosen   bool
	name     string // as it is shown
	rename   *kit.Button
	activity *kit.Button
}

func newPersonItem(onKey kit.KeyHook) *personItem {
	i := &personItem{rename: kit.NewButton(kit.Link, words.Say("people.rename"), nil), activity: kit.NewButton(kit.Link, "", nil)}
	i.rename.OnKey, i.activity.OnKey = onKey, onKey
	i.rename.Hide()
	i.activity.Hide()
	i.ExtendBaseWidget(i)
	return i
}

func (i *personItem) set(user data.User, name string, chosen, locked bool) {
	kit.Enable(i.rename, !locked)
	kit.Enable(i.activity, !locked)
	if i.user == user && i.name == name && i.chosen == chosen {
		return
	}
	i.user, i.chosen, i.name = user, chosen, name
	i.rename.Hidden, i.activity.Hidden = !chosen, !chosen
	label := words.Say("people.reactivate")
	if user.Active {
		label = words.Say("people.deactivate")
	}
	i.activity.SetText(label)
	i.Refresh()
}

func (i *personItem) CreateRenderer() fyne.WidgetRenderer {
	r := &personItemRenderer{
		item: i, back: canvas.NewRectangle(nil), circle: canvas.NewCircle(nil),
		initials: canvas.NewText("", nil), name: canvas.NewText("", nil), more: canvas.NewText("", nil), state: canvas.NewText("", nil),
	}
	r.initials.TextSize, r.initials.TextStyle, r.initials.Alignment = 11, fyne.TextStyle{Bold: true}, fyne.TextAlignCenter
	r.name.TextSize, r.more.TextSize, r.state.TextSize = kit.BodyText, kit.SmallText, kit.SmallText
	return kit.Drawn(r)
}

type personItemRenderer struct {
	item                        *personItem
	back                        *canvas.Rectangle
	circle                      *canvas.Circle
	initials, name, more, state *canvas.Text
}

const personCircle float32 = 28

func (r *personItemRenderer) MinSize() fyne.Size { return fyne.NewSize(200, 36) }

func (r *personItemRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.circle.Move(fyne.NewPos(kit.Gap, (size.Height-personCircle)/2))
	r.circle.Resize(fyne.NewSquareSize(personCircle))
	place := func(t *canvas.Text, text string, x, width float32) {
		t.Text = kit.FitEnd(text, width+0.5, t.TextSize, t.TextStyle)
		height := kit.TextHeight(t.TextSize)
		t.Move(fyne.NewPos(x, (size.Height-height)/2))
		t.Resize(fyne.NewSize(max(0, width), height))
	}
	place(r.initials, names.Initials(words.Plain(r.item.user.Name)), kit.Gap, personCircle)
	right := size.Width - kit.Inset // the list's scroll bar has the end
	for _, b := range []*kit.Button{r.item.activity, r.item.rename} {
		if b.Visible() {
			min := b.MinSize()
			right -= min.Width
			b.Move(fyne.NewPos(right, (size.Height-min.Height)/2))
			b.Resize(min)
			right -= kit.Inset
		}
	}
	state := stateOf(r.item.user)
	if state != "" {
		right -= kit.TextWidth(state, kit.SmallText, fyne.TextStyle{})
	}
	place(r.state, state, right, size.Width-kit.Inset-right)
	if state != "" {
		right -= kit.Gap
	}
	left := kit.Gap + personCircle + 12
	place(r.name, r.item.name, left, right-left)
	left += kit.TextWidth(r.name.Text, kit.BodyText, r.name.TextStyle) + kit.Gap*1.5
	place(r.more, words.Dots(words.Plain(r.item.user.Team), words.Plain(r.item.user.Email)), left, right-left)
	r.more.Hidden = right-left < leastMore
}

// leastMore is the least room for team and e-mail address that is of any use.
const leastMore float32 = 40

// stateOf says what is to be known about somebody at the end of the row.
func stateOf(u data.User) string {
	parts := []string{}
	if u.Assistance {
		parts = append(parts, words.Say("people.assisted"))
	}
	if !u.Active && u.ID != "" {
		parts = append(parts, words.Say("people.not-active"))
	}
	return words.Dots(parts...)
}

func (r *personItemRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.item) }
	r.back.FillColor, r.back.CornerRadius, r.back.Hidden = look(kit.ColorNameSelectedRow), 6, !r.item.chosen
	r.circle.FillColor, r.initials.Color = look(kit.ColorNameRoom), look(kit.ColorNameBookedText)
	r.circle.Hidden = r.item.name == ""
	if r.item.chosen {
		r.circle.FillColor, r.initials.Color = look(kit.ColorNameChosen), look(kit.ColorNameOnChosen)
	}
	r.name.Color, r.more.Color, r.state.Color = look(theme.ColorNameForeground), look(kit.ColorNameQuiet), look(kit.ColorNameQuiet)
	if !r.item.user.Active {
		r.name.Color = look(kit.ColorNameQuiet)
	}
	r.name.TextStyle.Bold = r.item.chosen
	r.Layout(r.item.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *personItemRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.circle, r.initials, r.name, r.more, r.state, r.item.rename, r.item.activity}
}

func (r *personItemRenderer) Destroy() {}
