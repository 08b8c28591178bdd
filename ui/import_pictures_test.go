package ui

import (
	"testing"

	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/uitest"
)

func TestThePreviewOfAListLooksAsEver(t *testing.T) {
	startTest(t, NewTheme(), theme.VariantLight)
	w := showTest(t, NewLine("below"), 800, 640)
	showListForTest(t, w)
	uitest.LooksAsEver(t, w.Canvas(), "sheet-import")
}
