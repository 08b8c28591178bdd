package help

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// ShowAbout says what this is, and where the data are, and copies what a report of a fault
// should say.
func (c *Controller) ShowAbout() {
	if c.Win().Canvas().Overlays().Top() != nil {
		return
	}
	var button *kit.Button
	button = kit.NewButton(kit.Plain, words.Say("about.copy"), func() {
		c.collect(func(text string) {
			c.Clipboard().SetContent(text)
			button.SetText(words.Say("about.copied"))
			c.Win().Canvas().Focus(button) // a click takes the keys away
		})
	})
	button.MinWidth = kit.NewButton(kit.Plain, words.Say("about.copy"), nil).MinSize().Width // so that nothing moves
	showCard(c.Win(), words.Say("menu.about"), newAbout(c.program, c.Folder()), button)
}

// newAbout says what the program is.
func newAbout(p Program, folder string) fyne.CanvasObject {
	logo := canvas.NewImageFromResource(p.Icon)
	logo.FillMode = canvas.ImageFillContain
	logo.SetMinSize(fyne.NewSquareSize(72))
	centred := func(text string, name fyne.ThemeColorName, size float32) *kit.Line {
		l := kit.NewLine(text)
		l.Color, l.TextSize, l.Alignment, l.CutMiddle, l.MinWidth = name, size, fyne.TextAlignCenter, true, 420
		return l
	}
	title := centred(words.Say("about.version", words.Args{"Version": p.Version}), theme.ColorNameForeground, kit.TitleText)
	title.Style.Bold = true
	return container.NewVBox(logo, title,
		centred(words.Say("about.text"), kit.ColorNameQuiet, kit.BodyText),
		centred(words.Say("about.system", words.Args{"System": runtime.GOOS + "/" + runtime.GOARCH, "Go": runtime.Version()}), kit.ColorNameQuiet, kit.SmallText),
		centred(words.Say("about.data", words.Args{"Path": words.Plain(folder)}), kit.ColorNameQuiet, kit.SmallText),
		centred(words.Say("about.license"), kit.ColorNameQuiet, kit.SmallText))
}
