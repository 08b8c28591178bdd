package find

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/names"
	"seatkeeper/ui/people"
	"seatkeeper/ui/search"
	"seatkeeper/ui/words"
)

// Target is where the user wants to go.
type Target struct {
	Day    data.Date
	Ref    data.DeskRef // zero if the person has no desk on any coming day
	UserID string       // the person that was found; empty if a desk was
}

// Options are what a [Panel] is made with.
type Options struct {
	People *search.PeopleIndex
	Desks  *search.DeskIndex
	// Visitors are who has a desk as a visitor on the day that is shown.
	Visitors []data.Seat
	Today    func() data.Date
	// Ask asks for the seats from today on that are held by a person, or at a
	// desk: the other of the two is empty. The answer is given to done, at once
	// or later, on Fyne's goroutine. One that comes too late is dropped.
	Ask func(userID string, ref data.DeskRef, done func(seats []data.Seat))
	// OnGo is called when the user has chosen. A target without a desk asks to
	// book for that person.
	OnGo     func(Target)
	OnCancel func()
}

var _ fyne.Widget = (*Panel)(nil)

// Panel finds people and desks by what the user types, and says where they
// are today and on the coming days. It is made to be laid over the window; who
// does that gives it the focus with Focus, and takes it away on OnGo and OnCancel.
type Panel struct {
	widget.BaseWidget
	o Options

	Entry            *kit.SearchEntry
	list             *kit.KeyList
	details          *findDetails
	empty, emptyMore *kit.Paragraph
	keys             *kit.Line

	results []findResult
	current int  // the result that is highlighted
	asked   int  // how often was asked: an answer to an earlier question is too late
	known   bool // the answer about the current result is there
	going   bool // the user wants to go there as soon as it is
}

// findResult is a person or a desk.
type findResult struct {
	user data.User // without an ID for a desk or a visitor
	who  string    // what the person is called
	more string    // what else tells the person from others
	desk search.DeskPlace
	seat data.Seat // of a visitor
}

func (r findResult) isVisitor() bool { return r.seat.ID != "" }

func (r findResult) isDesk() bool { return r.user.ID == "" && !r.isVisitor() }

func (r findResult) name() string {
	if r.isDesk() {
		label := words.Plain(r.desk.Desk.Label)
		if strings.HasPrefix(search.Fold(label), search.Fold(words.Say("find.desk-word"))) {
			return label // such as "Desk 07"
		}
		return words.Say("find.desk", words.Args{"Desk": label})
	}
	if r.isVisitor() {
		return words.SeatName(r.seat)
	}
	return words.Plain(r.who)
}

// where returns what stands below the name.
func (r findResult) where() string {
	switch {
	case r.isDesk():
		return r.desk.Where()
	case r.isVisitor():
		return words.ShortDay(r.seat.Date)
	case !r.user.Active:
		return words.Dots(r.more, words.Say("find.inactive"))
	}
	return r.more
}

func (r findResult) isSame(other findResult) bool {
	return r.user.ID == other.user.ID && r.desk.Ref == other.desk.Ref && r.seat.ID == other.seat.ID
}

// How many results there are at most: more would not be read.
const mostPeople, mostDesks = 40, 20

// NewPanel returns a panel in which nothing is typed yet.
func NewPanel(options Options) *Panel {
	p := &Panel{o: options, current: -1}
	p.Entry = kit.NewSearchEntry(words.Say("find.hint"), p.entryKey)
	p.Entry.TakeTab = true
	p.Entry.Icon = theme.SearchIcon()
	p.Entry.OnChanged = func(string) { p.search() }
	p.list = kit.NewKeyList(func() int { return len(p.results) }, func() fyne.CanvasObject { return people.NewWhoItem() }, p.showResult)
	p.list.TakeTab, p.list.OnKey = true, p.listKey
	p.list.OnMove, p.list.OnHover = p.highlight, p.highlight
	p.list.OnPick = func(i int) { p.highlight(i); p.goThere() }
	p.details = newFindDetails(p.goDay, p.listKey)
	p.empty = kit.NewParagraph("", kit.BodyText, kit.ColorNameBookedText)
	p.empty.Alignment, p.empty.Style.Bold = fyne.TextAlignCenter, true
	p.emptyMore = kit.NewParagraph("", kit.SmallText, kit.ColorNameQuiet)
	p.emptyMore.Alignment = fyne.TextAlignCenter
	p.keys = kit.NewSmallLine(words.Say("find.keys"))
	p.ExtendBaseWidget(p)
	p.search()
	return p
}

// Focus puts the cursor into the entry, and selects what stands there.
func (p *Panel) Focus() {
	p.focus(p.Entry)
	p.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// PanelSize returns how large a panel should be on a canvas of that size.
func PanelSize(canvas fyne.Size) fyne.Size {
	least := findLayout{}.MinSize(nil)
	return fyne.NewSize(
		max(least.Width, min(780, canvas.Width-4*kit.Inset)),
		max(least.Height, min(620, canvas.Height-6*kit.Inset)))
}

func (p *Panel) focus(o fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(o)
	}
}

// search finds what the typed text fits, and highlights the first of it.
func (p *Panel) search() {
	var before findResult
	if p.current >= 0 {
		before = p.results[p.current]
	}
	p.results = p.results[:0]
	if text := words.Plain(p.Entry.Text); text != "" {
		p.results = p.find(text)
	}
	p.sayEmpty()
	p.list.SetCursor(0)
	p.list.ScrollToTop()
	if len(p.results) == 0 {
		p.current = -1
		p.asked++
	} else if p.current >= 0 && p.results[0].isSame(before) {
		p.current, p.going = 0, false // what is told about it stays
	} else {
		p.current = -1
		p.highlight(0)
	}
	p.list.Refresh()
}

// find returns the desk of that very name first, then people, then other desks.
func (p *Panel) find(text string) []findResult {
	var first, last []findResult
	for _, d := range p.o.Desks.Find(text, mostDesks) {
		if d.IsLabel(text) {
			first = append(first, findResult{desk: d})
		} else {
			last = append(last, findResult{desk: d})
		}
	}
	for _, u := range p.o.People.Find(text, nil, mostPeople) {
		first = append(first, findResult{user: u, who: p.o.People.Called(u), more: p.o.People.More(u)})
	}
	wanted := strings.Fields(search.Fold(text))
	for _, s := range p.o.Visitors {
		if len(first) < mostPeople && search.HoldsAll(search.Fold(words.SeatName(s)), wanted) {
			first = append(first, findResult{seat: s})
		}
	}
	return append(first, last...)
}

func (p *Panel) sayEmpty() {
	nothing := len(p.results) == 0
	p.list.Hidden, p.details.Hidden, p.empty.Hidden, p.emptyMore.Hidden = nothing, nothing, !nothing, !nothing
	p.keys.Hidden = nothing // Enter would go nowhere
	if !nothing {
		return
	}
	if text := words.Plain(p.Entry.Text); text == "" {
		p.empty.SetText(words.Say("find.empty"))
		p.emptyMore.SetText(words.Say("find.empty-more"))
	} else {
		p.empty.SetText(words.Say("find.no-match", words.Args{"Text": text}))
		p.emptyMore.SetText(words.Say("find.no-match-more"))
	}
	p.Refresh() // the message may have another height now
}

func (p *Panel) showResult(i widget.ListItemID, o fyne.CanvasObject) {
	if i >= len(p.results) {
		return
	}
	r := p.results[i]
	look := people.WhoLook{Name: r.name(), Place: r.where(), IsDesk: r.isDesk(), Selected: i == p.current, Cursor: p.list.HasCursor(i)}
	if r.isDesk() {
		look.Sign = words.Plain(r.desk.Desk.Label)
	} else {
		look.Sign = names.Initials(look.Name)
	}
	o.(*people.WhoItem).Set(look, nil)
}

// highlight tells about a result.
func (p *Panel) highlight(i int) {
	if i < 0 || i >= len(p.results) || i == p.current {
		return
	}
	p.current, p.known, p.going = i, false, false
	p.list.SetCursor(i)
	p.list.Refresh()
	r := p.results[i]
	today := p.o.Today()
	p.details.wait(r, today)
	p.asked++
	if r.isVisitor() {
		p.known = true
		p.details.tellVisitor(p.o.Desks, r.seat)
		return
	}
	question := p.asked
	p.o.Ask(r.user.ID, r.desk.Ref, func(seats []data.Seat) {
		if question != p.asked {
			return // the user is elsewhere by now
		}
		p.known = true
		p.details.tell(p.o.Desks, seats)
		if p.going {
			p.goThere()
		}
	})
}

// goThere goes to where the highlighted result is today, or next.
func (p *Panel) goThere() {
	if p.current < 0 {
		return
	}
	r := p.results[p.current]
	switch {
	case r.isDesk():
		p.o.OnGo(Target{Day: p.details.today, Ref: r.desk.Ref})
	case !p.known:
		p.going = true
	default:
		p.going = false
		if target, ok := p.details.first(); ok {
			p.o.OnGo(target)
		} else if r.user.Active {
			p.o.OnGo(Target{Day: p.details.today, UserID: r.user.ID})
		}
	}
}

// goDay goes to one of the coming days.
func (p *Panel) goDay(day findDay) {
	p.o.OnGo(Target{Day: day.day, Ref: day.ref, UserID: p.results[p.current].user.ID})
}

func (p *Panel) entryKey(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyEscape:
		p.o.OnCancel()
	case fyne.KeyReturn, fyne.KeyEnter:
		p.goThere()
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		if len(p.results) > 0 {
			p.list.MoveBy(key.Name)
		}
	case fyne.KeyRight:
		if !p.Entry.IsAtEnd() {
			return false
		}
		p.enterDays()
	case fyne.KeyTab:
		p.enterDays()
	default:
		return false
	}
	return true
}

func (p *Panel) enterDays() {
	if p.current >= 0 && len(p.details.days) > 0 {
		p.focus(p.details.list)
	}
}

// listKey sees the keys of both lists: they lead back to the entry.
func (p *Panel) listKey(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyEscape:
		p.o.OnCancel()
	case fyne.KeyTab, fyne.KeyLeft:
		p.focus(p.Entry)
	default:
		return false
	}
	return true
}

func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(findLayout{p}, p.Entry, p.list, p.details, p.empty, p.emptyMore, p.keys))
}

type findLayout struct{ p *Panel }

func (findLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(440, 320) }

func (l findLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	p := l.p
	place := func(o fyne.CanvasObject, x, y, width, height float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(0, width), max(0, height)))
	}
	inner := size.Width - 2*kit.Inset
	place(p.Entry, kit.Inset, kit.Inset, inner, kit.ControlHeight)
	const top = kit.Inset + kit.ControlHeight + kit.Gap
	const foot = 28
	height := size.Height - top - foot
	place(p.keys, kit.Inset, size.Height-foot, inner, foot)
	const beside = 560 // less is too narrow for two columns
	if size.Width >= beside {
		left := (size.Width-2*kit.Gap)/2 - 20
		place(p.list, kit.Gap, top, left, height)
		place(p.details, kit.Gap+left+kit.Gap, top, size.Width-left-3*kit.Gap, height)
	} else {
		above := max(90, height*0.45)
		place(p.list, kit.Gap, top, size.Width-2*kit.Gap, above)
		place(p.details, kit.Gap, top+above+kit.Gap, size.Width-2*kit.Gap, height-above-kit.Gap)
	}
	y := top + 40
	for _, text := range []*kit.Paragraph{p.empty, p.emptyMore} {
		high := text.HeightFor(inner)
		place(text, kit.Inset, y, inner, high)
		y += high + kit.Gap/2
	}
}
