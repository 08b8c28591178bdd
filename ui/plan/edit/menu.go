package edit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"seatkeeper/ui/menubar"
	"seatkeeper/ui/plan/drawing"
	"seatkeeper/ui/words"
)

// command is a line of the menu of the floor: what it is called, the key that does the same,
// whether it can be done now, and what does it. One without words is a line between groups.
type command struct {
	words string // their key
	key   fyne.KeyboardShortcut
	can   bool
	do    func()
	more  []command // in a menu of its own
}

// showMenu shows what can be done with what is selected, or with the bare floor: at the point
// under the pointer, or in the middle where it was asked for by a key.
func (e *Editor) showMenu(at drawing.Point, here bool, pos fyne.Position) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil {
		menubar.ShowPopup(fyne.NewMenu("", e.items(e.commands(at, here))...), pos, c)
	}
}

func (e *Editor) items(commands []command) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, c := range commands {
		if c.words == "" {
			items = append(items, fyne.NewMenuItemSeparator())
			continue
		}
		item := fyne.NewMenuItem(words.Say(c.words), c.do)
		item.Disabled = !c.can
		if c.key != nil {
			item.Shortcut = c.key
		}
		if c.more != nil {
			item.ChildMenu = fyne.NewMenu("", e.items(c.more)...)
		}
		items = append(items, item)
	}
	return items
}

// bare is a key that is pressed alone.
func bare(name fyne.KeyName) fyne.KeyboardShortcut { return &desktop.CustomShortcut{KeyName: name} }

// commands are those of the menu.
func (e *Editor) commands(at drawing.Point, here bool) []command {
	d, s := e.drawing, e.surface
	chosen := d.Selected()
	n := len(chosen)
	paste := command{"edit.menu-paste", &fyne.ShortcutPaste{}, !e.options.Clipboard.IsEmpty(), e.Paste, nil}
	if here {
		paste.words, paste.do = "edit.menu-paste-here", func() { e.pasted(d.Paste(*e.options.Clipboard, at)) }
	}
	all := command{"edit.menu-all", &fyne.ShortcutSelectAll{}, len(d.Things()) > 0, e.SelectAll, nil}
	put := []command{
		{"edit.menu-desk", nil, true, func() { e.putHere(DeskTool, at); s.SetTool(SelectTool) }, nil},
		{"edit.menu-row", nil, true, func() { e.putHere(RowTool, at) }, nil},
	}
	if n == 0 {
		return append(append([]command{paste, all, {}}, put...), command{},
			command{"edit.menu-picture", bare(fyne.KeyB), true, func() { s.SetTool(PictureTool) }, nil},
			command{"edit.menu-fit", bare(fyne.Key0), true, func() { s.Zoom(0) }, nil})
	}
	props := d.Properties()
	menu := []command{
		{"edit.menu-label", bare(fyne.KeyReturn), props.Desks == 0 || props.Fixtures == 0, s.onLabel, nil},
		{"edit.menu-properties", bare(fyne.KeyF6), true, func() { e.next(false) }, nil},
		{},
		{"edit.menu-cut", &fyne.ShortcutCut{}, true, func() { e.Copy(true) }, nil},
		{"edit.menu-copy", &fyne.ShortcutCopy{}, true, func() { e.Copy(false) }, nil},
		paste,
		{"edit.duplicate", &desktop.CustomShortcut{KeyName: fyne.KeyD, Modifier: fyne.KeyModifierShortcutDefault}, true, e.Duplicate, nil},
		{},
		{"edit.menu-number", nil, props.Desks > 0, e.panel.editNumbers, nil},
		{"edit.menu-align", nil, n > 1, nil, e.arranging(n)},
		{"edit.menu-rotate", bare(fyne.KeyRightBracket), true, func() { s.rotate(15) }, nil},
		{"edit.menu-rotate-back", bare(fyne.KeyLeftBracket), true, func() { s.rotate(-15) }, nil},
		{},
	}
	if here && n == 1 && chosen[0].IsArea() { // which may be all of the floor
		menu = append(append(menu, put...), command{})
	}
	return append(menu, all, command{"edit.delete", bare(fyne.KeyDelete), true, s.Delete, nil})
}

// arranging are the commands that bring so many things in line.
func (e *Editor) arranging(n int) []command {
	var commands []command
	for _, a := range arrangements {
		if a.key == "" {
			commands = append(commands, command{})
			continue
		}
		commands = append(commands, command{a.key, nil, n >= a.least, func() { a.do(e.drawing); e.surface.changed() }, nil})
	}
	return commands
}

// putHere puts what a tool puts at a point.
func (e *Editor) putHere(t Tool, at drawing.Point) {
	e.drawing.Select()
	e.surface.SetTool(t)
	e.surface.placeAt(at)
	e.surface.changed()
}
