package ui

import (
	"testing"

	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/uitest"
)

func TestAConfirmationLooksAsEver(t *testing.T) {
	startTest(t, NewTheme(), theme.VariantDark)
	w := showTest(t, NewLine("below"), 800, 640)
	confirm(w, "Release desk A1?", "Ines Okafor will have no desk on Tuesday 24 November. You can undo this.",
		Action{Label: "Release"}, Action{Label: "Keep"})
	uitest.LooksAsEver(t, w.Canvas(), "sheet-confirm")
}
