package help

import (
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/crashlog"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// reportLines is how much of a report is shown: what tells why stands at its beginning.
const (
	reportLines         = 200
	reportHigh  float32 = 220
)

// showReport shows what is known of a crash, and copies it.
func (c *Controller) showReport(report *crashlog.Report) {
	c.Background().Go(func() {
		text := report.Text()
		c.Background().Do(func() {
			if c.Win().Canvas().Overlays().Top() == nil {
				c.showText(text)
			}
		})
	})
}

func (c *Controller) showText(text string) {
	var lines []string
	for line := range strings.Lines(text) {
		said, isWhere := strings.CutPrefix(strings.TrimRight(line, "\n"), "\t")
		if said = words.Plain(said); isWhere {
			said = "    " + said
		}
		lines = append(lines, said)
		if len(lines) == reportLines {
			lines = append(lines, "…")
			break
		}
	}
	grid := container.NewScroll(widget.NewTextGridFromString(strings.Join(lines, "\n")))
	says := kit.NewParagraph(words.Say("crashed.report"), kit.BodyText, theme.ColorNameForeground)
	var s *kit.Sheet
	s = kit.NewSheet(words.Say("crashed.title"), kit.NewListColumn(grid, reportHigh, says),
		kit.Action{Label: words.Say("crashed.copy"), Run: func() {
			c.Clipboard().SetContent(text)
			s.Buttons[0].SetText(words.Say("about.copied"))
		}},
		kit.Action{Label: words.Say("failure.close"), Primary: true})
	s.Want.Height, s.First = kit.SheetHeight, s.Primary
	kit.ShowSheet(c.Win(), s)
}
