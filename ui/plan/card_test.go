package plan

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/uitest"
)

func cardTexts(p *FloorPlan) (texts []string) {
	if !p.drawing.card.back.Visible() {
		return nil
	}
	for _, line := range p.drawing.card.lines {
		if line.Visible() {
			texts = append(texts, line.Text)
		}
	}
	return texts
}

func TestCardTellsWhatClicksDo(t *testing.T) {
	p := statesForTest(t)
	var asked []string
	p.Hint = func(id string) string {
		asked = append(asked, id)
		if id == "A1" {
			return ""
		}
		return "Enter or another click books it\nfor Amara"
	}
	tests := []struct {
		desk string
		want []string
	}{
		{"B2", []string{"Desk B2 · free", "Product · two screens, by the window", "Enter or another click books it for Amara"}},
		{"A1", []string{"Desk A1 · booked", "Ines Okafor", "Engineering · two screens, by the window", "Booked on Thu 12 Nov, 09:14"}},
		{"B5", []string{"Desk B5 · blocked", "Product · two screens", "Blocked until Fri 27 Nov · the lamp is broken", "Enter or another click books it for Amara"}},
		{"H6", []string{"Desk H6 · blocked", "Hot desks · standing desk", "Blocked until further notice", "Enter or another click books it for Amara"}},
	}
	for _, tt := range tests {
		p.Select("")
		p.Hover(tt.desk)
		hint := tt.want[len(tt.want)-1] == "Enter or another click books it for Amara"
		want := tt.want
		if hint {
			want = want[:len(want)-1]
		}
		if got := cardTexts(p); !slices.Equal(got, want) {
			t.Errorf("hovered, the card says %q", got)
		}
		p.Select(tt.desk)
		if got := cardTexts(p); !slices.Equal(got, tt.want) {
			t.Errorf("hovered and selected, the card says %q", got)
		}
		p.Hover("")
	}
	if slices.Contains(asked, "") {
		t.Error("a hint is asked for without a desk")
	}
	if got := p.drawing.card.lines[cardHintLine].Color; got != lightColor(theme.ColorNamePrimary) {
		t.Errorf("the hint is %v", got)
	}
}

func TestCardStaysAfterAClick(t *testing.T) {
	p := statesForTest(t)
	title := func() string {
		if texts := cardTexts(p); len(texts) > 0 {
			return texts[0]
		}
		return ""
	}
	tapDesk(p, "B2")
	p.MouseOut()
	if title() != "Desk B2 · free" {
		t.Errorf("after a click the card says %q", title())
	}
	p.Hover("B3")
	if title() != "Desk B3 · booked" {
		t.Errorf("over another desk it says %q", title())
	}
	p.Hover("")
	if title() != "" {
		t.Errorf("it comes back: %q", title())
	}
	p.Hover("B2")
	p.Hover("")
	if title() != "" {
		t.Errorf("it stays after it was hovered only: %q", title())
	}
	tapDesk(p, "B2")
	p.FocusLost()
	if title() != "" {
		t.Errorf("without the focus it says %q", title())
	}
	p.FocusGained()
	p.Hover("B3") // the pointer rests there
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	if title() != "Desk A1 · booked" {
		t.Errorf("after a key, with the pointer elsewhere, it says %q", title())
	}
	p.Select("A2") // from elsewhere
	if title() != "Desk B3 · booked" {
		t.Errorf("selected from elsewhere it says %q", title())
	}
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if p.Selected() != "" || title() != "" {
		t.Errorf("after Escape it says %q", title())
	}
}

func TestCardSaysTheYearWhereItIsAnother(t *testing.T) {
	p := statesForTest(t)
	p.zone = time.FixedZone("", 13*60*60)
	seats := seatsByDesk(uitest.Seats(), "floor-1")
	a1 := seats["A1"]
	a1.CreatedAt = time.Date(2025, 12, 30, 22, 5, 0, 0, time.UTC)
	seats["A1"] = a1
	p.SetSeats(seats)
	p.Hover("A1")
	if got := cardTexts(p); got[len(got)-1] != "Booked on Wednesday 31 December 2025, 11:05" {
		t.Errorf("the card says %q", got)
	}
}

func TestCardOfABookedDeskThatIsNoLongerInUse(t *testing.T) {
	p := statesForTest(t)
	floor := p.floor
	floor.Desks = slices.Clone(floor.Desks)
	for i := range floor.Desks {
		floor.Desks[i].Retired = floor.Desks[i].Retired || floor.Desks[i].ID == "A1"
	}
	seats := p.seats
	p.SetFloor(floor)
	p.SetSeats(seats)
	p.Hover("A1")
	if got := cardTexts(p); !slices.Contains(got, "Booked on Thu 12 Nov, 09:14 · desk no longer in use") {
		t.Errorf("the card says %q", got)
	}
}
