package people

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/search"
	"seatkeeper/ui/uitest"
)

func choicePeopleForTest() *search.PeopleIndex {
	people := []data.User{
		{ID: "left", Name: "Adam Left"}, // not active any more
		{ID: "u12", Name: "Bartholomäus Featherstonehaugh-Cholmondeley the Younger", Active: true},
	}
	for _, s := range uitest.Seats() {
		if s.UserID != data.VisitorID {
			people = append(people, data.User{ID: s.UserID, Name: s.Name, Active: true})
		}
	}
	return search.NewPeopleIndex(people)
}

func personForTest(t *testing.T) (*PersonChoice, fyne.Window, *[]BookingFor) {
	t.Helper()
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	p := NewPersonChoice()
	p.SetPeople(choicePeopleForTest())
	var calls []BookingFor
	p.OnChanged = func(f BookingFor) { calls = append(calls, f) }
	w := uitest.Show(t, p, 500, 400)
	w.Canvas().Focus(p)
	return p, w, &calls
}

// typed opens the search by key and types into what has the focus.
func typed(t *testing.T, p *PersonChoice, w fyne.Window, text string) *personForm {
	t.Helper()
	uitest.TypeKeys(p, fyne.KeyReturn)
	if !p.isAsking() || w.Canvas().Focused() != p.form.entry {
		t.Fatal("no search is open, or it has not the focus")
	}
	for _, r := range text {
		w.Canvas().Focused().TypedRune(r)
	}
	return p.form
}

func (f *personForm) names() []string {
	names := []string{}
	for i := range f.rows {
		names = append(names, f.list.item(i).text)
	}
	return names
}

func TestPersonChoiceTakesTheBestMatch(t *testing.T) {
	p, w, calls := personForTest(t)
	form := typed(t, p, w, "oster le")
	if want := []string{"Visitor", "Lena Østergaard"}; !slices.Equal(form.names(), want) || form.at != 1 {
		t.Errorf("it found %q, and goes to %d", form.names(), form.at)
	}
	uitest.TypeKeys(form.entry, fyne.KeyReturn)
	want := BookingFor{UserID: "u10", Name: "Lena Østergaard"}
	if p.isAsking() || w.Canvas().Overlays().Top() != nil || p.Chosen() != want || !slices.Equal(*calls, []BookingFor{want}) {
		t.Errorf("chosen is %v after calls %v", p.Chosen(), *calls)
	}
	if got := p.AccessibilityLabel(); got != "Booking for · Lena Østergaard" {
		t.Errorf("a screen reader says %q", got)
	}
	typed(t, p, w, "")
	if look := p.form.list.item(p.form.at); look.text != "Lena Østergaard" || look.sign != "★" {
		t.Errorf("it opens on %+v", look)
	}
	uitest.TypeKeys(p.form.entry, fyne.KeyReturn)
	if len(*calls) != 2 || (*calls)[1] != want || p.isAsking() { // so that the plan gets the keys again
		t.Errorf("choosing the same person calls %v", *calls)
	}
}

func TestPersonChoiceByArrowsAndList(t *testing.T) {
	p, w, calls := personForTest(t)
	form := typed(t, p, w, "")
	if names := form.names(); slices.Contains(names, "Adam Left") || names[0] != "Visitor" || names[1] != "Amara Lindgren" || len(names) != 13 {
		t.Errorf("it offers %q", names)
	}
	uitest.TypeKeys(form.entry, fyne.KeyReturn) // nobody is highlighted yet
	if !p.isAsking() || len(*calls) != 0 {
		t.Fatal("Enter takes somebody by accident")
	}
	uitest.TypeKeys(form.entry, fyne.KeyDown, fyne.KeyUp, fyne.KeyDown, fyne.KeyDown)
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != form.list {
		t.Fatal("Tab does not go to the list")
	}
	if look := form.list.item(2); !look.at || !look.ringed || form.list.item(1).at {
		t.Errorf("the list goes on with %+v", look)
	}
	uitest.TypeKeys(form.list, fyne.KeyDown)
	form.list.TypedRune('e') // goes on typing
	if w.Canvas().Focused() != form.entry || form.entry.Text != "e" {
		t.Error("typing in the list does not filter")
	}
	w.Canvas().FocusNext()
	name := form.list.item(form.at).text
	uitest.TypeKeys(form.list, fyne.KeySpace)
	if len(*calls) != 1 || (*calls)[0].Name != name || !strings.HasPrefix(name, "E") {
		t.Errorf("it called with %v, want %s", *calls, name)
	}
	form = typed(t, p, w, "marco")
	form.list.Select(1) // as a click does
	if len(*calls) != 2 || p.Chosen().UserID != "u2" {
		t.Errorf("a click took %v", p.Chosen())
	}
	uitest.TypeKeys(typed(t, p, w, "").entry, fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyEscape)
	test.Tap(p)
	w.Canvas().FocusNext()
	uitest.TypeKeys(p.form.list, fyne.KeyPageUp, fyne.KeyEscape)
	if p.isAsking() || len(*calls) != 2 {
		t.Error("Escape does not leave")
	}
}

func TestPersonChoiceOpensWhileTyping(t *testing.T) {
	p, w, _ := personForTest(t)
	for _, r := range " um" { // a space opens it too, and is not looked for
		w.Canvas().Focused().TypedRune(r)
	}
	if form := p.form; !p.isAsking() || form.entry.Text != "um" || !slices.Equal(form.names(), []string{"Visitor", "Umar"}) {
		t.Errorf("it looks for %q", p.form.entry.Text)
	}
	p.Open() // is open
	test.TapCanvas(w.Canvas(), fyne.NewPos(490, 390))
	if p.isAsking() || w.Canvas().Overlays().Top() != nil {
		t.Error("a click outside does not leave")
	}
}

func TestPersonChoiceAsksForAGuest(t *testing.T) {
	p, w, calls := personForTest(t)
	form := typed(t, p, w, "visi")
	height := form.Size().Height
	uitest.TypeKeys(form.entry, fyne.KeyReturn)
	if form.Size().Height >= height/2 || form.Size() != form.MinSize() {
		t.Errorf("for the name alone it is %v large", form.Size())
	}
	if !p.isAsking() || !form.forGuest || form.list.Visible() || form.done.Hidden || w.Canvas().Focused() != form.entry || form.entry.Text != "" {
		t.Fatal("it does not ask for the guest's name")
	}
	uitest.TypeKeys(form.entry, fyne.KeyDown)
	test.Type(form.entry, "  Dr.  Wells ")
	uitest.TypeKeys(form.entry, fyne.KeyReturn)
	want := BookingFor{UserID: data.VisitorID, Guest: "Dr. Wells"}
	if p.Chosen() != want || p.isAsking() || !p.Chosen().IsVisitor() || p.Chosen().Label() != "Visitor · Dr. Wells" {
		t.Errorf("chosen is %+v", p.Chosen())
	}
	form = typed(t, p, w, "")
	uitest.TypeKeys(form.entry, fyne.KeyReturn)
	if form.entry.Text != "Dr. Wells" || form.entry.SelectedText() != "Dr. Wells" {
		t.Errorf("it begins with %q", form.entry.Text)
	}
	test.Type(form.entry, strings.Repeat("x", data.MaxNameLength+1))
	uitest.TypeKeys(form.entry, fyne.KeyReturn)
	if !p.isAsking() || form.message.Color != theme.ColorNameError || form.message.Text == "" {
		t.Error("a name that is too long is taken")
	}
	form.entry.SetText("")
	if form.message.Color == theme.ColorNameError {
		t.Error("the message stays while one types")
	}
	test.Tap(form.back)
	if form.forGuest || form.list.Hidden || len(form.rows) != 13 || w.Canvas().Focused() != form.entry {
		t.Error("Back does not go back to the people")
	}
	uitest.TypeKeys(form.entry, fyne.KeyReturn) // the visitor is chosen, so highlighted
	form.entry.SetText("")
	test.Tap(form.done) // without a name
	if want := []BookingFor{want, {UserID: data.VisitorID}}; !slices.Equal(*calls, want) || p.Chosen().Label() != "Visitor" {
		t.Errorf("it called with %v, want %v", *calls, want)
	}
	form = typed(t, p, w, "")
	uitest.TypeKeys(form.entry, fyne.KeyReturn)
	w.Canvas().FocusNext()
	uitest.TypeKeys(w.Canvas().Focused(), fyne.KeyEscape)
	if p.isAsking() {
		t.Error("Escape does not leave")
	}
}

func TestPersonChoiceOffersToAdd(t *testing.T) {
	p, w, calls := personForTest(t)
	form := typed(t, p, w, "Zoë Zimmer")
	if len(form.rows) != 1 || form.at != -1 || form.message.Text != "Nobody matches “Zoë Zimmer”." {
		t.Errorf("it offers %q, says %q", form.names(), form.message.Text)
	}
	uitest.TypeKeys(form.entry, fyne.KeyReturn, fyne.KeyEscape)
	var added []string
	p.OnAdd = func(name string) { added = append(added, name) }
	form = typed(t, p, w, " Zoë\tZimmer ")
	if want := []string{"Visitor", "Add “Zoë Zimmer” as a new person"}; !slices.Equal(form.names(), want) || form.at != 1 {
		t.Errorf("it offers %q, goes to %d", form.names(), form.at)
	}
	uitest.TypeKeys(form.entry, fyne.KeyReturn)
	if !slices.Equal(added, []string{"Zoë Zimmer"}) || p.isAsking() || len(*calls) != 0 {
		t.Errorf("it added %q, called with %v", added, *calls)
	}
	p.SetPeople(search.NewPeopleIndex(nil))
	form = typed(t, p, w, "")
	if form.message.Text != "There are no people yet. Type a name to add somebody." || len(form.rows) != 1 {
		t.Errorf("without people it says %q, offers %q", form.message.Text, form.names())
	}
	form.entry.SetText("An")
	if len(form.rows) != 2 {
		t.Errorf("without people it offers %q", form.names())
	}
	p.SetPeople(choicePeopleForTest()) // they arrive while it is open
	if form.names()[1] == "" || form.message.Text != "" || len(form.rows) < 3 {
		t.Errorf("then it offers %q, says %q", form.names(), form.message.Text)
	}
}

func TestPersonChoiceForgetsWhoLeft(t *testing.T) {
	p, _, calls := personForTest(t)
	ines := BookingFor{UserID: "u1", Name: "Ines Okafor"}
	p.SetChosen(ines)
	p.SetPeople(search.NewPeopleIndex([]data.User{{ID: "u1", Name: "Ines Okafor-Berg", Active: true}}))
	if len(*calls) != 0 || p.Chosen().Name != "Ines Okafor-Berg" {
		t.Errorf("after a new name chosen is %v, calls %v", p.Chosen(), *calls)
	}
	p.SetPeople(search.NewPeopleIndex([]data.User{{ID: "u1", Name: "Ines Okafor-Berg"}}))
	if !slices.Equal(*calls, []BookingFor{{}}) || !p.Chosen().IsNobody() {
		t.Errorf("who is deactivated stays chosen: %v, calls %v", p.Chosen(), *calls)
	}
	p.SetChosen(ines)
	p.SetPeople(nil)
	if len(*calls) != 2 || !p.Chosen().IsNobody() {
		t.Error("who is removed stays chosen")
	}
	visitor := BookingFor{UserID: data.VisitorID, Guest: "Wells"}
	p.SetChosen(visitor)
	p.SetPeople(choicePeopleForTest())
	if p.Chosen() != visitor || len(*calls) != 2 {
		t.Error("the visitor is forgotten")
	}
}

func TestPersonChoiceShowsAtMostSoMany(t *testing.T) {
	p, w, _ := personForTest(t)
	p.SetPeople(manyPeople(2000))
	form := typed(t, p, w, "")
	if len(form.rows) != 1+mostChoices || !strings.Contains(form.message.Text, "200") {
		t.Errorf("it offers %d rows, says %q", len(form.rows), form.message.Text)
	}
	uitest.TypeKeys(form.entry, fyne.KeyPageDown, fyne.KeyPageDown)
	if form.at != 2*personRows-3 || form.list.GetScrollOffset() == 0 {
		t.Errorf("Page Down goes to %d, scrolled by %v", form.at, form.list.GetScrollOffset())
	}
}

func TestPersonChoiceGivesWay(t *testing.T) {
	p, _, _ := personForTest(t)
	r := test.WidgetRenderer(p).(*personChoiceRenderer)
	long := strings.Repeat("Maximiliane ", 6)
	p.SetChosen(BookingFor{UserID: "u1", Name: long})
	for _, width := range []float32{p.MinSize().Width, p.WholeWidth() - 1, p.WholeWidth(), 400} {
		p.Resize(fyne.NewSize(width, kit.ControlHeight))
		if r.label.Visible() != (width >= p.WholeWidth()) {
			t.Errorf("%v wide the label is visible: %t", width, r.label.Visible())
		}
		end := r.name.Position().X + kit.TextWidth(r.name.Text, kit.BodyText, fyne.TextStyle{})
		if !strings.HasSuffix(r.name.Text, "…") || end > r.arrow.Position().X {
			t.Errorf("%v wide it shows %q up to %v, the arrow is at %v", width, r.name.Text, end, r.arrow.Position().X)
		}
	}
	if p.MinSize().Width != 200 {
		t.Errorf("it is at least %v wide", p.MinSize().Width)
	}
}

func TestPersonChoiceOpensBelowItsDropDown(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	p := NewPersonChoice()
	uitest.Show(t, container.NewWithoutLayout(p), 1024, 700)
	tests := []struct {
		at          fyne.Position
		width, left float32
	}{
		{fyne.NewPos(14, 10), 200, 14},
		{fyne.NewPos(600, 10), p.WholeWidth(), 600 + p.WholeWidth() - personBox},
		{fyne.NewPos(810, 10), 200, 1010 - personWidth}, // up to its right edge
		{fyne.NewPos(900, 10), 200, 1024 - personWidth - kit.Gap/2},
	}
	for _, tt := range tests {
		p.Move(tt.at)
		p.Resize(fyne.NewSize(tt.width, kit.ControlHeight))
		p.Open()
		if got := p.asking.Position(); got.X != tt.left || got.Y != 10+kit.ControlHeight+kit.Gap/2 {
			t.Errorf("at %v it opens at %v, want %v", tt.at, got, tt.left)
		}
		p.Close()
	}
}
