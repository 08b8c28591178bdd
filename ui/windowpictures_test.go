package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/edit"
	"seatkeeper/ui/uitest"
)

// The whole window, on the screens that people have: each size, scale and theme is there at least
// once for the board and for the editor.
func TestTheWindowLooksAsEver(t *testing.T) {
	for _, look := range []struct {
		name          string
		width, height int // of the window in pixels
		scale         float32
		variant       fyne.ThemeVariant
		show          func(*flow)
	}{
		{"window-board-1024", 1024, 700, 1, theme.VariantLight, chooseInes},
		{"window-board-1024-large", 1024, 700, 1.5, theme.VariantDark, chooseInes},
		{"window-board-1280", 1280, 800, 1, theme.VariantDark, func(f *flow) { chooseInes(f); f.click("B2") }},
		{"window-board-1280-huge", 1280, 800, 2, theme.VariantLight, func(f *flow) { chooseInes(f); f.click("B2") }},
		{"window-board-1920", 1920, 1080, 1.5, theme.VariantLight, func(f *flow) { f.click("A3") }},
		{"window-board-1920-huge", 1920, 1080, 2, theme.VariantDark, chooseInes},
		{"window-editor-1024", 1024, 700, 1, theme.VariantDark, drawRow},
		{"window-editor-1024-large", 1024, 700, 1.5, theme.VariantLight, drawRow},
		{"window-editor-1280", 1280, 800, 1, theme.VariantLight, selectAll},
		{"window-editor-1280-huge", 1280, 800, 2, theme.VariantDark, drawRow},
		{"window-editor-1920", 1920, 1080, 1.5, theme.VariantDark, selectAll},
		{"window-editor-1920-huge", 1920, 1080, 2, theme.VariantLight, func(f *flow) { f.draw() }},
	} {
		t.Run(look.name, func(t *testing.T) {
			f := flowOfPictures(t)
			f.w.app.Settings().SetTheme(uitest.Variant(kit.NewTheme(), look.variant))
			f.w.win.Canvas().(interface{ SetScale(float32) }).SetScale(look.scale)
			f.w.win.Resize(fyne.NewSize(float32(look.width)/look.scale, float32(look.height)/look.scale))
			look.show(f)
			f.hand.Run()
			f.w.frame.status.SetFolder("/home/someone/Documents/Seatkeeper/data") // it is another one in each run
			uitest.LooksAsEver(t, f.w.win.Canvas(), look.name)
		})
	}
}

// flowOfPictures opens a window on a day on which some are in, and a desk is blocked.
func flowOfPictures(t *testing.T) *flow {
	t.Helper()
	desks := []string{"A1", "A3", "A4", "A7", "A10", "B3", "H3", "H4"}
	people := []string{"Ines Okafor", "Marco Duarte", "Amara Lindgren", "Karin Lindqvist-Papadopoulou", "Rana Haddad", "Taro Nakamura", "Elena Rossi", "Émile O’Brien"}
	f := flowForTest(t, people...)
	other := f.otherStore()
	for i, name := range people {
		f.book(other, desks[i], name, uitest.Tuesday)
	}
	block := data.Block{From: uitest.Today, To: uitest.Today.AddDays(3), Reason: "the lamp is broken"}
	if _, err := other.BlockDesk(context.Background(), uitest.Desk("B5"), block, nil); err != nil {
		t.Fatal(err)
	}
	f.look()
	return f
}

func chooseInes(f *flow) { f.bookFor("Ines Okafor") }

// drawRow draws a row in the middle of the floor, with the row tool as it was found.
func drawRow(f *flow) {
	f.draw()
	f.w.drafts.Editor().SetTool(edit.RowTool)
	f.key(fyne.KeyReturn)
}

func selectAll(f *flow) {
	f.draw()
	f.w.drafts.Editor().SelectAll()
}
