package find

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/search"
	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*findDetails)(nil)

// findDetails tells about one person or desk: where or who today, and on the
// coming days, which can be gone to.
type findDetails struct {
	widget.BaseWidget
	name, coming, more *kit.Line
	where, now         *kit.Paragraph
	next               *kit.Paragraph // what Enter does if there is nowhere to go
	list               *kit.KeyList

	result findResult
	today  data.Date
	here   []findDay // today; at most one
	days   []findDay // the coming ones, by day
}

// findDay is a day on which somebody has a desk, or on which a desk is blocked.
type findDay struct {
	day  data.Date
	ref  data.DeskRef
	text string
}

const mostFoundDays = 14

func newFindDetails(goDay func(findDay), onKey func(*fyne.KeyEvent) bool) *findDetails {
	d := &findDetails{name: kit.NewLine(""), coming: kit.NewSmallLine(""), more: kit.NewSmallLine("")}
	d.where, d.now = kit.NewParagraph("", kit.SmallText, kit.ColorNameQuiet), kit.NewParagraph("", kit.BodyText, theme.ColorNameForeground)
	d.name.TextSize, d.name.Style.Bold = kit.TitleText, true
	d.coming.Style.Bold = true
	d.next = kit.NewParagraph("", kit.SmallText, kit.ColorNameQuiet)
	d.list = kit.NewKeyList(func() int { return len(d.days) }, func() fyne.CanvasObject { return newFindItem() }, d.showDay)
	d.list.TakeTab, d.list.OnKey = true, onKey
	d.list.OnPick = func(i int) { goDay(d.days[i]) }
	d.list.HideSeparators = true
	d.ExtendBaseWidget(d)
	return d
}

// wait shows a result about which nothing is known yet.
func (d *findDetails) wait(r findResult, today data.Date) {
	d.result, d.today = r, today
	d.here, d.days = nil, nil
	d.name.SetText(r.name())
	d.where.SetText(r.where())
	d.say(words.Say("find.looking"), "", 0)
}

// tell shows the seats, from today on, of the result.
func (d *findDetails) tell(desks *search.DeskIndex, seats []data.Seat) {
	d.here, d.days = nil, nil
	for _, s := range seats {
		if s.Date < d.today || s.IsReleased() {
			continue
		}
		day := findDay{day: s.Date, ref: s.DeskRef, text: words.SeatName(s)}
		if !d.result.isDesk() {
			day.text = desks.Describe(s)
		}
		if s.Date == d.today {
			d.here = append(d.here, day)
			continue
		}
		day.text = words.Dots(words.ShortDay(s.Date), day.text)
		d.days = append(d.days, day)
	}
	now := d.tellBlocks()
	slices.SortStableFunc(d.days, func(a, b findDay) int { return int(a.day) - int(b.day) })
	beyond := max(0, len(d.days)-mostFoundDays)
	d.days = d.days[:len(d.days)-beyond]
	next := ""
	if len(d.here)+len(d.days) == 0 && !d.result.isDesk() && d.result.user.Active {
		next = words.Say("find.book", words.Args{"Name": d.result.name()})
	}
	switch {
	case len(d.here) > 0:
		now = words.Say("find.today", words.Args{"What": d.here[0].text})
	case now != "":
	case d.result.isDesk():
		now = words.Say("find.free-today")
	case len(d.days) > 0:
		now = words.Say("find.no-desk-today")
	default:
		now = words.Say("find.no-desk")
	}
	d.say(now, next, beyond)
}

// tellVisitor shows the desk of a visitor. A visitor's name stands for nobody on
// other days.
func (d *findDetails) tellVisitor(desks *search.DeskIndex, s data.Seat) {
	what := desks.Describe(s)
	d.here, d.days = []findDay{{day: s.Date, ref: s.DeskRef, text: what}}, nil
	d.say(what, "", 0)
}

// tellBlocks adds the days on which the desk is blocked, and returns what is to
// be said of today.
func (d *findDetails) tellBlocks() (now string) {
	for _, b := range d.result.desk.Desk.Blocks {
		reason := words.Plain(b.Reason)
		until := words.Args{"From": words.ShortDay(b.From), "To": words.ShortDay(b.To)}
		switch {
		case b.To < d.today:
		case b.Holds(d.today) && b.IsOpen():
			now = words.Dots(words.Say("find.blocked-now"), reason)
		case b.Holds(d.today):
			now = words.Dots(words.Say("find.blocked-until", until), reason)
		default:
			days := words.ShortDay(b.From)
			if b.IsOpen() {
				days = words.Say("find.days-from", until)
			} else if b.To > b.From {
				days = words.Say("find.days", until)
			}
			d.days = append(d.days, findDay{day: b.From, ref: d.result.desk.Ref, text: words.Dots(days, words.Say("find.blocked"), reason)})
		}
	}
	return now
}

// say shows what has been found out.
func (d *findDetails) say(now, next string, beyond int) {
	d.now.SetText(now)
	d.next.SetText(next)
	coming, more := "", ""
	if len(d.days) > 0 {
		coming = words.Say("find.coming")
	}
	if beyond > 0 {
		more = words.Count("more-days", beyond)
	}
	d.coming.SetText(coming)
	d.more.SetText(more)
	d.list.Hidden, d.next.Hidden = len(d.days) == 0, next == ""
	d.list.SetCursor(0)
	d.list.ScrollToTop()
	d.list.Refresh()
	d.Refresh()
}

// first returns where the result is today, or else next.
func (d *findDetails) first() (Target, bool) {
	all := append(slices.Clone(d.here), d.days...)
	if len(all) == 0 {
		return Target{}, false
	}
	return Target{Day: all[0].day, Ref: all[0].ref, UserID: d.result.user.ID}, true
}

func (d *findDetails) showDay(i widget.ListItemID, o fyne.CanvasObject) {
	if i < len(d.days) {
		o.(*findItem).set(d.days[i].text, d.list.HasCursor(i))
	}
}

func (d *findDetails) CreateRenderer() fyne.WidgetRenderer {
	return kit.Drawn(&findDetailsRenderer{d: d, back: canvas.NewRectangle(nil)})
}

type findDetailsRenderer struct {
	d    *findDetails
	back *canvas.Rectangle
}

func (r *findDetailsRenderer) MinSize() fyne.Size { return fyne.NewSize(180, 120) }

func (r *findDetailsRenderer) Layout(size fyne.Size) {
	d := r.d
	r.back.Resize(size)
	inner := size.Width - 2*kit.Inset
	y := float32(10)
	put := func(o fyne.CanvasObject, height float32) {
		o.Move(fyne.NewPos(kit.Inset, y))
		o.Resize(fyne.NewSize(max(0, inner), height))
		y += height
	}
	line := func(l *kit.Line) {
		if l.Text != "" {
			put(l, l.MinSize().Height+2)
		}
	}
	line(d.name)
	for _, p := range []*kit.Paragraph{d.where, d.now, d.next} {
		if p.Text != "" {
			put(p, p.HeightFor(inner)+2)
		}
		if p == d.where {
			y += kit.Gap / 2
		}
	}
	y += kit.Gap
	line(d.coming)
	foot := float32(kit.Gap)
	if d.more.Text != "" {
		foot = d.more.MinSize().Height + kit.Gap
		d.more.Move(fyne.NewPos(kit.Inset, size.Height-foot))
		d.more.Resize(fyne.NewSize(max(0, inner), d.more.MinSize().Height))
	}
	d.list.Move(fyne.NewPos(kit.Gap, y))
	d.list.Resize(fyne.NewSize(size.Width-2*kit.Gap, max(0, size.Height-y-foot)))
}

func (r *findDetailsRenderer) Refresh() {
	r.back.FillColor, r.back.CornerRadius = theme.ColorForWidget(kit.ColorNamePlan, r.d), kit.CardRadius
	r.back.StrokeColor, r.back.StrokeWidth = theme.ColorForWidget(kit.ColorNameLine, r.d), 1
	r.Layout(r.d.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *findDetailsRenderer) Objects() []fyne.CanvasObject {
	d := r.d
	return []fyne.CanvasObject{r.back, d.name, d.where, d.now, d.next, d.coming, d.list, d.more}
}

func (r *findDetailsRenderer) Destroy() {}
