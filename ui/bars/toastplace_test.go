package bars

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// News stays for some seconds; the plan and its zoom buttons are worked with
// meanwhile.
func TestToastsLeaveThePlanFree(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	toasts := kit.NewToasts(func(time.Duration, func()) {})
	uitest.Show(t, toasts, 1000, 700)
	toasts.Add(kit.Toast{Title: "Moved Björn Horvat from H4 to A6, Thu 26 Nov", Actions: []kit.Action{{Label: "Undo"}}})
	for _, width := range []float32{820, 1024, 1280, 1920} {
		for _, free := range []float32{0, 300} {
			layout := ToastPlace{func(float32) float32 { return free }, func() float32 { return 0 }}
			layout.Layout([]fyne.CanvasObject{toasts}, fyne.NewSize(width, 700))
			card := test.WidgetRenderer(toasts).Objects()[0]
			left := toasts.Position().X + card.Position().X
			if right := left + card.Size().Width; card.Size().Width < 250 || right > width-free-kit.BoardInset {
				t.Errorf("%v wide with %v free it goes from %v to %v", width, free, left, right)
			}
			if free == 0 && left < width-kit.BoardInset-kit.ListWidth(width) {
				t.Errorf("%v wide it begins at %v, on the plan", width, left)
			}
		}
	}
}
