package ui

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/edit"
)

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

// Whatever is said, and however much of it, the bar above what is drawn stays free: in it are Apply and
// the way out. What there is no room for is shown when what is newer has gone.
func TestFlowToastsLeaveTheEditorsBarFree(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	toasts := f.w.news.toasts
	f.draw()
	var hide []func()
	for range 4 {
		hide = append(hide, toasts.Add(kit.Toast{Tone: kit.Error, Title: "The picture could not be read", Text: "/home/someone/Pictures/Grundriss Erdgeschoss.png"}))
	}
	cards := test.WidgetRenderer(toasts).Objects()
	content := test.WidgetRenderer(f.w.drafts.Editor()).Objects()[0].(*fyne.Container)
	bar := boundsOf(content.Objects[0])
	shown := func() (n int) {
		for i, card := range cards {
			if !card.Visible() {
				continue
			}
			n++
			if at := boundsOf(card); at.Overlaps(bar) {
				t.Errorf("toast %d lies at %v, the bar at %v", i, at, bar)
			}
		}
		return n
	}
	for height := float32(600); height >= 360; height -= 20 {
		f.w.win.Resize(fyne.NewSize(640, height))
		if n := shown(); n < 1 || height < 420 && n > 3 || height == 600 && n < 4 || !cards[3].Visible() {
			t.Errorf("%v high: %d of 4 are shown, the newest: %v", height, n, cards[3].Visible())
		}
	}
	hide[3]()
	if cards = cards[:3]; !cards[2].Visible() {
		t.Error("the one before does not take its place")
	}
	hide[2]()
	hide[1]()
	if cards = cards[:1]; shown() != 1 {
		t.Error("the oldest does not come back")
	}
}

func boundsOf(o fyne.CanvasObject) image.Rectangle {
	at, size := kit.PlaceOf(o)
	return image.Rect(int(at.X), int(at.Y), int(at.X+size.Width), int(at.Y+size.Height))
}
