package bookings

import (
	"testing"

	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestSeveralDaysLookAsEver(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	w := uitest.Show(t, kit.NewLine("below"), 800, 640)
	daysForTest(t, w, nil)
	uitest.LooksAsEver(t, w.Canvas(), "sheet-days")
}

func TestTheBlockSheetLooksAsEver(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantDark)
	w := uitest.Show(t, kit.NewLine("below"), 800, 640)
	blockForTest(t, w, []data.Block{{From: uitest.Today, To: uitest.Today.AddDays(7), Reason: "The screen is being repaired"},
		{From: uitest.Today.AddDays(30), To: data.MaxDate}})
	uitest.LooksAsEver(t, w.Canvas(), "sheet-block")
}
