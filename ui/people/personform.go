package people

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/search"
	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*personForm)(nil)

// personForm finds a person by what is typed, or asks for a visitor's name. The
// keys of the list work in the entry too, so that no one needs to leave it.
type personForm struct {
	widget.BaseWidget
	onDone   func(BookingFor)
	onAdd    func(name string) // may be nil
	onCancel func()
	onResize func() // it needs another size

	people   *search.PeopleIndex
	chosen   BookingFor
	rows     []personRow
	at       int  // the row that Enter takes; -1 is none
	forGuest bool // the visitor is chosen, and the entry asks for a guest's name

	entry      *kit.KeyEntry
	message    *kit.Paragraph
	list       *personList
	back, done *kit.Button
}

// personRow is a row of the list: somebody to choose, or the offer to add them.
type personRow struct {
	whom BookingFor
	more string // what tells people of like names apart
	add  string // the name to add, for that offer
}

const mostChoices = 200 // that the list shows; one types on to find others

func newPersonForm(people *search.PeopleIndex, chosen BookingFor) *personForm {
	f := &personForm{people: people, chosen: chosen, at: -1}
	f.entry = kit.NewKeyEntry(f.typedKey)
	f.entry.SetPlaceHolder(words.Say("person.search"))
	f.entry.OnChanged = func(string) { f.apply() }
	f.message = kit.NewParagraph("", kit.SmallText, kit.ColorNameQuiet)
	f.list = newPersonList(f)
	f.back = kit.NewButton(kit.Plain, words.Say("person.back"), f.askPerson)
	f.done = kit.NewButton(kit.Primary, words.Say("person.visitor"), f.submitGuest)
	for _, b := range []*kit.Button{f.back, f.done} {
		b.Hide()
		b.OnKey = func(key *fyne.KeyEvent) bool {
			if key.Name == fyne.KeyEscape {
				f.onCancel()
			}
			return key.Name == fyne.KeyEscape
		}
	}
	f.ExtendBaseWidget(f)
	return f
}

func isActive(u data.User) bool { return u.Active }

func (f *personForm) setPeople(people *search.PeopleIndex) {
	f.people = people
	if !f.forGuest {
		f.apply()
	}
}

// apply finds who matches what is typed, and goes to the best of them.
func (f *personForm) apply() {
	if f.forGuest {
		f.say(words.Say("person.guest-more"), kit.ColorNameQuiet)
		return
	}
	text := strings.Join(strings.Fields(f.entry.Text), " ")
	found := f.people.Find(text, isActive, mostChoices+1)
	f.rows = append(f.rows[:0], personRow{whom: BookingFor{UserID: data.VisitorID}})
	for _, u := range found[:min(len(found), mostChoices)] {
		f.rows = append(f.rows, personRow{whom: BookingFor{UserID: u.ID, Name: f.people.Called(u)}, more: f.people.More(u)})
	}
	message := ""
	switch name := words.Plain(text); {
	case len(found) > mostChoices:
		message = words.Say("person.first", words.Args{"Number": mostChoices})
	case len(found) > 0:
	case len(f.people.Find("", isActive, 1)) == 0 && f.onAdd != nil:
		message = words.Say("person.nobody-add")
	case len(f.people.Find("", isActive, 1)) == 0:
		message = words.Say("person.nobody")
	case name != "" && !f.isVisitor(text):
		message = words.Say("person.no-match", words.Args{"Text": name})
	}
	if len(found) == 0 && text != "" && !f.isVisitor(text) && f.onAdd != nil {
		f.rows = append(f.rows, personRow{add: text})
	}
	f.at = f.best(text, len(found) > 0)
	f.say(message, kit.ColorNameQuiet)
	f.list.Refresh()
	f.arrange()
	f.showRow()
}

// showRow scrolls to the highlighted row, and keeps the visitor in sight where it
// can.
func (f *personForm) showRow() {
	if f.list.Size().Height == 0 {
		return // it would scroll too far
	}
	if f.at <= 1 {
		f.list.ScrollTo(0)
	}
	f.list.ScrollTo(max(f.at, 0))
}

// best returns the row that Enter should take.
func (f *personForm) best(text string, found bool) int {
	if text == "" { // nobody is the best: Enter must not take anybody by accident
		return slices.IndexFunc(f.rows, func(row personRow) bool { return row.whom.UserID == f.chosen.UserID })
	}
	switch {
	case found:
		return 1
	case len(f.rows) > 1 || f.isVisitor(text):
		return len(f.rows) - 1
	}
	return -1
}

// isVisitor reports whether the text begins the word for a visitor.
func (f *personForm) isVisitor(text string) bool {
	return text != "" && strings.HasPrefix(search.Fold(words.Say("visitor")), search.Fold(text))
}

func (f *personForm) say(message string, color fyne.ThemeColorName) {
	if f.message.Text != message || f.message.Color != color {
		f.message.Text, f.message.Color = message, color
		f.arrange()
		f.message.Refresh()
	}
}

// typedKey takes the keys of the list.
func (f *personForm) typedKey(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyEscape:
		f.onCancel()
	case fyne.KeyReturn, fyne.KeyEnter:
		if f.forGuest {
			f.submitGuest()
		} else {
			f.take(f.at)
		}
	case fyne.KeyUp:
		f.goTo(f.at - 1)
	case fyne.KeyDown:
		f.goTo(f.at + 1)
	case fyne.KeyPageUp:
		f.goTo(f.at - personRows + 1)
	case fyne.KeyPageDown:
		f.goTo(f.at + personRows - 1)
	default:
		return false
	}
	return true
}

// goTo highlights the nearest row that there is.
func (f *personForm) goTo(row int) {
	if f.forGuest {
		return
	}
	f.at = min(max(row, 0), len(f.rows)-1)
	f.showRow()
	f.list.Refresh()
}

func (f *personForm) take(i int) {
	if i < 0 || i >= len(f.rows) {
		return
	}
	switch row := f.rows[i]; {
	case row.add != "":
		f.onAdd(row.add)
	case row.whom.IsVisitor():
		f.askGuest()
	default:
		f.onDone(row.whom)
	}
}

// askGuest asks for the name of the visitor.
func (f *personForm) askGuest() {
	f.forGuest = true
	f.entry.SetPlaceHolder(words.Say("person.guest"))
	guest := ""
	if f.chosen.IsVisitor() {
		guest = f.chosen.Guest
	}
	f.change(guest)
	f.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

func (f *personForm) askPerson() {
	f.forGuest = false
	f.entry.SetPlaceHolder(words.Say("person.search"))
	f.change("")
}

// change shows the other of the two questions.
func (f *personForm) change(text string) {
	f.list.Hidden, f.back.Hidden, f.done.Hidden = f.forGuest, !f.forGuest, !f.forGuest
	f.entry.SetText(text)
	f.apply() // SetText says nothing if the text was the same
	f.onResize()
	f.Refresh()
	f.showRow()
	f.focusEntry()
}

func (f *personForm) submitGuest() {
	guest := strings.Join(strings.Fields(f.entry.Text), " ")
	if guest != "" {
		if err := data.CheckGuest(guest); err != nil {
			f.say(words.Explain(words.DoingChange, err).Cause, theme.ColorNameError)
			return
		}
	}
	f.onDone(BookingFor{UserID: data.VisitorID, Guest: guest})
}

func (f *personForm) focusEntry() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(f); c != nil {
		c.Focus(f.entry)
	}
}

const (
	personWidth = float32(300)
	personRows  = 7 // that are seen at once
)

func (f *personForm) CreateRenderer() fyne.WidgetRenderer {
	return &personFormRenderer{f}
}

type personFormRenderer struct{ f *personForm }

// MinSize is the same whatever is found, so that the window does not jump while
// one types.
func (r *personFormRenderer) MinSize() fyne.Size {
	if r.f.forGuest {
		const message = 2 // lines
		return fyne.NewSize(personWidth, 2*kit.ControlHeight+5*kit.Gap+message*kit.TextHeight(kit.SmallText))
	}
	return fyne.NewSize(personWidth, kit.ControlHeight+3*kit.Gap+personRows*(personItemHeight+4))
}

func (r *personFormRenderer) Layout(fyne.Size) { r.f.arrange() }

func (r *personFormRenderer) Refresh() {
	r.f.arrange()
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *personFormRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.f.entry, r.f.message, r.f.list, r.f.done, r.f.back}
}

func (r *personFormRenderer) Destroy() {}

// arrange puts the message between the entry and what is below.
func (f *personForm) arrange() {
	size := f.Size()
	if size.IsZero() {
		return
	}
	place := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	const side = kit.Gap * 1.5
	width := size.Width - 2*side
	place(f.entry, side, side, width, kit.ControlHeight)
	y := side + kit.ControlHeight + kit.Gap
	if height := f.message.HeightFor(width); height > 0 {
		place(f.message, side, y, width, height)
		y += height + kit.Gap
	}
	place(f.list, kit.Gap/2, y, size.Width-kit.Gap, max(0, size.Height-y-kit.Gap/2))
	back, done := f.back.MinSize().Width, f.done.MinSize().Width
	y = size.Height - side - kit.ControlHeight
	place(f.back, side, y, back, kit.ControlHeight)
	place(f.done, size.Width-side-done, y, done, kit.ControlHeight)
}
