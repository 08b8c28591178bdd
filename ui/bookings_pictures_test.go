package ui

import (
	"testing"

	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/uitest"
)

func TestSeveralDaysLookAsEver(t *testing.T) {
	startTest(t, NewTheme(), theme.VariantLight)
	w := showTest(t, NewLine("below"), 800, 640)
	daysForTest(t, w, nil)
	uitest.LooksAsEver(t, w.Canvas(), "sheet-days")
}

func TestTheBlockSheetLooksAsEver(t *testing.T) {
	startTest(t, NewTheme(), theme.VariantDark)
	w := showTest(t, NewLine("below"), 800, 640)
	blockForTest(t, w, []data.Block{{From: testToday, To: testToday.AddDays(7), Reason: "The screen is being repaired"},
		{From: testToday.AddDays(30), To: data.MaxDate}})
	uitest.LooksAsEver(t, w.Canvas(), "sheet-block")
}
