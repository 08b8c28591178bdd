package board

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/names"
	"seatkeeper/ui/plan"
	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*deskBar)(nil)

// deskBar stands at the foot of the plan and covers nothing. It tells about the place
// under the pointer, or else about the selected one, and has what can be done with the
// selected one as buttons. Those keep their places, whatever is selected.
type deskBar struct {
	widget.BaseWidget
	title, status, more     *kit.Line
	hint                    *kit.Paragraph // in their place while no desk is told about
	act, days, block, other *kit.Button
	acts                    [doCount]string // what the first button says, by what it does
	said                    float32         // how wide the widest of them is
}

func newDeskBar() *deskBar {
	b := &deskBar{title: kit.NewLine(""), status: kit.NewLine(""), more: kit.NewSmallLine(""),
		hint: kit.NewParagraph("", kit.SmallText, kit.ColorNameQuiet)}
	b.title.Style.Bold = true
	b.act = kit.NewButton(kit.Primary, "", nil)
	b.days = kit.NewButton(kit.Plain, words.Say("bar.several-days"), nil)
	b.block = kit.NewButton(kit.Plain, words.Say("bar.block"), nil)
	b.other = kit.NewButton(kit.Quiet, words.Say("bar.more"), nil)
	b.other.Name = words.Say("bar.more-name")
	b.setPerson("")
	b.setAction(DeskAction{}, false)
	return kit.Extend(b)
}

// buttons are in the order in which Tab visits them.
func (b *deskBar) buttons() []*kit.Button { return []*kit.Button{b.act, b.days, b.block, b.other} }

// setPerson says for whom the first button books.
func (b *deskBar) setPerson(who string) {
	const most = 118 // of a name: beyond, it is shortened
	forms := names.Forms(who)
	name := forms[len(forms)-1]
	for _, form := range forms {
		if kit.TextWidth(form, kit.BodyText, fyne.TextStyle{Bold: true}) <= most {
			name = form
			break
		}
	}
	name = kit.FitEnd(name, most, kit.BodyText, fyne.TextStyle{Bold: true})
	args := words.Args{"Who": name}
	b.acts = [doCount]string{
		DoBook: words.Say("bar.book", args), DoMove: words.Say("bar.move", args), DoRelease: words.Say("bar.release"),
		DoChoose: words.Say("bar.choose"), DoUnblock: words.Say("bar.unblock"), DoPastOver: words.Say("bar.past"),
	}
	b.acts[doNothing] = b.acts[DoBook]
	if who == "" {
		b.acts[doNothing] = b.acts[DoChoose]
	}
	// As wide as the widest of what it may say, so that it stays under the pointer.
	b.said = 0
	for do, text := range b.acts {
		if deskDo(do) != DoChoose || who == "" {
			b.said = max(b.said, kit.TextWidth(text, kit.BodyText, fyne.TextStyle{Bold: true})+24)
		}
	}
	b.Refresh()
}

// deskBarForm is how much of itself the bar shows, in less and less room. What it leaves out
// can be had from the menu behind the last button.
type deskBarForm struct{ key, days, block bool }

var deskBarForms = []deskBarForm{{true, true, true}, {false, true, true}, {false, true, false}, {false, false, false}}

// fit shows as much as there is room for, and returns how wide that is.
func (b *deskBar) fit(room float32) (width float32) {
	before := b.act.Hint
	for _, form := range deskBarForms {
		b.act.Hint, b.act.MinWidth = "", b.said
		if form.key {
			b.act.Hint = words.Say("keys.enter-name")
			b.act.MinWidth += kit.TextWidth(b.act.Hint, kit.SmallText, fyne.TextStyle{}) + kit.Gap
		}
		b.days.Hidden, b.block.Hidden = !form.days, !form.block
		width = -kit.Gap
		for _, button := range b.buttons() {
			if button.Visible() {
				width += button.MinSize().Width + kit.Gap
			}
		}
		if width <= room {
			break
		}
	}
	if b.act.Hint != before {
		b.act.Refresh() // its words are not laid out anew while its size stays
	}
	return width
}

// setAction says what the first button does with the selected place, and whether
// anything can be done with it.
func (b *deskBar) setAction(a DeskAction, readOnly bool) {
	kind := kit.Plain
	if a.Do == DoBook || a.Do == DoMove || a.Do == DoChoose || a.Do == doNothing {
		kind = kit.Primary
	}
	b.act.Kind, b.act.Text = kind, b.acts[a.Do]
	selected := a.Ref.Desk != "" && !readOnly
	kit.Enable(b.act, selected && a.Do != doNothing)
	kit.Enable(b.days, selected)
	kit.Enable(b.block, selected && !a.Desk.Retired)
	kit.Enable(b.other, a.Ref.Desk != "")
	b.act.Refresh()
}

// tell shows what there is to say about a place; where that is nothing, what to do.
func (b *deskBar) tell(about plan.About, hint string) {
	b.title.Text, b.status.Text, b.more.Text = about.Title, about.Status, about.More
	b.status.Color = kit.ColorNameQuiet
	switch about.State {
	case plan.Free:
		b.status.Color = kit.ColorNameFree
	case plan.Booked:
		b.status.Color = theme.ColorNameForeground
	case plan.Mine:
		b.status.Color = theme.ColorNamePrimary
	}
	b.hint.SetText(hint)
	b.hint.Hidden = about.DeskID != ""
	b.Refresh()
}

const (
	barHeight float32 = 52
	leastTold float32 = 130 // that is left for what the bar tells
)

func (b *deskBar) CreateRenderer() fyne.WidgetRenderer {
	return kit.Drawn(&deskBarRenderer{b: b, back: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil)})
}

type deskBarRenderer struct {
	b          *deskBar
	back, line *canvas.Rectangle
}

func (r *deskBarRenderer) Layout(size fyne.Size) {
	b := r.b
	r.back.Resize(size)
	r.line.Resize(fyne.NewSize(size.Width, 1))
	x := size.Width - kit.Inset - b.fit(size.Width-2*kit.Inset-leastTold)
	told := x - 2*kit.Gap - kit.Inset
	for _, button := range b.buttons() {
		if button.Hidden {
			continue
		}
		width := min(button.MinSize().Width, size.Width-2*kit.Inset)
		kit.Place(button, x, (size.Height-kit.ControlHeight)/2, width, kit.ControlHeight)
		x += width + kit.Gap
	}
	const line, gap = 20, 10
	title := min(told, b.title.MinSize().Width)
	middle := size.Height / 2
	high := min(size.Height, b.hint.HeightFor(told))
	kit.Place(b.hint, kit.Inset, middle-high/2, told, high)
	if b.more.Text == "" {
		kit.Place(b.title, kit.Inset, middle-line/2, title, line)
		kit.Place(b.status, kit.Inset+title+gap, middle-line/2, max(0, told-title-gap), line)
		return
	}
	kit.Place(b.title, kit.Inset, middle-line, title, line)
	kit.Place(b.status, kit.Inset+title+gap, middle-line, max(0, told-title-gap), line)
	kit.Place(b.more, kit.Inset, middle, told, line-2)
}

func (r *deskBarRenderer) MinSize() fyne.Size { return fyne.NewSize(200, barHeight) }

func (r *deskBarRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.b) }
	r.back.FillColor, r.line.FillColor = look(kit.ColorNameSurface), look(kit.ColorNameLine)
	r.back.BottomLeftCornerRadius, r.back.BottomRightCornerRadius = kit.CardRadius-1, kit.CardRadius-1
	r.Layout(r.b.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *deskBarRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.back, r.line, r.b.title, r.b.status, r.b.more, r.b.hint}
	for _, button := range r.b.buttons() {
		objects = append(objects, button)
	}
	return objects
}

func (r *deskBarRenderer) Destroy() {}
