package people

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/search"
	"seatkeeper/ui/words"
)

var _ kit.Control = (*PersonChoice)(nil)

// BookingFor is whom desks are booked for. The zero value is nobody.
type BookingFor struct {
	UserID string // data.VisitorID for a visitor
	Name   string // of the person; empty for a visitor
	Guest  string // the visitor's name, if it is known
}

// IsNobody reports whether nobody is chosen.
func (f BookingFor) IsNobody() bool { return f.UserID == "" }

// IsVisitor reports whether desks are booked for a visitor.
func (f BookingFor) IsVisitor() bool { return f.UserID == data.VisitorID }

// name returns what the choice is called, fit to be shown.
func (f BookingFor) Label() string {
	switch guest := words.Plain(f.Guest); {
	case f.IsVisitor() && guest == "":
		return words.Say("visitor")
	case f.IsVisitor():
		return words.Say("visitor.named", words.Args{"Guest": guest})
	}
	return words.Plain(f.Name)
}

// PersonChoice picks whom desks are booked for: an active person or a visitor. It
// looks like a drop-down and opens a search below it. Before it stands what it is
// for, which gives way if there is no room for that: it needs its minimum
// without, and [PersonChoice.WholeWidth] with it.
type PersonChoice struct {
	kit.Pressable
	// OnChanged is called with what the user chose, and with nobody where the
	// chosen person is no longer there. [PersonChoice.SetChosen] does not call it.
	OnChanged func(BookingFor)
	// OnAdd is called with a name that the user typed, that nobody has and that is
	// to become a person. Without it that is not offered.
	OnAdd func(name string)

	people *search.PeopleIndex
	chosen BookingFor

	asking *widget.PopUp // hides by itself on a click outside
	form   *personForm   // in it
}

// NewPersonChoice returns a choice without people, of whom nobody is chosen.
func NewPersonChoice() *PersonChoice {
	return kit.Extend(&PersonChoice{people: search.NewPeopleIndex(nil)})
}

// SetPeople says among whom to choose; those who are not active are left out. A
// chosen person who is no longer among them becomes nobody.
func (p *PersonChoice) SetPeople(people *search.PeopleIndex) {
	if people == nil {
		people = search.NewPeopleIndex(nil)
	}
	p.people = people
	if p.isAsking() {
		p.form.setPeople(people)
	}
	if p.chosen.IsNobody() || p.chosen.IsVisitor() {
		return
	}
	user, known := people.Get(p.chosen.UserID)
	if !known || !user.Active {
		p.choose(BookingFor{})
	} else if called := people.Called(user); called != p.chosen.Name {
		p.chosen.Name = called
		p.Refresh()
	}
}

// SetChosen chooses somebody.
func (p *PersonChoice) SetChosen(chosen BookingFor) { kit.Change(p, &p.chosen, chosen) }

// Chosen returns who is chosen.
func (p *PersonChoice) Chosen() BookingFor { return p.chosen }

func (p *PersonChoice) choose(chosen BookingFor) {
	if kit.Change(p, &p.chosen, chosen) {
		kit.Call(p.OnChanged, chosen)
	}
}

// Open opens the search.
func (p *PersonChoice) Open() {
	c := fyne.CurrentApp().Driver().CanvasForObject(p)
	if c == nil || p.isAsking() {
		return
	}
	p.form = newPersonForm(p.people, p.chosen)
	p.form.onDone = func(chosen BookingFor) {
		p.Close()
		if p.chosen == chosen {
			kit.Call(p.OnChanged, chosen) // the same, but chosen: the user goes on to the plan
			return
		}
		p.choose(chosen)
	}
	p.form.onCancel = p.Close
	if p.OnAdd != nil {
		p.form.onAdd = func(name string) {
			p.Close()
			p.OnAdd(name)
		}
	}
	p.form.onResize = func() { p.asking.Resize(p.form.MinSize()) }
	p.form.apply()
	at, size := kit.PlaceOf(p)
	label := p.labelWidth()
	p.asking = kit.ShowBelow(p.form, at.AddXY(label, 0), size.SubtractWidthHeight(label, 0), c)
	p.form.showRow()
	c.Focus(p.form.entry)
}

// Close closes the search, if it is open.
func (p *PersonChoice) Close() {
	if p.isAsking() {
		kit.LeaveOverlay(p.asking.Canvas, p.asking.Hide)
	}
}

func (p *PersonChoice) isAsking() bool { return p.asking != nil && p.asking.Visible() }

// Tapped opens the search.
func (p *PersonChoice) Tapped(*fyne.PointEvent) { p.Open() }

// TypedKey opens the search.
func (p *PersonChoice) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyDown, fyne.KeyUp:
		p.Open()
	default:
		kit.WindowKey(p, key)
	}
}

// TypedRune opens the search with what is typed.
func (p *PersonChoice) TypedRune(r rune) {
	if p.Open(); p.isAsking() {
		p.form.entry.TypedRune(r)
	}
}

// Cursor is a hand.
func (p *PersonChoice) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityLabel tells what is chosen here, and who is.
func (p *PersonChoice) AccessibilityLabel() string {
	if p.chosen.IsNobody() {
		return words.Dots(words.Say("person.for"), words.Say("person.choose"))
	}
	return words.Dots(words.Say("person.for"), p.chosen.Label())
}

func (p *PersonChoice) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

const personBox float32 = 200 // the width of the drop-down

// WholeWidth returns the width from which on the words before the drop-down are
// shown.
func (p *PersonChoice) WholeWidth() float32 {
	return personBox + kit.TextWidth(words.Say("person.for"), kit.BodyText, fyne.TextStyle{}) + 10
}

// labelWidth returns how much the words take before the drop-down.
func (p *PersonChoice) labelWidth() float32 {
	if p.Size().Width < p.WholeWidth() {
		return 0
	}
	return p.WholeWidth() - personBox
}

func (p *PersonChoice) CreateRenderer() fyne.WidgetRenderer {
	r := &personChoiceRenderer{
		p: p, label: canvas.NewText("", nil), sign: canvas.NewText("★", nil), name: canvas.NewText("", nil),
		arrow: canvas.NewImageFromResource(nil),
		back:  canvas.NewRectangle(nil), over: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil),
	}
	r.label.TextSize, r.sign.TextSize, r.name.TextSize = kit.BodyText, kit.BodyText, kit.BodyText
	r.back.CornerRadius, r.over.CornerRadius, r.ring.CornerRadius = 6, 6, 8
	r.back.StrokeWidth, r.ring.StrokeWidth, r.ring.FillColor = 1, 2, color.Transparent
	return kit.Drawn(r)
}

type personChoiceRenderer struct {
	p                 *PersonChoice
	label, sign, name *canvas.Text
	arrow             *canvas.Image
	back, over, ring  *canvas.Rectangle
}

func (r *personChoiceRenderer) MinSize() fyne.Size { return fyne.NewSize(personBox, kit.ControlHeight) }

func (r *personChoiceRenderer) Layout(size fyne.Size) {
	const padding, arrow = 12, 16
	left, height := r.p.labelWidth(), kit.TextHeight(kit.BodyText)
	r.label.Hidden = left == 0
	r.label.Move(fyne.NewPos(0, (size.Height-height)/2))
	r.label.Resize(fyne.NewSize(left, height))
	box := fyne.NewSize(size.Width-left, size.Height)
	for _, rect := range []*canvas.Rectangle{r.back, r.over} {
		rect.Move(fyne.NewPos(left, 0))
		rect.Resize(box)
	}
	r.ring.Move(fyne.NewPos(left-2, -2))
	r.ring.Resize(box.AddWidthHeight(4, 4))
	r.arrow.Move(fyne.NewPos(size.Width-padding-arrow, (size.Height-arrow)/2))
	r.arrow.Resize(fyne.NewSquareSize(arrow))
	left += padding
	if !r.sign.Hidden {
		r.sign.Move(fyne.NewPos(left, (size.Height-height)/2))
		left += kit.TextWidth(r.sign.Text, kit.BodyText, fyne.TextStyle{}) + kit.Gap
	}
	width := size.Width - padding - arrow - kit.Gap - left
	text := r.p.chosen.Label()
	if r.p.chosen.IsNobody() {
		text = words.Say("person.choose")
	}
	r.name.Text = kit.FitEnd(text, width, kit.BodyText, fyne.TextStyle{})
	r.name.Move(fyne.NewPos(left, (size.Height-height)/2))
	r.name.Resize(fyne.NewSize(width, height))
}

func (r *personChoiceRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.p) }
	nobody := r.p.chosen.IsNobody()
	r.label.Text, r.label.Color = words.Say("person.for"), look(kit.ColorNameQuiet)
	r.sign.Color, r.sign.Hidden = look(theme.ColorNamePrimary), nobody
	r.name.Color = look(theme.ColorNameForeground)
	if nobody {
		r.name.Color = look(kit.ColorNameQuiet)
	}
	r.back.FillColor, r.back.StrokeColor = look(kit.ColorNameSurface), look(kit.ColorNameLine)
	r.over.FillColor, r.over.Hidden = look(theme.ColorNameHover), !r.p.Hovered
	r.ring.StrokeColor, r.ring.Hidden = look(theme.ColorNamePrimary), !r.p.Focused
	if r.arrow.Resource == nil {
		r.arrow.Resource = theme.NewColoredResource(theme.MenuDropDownIcon(), theme.ColorNameForeground)
	}
	r.Layout(r.p.Size())
	r.arrow.Refresh() // for another theme
	canvas.Refresh(r.p)
}

func (r *personChoiceRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.label, r.back, r.over, r.sign, r.name, r.arrow, r.ring}
}

func (r *personChoiceRenderer) Destroy() {}
