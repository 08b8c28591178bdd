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

func TestWrongInputIsSaidAtItsField(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	s := setUpForTest(t, w)
	fill(w, "", "Ground", "North", "x", "", "Hall", "")
	room := s.floors[0].rooms
	for what, got := range map[string]string{"✕ Please give a name.": s.nameFault.Text, "✕ “x” is no number. Write it in digits, such as 12.": room[0].fault.Text, "": room[1].fault.Text} {
		if got != what {
			t.Errorf("%q, not %q", got, what)
		}
	}
	if !s.sheet.Primary.Disabled() {
		t.Error("it could be set up")
	}
	uitest.Press(w, fyne.KeyReturn) // early: now all is said
	if room[1].fault.Text != "✕ How many desks are there? 0 is a room without any." {
		t.Errorf("%q", room[1].fault.Text)
	}
	if len(room) != 3 {
		t.Errorf("%d rows", len(room))
	}
}

func TestAListInTheFieldOfANameIsSeveralRooms(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	s := setUpForTest(t, w)
	fill(w, "Ours", "Ground", "North 12/4, South 12/4, East 12/4")
	floors, good := s.check()
	if !good || len(floors) != 1 || len(floors[0].Rooms) != 3 || floors[0].Desks() != 36 {
		t.Errorf("%v %v", floors, good)
	}
	if s.sum.Text != "36 desks in 3 rooms" {
		t.Errorf("%q", s.sum.Text)
	}
	s.addAnother()
	if s.floors[1].same.Hidden || s.floors[1].remove.Hidden {
		t.Fatal("another floor can't take the rooms of the first")
	}
	s.floors[1].takeRooms()
	if floors, _ := s.check(); floors[1].Desks() != 36 || !s.floors[1].same.Hidden {
		t.Errorf("%v", floors)
	}
	s.removeFloor(s.floors[0])
	if floors, good := s.check(); !good || len(floors) != 1 || floors[0].Name != "Floor 1" {
		t.Errorf("%v", floors)
	}
}
