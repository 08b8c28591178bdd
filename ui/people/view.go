package people

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/search"
	"seatkeeper/ui/words"
)

// Actions is what [View] asks its owner to do. Each that takes done
// calls it once, on Fyne's goroutine; a cancelled context as error is the user's
// own wish and not shown. ImportCSV and ExportCSV may be nil.
type Actions struct {
	Add                  func(u data.User, done func(error)) // without an ID
	Change               func(shown, wanted data.User, done func(error))
	SetActive            func(u data.User, active bool, done func(error))
	ImportCSV, ExportCSV func()
}

var _ fyne.Widget = (*View)(nil)

// View lists everybody by name, with a search, and lets people be added,
// renamed, deactivated and reactivated. In the list Enter renames, Delete
// deactivates, and Insert adds somebody.
type View struct {
	widget.BaseWidget
	actions Actions
	index   *search.PeopleIndex
	active  int         // how many people are
	shown   []data.User // whom the search leaves
	chosen  string      // the ID of the person whose row is selected
	busy    bool
	sheet   *kit.Sheet // while it is shown

	search *kit.SheetEntry
	add    *kit.Button
	edit   *personEdit
	count  *kit.Line
	left   *kit.Toggle // show people who left
	list   *kit.KeyList
	empty  *kit.Paragraph
	news   *kit.Notice // what came of the last change
	column *kit.Column
}

// NewView returns a view without people.
func NewView(actions Actions) *View {
	v := &View{actions: actions, index: search.NewPeopleIndex(nil), news: kit.NewNotice(), count: kit.NewLine("")}
	v.search = kit.NewSheetEntry(words.Say("people.search"), func(string) { v.searched() })
	v.search.OnKey = v.searchKey
	v.add = kit.NewButton(kit.Plain, words.Say("people.add"), v.startAdd)
	v.add.OnKey = v.key
	v.edit = newPersonEdit(v)
	v.edit.Hide()
	v.count.Color, v.count.MinWidth = kit.ColorNameQuiet, 80
	v.left = kit.NewToggle(words.Say("people.show-left"), false, func(bool) { v.apply() })
	v.left.OnKey = v.key
	v.list = kit.NewKeyList(func() int { return len(v.shown) },
		func() fyne.CanvasObject { return newPersonItem(v.key) }, v.updateRow)
	v.list.OnPick, v.list.OnMove, v.list.OnKey = v.choose, v.choose, v.listKey
	v.list.HideSeparators = true
	v.empty = kit.NewParagraph("", kit.BodyText, kit.ColorNameQuiet)
	v.empty.Alignment = fyne.TextAlignCenter
	v.news.Action.OnKey = v.key
	v.column = kit.NewListColumn(v.list, 160, container.New(kit.Spread{Grow: 0}, v.search, v.add), v.edit, v.news,
		container.New(kit.Spread{Grow: 0}, v.count, v.left), v.empty)
	v.ExtendBaseWidget(v)
	v.apply()
	return v
}

// Show lays the view over the window, in a sheet.
func Show(win fyne.Window, v *View) *kit.Sheet {
	actions := []kit.Action{}
	if v.actions.ImportCSV != nil {
		actions = append(actions, kit.Action{Label: words.Say("people.import"), Run: v.actions.ImportCSV})
	}
	if v.actions.ExportCSV != nil {
		actions = append(actions, kit.Action{Label: words.Say("people.export"), Run: v.actions.ExportCSV})
	}
	v.sheet = kit.NewSheet(words.Say("people.title"), v, append(actions, kit.Action{Label: words.Say("failure.close")})...)
	v.sheet.Want = fyne.NewSize(640, kit.SheetHeight)
	v.sheet.First = v.search
	if len(v.index.All()) == 0 {
		v.edit.start(data.User{Active: true})
		v.edit.Show()
		v.sheet.First = v.edit.entry
	}
	v.sheet.OnClosed = func() { v.sheet = nil }
	kit.ShowSheet(win, v.sheet)
	return v.sheet
}

// Users returns the people as they are listed.
func (v *View) Users() []data.User { return v.shown }

// SetPeople shows other people; what is being typed stays.
func (v *View) SetPeople(index *search.PeopleIndex) {
	v.index, v.active = index, 0
	for _, u := range index.All() {
		if u.Active {
			v.active++
		}
	}
	v.edit.peopleChanged()
	v.apply()
}

// apply finds the people whom the search leaves.
func (v *View) apply() {
	var keep func(data.User) bool
	if !v.left.On {
		keep = func(u data.User) bool { return u.Active }
	}
	if v.search.Text == "" && v.left.On {
		v.shown = v.index.All()
	} else {
		v.shown = v.index.Find(v.search.Text, keep, len(v.index.All()))
	}
	v.sayCount()
	v.list.Hidden, v.empty.Hidden = len(v.shown) == 0, len(v.shown) > 0
	v.list.Refresh()
	v.relayout()
}

// searched begins at the top: who was chosen may be out of sight now, and a key
// must not rename or deactivate them there.
func (v *View) searched() {
	v.chosen = ""
	v.apply()
	v.list.SetCursor(0)
	v.list.ScrollToTop()
}

func (v *View) sayCount() {
	all := len(v.index.All())
	text := words.Count("people", all)
	if gone := all - v.active; gone > 0 {
		text = words.Say("people.count-left", words.Args{"People": text, "Left": gone})
	}
	v.count.SetText(text)
	switch {
	case all == 0:
		v.empty.SetText(words.Say("people.none"))
	case v.search.Text == "":
		v.empty.SetText(words.Say("people.none-active"))
	case !v.left.On && len(v.index.Find(v.search.Text, nil, 1)) > 0:
		v.empty.SetText(words.Say("people.no-match-active", words.Args{"Search": words.Plain(v.search.Text)}))
	default:
		v.empty.SetText(words.Say("people.no-match", words.Args{"Search": words.Plain(v.search.Text)}))
	}
}

func (v *View) relayout() {
	if v.column != nil {
		v.column.Refresh()
	}
}

func (v *View) updateRow(i widget.ListItemID, o fyne.CanvasObject) {
	if i >= len(v.shown) {
		return
	}
	item, user := o.(*personItem), v.shown[i]
	item.rename.OnTapped = func() { v.startRename(user) }
	item.activity.OnTapped = func() { v.setActive(user, !user.Active) }
	item.set(user, v.index.Name(user), user.ID == v.chosen, v.busy)
}

// Choose selects a row that the user has gone to.
func (v *View) choose(i widget.ListItemID) {
	if i < 0 || i >= len(v.shown) || v.shown[i].ID == v.chosen {
		return
	}
	v.chosen = v.shown[i].ID
	v.list.Refresh()
}

// chosenUser returns the selected person, if the search leaves them.
func (v *View) chosenUser() (data.User, bool) {
	for _, u := range v.shown {
		if u.ID == v.chosen {
			return u, true
		}
	}
	return data.User{}, false
}

// key is the hook of all that has no keys of its own: Escape leaves what is being
// typed first, and then the sheet.
func (v *View) key(key *fyne.KeyEvent) bool {
	switch {
	case key.Name == fyne.KeyEscape && v.edit.Visible():
		v.stopEdit()
	case key.Name == fyne.KeyEscape && v.sheet != nil:
		v.sheet.Hide()
	case key.Name == fyne.KeyInsert:
		v.startAdd()
	default:
		return false
	}
	return true
}

func (v *View) searchKey(key *fyne.KeyEvent) bool {
	if key.Name != fyne.KeyDown && !kit.IsEnter(key) {
		return v.key(key)
	}
	if len(v.shown) == 0 && kit.IsEnter(key) {
		v.startEdit(data.User{Active: true, Name: v.search.Text}) // whom nobody is, is to be added
		return true
	}
	if len(v.shown) > 0 {
		v.list.SetCursor(0)
		v.choose(0)
		v.focus(v.list)
	}
	return true
}

func (v *View) listKey(key *fyne.KeyEvent) bool {
	user, known := v.chosenUser()
	switch {
	case known && kit.IsEnter(key):
		v.startRename(user)
	case known && key.Name == fyne.KeyDelete && user.Active:
		v.setActive(user, false)
	default:
		return v.key(key)
	}
	return true
}

func (v *View) focus(o fyne.Focusable) {
	if v.sheet != nil { // it may have been closed while something ran
		v.sheet.Win.Focus(o)
	}
}

func (v *View) startAdd() { v.startEdit(data.User{Active: true}) }

func (v *View) startRename(u data.User) { v.startEdit(u) }

func (v *View) startEdit(u data.User) {
	if v.busy {
		return
	}
	v.news.Set(kit.Good, "", kit.Action{})
	v.edit.start(u)
	v.edit.Show()
	v.relayout()
	v.focus(v.edit.entry)
	v.edit.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// stopEdit goes back to where the edit was begun.
func (v *View) stopEdit() {
	v.edit.Hide()
	v.relayout()
	if v.edit.user.ID != "" && v.list.Visible() {
		v.focus(v.list)
		return
	}
	v.focus(v.search)
}

// save does what the fields ask for: somebody new, without an ID, is added.
func (v *View) save(shown, u data.User) {
	isNew := shown.ID == ""
	start := func(done func(error)) { v.actions.Change(shown, u, done) }
	news := words.Say("people.changed", words.Args{"Name": words.Plain(u.Name)})
	if u.Name != shown.Name {
		news = words.Say("people.renamed", words.Args{"Name": words.Plain(u.Name)})
	}
	if isNew {
		start = func(done func(error)) { v.actions.Add(u, done) }
		news = words.Say("people.added", words.Args{"Name": words.Plain(u.Name)})
	}
	v.run(start, func(err error) {
		switch {
		case isNew && err == nil:
			v.search.SetText("") // or the new one might be out of sight
			v.say(kit.Good, news)
			v.edit.added(u, nil)
		case isNew:
			if !v.edit.added(u, err) {
				v.say(kit.Error, words.Say("people.not-added", words.Args{"Name": words.Plain(u.Name), "Cause": kit.ChangeCause(err)}))
			}
		case err != nil:
			v.edit.say(kit.Error, kit.ChangeCause(err), kit.Action{})
		default:
			v.stopEdit()
			v.say(kit.Good, news)
		}
		v.relayout()
	})
}

func (v *View) setActive(u data.User, active bool) {
	args := words.Args{"Name": words.Plain(u.Name)}
	v.run(func(done func(error)) { v.actions.SetActive(u, active, done) }, func(err error) {
		switch {
		case err != nil:
			v.say(kit.Error, kit.ChangeCause(err))
		case active:
			v.say(kit.Good, words.Say("people.reactivated", args))
		default:
			v.say(kit.Good, words.Say("people.deactivated", args))
		}
		if v.list.Visible() {
			v.focus(v.list)
		} else {
			v.focus(v.search)
		}
	})
}

func (v *View) say(tone kit.Tone, text string) {
	v.news.Set(tone, text, kit.Action{})
	v.relayout()
}

// run starts a change; until it is done no other one can be.
func (v *View) run(start func(done func(error)), after func(error)) {
	if v.busy {
		return
	}
	v.setBusy(true)
	answered := false
	start(func(err error) {
		if answered {
			return
		}
		answered = true
		v.setBusy(false)
		after(err)
	})
}

func (v *View) setBusy(busy bool) {
	v.busy = busy
	kit.Enable(v.add, !busy)
	v.edit.check()
	v.list.Refresh()
}

func (v *View) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(v.column)
}

// sameName returns somebody else whom people would take for one with that name.
func (v *View) sameName(name, exceptID string) (data.User, bool) {
	folded, key := " "+search.Fold(data.NameKey(name)), data.NameKey(name)
	if key == "" {
		return data.User{}, false
	}
	for i, k := range v.index.Keys {
		// The folded names are at hand; those few that are the same are compared as
		// the store does.
		if k != folded {
			continue
		}
		if u := v.index.People[i]; u.ID != exceptID && data.NameKey(u.Name) == key {
			return u, true
		}
	}
	return data.User{}, false
}
