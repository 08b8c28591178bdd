package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// News stays for some seconds; the plan and its zoom buttons are worked with
// meanwhile.
func TestToastsLeaveThePlanFree(t *testing.T) {
	startTest(t, NewTheme(), theme.VariantLight)
	toasts := NewToasts(func(time.Duration, func()) {})
	showTest(t, toasts, 1000, 700)
	toasts.Add(Toast{Title: "Moved Björn Horvat from H4 to A6, Thu 26 Nov", Actions: []Action{{Label: "Undo"}}})
	for _, width := range []float32{820, 1024, 1280, 1920} {
		for _, free := range []float32{0, 300} {
			layout := toastPlace{func(float32) float32 { return free }}
			layout.Layout([]fyne.CanvasObject{toasts}, fyne.NewSize(width, 700))
			card := test.WidgetRenderer(toasts).Objects()[0]
			left := toasts.Position().X + card.Position().X
			if right := left + card.Size().Width; card.Size().Width < 250 || right > width-free-boardInset {
				t.Errorf("%v wide with %v free it goes from %v to %v", width, free, left, right)
			}
			if free == 0 && left < width-boardInset-listWidth(width) {
				t.Errorf("%v wide it begins at %v, on the plan", width, left)
			}
		}
	}
}
