package imports

import (
	"testing"

	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestThePreviewOfAListLooksAsEver(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	w := uitest.Show(t, kit.NewLine("below"), 800, 640)
	showListForTest(t, w)
	uitest.LooksAsEver(t, w.Canvas(), "sheet-import")
}
