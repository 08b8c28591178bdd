package people

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/names"
	"seatkeeper/ui/search"
	"seatkeeper/ui/uitest"
	"seatkeeper/ui/words"
)

// peopleCalls are what the view asked for; each is done when the test says so.
type peopleCalls struct {
	asked []string
	done  func(error)
}

func showPeopleForTest(t testing.TB) (fyne.Window, *View, *peopleCalls) {
	t.Helper()
	w := uitest.EmptyWindow(t, kit.NewTheme())
	v, calls := sheetPeopleForTest(), &peopleCalls{}
	note := func(done func(error), format string, args ...any) {
		calls.asked, calls.done = append(calls.asked, fmt.Sprintf(format, args...)), done
	}
	v.actions.Add = func(u data.User, done func(error)) { note(done, "add %s", said(u)) }
	v.actions.Change = func(_, u data.User, done func(error)) { note(done, "change %s to %s", u.ID, said(u)) }
	v.actions.SetActive = func(u data.User, active bool, done func(error)) { note(done, "set %s %t", u.ID, active) }
	Show(w, v)
	return w, v, calls
}

// said says what is known of a person.
func said(u data.User) string {
	text := words.Dots(u.Name, u.Email, u.Team)
	if u.Assistance {
		text = words.Dots(text, "assistance")
	}
	return text
}

func namesOf(users []data.User) []string {
	names := []string{}
	for _, u := range users {
		names = append(names, u.Name)
	}
	return names
}

func TestPeopleListed(t *testing.T) {
	w, v, _ := showPeopleForTest(t)
	if len(v.shown) != 12 || v.count.Text != "14 people, 2 not active" {
		t.Errorf("%d are shown, the count says %q", len(v.shown), v.count.Text)
	}
	uitest.Type(w, "OSTERG")
	if got := namesOf(v.shown); !slices.Equal(got, []string{"Lena Østergaard"}) {
		t.Errorf("found are %q", got)
	}
	uitest.Retype(w, "berg")
	if len(v.shown) != 0 || !v.empty.Visible() || v.list.Visible() {
		t.Errorf("somebody who left is found: %q", namesOf(v.shown))
	}
	if got := v.empty.Text; !strings.Contains(got, "Only people who left match “berg”") {
		t.Errorf("of somebody who left it says %q", got)
	}
	uitest.Retype(w, "xyz")
	if got := v.empty.Text; got != "Nobody’s name matches “xyz”." {
		t.Errorf("of a name that nobody has it says %q", got)
	}
	uitest.Retype(w, "berg")
	uitest.Press(w, fyne.KeyTab, fyne.KeyTab, fyne.KeySpace)
	if got := namesOf(v.shown); !slices.Equal(got, []string{"Tomas Berg"}) || v.empty.Visible() {
		t.Errorf("with people who left: %q", got)
	}
}

func TestAddPersonByKeyboard(t *testing.T) {
	w, v, calls := showPeopleForTest(t)
	uitest.Press(w, fyne.KeyTab, fyne.KeyReturn) // the button
	if !v.edit.save.Disabled() || v.edit.message.Text.Text != "" {
		t.Error("an empty name can be added, or is a fault before anything is typed")
	}
	uitest.Press(w, fyne.KeyReturn)
	if v.edit.message.Text.Text != "Please give a name." || len(calls.asked) != 0 {
		t.Errorf("Enter without a name says %q, and asks for %q", v.edit.message.Text.Text, calls.asked)
	}
	uitest.Type(w, "ines  okafor ")
	if !v.edit.save.Disabled() || v.edit.message.Text.Text != "There is somebody called “Ines Okafor” already. Add another?" {
		t.Errorf("a name that is taken: %q", v.edit.message.Text.Text)
	}
	uitest.Press(w, fyne.KeyReturn)
	if w.Canvas().Focused() != fyne.Focusable(v.edit.message.Action) || v.edit.message.Action.Text != "Add “ines okafor 2”" {
		t.Errorf("Enter with a name that is taken offers %q", v.edit.message.Action.Text)
	}
	w.Canvas().Focus(v.edit.entry)
	uitest.Retype(w, "  ")
	if v.edit.message.Text.Text != "Please give a name." {
		t.Errorf("a blank name: %q", v.edit.message.Text.Text)
	}
	uitest.Press(w, fyne.KeyReturn)
	if len(calls.asked) != 0 {
		t.Fatalf("asked for %q", calls.asked)
	}
	uitest.Retype(w, " Ada  Byron ")
	uitest.Press(w, fyne.KeyReturn)
	if !slices.Equal(calls.asked, []string{"add Ada Byron"}) || !v.edit.save.Disabled() || !v.add.Disabled() {
		t.Fatalf("asked for %q", calls.asked)
	}
	uitest.Press(w, fyne.KeyReturn) // while it runs
	calls.done(&data.ConflictError{Err: data.ErrNameTaken, What: "Ada Byron"})
	if !v.edit.Visible() || v.edit.message.Text.Text != "There is somebody called “Ada Byron” already." || v.edit.save.Disabled() {
		t.Errorf("after an error: %q", v.edit.message.Text.Text)
	}
	uitest.Press(w, fyne.KeyReturn)
	calls.done(nil)
	// The next one can be typed at once.
	if len(calls.asked) != 2 || !v.edit.Visible() || v.edit.entry.Text != "" || v.news.Text.Text != "Ada Byron was added." {
		t.Errorf("after it was added: %q, asked %q", v.news.Text.Text, calls.asked)
	}
	if w.Canvas().Focused() != fyne.Focusable(v.edit.entry) {
		t.Errorf("the focus is on %T", w.Canvas().Focused())
	}
}

// Whoever types a list of names does not wait for the disk between them.
func TestNamesAreTypedWhileOthersAreAdded(t *testing.T) {
	w, v, calls := showPeopleForTest(t)
	uitest.Press(w, fyne.KeyInsert)
	uitest.Type(w, "Ada Byron")
	uitest.Press(w, fyne.KeyReturn)
	adaDone := calls.done
	uitest.Type(w, "Grace Hopper")
	uitest.Press(w, fyne.KeyReturn)
	if want := []string{"add Ada Byron"}; !slices.Equal(calls.asked, want) {
		t.Fatalf("asked %q before the first one is there", calls.asked)
	}
	adaDone(nil)
	if want := []string{"add Ada Byron", "add Grace Hopper"}; !slices.Equal(calls.asked, want) {
		t.Fatalf("asked %q instead of %q", calls.asked, want)
	}
	uitest.Type(w, "Mary S")
	calls.done(nil)
	if v.edit.entry.Text != "Mary S" || len(calls.asked) != 2 || v.news.Text.Text != "Grace Hopper was added." {
		t.Errorf("the line has %q, asked %q, and it says %q", v.edit.entry.Text, calls.asked, v.news.Text.Text)
	}

	// A name that is refused comes back, or is named where another one stands there.
	uitest.Press(w, fyne.KeyReturn)
	calls.done(data.ErrNameTaken)
	if v.edit.entry.Text != "Mary S" || v.edit.message.Text.Text == "" {
		t.Errorf("after it was refused the line has %q and says %q", v.edit.entry.Text, v.edit.message.Text.Text)
	}
	uitest.Retype(w, "Mary T")
	uitest.Press(w, fyne.KeyReturn)
	uitest.Type(w, "Joan")
	calls.done(data.ErrNameTaken)
	if v.edit.entry.Text != "Joan" || !strings.HasPrefix(v.news.Text.Text, "Mary T was not added.") {
		t.Errorf("the line has %q, and it says %q", v.edit.entry.Text, v.news.Text.Text)
	}
}

func TestSomebodyWhoLeftIsOfferedBack(t *testing.T) {
	w, v, calls := showPeopleForTest(t)
	uitest.Press(w, fyne.KeyInsert)
	uitest.Type(w, "tomas BERG")
	if v.edit.message.Text.Text != "There is somebody called “Tomas Berg” already, who is not active." {
		t.Fatalf("it says %q", v.edit.message.Text.Text)
	}
	field := v.edit.email.Position()
	uitest.Type(w, "x")
	if v.edit.message.Text.Text != "" || v.edit.email.Position() != field {
		t.Error("the fields move with what is said of the name")
	}
	uitest.Press(w, fyne.KeyBackspace)
	// Cancel, past "Add", which can't be pressed, and through the other fields to "Reactivate"
	uitest.Press(w, fyne.KeyTab, fyne.KeyTab, fyne.KeyTab, fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn)
	if !slices.Equal(calls.asked, []string{"set tomas true"}) {
		t.Fatalf("asked for %q", calls.asked)
	}
	calls.done(nil)
	if v.news.Text.Text != "Tomas Berg is active again." || v.edit.Visible() {
		t.Errorf("it says %q", v.news.Text.Text)
	}
}

func TestASecondPersonOfOneNameIsAddedWithWhatTellsThemApart(t *testing.T) {
	w, v, calls := showPeopleForTest(t)
	users := []data.User{{ID: "a", Name: "Anna Weiß", Team: "Sales", Active: true}, {ID: "b", Name: "Anna Weiß (IT)", Email: "anna@x.org", Active: true}}
	v.SetPeople(search.NewPeopleIndex(users))
	for _, tt := range []struct{ email, team, want string }{
		{"", "", "Anna Weiß 2"}, {"aw@x.org", "", "Anna Weiß (aw@x.org)"}, {"", "HR", "Anna Weiß (HR)"}, {"aw@x.org", "IT", "Anna Weiß (aw@x.org)"},
	} {
		v.startEdit(data.User{Active: true})
		uitest.Type(w, "anna weiß")
		v.edit.email.SetText(tt.email)
		v.edit.team.SetText(tt.team)
		if v.edit.message.Text.Text != "There is somebody called “Anna Weiß” already (Sales). Add another?" || !v.edit.save.Disabled() {
			t.Errorf("it says %q", v.edit.message.Text.Text)
		}
		uitest.Press(w, fyne.KeyReturn, fyne.KeyReturn)
		want := "add " + words.Dots(strings.ToLower(tt.want[:4])+tt.want[4:], tt.email, tt.team)
		want = strings.Replace(want, "Weiß", "weiß", 1)
		if got := calls.asked[len(calls.asked)-1]; got != want {
			t.Errorf("with %q and %q asked for %q, want %q", tt.email, tt.team, got, want)
		}
		calls.done(nil)
	}
	// Who has a namesake keeps the name when something else of them changes.
	namesake := data.User{ID: "weiss-2", Name: "Anna Weiß", Active: true, Team: "IT"}
	v.startEdit(namesake)
	v.edit.email.SetText("weiss@x.org")
	if v.edit.message.Text.Text != "" || v.edit.save.Disabled() {
		t.Errorf("of somebody with a namesake it says %q", v.edit.message.Text.Text)
	}
	v.stopEdit()
	// Somebody gets the name of another.
	v.startEdit(users[1])
	uitest.Retype(w, "Anna Weiß")
	if v.edit.message.Action.Text != "Name them “Anna Weiß (anna@x.org)”" {
		t.Errorf("offered is %q", v.edit.message.Action.Text)
	}
}

func TestWhatIsKnownOfAPersonIsChanged(t *testing.T) {
	w, v, calls := showPeopleForTest(t)
	v.startEdit(data.User{Active: true})
	uitest.Type(w, "Ada Byron")
	v.edit.email.SetText("ada")
	if v.edit.message.Tone != kit.Error || !v.edit.save.Disabled() {
		t.Error("what is no e-mail address can be saved")
	}
	v.edit.email.SetText(" ada@x.org ")
	v.edit.team.SetText("Sales")
	w.Canvas().Focus(v.edit.assistance)
	uitest.Press(w, fyne.KeySpace)
	w.Canvas().Focus(v.edit.team)
	uitest.Press(w, fyne.KeyReturn)
	calls.done(uitest.Err)
	if v.edit.email.Text != "ada@x.org" || v.edit.team.Text != "Sales" || !v.edit.assistance.On {
		t.Error("after an error what was typed is lost")
	}
	uitest.Press(w, fyne.KeyEscape)
	v.startEdit(data.User{ID: "u0", Name: "Ines Okafor", Active: true, Team: "Sales"})
	v.edit.team.SetText("")
	v.edit.save.Tapped(nil)
	calls.done(nil)
	want := []string{"add Ada Byron · ada@x.org · Sales · assistance", "change u0 to Ines Okafor"}
	if !slices.Equal(calls.asked, want) || v.news.Text.Text != "Ines Okafor was changed." {
		t.Errorf("asked for %q, it says %q", calls.asked, v.news.Text.Text)
	}
}

func TestPeopleAreListedBySurname(t *testing.T) {
	_, v, _ := showPeopleForTest(t)
	v.SetPeople(search.NewPeopleIndexBy(names.BySurname, []data.User{{ID: "1", Name: "Zoe Adams", Active: true}, {ID: "2", Name: "Adam Zorn", Active: true},
		{ID: "3", Name: "Dubois, Gael", Active: true, Assistance: true}, {ID: "4", Name: "Jan van der Berg", Active: true}}))
	var got []string
	for i := range v.shown {
		item := newPersonItem(nil)
		v.updateRow(i, item)
		got = append(got, item.name+"|"+stateOf(item.user))
	}
	if want := []string{"Adams, Zoe|", "van der Berg, Jan|", "Dubois, Gael|needs assistance", "Zorn, Adam|"}; !slices.Equal(got, want) {
		t.Errorf("listed are %q", got)
	}
}

func TestRenameAndDeactivateByKeyboard(t *testing.T) {
	w, v, calls := showPeopleForTest(t)
	uitest.Type(w, "ma")
	uitest.Press(w, fyne.KeyDown) // to the list: the first is chosen
	first := v.shown[0]
	if w.Canvas().Focused() != fyne.Focusable(v.list) || v.chosen != first.ID {
		t.Fatalf("the focus is on %T, chosen is %q", w.Canvas().Focused(), v.chosen)
	}
	uitest.Press(w, fyne.KeyReturn)
	if v.edit.entry.Text != first.Name || v.edit.save.Disabled() {
		t.Fatalf("to rename is %q", v.edit.entry.Text)
	}
	uitest.Press(w, fyne.KeyEscape)
	if v.edit.Visible() || v.sheet == nil || w.Canvas().Focused() != fyne.Focusable(v.list) {
		t.Fatal("Escape does not leave the name first")
	}
	uitest.Press(w, fyne.KeyReturn)
	uitest.Press(w, fyne.KeyReturn) // the name as it is
	if len(calls.asked) != 0 || v.edit.Visible() {
		t.Fatalf("the same name is a change: %q", calls.asked)
	}
	uitest.Press(w, fyne.KeyReturn)
	uitest.Retype(w, "Mara")
	uitest.Press(w, fyne.KeyReturn)
	calls.done(nil)
	uitest.Press(w, fyne.KeyDown, fyne.KeyDelete)
	second := v.shown[1]
	want := []string{fmt.Sprintf("change %s to Mara", first.ID), fmt.Sprintf("set %s false", second.ID)}
	if !slices.Equal(calls.asked, want) {
		t.Fatalf("asked for %q, want %q", calls.asked, want)
	}
	uitest.Press(w, fyne.KeyDelete) // while it runs
	calls.done(uitest.Err)
	if len(calls.asked) != 2 || v.news.Tone != kit.Error || v.news.Text.Text != "it broke." {
		t.Errorf("after an error: %q", v.news.Text.Text)
	}
	uitest.Press(w, fyne.KeyEscape)
	if v.sheet != nil || w.Canvas().Overlays().Top() != nil {
		t.Error("Escape does not leave the sheet")
	}
}

func TestRowButtonsByKeyboard(t *testing.T) {
	w, v, calls := showPeopleForTest(t)
	uitest.Press(w, fyne.KeyDown, fyne.KeyTab)
	if b, ok := w.Canvas().Focused().(*kit.Button); !ok || b.Text != "Edit" {
		t.Fatalf("behind the list the focus is on %T", w.Canvas().Focused())
	}
	uitest.Press(w, fyne.KeyTab, fyne.KeyReturn)
	if !slices.Equal(calls.asked, []string{"set " + v.shown[0].ID + " false"}) {
		t.Errorf("asked for %q", calls.asked)
	}
	calls.done(nil)
	uitest.Press(w, fyne.KeyTab, fyne.KeyEscape)
	if v.sheet != nil {
		t.Error("Escape on a row's button does not close the sheet")
	}
}

func TestSearchBeginsAtTheTop(t *testing.T) {
	w, v, calls := showPeopleForTest(t)
	uitest.Press(w, fyne.KeyDown)
	for range 11 {
		uitest.Press(w, fyne.KeyDown)
	}
	last := v.chosen
	w.Canvas().Focus(v.search)
	uitest.Type(w, "a")
	w.Canvas().Focus(v.list)
	uitest.Press(w, fyne.KeyDelete)
	if v.chosen == last || v.list.GetScrollOffset() != 0 || len(calls.asked) != 0 {
		t.Errorf("chosen stays %q, asked for %q", v.chosen, calls.asked)
	}
	uitest.Press(w, fyne.KeyDown)
	if v.chosen != v.shown[1].ID {
		t.Error("the arrow keys do not begin at the top")
	}
}

func TestClosedWhileItRuns(t *testing.T) {
	w, v, calls := showPeopleForTest(t)
	uitest.Press(w, fyne.KeyDown, fyne.KeyDelete, fyne.KeyEscape)
	calls.done(nil)
	if v.busy || w.Canvas().Focused() != nil {
		t.Error("a view that is closed takes the focus")
	}
	Show(w, v)
	if w.Canvas().Focused() != fyne.Focusable(v.search) {
		t.Error("it can't be shown again")
	}
}

func TestChangesOfOthersComeIn(t *testing.T) {
	w, v, _ := showPeopleForTest(t)
	uitest.Press(w, fyne.KeyInsert)
	uitest.Type(w, "Ada Byron")
	users := append(slices.Clone(v.index.All()), data.User{ID: "ada", Name: "ADA BYRON", Active: true})
	v.SetPeople(search.NewPeopleIndex(users))
	if v.edit.entry.Text != "Ada Byron" || v.edit.message.Text.Text != "There is somebody called “ADA BYRON” already. Add another?" {
		t.Errorf("typed is %q, it says %q", v.edit.entry.Text, v.edit.message.Text.Text)
	}
	if v.count.Text != "15 people, 2 not active" || len(v.shown) != 13 {
		t.Errorf("the count says %q", v.count.Text)
	}
	v.SetPeople(search.NewPeopleIndex(nil))
	if v.count.Text != "0 people" || v.empty.Text != "There is nobody yet. Add people one by one, or import a list." {
		t.Errorf("with nobody: %q, %q", v.count.Text, v.empty.Text)
	}
}

func sheetPeopleForTest() *View {
	v := NewView(Actions{ImportCSV: func() {}, ExportCSV: func() {}})
	users := []data.User{}
	for i, s := range uitest.Seats() {
		users = append(users, data.User{ID: fmt.Sprint("u", i), Name: words.SeatName(s), Active: true})
	}
	users = append(users, data.User{ID: "tomas", Name: "Tomas Berg"}, data.User{ID: "carl", Name: "Carl Adam von und zu Hohenlohe-Schillingsfürst der Dritte"})
	v.SetPeople(search.NewPeopleIndex(users))
	return v
}
