package kit

import (
	"testing"

	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/uitest"
)

func TestAConfirmationLooksAsEver(t *testing.T) {
	uitest.Start(t, NewTheme(), theme.VariantDark)
	w := uitest.Show(t, NewLine("below"), 800, 640)
	Confirm(w, "Release desk A1?", "Ines Okafor will have no desk on Tuesday 24 November. You can undo this.",
		Action{Label: "Release"}, Action{Label: "Keep"})
	uitest.LooksAsEver(t, w.Canvas(), "sheet-confirm")
}
