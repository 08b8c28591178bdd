package bars

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestBanner(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	pressed := 0
	b := NewBanner(kit.Warning, "The data folder can only be read.", kit.Action{Label: "Try again", Run: func() { pressed++ }})
	uitest.Show(t, b, 900, 60)
	test.Tap(b.Action)
	if pressed != 1 {
		t.Error("the action is not done")
	}
	b.SetText(strings.Repeat("The data folder can only be read. ", 8))
	b.Resize(fyne.NewSize(500, 60))
	if b.MinSize().Height < 60 || b.Text.Position().X+b.Text.Size().Width > b.Action.Position().X {
		t.Errorf("a long text gets a height of %v, or lies on the button", b.MinSize().Height)
	}
	quiet := NewBanner(kit.Error, "Nothing can be done.", kit.Action{})
	if quiet.Action.Visible() {
		t.Error("a button without words is shown")
	}
}
