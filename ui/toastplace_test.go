package ui

import (
	"image"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/edit"
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
			layout := toastPlace{func(float32) float32 { return free }, func() float32 { return 0 }}
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

// Whatever is said while a floor is drawn, what is drawn on stays free and in its place: the
// properties give way, in every window.
func TestFlowToastsLeaveTheDrawnFloorFree(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	toasts := f.w.news.toasts
	f.draw()
	parts := func() (floor, panel image.Rectangle) {
		content := test.WidgetRenderer(f.w.drafts.Editor()).Objects()[0].(*fyne.Container)
		return boundsOf(content.Objects[2]), boundsOf(content.Objects[3])
	}
	for _, size := range []fyne.Size{{Width: 1920, Height: 1080}, {Width: 1280, Height: 800}, {Width: 1024, Height: 700}, {Width: 683, Height: 467}, {Width: 640, Height: 400}} {
		f.w.win.Resize(size)
		floor, panel := parts()
		hide := toasts.Add(kit.Toast{Tone: kit.Error, Title: "The picture could not be read", Text: "/home/someone/Pictures/Grundriss Erdgeschoss.png"})
		toast := boundsOf(test.WidgetRenderer(toasts).Objects()[0])
		if f, p := parts(); f != floor || f.Overlaps(toast) || p.Overlaps(toast) {
			t.Errorf("%v: the floor lies at %v and then at %v, the properties at %v, the toast at %v", size, floor, f, p, toast)
		}
		hide()
		if _, p := parts(); p != panel {
			t.Errorf("%v: the properties lie at %v and then at %v", size, panel, p)
		}
	}
	f.w.win.Resize(fyne.NewSize(1024, 700))
	toasts.Add(kit.Toast{Title: "Saved"})
	f.tap("Close")
	f.hand.Run()
	if room := toasts.Size().Width; room <= edit.PanelRoom {
		t.Errorf("back on the board toasts have a room of %v", room)
	}
}

func boundsOf(o fyne.CanvasObject) image.Rectangle {
	at, size := kit.PlaceOf(o)
	return image.Rect(int(at.X), int(at.Y), int(at.X+size.Width), int(at.Y+size.Height))
}
