package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
)

// sheetForTest has an entry and a toggle, and a primary button that counts.
func sheetForTest(t *testing.T) (fyne.Window, *sheet, *sheetEntry, *int) {
	t.Helper()
	w := emptyWindow(t, NewTheme())
	entry, box, pressed := newSheetEntry("", nil), newToggle("More", false, nil), 0
	s := newSheet("A question", newColumn(entry, box), Action{Label: "Cancel"},
		Action{Label: "Do it", Primary: true, Run: func() { pressed++ }})
	entry.onKey, box.onKey = s.fieldKey, s.fieldKey
	showSheet(w, s)
	return w, s, entry, &pressed
}

func TestSheetByKeyboard(t *testing.T) {
	w, s, entry, pressed := sheetForTest(t)
	if w.Canvas().Focused() != fyne.Focusable(entry) {
		t.Fatalf("first the focus is on %T", w.Canvas().Focused())
	}
	pressIn(w, fyne.KeyReturn)
	if *pressed != 1 {
		t.Error("Enter in the entry does not press the primary button")
	}
	pressIn(w, fyne.KeyTab, fyne.KeySpace)
	if !w.Canvas().Focused().(*toggle).on {
		t.Error("Space does not tick the box")
	}
	pressIn(w, fyne.KeyTab)
	if w.Canvas().Focused() != fyne.Focusable(s.buttons[0]) {
		t.Error("the buttons do not follow the content")
	}
	pressIn(w, fyne.KeyTab, fyne.KeyReturn)
	if *pressed != 2 {
		t.Error("Enter does not press the button")
	}
	s.setReady(false)
	pressIn(w, fyne.KeyTab, fyne.KeyReturn)
	if *pressed != 2 {
		t.Error("a button that is not ready is pressed")
	}
}

func TestSheetClosesWithEscapeEverywhere(t *testing.T) {
	for stop := range 5 {
		w, s, _, pressed := sheetForTest(t)
		closed := 0
		s.onClosed = func() { closed++ }
		for range stop {
			pressIn(w, fyne.KeyTab)
		}
		if stop == 4 {
			w.Canvas().Unfocus() // as after a click beside the controls
		}
		pressIn(w, fyne.KeyEscape)
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
	above := newSheet("Above", newColumn(NewLine("text")), Action{Label: "Cancel"})
	showSheet(w, above)
	w.Canvas().Unfocus()
	pressIn(w, fyne.KeyEscape)
	if above.shown || !below.shown {
		t.Fatal("Escape closes the wrong sheet")
	}
	pressIn(w, fyne.KeyEscape)
	if below.shown {
		t.Error("the one below can't be closed any more")
	}
}

func TestSheetWhileSomethingRuns(t *testing.T) {
	w, s, _, _ := sheetForTest(t)
	var done func(error)
	s.run(func(d func(error)) { done = d })
	if !s.primary.Disabled() {
		t.Error("the button can be pressed while it runs")
	}
	s.run(func(func(error)) { t.Error("it runs twice") })
	done(&data.ConflictError{Err: data.ErrNameTaken, What: "Ines"})
	if s.primary.Disabled() || s.message.text.text != "There is somebody called “Ines” already." || !s.shown {
		t.Errorf("after an error it says %q", s.message.text.text)
	}
	done(nil)
	if !s.shown {
		t.Error("a second answer counts")
	}
	s.run(func(d func(error)) { done = d })
	if s.message.text.text != "" {
		t.Error("the message of last time stays")
	}
	done(context.Canceled)
	if s.message.text.text != "" || !s.shown {
		t.Error("what the user stopped is told as an error")
	}
	s.run(func(d func(error)) { d(nil) })
	if s.shown || w.Canvas().Overlays().Top() != nil {
		t.Error("it does not close when it is done")
	}
}

func TestSheetFollowsTheWindow(t *testing.T) {
	startTest(t, NewTheme(), theme.VariantLight)
	w := showTest(t, NewLine("below"), 1280, 800)
	lines := []fyne.CanvasObject{}
	for range 100 {
		lines = append(lines, NewLine("a line"))
	}
	s := newSheet("Much", newColumn(lines...), Action{Label: "Cancel"})
	showSheet(w, s)
	r := test.WidgetRenderer(s).(*sheetRenderer)
	for _, size := range []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(1024, 700), fyne.NewSize(640, 400), fyne.NewSize(1600, 1200)} {
		s.Resize(size)
		card, at := r.card.Size(), r.card.Position()
		if card.Width > sheetWidth || card.Height > sheetHeight || card.Width > size.Width-40 || card.Height > size.Height-40 {
			t.Errorf("in %v the card is %v", size, card)
		}
		if at.X < 20 || at.Y < 20 || at.X+card.Width > size.Width-20 || at.Y+card.Height > size.Height-20 {
			t.Errorf("in %v the card is at %v", size, at)
		}
		button := s.buttons[0]
		if below := button.Position().Y + button.Size().Height; below > at.Y+card.Height-8 || s.scroll.Position().Y+s.scroll.Size().Height > button.Position().Y {
			t.Errorf("in %v the button ends at %v", size, below)
		}
	}
}

func TestConfirm(t *testing.T) {
	w := emptyWindow(t, NewTheme())
	did, kept := 0, 0
	ask := func() *sheet {
		return confirm(w, "Release desk A1?", "text", Action{Label: "Release", Run: func() { did++ }},
			Action{Label: "Keep"}, Action{Label: "Other", Run: func() { kept++ }})
	}
	ask()
	pressIn(w, fyne.KeyReturn)
	if did != 1 || w.Canvas().Overlays().Top() != nil {
		t.Error("Enter does not do it")
	}
	ask()
	pressIn(w, fyne.KeyEscape)
	if did != 1 || w.Canvas().Overlays().Top() != nil {
		t.Error("Escape does it, or stays")
	}
	if s := ask(); len(s.buttons) != 3 || s.buttons[2] != s.primary || s.buttons[0].Text != "Keep" {
		t.Error("the buttons are not as they were given, the primary one at the right")
	}
	pressIn(w, fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn) // round to "Keep", then "Other"
	if kept != 1 || did != 1 {
		t.Errorf("the other action ran %d times", kept)
	}
	if s := confirm(w, "Sure?", "text", Action{Label: "Yes", Run: func() {}}); s.buttons[0].Text != "Cancel" {
		t.Error("there is no way not to")
	}
}
