package people

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*personEdit)(nil)

// personEdit is the line in which a name is typed, for somebody new or for
// somebody who gets another one, with what is wrong with it below.
type personEdit struct {
	widget.BaseWidget
	view *View
	user data.User // whose name it is; without an ID somebody new
	next bool      // Enter came while the one before was being added

	title        *kit.Line
	entry        *kit.SheetEntry
	save, cancel *kit.Button
	message      *kit.Notice
	column       *kit.Column
}

func newPersonEdit(v *View) *personEdit {
	e := &personEdit{view: v, title: kit.NewLine(""), message: kit.NewNotice()}
	e.title.Style.Bold, e.title.MinWidth = true, 120
	e.entry = kit.NewSheetEntry(words.Say("people.name"), func(string) { e.check() })
	e.entry.OnKey = func(key *fyne.KeyEvent) bool {
		switch {
		case !kit.IsEnter(key):
			return v.key(key)
		case v.busy:
			e.next = e.user.ID == ""
		case e.entry.Text == "":
			_, err := data.CleanName("")
			e.say(kit.Error, kit.ChangeCause(err), kit.Action{})
		default:
			e.save.Tapped(nil)
		}
		return true
	}
	e.save = kit.NewButton(kit.Primary, "", e.submit)
	e.cancel = kit.NewButton(kit.Plain, words.Say("sheet.cancel"), v.stopEdit)
	e.save.OnKey, e.cancel.OnKey, e.message.Action.OnKey = v.key, v.key, v.key
	e.column = kit.NewColumn(e.title, container.New(kit.Spread{Grow: 0}, e.entry, e.cancel, e.save), e.message)
	e.ExtendBaseWidget(e)
	return e
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
	e.entry.SetText(u.Name)
	e.check()
}

// peopleChanged looks at the name again, as somebody else may have it now.
func (e *personEdit) peopleChanged() {
	if e.Visible() {
		e.check()
	}
}

// submit does what the line asks for: with Enter, or its button.
func (e *personEdit) submit() {
	name, err := data.CleanName(e.entry.Text)
	if err != nil || e.view.busy {
		return
	}
	if e.user.ID != "" && name == e.user.Name {
		e.view.stopEdit()
		return
	}
	u := e.user
	u.Name = name
	if u.ID == "" {
		// The line is for the next name at once: what is typed while this one is
		// being added must not be taken for a part of it, nor be lost.
		e.entry.SetText("")
		e.view.focus(e.entry)
	}
	e.view.save(e.user, u)
}

// added hears what came of a new name. Where it was refused it comes back into the
// line, unless the next one stands there: then false is returned, and it is for
// the view to say.
func (e *personEdit) added(name string, err error) (said bool) {
	next := e.next
	e.next = false
	if err == nil {
		if next && e.Visible() {
			e.save.Tapped(nil) // which can't be pressed if the name is not good
		}
		return true
	}
	if !e.Visible() || e.user.ID != "" || e.entry.Text != "" {
		return false
	}
	e.entry.SetText(name)
	e.say(kit.Error, kit.ChangeCause(err), kit.Action{})
	return true
}

// check says what is wrong with the name as it is typed. A line that is still
// empty needs no words until Enter is pressed: its button can't be.
func (e *personEdit) check() {
	_, err := data.CleanName(e.entry.Text)
	other, taken := e.view.sameName(e.entry.Text, e.user.ID)
	switch {
	case e.entry.Text == "" && e.user.ID == "":
		e.say(kit.Good, "", kit.Action{})
	case err != nil:
		e.say(kit.Error, kit.ChangeCause(err), kit.Action{})
	case taken && other.Active:
		e.say(kit.Error, words.Say("conflict.name-taken", words.Args{"What": words.Plain(other.Name)}), kit.Action{})
	case taken:
		e.say(kit.Warning, words.Say("people.taken-left", words.Args{"Name": words.Plain(other.Name)}),
			kit.Action{Label: words.Say("people.reactivate"), Run: func() { e.view.stopEdit(); e.view.setActive(other, true) }})
	default:
		e.say(kit.Good, "", kit.Action{})
	}
	kit.Enable(e.save, err == nil && !taken && !e.view.busy)
}

func (e *personEdit) say(tone kit.Tone, text string, action kit.Action) {
	if e.message.Set(tone, text, action) {
		e.view.relayout()
	}
}

func (e *personEdit) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(e.column)
}
