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
	Add                  func(name string, done func(error))
	Rename               func(shown, wanted data.User, done func(error)) // wanted has the new name
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
	Shown   []data.User // whom the search leaves
	chosen  string      // the ID of the person whose row is selected
	Busy    bool
	sheet   *kit.Sheet // while it is shown

	Search *kit.SheetEntry
	add    *kit.Button
	Edit   *personEdit
	count  *kit.Line
	Left   *kit.Toggle // show people who left
	List   *kit.KeyList
	empty  *kit.Paragraph
	news   *kit.Notice // what came of the last change
	column *kit.Column
}

// NewView returns a view without people.
func NewView(actions Actions) *View {
	v := &View{actions: actions, index: search.NewPeopleIndex(nil), news: kit.NewNotice(), count: kit.NewLine("")}
	v.Search = kit.NewSheetEntry(words.Say("people.search"), func(string) { v.searched() })
	v.Search.OnKey = v.searchKey
	v.add = kit.NewButton(kit.Plain, words.Say("people.add"), v.startAdd)
	v.add.OnKey = v.key
	v.Edit = newPersonEdit(v)
	v.Edit.Hide()
	v.count.Color, v.count.MinWidth = kit.ColorNameQuiet, 80
	v.Left = kit.NewToggle(words.Say("people.show-left"), false, func(bool) { v.apply() })
	v.Left.OnKey = v.key
	v.List = kit.NewKeyList(func() int { return len(v.Shown) },
		func() fyne.CanvasObject { return newPersonItem(v.key) }, v.updateRow)
	v.List.OnPick, v.List.OnMove, v.List.OnKey = v.Choose, v.Choose, v.listKey
	v.List.HideSeparators = true
	v.empty = kit.NewParagraph("", kit.BodyText, kit.ColorNameQuiet)
	v.empty.Alignment = fyne.TextAlignCenter
	v.news.Action.OnKey = v.key
	v.column = kit.NewListColumn(v.List, 160, container.New(kit.Spread{Grow: 0}, v.Search, v.add), v.Edit, v.news,
		container.New(kit.Spread{Grow: 0}, v.count, v.Left), v.empty)
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
	v.sheet.First = v.Search
	if len(v.index.All()) == 0 {
		v.Edit.start(data.User{Active: true})
		v.Edit.Show()
		v.sheet.First = v.Edit.Entry
	}
	v.sheet.OnClosed = func() { v.sheet = nil }
	kit.ShowSheet(win, v.sheet)
	return v.sheet
}

// SetPeople shows other people; what is being typed stays.
func (v *View) SetPeople(index *search.PeopleIndex) {
	v.index, v.active = index, 0
	for _, u := range index.All() {
		if u.Active {
			v.active++
		}
	}
	v.Edit.peopleChanged()
	v.apply()
}

// apply finds the people whom the search leaves.
func (v *View) apply() {
	var keep func(data.User) bool
	if !v.Left.On {
		keep = func(u data.User) bool { return u.Active }
	}
	if v.Search.Text == "" && v.Left.On {
		v.Shown = v.index.All()
	} else {
		v.Shown = v.index.Find(v.Search.Text, keep, len(v.index.All()))
	}
	v.sayCount()
	v.List.Hidden, v.empty.Hidden = len(v.Shown) == 0, len(v.Shown) > 0
	v.List.Refresh()
	v.relayout()
}

// searched begins at the top: who was chosen may be out of sight now, and a key
// must not rename or deactivate them there.
func (v *View) searched() {
	v.chosen = ""
	v.apply()
	v.List.SetCursor(0)
	v.List.ScrollToTop()
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
	case v.Search.Text == "":
		v.empty.SetText(words.Say("people.none-active"))
	case !v.Left.On && len(v.index.Find(v.Search.Text, nil, 1)) > 0:
		v.empty.SetText(words.Say("people.no-match-active", words.Args{"Search": words.Plain(v.Search.Text)}))
	default:
		v.empty.SetText(words.Say("people.no-match", words.Args{"Search": words.Plain(v.Search.Text)}))
	}
}

func (v *View) relayout() {
	if v.column != nil {
		v.column.Refresh()
	}
}

func (v *View) updateRow(i widget.ListItemID, o fyne.CanvasObject) {
	if i >= len(v.Shown) {
		return
	}
	item, user := o.(*PersonItem), v.Shown[i]
	item.rename.OnTapped = func() { v.startRename(user) }
	item.Activity.OnTapped = func() { v.setActive(user, !user.Active) }
	item.set(user, user.ID == v.chosen, v.Busy)
}

// Choose selects a row that the user has gone to.
func (v *View) Choose(i widget.ListItemID) {
	if i < 0 || i >= len(v.Shown) || v.Shown[i].ID == v.chosen {
		return
	}
	v.chosen = v.Shown[i].ID
	v.List.Refresh()
}

// chosenUser returns the selected person, if the search leaves them.
func (v *View) chosenUser() (data.User, bool) {
	for _, u := range v.Shown {
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
	case key.Name == fyne.KeyEscape && v.Edit.Visible():
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
	if len(v.Shown) == 0 && kit.IsEnter(key) {
		v.startEdit(data.User{Active: true, Name: v.Search.Text}) // whom nobody is, is to be added
		return true
	}
	if len(v.Shown) > 0 {
		v.List.SetCursor(0)
		v.Choose(0)
		v.focus(v.List)
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
	if v.Busy {
		return
	}
	v.news.Set(kit.Good, "", kit.Action{})
	v.Edit.start(u)
	v.Edit.Show()
	v.relayout()
	v.focus(v.Edit.Entry)
	v.Edit.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// stopEdit goes back to where the edit was begun.
func (v *View) stopEdit() {
	v.Edit.Hide()
	v.relayout()
	if v.Edit.user.ID != "" && v.List.Visible() {
		v.focus(v.List)
		return
	}
	v.focus(v.Search)
}

// save does what the line for a name asks for: somebody new, without an ID, is added.
func (v *View) save(shown, u data.User) {
	isNew := shown.ID == ""
	start := func(done func(error)) { v.actions.Rename(shown, u, done) }
	news := words.Say("people.renamed", words.Args{"Name": words.Plain(u.Name)})
	if isNew {
		start = func(done func(error)) { v.actions.Add(u.Name, done) }
		news = words.Say("people.added", words.Args{"Name": words.Plain(u.Name)})
	}
	v.run(start, func(err error) {
		switch {
		case isNew && err == nil:
			v.Search.SetText("") // or the new one might be out of sight
			v.say(kit.Good, news)
			v.Edit.added(u.Name, nil)
		case isNew:
			if !v.Edit.added(u.Name, err) {
				v.say(kit.Error, words.Say("people.not-added", words.Args{"Name": words.Plain(u.Name), "Cause": kit.ChangeCause(err)}))
			}
		case err != nil:
			v.Edit.say(kit.Error, kit.ChangeCause(err), kit.Action{})
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
		if v.List.Visible() {
			v.focus(v.List)
		} else {
			v.focus(v.Search)
		}
	})
}

func (v *View) say(tone kit.Tone, text string) {
	v.news.Set(tone, text, kit.Action{})
	v.relayout()
}

// run starts a change; until it is done no other one can be.
func (v *View) run(start func(done func(error)), after func(error)) {
	if v.Busy {
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
	v.Busy = busy
	kit.Enable(v.add, !busy)
	v.Edit.check()
	v.List.Refresh()
}

func (v *View) CreateRenderer() fyne.WidgetRenderer {
	v.ExtendBaseWidget(v)
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
