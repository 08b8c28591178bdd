package people

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*personEdit)(nil)

// personEdit is where a person is written down: somebody new, or somebody of whom
// something changes. What is wrong with it stands below. Enter in any field is enough.
type personEdit struct {
	widget.BaseWidget
	view *View
	user data.User // as they are; without an ID somebody new
	next bool      // Enter came while the one before was being added

	title              *kit.Line
	entry, email, team *kit.SheetEntry
	assistance         *kit.Toggle
	save, cancel       *kit.Button
	message            *kit.Notice
	column             *kit.Column
}

func newPersonEdit(v *View) *personEdit {
	e := &personEdit{view: v, title: kit.NewLine(""), message: kit.NewNotice()}
	e.title.Style.Bold, e.title.MinWidth = true, 120
	field := func(hint string) *kit.SheetEntry {
		entry := kit.NewSheetEntry(words.Say(hint), func(string) { e.check() })
		entry.OnKey = e.key
		return entry
	}
	e.entry, e.email, e.team = field("people.name"), field("people.email"), field("people.team")
	e.assistance = kit.NewToggle(words.Say("people.assistance"), false, func(bool) { e.check() })
	e.save = kit.NewButton(kit.Primary, "", e.submit)
	e.cancel = kit.NewButton(kit.Plain, words.Say("sheet.cancel"), v.stopEdit)
	e.assistance.OnKey, e.save.OnKey, e.cancel.OnKey, e.message.Action.OnKey = v.key, v.key, v.key, v.key
	e.column = kit.NewColumn(e.title, container.New(kit.Spread{Grow: 0}, e.entry, e.cancel, e.save),
		container.NewGridWithColumns(2, e.email, e.team), e.assistance, e.message) // the last: it moves no field
	e.ExtendBaseWidget(e)
	return e
}

// key takes Enter in a field.
func (e *personEdit) key(key *fyne.KeyEvent) bool {
	switch {
	case !kit.IsEnter(key):
		return e.view.key(key)
	case e.view.busy:
		e.next = e.user.ID == ""
	case e.entry.Text == "":
		_, err := data.CleanName("")
		e.say(kit.Error, kit.ChangeCause(err), kit.Action{})
	case e.save.Disabled() && e.message.Action.Visible():
		e.view.focus(e.message.Action) // once more, and it is done
	default:
		e.save.Tapped(nil)
	}
	return true
}

func (e *personEdit) HeightFor(width float32) float32 { return e.column.HeightFor(width) }

func (e *personEdit) start(u data.User) {
	e.user, e.next = u, false
	if u.ID == "" {
		e.title.SetText(words.Say("people.new"))
		e.save.SetText(words.Say("people.add-do"))
	} else {
		e.title.SetText(words.Say("people.rename-title", words.Args{"Name": words.Plain(u.Name)}))
		e.save.SetText(words.Say("people.rename-do"))
	}
	e.fill(u)
}

// fill puts somebody into the fields.
func (e *personEdit) fill(u data.User) {
	e.entry.SetText(u.Name)
	e.email.SetText(u.Email)
	e.team.SetText(u.Team)
	e.assistance.Set(u.Assistance)
	e.check()
}

// wanted returns the person as the fields have them, or what is wrong with that.
func (e *personEdit) wanted() (data.User, error) {
	u := e.user
	u.Name, u.Email, u.Team, u.Assistance = e.entry.Text, e.email.Text, e.team.Text, e.assistance.On
	if u.ID == "" {
		u.ID = "new" // which is none yet, and must not be a fault
	}
	u, err := u.Clean()
	u.ID = e.user.ID
	return u, err
}

// isEmpty reports whether nothing has been typed.
func (e *personEdit) isEmpty() bool { return e.entry.Text+e.email.Text+e.team.Text == "" }

// peopleChanged looks at the name again, as somebody else may have it now.
func (e *personEdit) peopleChanged() {
	if e.Visible() {
		e.check()
	}
}

// submit does what the fields ask for: with Enter, or the button.
func (e *personEdit) submit() {
	if u, err := e.wanted(); err == nil && !e.view.busy {
		e.do(u)
	}
}

func (e *personEdit) do(u data.User) {
	if u == e.user {
		e.view.stopEdit()
		return
	}
	if u.ID == "" {
		// The fields are for the next one at once: what is typed while this one is
		// being added must not be taken for a part of it, nor be lost.
		e.fill(data.User{})
		e.view.focus(e.entry)
	}
	e.view.save(e.user, u)
}

// added hears what came of somebody new. Where they were refused they come back into
// the fields, unless the next one stands there: then false is returned, and it is for
// the view to say.
func (e *personEdit) added(u data.User, err error) (said bool) {
	next := e.next
	e.next = false
	if err == nil {
		if next && e.Visible() {
			e.save.Tapped(nil) // which can't be pressed if the name is not good
		}
		return true
	}
	if !e.Visible() || e.user.ID != "" || !e.isEmpty() {
		return false
	}
	e.fill(u)
	if e.message.Text.Text == "" { // what it says of the people who are known is more
		e.say(kit.Error, kit.ChangeCause(err), kit.Action{})
	}
	return true
}

// check says what is wrong with the person as they are typed. Fields that are still
// empty need no words until Enter is pressed: their button can't be.
func (e *personEdit) check() {
	u, err := e.wanted()
	other, taken := e.view.sameName(e.entry.Text, e.user.ID)
	if e.user.ID != "" && data.NameKey(e.entry.Text) == data.NameKey(e.user.Name) {
		taken = false // two may have one name: who has it keeps it
	}
	switch {
	case e.entry.Text == "" && e.user.ID == "":
		e.say(kit.Good, "", kit.Action{})
	case err != nil:
		e.say(kit.Error, kit.ChangeCause(err), kit.Action{})
	case taken && !other.Active:
		e.say(kit.Warning, words.Say("people.taken-left", words.Args{"Name": words.Plain(other.Name)}),
			kit.Action{Label: words.Say("people.reactivate"), Run: func() { e.view.stopEdit(); e.view.setActive(other, true) }})
	case taken:
		e.offerApart(u, other)
	default:
		e.say(kit.Good, "", kit.Action{})
	}
	kit.Enable(e.save, err == nil && !taken && !e.view.busy)
}

// offerApart asks whether somebody whose name another person has is to be added all
// the same, with what tells the two apart.
func (e *personEdit) offerApart(u, other data.User) {
	args := words.Args{"Name": words.Plain(other.Name), "Apart": words.Plain(cmp.Or(other.Team, other.Email))}
	keys := [...]string{"people.taken", "people.taken-apart", "people.add-apart"}
	if e.user.ID != "" {
		keys = [...]string{"people.rename-taken", "people.rename-taken-apart", "people.rename-apart"}
	}
	text := words.Say(keys[0], args)
	if args["Apart"] != "" {
		text = words.Say(keys[1], args)
	}
	u.Name = data.ApartName(u, func(name string) bool { _, taken := e.view.sameName(name, e.user.ID); return !taken })
	e.say(kit.Warning, text, kit.Action{Label: words.Say(keys[2], words.Args{"Name": words.Plain(u.Name)}), Run: func() {
		if !e.view.busy {
			e.do(u)
		}
	}})
}

func (e *personEdit) say(tone kit.Tone, text string, action kit.Action) {
	if e.message.Set(tone, text, action) {
		e.view.relayout()
	}
}

func (e *personEdit) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(e.column)
}
