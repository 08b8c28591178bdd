package plan

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// statesPlan shows a floor of the sample office with a desk in each state.
func statesPlan(t testing.TB, variant fyne.ThemeVariant, floor int, size fyne.Size) (*FloorPlan, fyne.Window) {
	t.Helper()
	uitest.Start(t, kit.NewTheme(), variant)
	p := New()
	p.zone = time.UTC
	w := uitest.Show(t, kit.NewCard(kit.ColorNamePlan, p), size.Width, size.Height)
	offices, seats := uitest.Offices(), uitest.Seats()
	shown := offices[0].Floors[floor]
	for i, desk := range shown.Desks {
		switch desk.ID {
		case "B5", "C2":
			shown.Desks[i].Blocks = []data.Block{{From: uitest.Today - 1, To: uitest.Today + 3, Reason: "the lamp is broken"}}
		case "H6":
			shown.Desks[i].Blocks = []data.Block{{From: uitest.Today, To: data.MaxDate}}
		case "H2":
			shown.Desks[i].Blocks = []data.Block{{From: uitest.Today + 1, To: uitest.Today + 1}}
		}
	}
	for i := range seats {
		seats[i].CreatedAt = time.Date(2026, 11, 12, 9, 14, 0, 0, time.UTC)
	}
	p.Hint = func(id string) string { return "Enter or another click books it for Amara Lindgren" }
	p.SetFloor(shown)
	p.SetDay(uitest.Today)
	p.SetSeats(seatsByDesk(seats, shown.ID))
	p.SetBookingFor("u3", "Amara Lindgren")
	return p, w
}

func TestThePlanLooksAsEver(t *testing.T) {
	usual := fyne.NewSize(640, 460)
	for _, look := range []struct {
		name    string
		variant fyne.ThemeVariant
		floor   int
		show    func(*FloorPlan)
	}{
		{"plan-light", theme.VariantLight, 0, func(p *FloorPlan) { tapDesk(p, "A4") }},
		{"plan-dark", theme.VariantDark, 0, func(p *FloorPlan) { p.Hover("B5"); p.hoverControl(zoomInControl) }},
		{"plan-matches", theme.VariantLight, 0, func(p *FloorPlan) {
			p.SetMatches(map[string]bool{"A3": true, "A4": true, "B1": true, "B5": true})
			p.Select("A3")
		}},
		{"plan-turned", theme.VariantDark, 1, func(p *FloorPlan) { p.Lens.zoomAbout(p.drawing.view("E1").out.Center, 3) }},
		{"plan-angles", theme.VariantLight, 0, showAngles},
	} {
		t.Run(look.name, func(t *testing.T) {
			p, w := statesPlan(t, look.variant, look.floor, usual)
			look.show(p)
			uitest.LooksAsEver(t, w.Canvas(), look.name)
		})
	}
}

// showAngles shows desks with long labels, turned by many angles.
func showAngles(p *FloorPlan) {
	floor := data.Floor{ID: "angles", Name: "Angles", Layout: data.Size{Width: 3, Height: 2}}
	seats := map[string]data.Seat{}
	for i, angle := range []float64{0, 10, 45, 90, 135, 180, 260, 350} {
		for row := range 4 {
			size := data.Size{Width: 0.10, Height: 0.09}
			label := fmt.Sprintf("%c%d", 'A'+row, i+1)
			if row > 1 {
				size, label = data.Size{Width: 0.055, Height: 0.05}, "Window desk "+label
			}
			id := fmt.Sprintf("%d-%d", i, row)
			floor.Desks = append(floor.Desks, data.Desk{ID: id, Label: label, Size: size, Rotation: angle,
				Position: data.Point{X: 0.02 + float64(i)*0.122, Y: 0.04 + float64(row)*0.24}})
			if row%2 == 0 {
				seats[id] = data.Seat{Name: "Amara Lindgren", Booking: data.Booking{UserID: fmt.Sprintf("u%d", i)}}
			}
		}
	}
	floor.Desks[9].Blocks = []data.Block{{From: uitest.Today, To: uitest.Today}}
	p.SetFloor(floor)
	p.SetSeats(seats)
}
