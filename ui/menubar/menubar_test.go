package menubar

import (
	"image/color"
	"runtime"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func ctrl(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl}
}

func alt(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt}
}

// menus are a window with menus over an entry and a button.
type menus struct {
	*testing.T
	*Bar
	entry  *kit.SearchEntry
	button *kit.Button
	done   []string
}

func menusForTest(t *testing.T, variant fyne.ThemeVariant) *menus {
	t.Helper()
	if runtime.GOOS == "darwin" {
		t.Skip("the system draws the menus")
	}
	uitest.Start(t, kit.NewTheme(), variant)
	m := &menus{T: t, entry: kit.NewSearchEntry("", func(*fyne.KeyEvent) bool { return false }), button: kit.NewButton(kit.Plain, "Press", nil)}
	w := uitest.Show(t, canvas.NewRectangle(nil), 800, 400)
	m.Bar = New(w)
	w.SetContent(container.NewBorder(m.Bar, nil, nil, nil, container.NewVBox(m.entry, m.button)))
	w.Canvas().SetOnTypedKey(m.TypedKey)
	item := func(label string, key fyne.KeyName) *fyne.MenuItem {
		i := fyne.NewMenuItem(label, func() { m.done = append(m.done, label) })
		if key != "" {
			i.Shortcut = ctrl(key)
		}
		return i
	}
	off := item("Off", "O")
	off.Disabled = true
	ticked := item("Ticked", "T")
	ticked.Checked = true
	m.SetMenu(fyne.NewMainMenu(
		fyne.NewMenu("File", item("Export", "E"), fyne.NewMenuItemSeparator(), off, item("Quit", "Q")),
		fyne.NewMenu("Find", item("Elsewhere", ""), ticked),
		fyne.NewMenu("Öffnen", item("Here", "H"))))
	return m
}

func (m *menus) key(keys ...fyne.KeyName) { uitest.Press(m.win, keys...) }

func (m *menus) shortcut(s fyne.Shortcut) {
	m.TypedShortcut(s) // the window of a test has none
}

// want fails unless that menu is open, with that item marked, or none is.
func (m *menus) want(menu, item string) {
	m.Helper()
	switch {
	case m.drop == nil && menu != "":
		m.Errorf("no menu is open; want %s", menu)
	case m.drop != nil && m.menu.Items[m.drop.menu].Label != menu:
		m.Errorf("%s is open, not %q", m.menu.Items[m.drop.menu].Label, menu)
	case m.drop != nil && m.drop.rows.items[m.drop.rows.at].Label != item:
		m.Errorf("%s is marked, not %s", m.drop.rows.items[m.drop.rows.at].Label, item)
	}
	if over := len(m.win.Canvas().Overlays().List()); (menu != "") != (over > 0) {
		m.Errorf("%d lie over the window", over)
	}
}

func (m *menus) wantDone(what ...string) {
	m.Helper()
	if !slices.Equal(m.done, what) {
		m.Errorf("done is %q, not %q", m.done, what)
	}
}

func TestMenusByKeys(t *testing.T) {
	m := menusForTest(t, theme.VariantLight)
	for _, focus := range []fyne.Focusable{nil, m.entry, m.button} {
		m.done = nil
		m.win.Canvas().Focus(focus)
		m.key(fyne.KeyF10)
		m.want("File", "Export")
		m.key(fyne.KeyDown)
		m.want("File", "Quit") // over the line and what can't be chosen
		m.key(fyne.KeyDown)
		m.want("File", "Export")
		m.key(fyne.KeyUp)
		m.want("File", "Quit")
		m.key(fyne.KeyRight, fyne.KeyEnd)
		m.want("Find", "Ticked")
		m.key(fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft)
		m.want("Öffnen", "Here")
		m.key(fyne.KeyEscape)
		m.want("", "")
		m.key(fyne.KeyF10, fyne.KeyF10)
		m.want("", "")
		m.shortcut(alt("I")) // the F is taken
		m.want("Find", "Elsewhere")
		m.shortcut(alt("F"))
		m.want("File", "Export")
		uitest.Type(m.win, "q")
		m.want("File", "Quit")
		m.key(fyne.KeyReturn)
		m.want("", "")
		m.wantDone("Quit")
		if m.win.Canvas().Focused() != focus {
			t.Errorf("%T has the keys, not %T", m.win.Canvas().Focused(), focus)
		}
	}
}

func TestMenusByPointer(t *testing.T) {
	m := menusForTest(t, theme.VariantLight)
	c := m.win.Canvas()
	name := func(i int) fyne.Position { return fyne.NewPos(m.left(i)+10, 10) }
	test.TapCanvas(c, name(1))
	m.want("Find", "Elsewhere")
	test.TapCanvas(c, name(1))
	m.want("", "")
	test.TapCanvas(c, name(1))
	test.MoveMouse(c, name(0))
	m.want("File", "Export")
	row := func(i int) fyne.Position { return fyne.NewPos(m.left(0)+40, barHeight+cardPad+m.drop.rows.top(i)+5) }
	test.MoveMouse(c, row(3))
	m.want("File", "Quit")
	test.TapCanvas(c, row(2)) // can't be chosen
	test.TapCanvas(c, row(1)) // is a line
	m.want("File", "Quit")
	test.TapCanvas(c, row(0))
	m.want("", "")
	m.wantDone("Export")
	test.TapCanvas(c, name(0))
	test.TapCanvas(c, fyne.NewPos(700, 300))
	m.want("", "")
	test.TapCanvas(c, fyne.NewPos(700, 10)) // beside the names
	m.want("", "")
	m.wantDone("Export")
}

func TestShortcutsDoWhatTheItemsDo(t *testing.T) {
	m := menusForTest(t, theme.VariantLight)
	m.shortcut(ctrl("E"))
	m.shortcut(ctrl("X"))
	m.Open(0)
	m.shortcut(ctrl("H"))
	m.want("", "")
	m.wantDone("Export", "Here")
	m.SetMenu(fyne.NewMainMenu())
	m.shortcut(ctrl("E"))
	m.key(fyne.KeyF10)
	m.want("", "")
	m.wantDone("Export", "Here")
}

func TestAnEntryKeepsWhatEditsItsText(t *testing.T) {
	m := menusForTest(t, theme.VariantLight)
	m.win.Canvas().Focus(m.entry)
	fyne.CurrentApp().Clipboard().SetContent("two words")
	m.entry.TypedShortcut(kit.PastePlain)
	if m.entry.Text != "two words" {
		t.Fatalf("%q is pasted", m.entry.Text)
	}
	m.entry.TypedShortcut(ctrl(fyne.KeyLeft))
	uitest.Type(m.win, "-")
	if m.entry.Text != "two -words" {
		t.Errorf("Ctrl+Left goes elsewhere: %q", m.entry.Text)
	}
}

func TestWhatLiesOverTheWindowKeepsTheMenusClosed(t *testing.T) {
	m := menusForTest(t, theme.VariantLight)
	sheet := kit.NewSheet("Sheet", canvas.NewRectangle(nil), kit.Action{Label: "Close"})
	kit.ShowSheet(m.win, sheet)
	m.key(fyne.KeyF10)
	m.shortcut(alt("F"))
	if m.drop != nil {
		t.Error("a menu is open over a sheet")
	}
	sheet.Hide()
	m.Open(0)
	m.win.Resize(fyne.NewSize(500, 130)) // lower than the menu
	if card := m.drop.rows.scroll; card.Position().Y+card.Size().Height > 130 {
		t.Errorf("the menu ends at %v", card.Position().Y+card.Size().Height)
	}
	m.key(fyne.KeyEnd)
	if m.drop.rows.scroll.Offset.Y == 0 {
		t.Error("the last item is not brought into view")
	}
}

func TestAllWordsInMenusCanBeRead(t *testing.T) {
	for name, variant := range map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark} {
		m := menusForTest(t, variant)
		m.Open(0)
		back := []color.Color{theme.Color(theme.ColorNameMenuBackground), theme.Color(kit.ColorNameSelectedRow)}
		texts := 0
		for _, o := range append(uitest.Shown(m.drop), uitest.Shown(m.Bar)...) {
			if text, ok := o.(*canvas.Text); ok {
				texts++
				for _, back := range back {
					if got := uitest.Contrast(text.Color, back); got < 4.5 && text.Text != "Off" && text.Text != "Ctrl+O" {
						t.Errorf("%s: %q is drawn at %.2f:1", name, text.Text, got)
					}
				}
			}
		}
		if texts != 9 {
			t.Errorf("%d texts", texts)
		}
	}
}
