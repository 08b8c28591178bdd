package plan

import (
	"image"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/internal/bench/made"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// crowdedFloor returns a floor of 500 desks, and two days on which every other
// one of them is booked.
func crowdedFloor() (data.Floor, [2]map[string]data.Seat) {
	floor := made.CrowdedFloor()
	days := [2]map[string]data.Seat{{}, {}}
	for i, desk := range floor.Desks {
		days[i%2][desk.ID] = data.Seat{Name: "Ines Okafor", Booking: data.Booking{UserID: "u"}}
	}
	return floor, days
}

func crowdedPlan(b *testing.B) (*FloorPlan, [2]map[string]data.Seat) {
	uitest.Start(b, kit.NewTheme(), theme.VariantLight)
	p := New()
	uitest.Show(b, p, 860, 620)
	floor, days := crowdedFloor()
	p.SetFloor(floor)
	p.SetSeats(days[0])
	return p, days
}

func BenchmarkSetSeats500(b *testing.B) {
	p, days := crowdedPlan(b)
	for i := 0; b.Loop(); i++ {
		p.SetSeats(days[i%2])
	}
}

func BenchmarkHover500(b *testing.B) {
	p, _ := crowdedPlan(b)
	for i := 0; b.Loop(); i++ {
		at := p.drawing.desks[i%500].out.Center
		p.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	}
}

// One notch of the wheel, in and out again in turn.
func BenchmarkZoom500(b *testing.B) {
	p, _ := crowdedPlan(b)
	ev := &fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(400, 300)}}
	for i := 0; b.Loop(); i++ {
		ev.Scrolled.DY = 25
		if i%8 >= 4 {
			ev.Scrolled.DY = -25
		}
		p.Scrolled(ev)
	}
}

// What the plan does for a hover and for a notch of the wheel, with a picture under the floor and
// without one, each in its turn.
func BenchmarkOverPicture500(b *testing.B) {
	plain, _ := crowdedPlan(b)
	under := New()
	uitest.Show(b, under, 860, 620)
	floor, days := crowdedFloor()
	floor.Background = &data.Background{Picture: strings.Repeat("01", 32), Size: data.Size{Width: 1, Height: 1}}
	under.SetFloor(floor)
	under.SetPicture(image.NewRGBA(image.Rect(0, 0, 2000, 1440)))
	under.SetSeats(days[0])
	if !under.drawing.onPicture() {
		b.Fatal("there is no picture")
	}
	took := map[string]time.Duration{}
	measure := func(name string, do func()) {
		start := time.Now()
		do()
		took[name] += time.Since(start)
	}
	for i := 0; b.Loop(); i++ {
		for name, p := range map[string]*FloorPlan{"plain": plain, "under": under} {
			at := p.drawing.desks[i*37%500].out.Center
			measure("hover-"+name, func() {
				p.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
			})
			ev := &fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(400, 300)}, Scrolled: fyne.NewDelta(0, 25)}
			if i%8 >= 4 {
				ev.Scrolled.DY = -25
			}
			measure("zoom-"+name, func() { p.Scrolled(ev) })
		}
	}
	for name, all := range took {
		b.ReportMetric(all.Seconds()*1000/float64(b.N), name)
	}
}

func BenchmarkPan500(b *testing.B) {
	p, _ := crowdedPlan(b)
	p.Lens.zoomAbout(fyne.NewPos(400, 300), 1.5)
	for i := 0; b.Loop(); i++ {
		by := float32(7)
		if i%8 >= 4 {
			by = -7
		}
		p.Lens.pan(by, by)
	}
}

func BenchmarkResize500(b *testing.B) {
	p, _ := crowdedPlan(b)
	for i := 0; b.Loop(); i++ {
		p.Resize(fyne.NewSize(860+float32(i%200), 620))
	}
}
