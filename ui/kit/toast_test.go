package kit

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/uitest"
)

// clockForTest keeps what is to run later, with the time it is to wait.
type clockForTest struct {
	waits []time.Duration
	runs  []func()
}

func (c *clockForTest) after(d time.Duration, run func()) {
	c.waits, c.runs = append(c.waits, d), append(c.runs, run)
}

func toastsForTest(t *testing.T) (*Toasts, *clockForTest, fyne.Window, *int) {
	t.Helper()
	uitest.Start(t, NewTheme(), theme.VariantLight)
	clock := &clockForTest{}
	toasts := NewToasts(clock.after)
	pressed := new(int)
	below := NewButton(Plain, "below", func() { *pressed++ })
	w := uitest.Show(t, container.NewStack(below, toasts), 1000, 700)
	return toasts, clock, w, pressed
}

func TestToastHidesAfterItsTime(t *testing.T) {
	toasts, clock, _, _ := toastsForTest(t)
	toasts.Add(Toast{Title: "Backup written and checked"})
	toasts.Add(Toast{Tone: Warning, Title: "The disk is nearly full"})
	toasts.Add(Toast{Tone: Error, Title: "The backup could not be written"})
	toasts.Add(Toast{Title: "Copied", Stay: time.Second})
	want := []time.Duration{10 * time.Second, 10 * time.Second, time.Second} // the error stays
	if len(clock.waits) != 3 || clock.waits[0] != want[0] || clock.waits[1] != want[1] || clock.waits[2] != want[2] {
		t.Errorf("the times are %v, want %v", clock.waits, want)
	}
	for _, run := range clock.runs {
		run()
	}
	if len(toasts.cards) != 1 || toasts.cards[0].toast.Tone != Error {
		t.Errorf("%d toasts are left", len(toasts.cards))
	}
	test.Tap(toasts.cards[0].close)
	if len(toasts.cards) != 0 {
		t.Error("the close button does not close")
	}
}

func TestToastStaysWhileHovered(t *testing.T) {
	toasts, clock, _, _ := toastsForTest(t)
	toasts.Add(Toast{Title: "Written", Actions: []Action{{Label: "Open folder"}}})
	card := toasts.cards[0]
	card.MouseIn(nil)
	clock.runs[0]()
	if len(toasts.cards) != 1 {
		t.Fatal("it hides under the pointer")
	}
	// Over a button Fyne tells the card that the pointer has left.
	card.MouseOut()
	card.actions[0].MouseIn(nil)
	for _, run := range clock.runs {
		run()
	}
	if len(toasts.cards) != 1 {
		t.Fatal("it hides while the pointer is over its button")
	}
	card.actions[0].MouseOut()
	clock.runs[len(clock.runs)-1]()
	if len(toasts.cards) != 0 {
		t.Error("it stays after the pointer has left")
	}
}

func TestToastsLetClicksThrough(t *testing.T) {
	toasts, _, w, pressed := toastsForTest(t)
	done := 0
	toasts.Add(Toast{Title: "Written", Text: "somewhere", Actions: []Action{{Label: "Open folder", Run: func() { done++ }}}})
	test.TapCanvas(w.Canvas(), fyne.NewPos(100, 100))
	if *pressed != 1 {
		t.Error("a click beside the toast does not reach what is below")
	}
	card := toasts.cards[0]
	test.TapCanvas(w.Canvas(), card.Position().AddXY(card.Size().Width/2, 10))
	if *pressed != 1 {
		t.Error("a click on the toast goes through it")
	}
	test.TapCanvas(w.Canvas(), card.Position().Add(card.actions[0].Position()).AddXY(5, 5))
	if done != 1 {
		t.Error("the action is not done")
	}
}

func TestToastsKeepTheNewestFour(t *testing.T) {
	toasts, _, _, _ := toastsForTest(t)
	hide := toasts.Add(Toast{Title: "0"})
	for _, title := range []string{"1", "2", "3", "4"} {
		toasts.Add(Toast{Title: title})
	}
	hide() // it is gone already
	if len(toasts.cards) != 4 || toasts.cards[0].toast.Title != "1" {
		t.Errorf("%d toasts, the first one %q", len(toasts.cards), toasts.cards[0].toast.Title)
	}
	for i, c := range toasts.cards[1:] {
		if c.Position().Y < toasts.cards[i].Position().Y+toasts.cards[i].Size().Height {
			t.Errorf("toast %d lies on the one above", i+1)
		}
	}
}

func TestLongPathWrapsWithinTheToast(t *testing.T) {
	toasts, _, _, _ := toastsForTest(t)
	path := "/mnt/" + strings.Repeat("long-folder-name", 12) + "/backup.json"
	toasts.Add(Toast{Tone: Error, Title: "The backup could not be written", Text: "May not write to " + path})
	card := toasts.cards[0]
	text := test.TempWidgetRenderer(t, card.text)
	text.Layout(card.text.Size())
	shown := ""
	for _, o := range text.Objects() {
		line := o.(*canvas.Text)
		shown += line.Text
		if line.MinSize().Width > card.text.Size().Width+1 || line.Position().Y+line.Size().Height > card.text.Size().Height+1 {
			t.Errorf("%q is clipped", line.Text)
		}
	}
	if !strings.Contains(shown, path) {
		t.Errorf("the path is not whole: %q", shown)
	}
	if end := card.Position().X + card.Size().Width; end > 1000 {
		t.Errorf("the toast ends at %v of 1000", end)
	}
}
