package ui

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/words"
)

// menu is the menu bar. Shortcuts stand in its items, because a text field that
// has the focus swallows all others.
func (w *Window) menu() *fyne.MainMenu {
	item := func(key string, shortcut fyne.Shortcut, action func()) *fyne.MenuItem {
		i := fyne.NewMenuItem(words.Say(key), action)
		if shortcut != nil {
			i.Shortcut = shortcut
		}
		i.Disabled = w.store == nil
		return i
	}
	always := func(key string, shortcut fyne.Shortcut, action func()) *fyne.MenuItem {
		i := item(key, shortcut, action)
		i.Disabled = false
		return i
	}
	sample := item("menu.sample", sampleShortcut, w.addSample)
	sample.Disabled = w.store == nil || w.store.ReadOnly() != nil
	quit := always("menu.quit", quitShortcut, w.close)
	quit.IsQuit = true
	return fyne.NewMainMenu(
		fyne.NewMenu(words.Say("menu.file"),
			item("menu.export", exportShortcut, w.export),
			item("menu.export-to", exportToShortcut, w.exportTo),
			fyne.NewMenuItemSeparator(), sample, fyne.NewMenuItemSeparator(), quit),
		fyne.NewMenu(words.Say("menu.edit"),
			item("menu.copy-list", copyListShortcut, w.copyList),
			item("menu.filter", filterShortcut, w.filter)),
		fyne.NewMenu(words.Say("menu.view"),
			item("menu.previous-day", previousShortcut, func() { w.goBy(-1) }),
			item("menu.next-day", nextShortcut, func() { w.goBy(1) }),
			item("menu.today", todayShortcut, w.goToday)),
		fyne.NewMenu(words.Say("menu.help"),
			always("menu.shortcuts", keysShortcut, w.showShortcuts),
			always("menu.data-folder", folderShortcut, w.openFolder),
			fyne.NewMenuItemSeparator(), always("menu.about", aboutShortcut, w.showAbout)))
}

// SetTray puts a small menu into the system's tray, where there is one. Nothing
// is only there.
func (w *Window) SetTray(tray desktop.App) {
	tray.SetSystemTrayMenu(fyne.NewMenu(words.Say("app.name"),
		fyne.NewMenuItem(words.Say("menu.show"), func() { w.win.Show(); w.win.RequestFocus() }),
		fyne.NewMenuItem(words.Say("menu.export"), w.export),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(words.Say("menu.quit"), w.close)))
	tray.SetSystemTrayIcon(Icon())
}

// newAbout says what the program is.
func newAbout(version, folder string) fyne.CanvasObject {
	logo := canvas.NewImageFromResource(Icon())
	logo.FillMode = canvas.ImageFillContain
	logo.SetMinSize(fyne.NewSquareSize(72))
	centred := func(text string, name fyne.ThemeColorName, size float32) *Line {
		l := NewLine(text)
		l.Color, l.TextSize, l.Alignment, l.CutMiddle, l.MinWidth = name, size, fyne.TextAlignCenter, true, 420
		return l
	}
	title := centred(words.Say("about.version", words.Args{"Version": version}), theme.ColorNameForeground, titleText)
	title.Style.Bold = true
	return container.NewVBox(logo, title,
		centred(words.Say("about.text"), ColorNameQuiet, bodyText),
		centred(words.Say("about.system", words.Args{"System": runtime.GOOS + "/" + runtime.GOARCH, "Go": runtime.Version()}), ColorNameQuiet, smallText),
		centred(words.Say("about.data", words.Args{"Path": words.Plain(folder)}), ColorNameQuiet, smallText),
		centred(words.Say("about.license"), ColorNameQuiet, smallText))
}

// newShortcutList lists the shortcuts with what they do.
func newShortcutList() fyne.CanvasObject {
	grid := container.New(twoColumns{})
	for _, s := range []struct{ keys, key string }{
		{shortcutText(exportShortcut), "menu.export"}, {shortcutText(exportToShortcut), "menu.export-to"},
		{shortcutText(sampleShortcut), "menu.sample"}, {shortcutText(quitShortcut), "menu.quit"},
		{shortcutText(filterShortcut), "menu.filter"},
		{shortcutText(copyListShortcut), "menu.copy-list"}, {shortcutText(previousShortcut), "menu.previous-day"},
		{shortcutText(nextShortcut), "menu.next-day"}, {shortcutText(todayShortcut), "menu.today"},
		{shortcutText(keysShortcut), "menu.shortcuts"}, {shortcutText(folderShortcut), "menu.data-folder"},
		{shortcutText(aboutShortcut), "menu.about"},
		{words.Say("keys.tab"), "keys.tab-does"}, {words.Say("keys.arrows"), "keys.arrows-do"},
		{words.Say("keys.pages"), "keys.pages-do"},
	} {
		keys := NewLine(s.keys)
		keys.Style.Bold = true
		does := NewLine(words.Say(s.key))
		does.Color = ColorNameQuiet
		grid.Add(keys)
		grid.Add(does)
	}
	return grid
}

// twoColumns lays pairs of objects out in rows.
type twoColumns struct{}

const columnRow, columnGap float32 = 28, 24

func (twoColumns) widths(objects []fyne.CanvasObject) (left, right float32) {
	for i, o := range objects {
		if i%2 == 0 {
			left = max(left, o.MinSize().Width)
		} else {
			right = max(right, o.MinSize().Width)
		}
	}
	return left, right
}

func (t twoColumns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	left, right := t.widths(objects)
	return fyne.NewSize(left+columnGap+right, float32(len(objects)/2)*columnRow)
}

func (t twoColumns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, _ := t.widths(objects)
	for i, o := range objects {
		x, width := float32(0), left
		if i%2 == 1 {
			x, width = left+columnGap, size.Width-left-columnGap
		}
		o.Move(fyne.NewPos(x, float32(i/2)*columnRow))
		o.Resize(fyne.NewSize(width, columnRow))
	}
}
