package settings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/storage/settings"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// sheet shows all settings, or those that the user looks for.
type sheet struct {
	*kit.Sheet
	find *kit.SheetEntry
	none *kit.Paragraph
	rows []*row
}

// showSheet lays the sheet over the window.
func showSheet(c *Controller) *sheet {
	s := &sheet{none: kit.NewParagraph(words.Say("settings.none"), kit.BodyText, kit.ColorNameQuiet)}
	s.find = kit.NewSheetEntry(words.Say("settings.find"), s.filter)
	s.none.Hide()
	parts := []fyne.CanvasObject{s.find, s.none}
	for _, n := range settings.All() {
		s.rows = append(s.rows, s.choiceRow(c, n))
	}
	s.rows = append(s.rows,
		s.buttonRow("settings.backups", "settings.backups-about", "settings.backups-do", c.ShowBackupSettings),
		s.buttonRow("settings.privacy", "settings.privacy-about", "settings.privacy-do", c.OpenFolder))
	for _, r := range s.rows {
		parts = append(parts, r)
	}
	s.Sheet = kit.NewSheet(words.Say("settings.title"), kit.NewColumn(parts...), kit.Action{Label: words.Say("settings.close"), Primary: true})
	s.Want, s.First = fyne.NewSize(620, kit.SheetHeight), s.find
	s.find.OnKey, s.find.OnFocus = s.Key, s.Reveal
	for _, r := range s.rows {
		r.hear(s.Sheet)
	}
	kit.ShowSheet(c.Win(), s.Sheet)
	return s
}

// choiceRow is the row of a setting. What is chosen holds at once; what could not be kept is
// said, and the choice goes back.
func (s *sheet) choiceRow(c *Controller, n settings.Name) *row {
	name, about := words.Setting(n)
	values := offered(c.o.Now, n)
	names := make([]string, len(values))
	for i, value := range values {
		names[i] = words.SettingValue(n, value)
	}
	at := func() int {
		for i, value := range values {
			if value == c.o.Now.Get(n) {
				return i
			}
		}
		return -1
	}
	choice := kit.NewChoice("")
	choice.Set(names, at())
	choice.OnChanged = func(i int) {
		c.Set(n, values[i], func(err error) {
			choice.Set(names, at())
			if err != nil {
				s.SetMessage(kit.Error, words.Explain(words.DoingSetting, err).Text())
				return
			}
			s.SetMessage(kit.Good, "")
		})
	}
	return newRow(name, about, strings.Join(names, " "), choice)
}

// offered are the values to choose from. The language for trying the window is offered to
// those who have it.
func offered(now settings.Settings, n settings.Name) []string {
	values := settings.Values(n)
	if n == settings.Language && now.Get(n) != settings.Pseudo {
		values = values[:1]
	}
	return values
}

// buttonRow is the row of what has a place of its own, to which it leads.
func (s *sheet) buttonRow(name, about, do string, run func()) *row {
	button := kit.NewButton(kit.Plain, words.Say(do), func() {
		s.Hide()
		run()
	})
	return newRow(words.Say(name), words.Say(about), words.Say(do), button)
}

// filter shows the settings in whose texts all the words stand that were typed.
func (s *sheet) filter(typed string) {
	any := false
	for _, r := range s.rows {
		shown := true
		for _, word := range strings.Fields(strings.ToLower(typed)) {
			shown = shown && strings.Contains(r.texts, word)
		}
		kit.ShowIf(r, shown)
		any = any || shown
	}
	kit.ShowIf(s.none, !any)
	s.Refresh()
}

var _ fyne.Widget = (*row)(nil)

// row is a setting: what it is called and a sentence on the left, its control on the right.
type row struct {
	widget.BaseWidget
	name    *kit.Line
	about   *kit.Paragraph
	control fyne.CanvasObject
	texts   string // all that is said in it, in small letters
}

func newRow(name, about, more string, control fyne.CanvasObject) *row {
	r := &row{name: kit.NewLine(name), about: kit.NewParagraph(about, kit.SmallText, kit.ColorNameQuiet), control: control}
	r.name.Style.Bold = true
	r.texts = strings.ToLower(strings.Join([]string{name, about, more}, " "))
	r.ExtendBaseWidget(r)
	return r
}

// hear has the sheet see the keys of the control, and show it when it gets the focus.
func (r *row) hear(s *kit.Sheet) {
	switch c := r.control.(type) {
	case *kit.Choice:
		c.Pick.OnKey, c.Pick.OnFocus = s.Key, func() { s.Reveal(r) }
	case *kit.Button:
		c.OnKey, c.OnFocus = s.Key, func() { s.Reveal(r) }
	}
}

// controlWidth is that of all choices and buttons, so that they stand below each other.
const controlWidth float32 = 230

// HeightFor returns how high the row is if it is as wide as that.
func (r *row) HeightFor(width float32) float32 {
	text := r.name.MinSize().Height + r.about.HeightFor(width-controlWidth-2*kit.Gap)
	return max(kit.ControlHeight, text) + kit.Gap
}

func (r *row) CreateRenderer() fyne.WidgetRenderer { return &rowRenderer{r} }

type rowRenderer struct{ r *row }

func (w *rowRenderer) Layout(size fyne.Size) {
	r := w.r
	text, head := size.Width-controlWidth-2*kit.Gap, r.name.MinSize().Height
	kit.Place(r.name, 0, 0, text, head)
	kit.Place(r.about, 0, head, text, r.about.HeightFor(text))
	kit.Place(r.control, size.Width-controlWidth, 0, controlWidth, kit.ControlHeight)
}

func (w *rowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(controlWidth+200, w.r.HeightFor(controlWidth+200))
}

func (w *rowRenderer) Refresh() {
	w.Layout(w.r.Size())
	for _, o := range w.Objects() {
		o.Refresh()
	}
}

func (w *rowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{w.r.name, w.r.about, w.r.control}
}

func (w *rowRenderer) Destroy() {}
