package day

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestTheCalendarLooksAsEver(t *testing.T) {
	marked := map[data.Date]int{}
	for i := range 12 {
		marked[uitest.Today.AddDays(i*2-3)] = i + 1
	}
	for name, variant := range map[string]fyne.ThemeVariant{"calendar-light": theme.VariantLight, "calendar-dark": theme.VariantDark} {
		t.Run(name, func(t *testing.T) {
			uitest.Start(t, kit.NewTheme(), variant)
			day := NewPicker(uitest.TodayNow)
			day.SetMarked(marked)
			w := uitest.Show(t, container.NewWithoutLayout(day), 420, 440)
			day.Resize(day.MinSize())
			day.Ask()
			uitest.TypeKeys(day.asks.entry, fyne.KeyDown)
			uitest.TypeKeys(day.asks.calendar, fyne.KeyDown, fyne.KeyRight)
			day.asks.calendar.hover(12)
			uitest.LooksAsEver(t, w.Canvas(), name)
		})
	}
}
