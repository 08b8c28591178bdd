package people

import (
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestAskDeactivate(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	var chosen []bool
	choose := func(release bool) { chosen = append(chosen, release) }
	user := data.User{Name: "Tomas Berg"}
	s := AskDeactivate(w, user, uitest.SeatsOnDays("u2", 12), nil, choose)
	text := uitest.Find[*kit.Column](t, s).Parts[0].(*kit.Paragraph).Text
	want := "Tomas Berg can’t be given a desk any more, but has 12 bookings from today on. Keep them or release them? You can undo this.\n\n" +
		"Tuesday 24 November · desk A3\nTuesday 1 December · desk A3\nTuesday 8 December · desk A3\nTuesday 15 December · desk A3\nTuesday 22 December · desk A3\nand 7 more"
	if text != want {
		t.Errorf("it says %q", text)
	}
	uitest.Press(w, fyne.KeyReturn)
	AskDeactivate(w, user, uitest.SeatsOnDays("u2", 1), nil, choose)
	uitest.Press(w, fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn)
	AskDeactivate(w, user, nil, nil, choose)
	uitest.Press(w, fyne.KeyReturn)
	AskDeactivate(w, user, uitest.SeatsOnDays("u2", 5), nil, choose)
	uitest.Press(w, fyne.KeyEscape)
	if len(chosen) != 3 || !chosen[0] || chosen[1] || chosen[2] {
		t.Errorf("the choices are %v", chosen)
	}
}
