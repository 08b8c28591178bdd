package help

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/menubar"
	"seatkeeper/ui/words"
)

// ShowShortcuts lists the keys: those of a menu, whose items may have other names here, and
// those that are in none.
func ShowShortcuts(win fyne.Window, menu *fyne.MainMenu, names map[*fyne.MenuItem]string) {
	if win.Canvas().Overlays().Top() == nil {
		showCard(win, words.Say("menu.shortcuts"), shortcutList(menu, names))
	}
}

// shortcutList lists the shortcuts of the menu with what they do, and the keys
// that are in no menu, in two halves side by side so that all are seen at once.
func shortcutList(menu *fyne.MainMenu, names map[*fyne.MenuItem]string) fyne.CanvasObject {
	var lines []fyne.CanvasObject
	add := func(keys, does string) {
		left, right := kit.NewLine(keys), kit.NewLine(does)
		left.Style.Bold, right.Color = true, kit.ColorNameQuiet
		left.TextSize, right.TextSize = 13, 13
		lines = append(lines, left, right)
	}
	for _, m := range menu.Items {
		for _, i := range m.Items {
			label := i.Label
			if names[i] != "" {
				label = names[i]
			}
			if s, ok := i.Shortcut.(fyne.KeyboardShortcut); ok {
				add(menubar.ShortcutText(s), label)
			}
		}
	}
	for _, k := range []struct{ keys, does string }{
		{words.Say("keys.tab"), words.Say("keys.tab-does")}, {words.Say("keys.arrows"), words.Say("keys.arrows-do")},
		{words.Say("keys.enter"), words.Say("keys.enter-does")}, {words.Say("keys.menu"), words.Say("keys.menu-does")},
		{words.Say("keys.plus"), words.Say("keys.plus-does")}, {words.Say("keys.delete"), words.Say("keys.delete-does")},
		{words.Say("keys.menus"), words.Say("keys.menus-do")}, {words.Say("keys.drag"), words.Say("keys.drag-does")}, {words.Say("keys.pages"), words.Say("keys.pages-do")}, {words.Say("keys.escape"), words.Say("keys.escape-does")},
	} {
		add(k.keys, k.does)
	}
	half := (len(lines)/2 + 1) / 2 * 2
	return container.New(layout.NewCustomPaddedHBoxLayout(columnGap),
		container.New(twoColumns{}, lines[:half]...), container.New(twoColumns{}, lines[half:]...))
}

// twoColumns lays pairs of objects out in rows.
type twoColumns struct{}

const columnRow, columnGap float32 = 23, 20

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

// showCard lays a card with a title, some content, other buttons and one to close it over
// the window. Escape closes it too. In a low window the content scrolls, also by the
// arrow keys.
func showCard(win fyne.Window, title string, content fyne.CanvasObject, others ...*kit.Button) {
	var popup *widget.PopUp
	heading := kit.NewLine(title)
	heading.TextSize, heading.Style.Bold = kit.TitleText, true
	end := kit.NewButton(kit.Plain, words.Say("failure.close"), func() { popup.Hide() })
	scroll := container.NewVScroll(content)
	row := container.NewHBox(layout.NewSpacer())
	for _, b := range append(others, end) {
		row.Add(b)
		b.OnKey = func(key *fyne.KeyEvent) bool {
			if key.Name == fyne.KeyEscape {
				popup.Hide()
				return true
			}
			return scrollByKey(scroll, key.Name)
		}
	}
	room := layout.NewCustomPaddedLayout(kit.FailurePad-8, kit.FailurePad-8, kit.FailurePad, kit.FailurePad)
	all := container.New(room, container.New(layout.NewCustomPaddedVBoxLayout(kit.Inset),
		heading, scroll, row))
	height := content.MinSize().Height
	scroll.SetMinSize(fyne.NewSize(0, height))
	if over := all.MinSize().Height + 2*kit.Gap - win.Canvas().Size().Height; over > 0 {
		scroll.SetMinSize(fyne.NewSize(0, height-over))
	}
	popup = widget.NewModalPopUp(all, win.Canvas())
	popup.Show()
	win.Canvas().Focus(end)
}

// scrollByKey scrolls as a key says, and reports whether it is such a key.
func scrollByKey(scroll *container.Scroll, key fyne.KeyName) bool {
	by := map[fyne.KeyName]float32{
		fyne.KeyUp: -40, fyne.KeyDown: 40, fyne.KeyHome: -1e6, fyne.KeyEnd: 1e6,
		fyne.KeyPageUp: 40 - scroll.Size().Height, fyne.KeyPageDown: scroll.Size().Height - 40,
	}[key]
	if by == 0 {
		return false
	}
	most := max(0, scroll.Content.Size().Height-scroll.Size().Height)
	scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(scroll.Offset.Y+by, most))))
	return true
}
