package kit

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/uitest"
)

// sheetForTest has an entry and a toggle, and a primary button that counts.
func sheetForTest(t *testing.T) (fyne.Window, *Sheet, *SheetEntry, *int) {
	t.Helper()
	w := uitest.EmptyWindow(t, NewTheme())
	entry, box, pressed := NewSheetEntry("", nil), NewToggle("More", false, nil), 0
	s := NewSheet("A question", NewColumn(entry, box), Action{Label: "Cancel"},
		Action{Label: "Do it", Primary: true, Run: func() { pressed++ }})
	entry.OnKey, box.OnKey = s.FieldKey, s.FieldKey
	ShowSheet(w, s)
	return w, s, entry, &pressed
}

func TestSheetByKeyboard(t *testing.T) {
	w, s, entry, pressed := sheetForTest(t)
	if w.Canvas().Focused() != fyne.Focusable(entry) {
		t.Fatalf("first the focus is on %T", w.Canvas().Focused())
	}
	uitest.Press(w, fyne.KeyReturn)
	if *pressed != 1 {
		t.Error("Enter in the entry does not press the primary button")
	}
	uitest.Press(w, fyne.KeyTab, fyne.KeySpace)
	if !w.Canvas().Focused().(*Toggle).On {
		t.Error("Space does not tick the box")
	}
	uitest.Press(w, fyne.KeyTab)
	if w.Canvas().Focused() != fyne.Focusable(s.Buttons[0]) {
		t.Error("the buttons do not follow the content")
	}
	uitest.Press(w, fyne.KeyTab, fyne.KeyReturn)
	if *pressed != 2 {
		t.Error("Enter does not press the button")
	}
	s.SetReady(false)
	uitest.Press(w, fyne.KeyTab, fyne.KeyReturn)
	if *pressed != 2 {
		t.Error("a button that is not ready is pressed")
	}
}

func TestSheetClosesWithEscapeEverywhere(t *testing.T) {
	for stop := range 5 {
		w, s, _, pressed := sheetForTest(t)
		closed := 0
		s.OnClosed = func() { closed++ }
		for range stop {
			uitest.Press(w, fyne.KeyTab)
		}
		if stop == 4 {
			w.Canvas().Unfocus() // as after a click beside the controls
		}
		uitest.Press(w, fyne.KeyEscape)
		if w.Canvas().Overlays().Top() != nil || closed != 1 || *pressed != 0 {
			t.Errorf("from stop %d Escape does not close the sheet", stop)
		}
		if w.Canvas().OnTypedKey() != nil {
			t.Error("the sheet keeps the keys of the window")
		}
		s.Hide()
		if closed != 1 {
			t.Error("it closes twice")
		}
	}
}

func TestSheetOverAnother(t *testing.T) {
	w, below, _, _ := sheetForTest(t)
	above := NewSheet("Above", NewColumn(NewLine("text")), Action{Label: "Cancel"})
	ShowSheet(w, above)
	w.Canvas().Unfocus()
	uitest.Press(w, fyne.KeyEscape)
	if above.shown || !below.shown {
		t.Fatal("Escape closes the wrong sheet")
	}
	uitest.Press(w, fyne.KeyEscape)
	if below.shown {
		t.Error("the one below can't be closed any more")
	}
}

func TestSheetWhileSomethingRuns(t *testing.T) {
	w, s, _, _ := sheetForTest(t)
	var done func(error)
	s.Run(func(d func(error)) { done = d })
	if !s.Primary.Disabled() {
		t.Error("the button can be pressed while it runs")
	}
	s.Run(func(func(error)) { t.Error("it runs twice") })
	done(&data.ConflictError{Err: data.ErrNameTaken, What: "Ines"})
	if s.Primary.Disabled() || s.Message.Text.Text != "There is somebody called “Ines” already." || !s.shown {
		t.Errorf("after an error it says %q", s.Message.Text.Text)
	}
	done(nil)
	if !s.shown {
		t.Error("a second answer counts")
	}
	s.Run(func(d func(error)) { done = d })
	if s.Message.Text.Text != "" {
		t.Error("the message of last time stays")
	}
	done(context.Canceled)
	if s.Message.Text.Text != "" || !s.shown {
		t.Error("what the user stopped is told as an error")
	}
	s.Run(func(d func(error)) { d(nil) })
	if s.shown || w.Canvas().Overlays().Top() != nil {
		t.Error("it does not close when it is done")
	}
}

func TestSheetFollowsTheWindow(t *testing.T) {
	uitest.Start(t, NewTheme(), theme.VariantLight)
	w := uitest.Show(t, NewLine("below"), 1280, 800)
	lines := []fyne.CanvasObject{}
	for range 100 {
		lines = append(lines, NewLine("a line"))
	}
	s := NewSheet("Much", NewColumn(lines...), Action{Label: "Cancel"})
	ShowSheet(w, s)
	r := test.WidgetRenderer(s).(*sheetRenderer)
	for _, size := range []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(1024, 700), fyne.NewSize(640, 400), fyne.NewSize(1600, 1200)} {
		s.Resize(size)
		card, at := r.card.Size(), r.card.Position()
		if card.Width > SheetWidth || card.Height > SheetHeight || card.Width > size.Width-40 || card.Height > size.Height-40 {
			t.Errorf("in %v the card is %v", size, card)
		}
		if at.X < 20 || at.Y < 20 || at.X+card.Width > size.Width-20 || at.Y+card.Height > size.Height-20 {
			t.Errorf("in %v the card is at %v", size, at)
		}
		button := s.Buttons[0]
		if below := button.Position().Y + button.Size().Height; below > at.Y+card.Height-8 || s.scroll.Position().Y+s.scroll.Size().Height > button.Position().Y {
			t.Errorf("in %v the button ends at %v", size, below)
		}
	}
}

func TestConfirm(t *testing.T) {
	w := uitest.EmptyWindow(t, NewTheme())
	did, kept := 0, 0
	ask := func() *Sheet {
		return Confirm(w, "Release desk A1?", "text", Action{Label: "Release", Run: func() { did++ }},
			Action{Label: "Keep"}, Action{Label: "Other", Run: func() { kept++ }})
	}
	ask()
	uitest.Press(w, fyne.KeyReturn)
	if did != 1 || w.Canvas().Overlays().Top() != nil {
		t.Error("Enter does not do it")
	}
	ask()
	uitest.Press(w, fyne.KeyEscape)
	if did != 1 || w.Canvas().Overlays().Top() != nil {
		t.Error("Escape does it, or stays")
	}
	if s := ask(); len(s.Buttons) != 3 || s.Buttons[2] != s.Primary || s.Buttons[0].Text != "Keep" {
		t.Error("the buttons are not as they were given, the primary one at the right")
	}
	uitest.Press(w, fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn) // round to "Keep", then "Other"
	if kept != 1 || did != 1 {
		t.Errorf("the other action ran %d times", kept)
	}
	if s := Confirm(w, "Sure?", "text", Action{Label: "Yes", Run: func() {}}); s.Buttons[0].Text != "Cancel" {
		t.Error("there is no way not to")
	}
}
