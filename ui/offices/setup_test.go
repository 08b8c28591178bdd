package offices

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	plans "seatkeeper/data/layout"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func welcomeForTest() *welcome {
	return newWelcome([3]kit.Action{{Label: "Set up…", Primary: true}, {Label: "Add people…"}, {Label: "Show me"}},
		kit.Action{Label: "Restore a backup…"}, kit.Action{Label: "Import a floor plan…"})
}

func setUpForTest(t *testing.T, w fyne.Window) *setUp {
	t.Helper()
	return showSetUp(w, setUpOptions{
		NameFault: func(name string) string {
			if strings.TrimSpace(name) == "" {
				return "Please give a name."
			}
			return ""
		},
		OnDo: func(string, []plans.Floor, func(error)) {},
	})
}

// fill writes texts into one field after the other.
func fill(w fyne.Window, texts ...string) {
	for i, text := range texts {
		if i > 0 {
			w.Canvas().FocusNext()
		}
		uitest.Retype(w, text)
	}
}
