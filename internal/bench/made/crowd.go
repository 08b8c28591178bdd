package made

import (
	"fmt"
	"time"

	"seatkeeper/data"
)

// The store that the window is measured on: 500 of 2,000 people have a desk on each
// day, on a floor that is full.
const crowd = 500

// CrowdToday is the day on which the window is measured, a Tuesday; the bookings
// reach from long before it to CrowdUntil.
var (
	CrowdToday = data.NewDate(2026, time.November, 24)
	CrowdUntil = CrowdToday.AddDays(28)
)

// CrowdNow is the time of that day.
func CrowdNow() time.Time { return time.Date(2026, time.November, 24, 10, 42, 7, 0, time.UTC) }

// Crowd returns that store with so many full days.
func Crowd(days int) Set {
	office := data.SampleOffice()
	office.Floors = []data.Floor{CrowdedFloor()}
	size := data.SampleSize{People: crowd, Days: days, Full: true, Until: CrowdUntil}
	set := Set{SampleSet: data.Sample([]data.Office{office}, size), Now: CrowdNow()}
	for i := range 2000 - crowd {
		set.Others = append(set.Others, data.User{ID: fmt.Sprintf("v%05d", i+1), Name: fmt.Sprintf("Noor Baker %04d", i), Active: true})
	}
	return set
}

// CrowdFolder is the name of that store's folder among those that are kept.
func CrowdFolder(days int) string { return fmt.Sprintf("window-%dx%d", crowd, days) }

// CrowdedFloor returns a floor with 500 desks, in 20 rows.
func CrowdedFloor() data.Floor {
	floor := data.Floor{ID: "crowd", Name: "Crowd", Layout: data.Size{Width: 3, Height: 2}, Fixtures: []data.Fixture{}}
	for i := range crowd {
		id := string(rune('A'+i/25)) + string(rune('a'+i%25))
		floor.Desks = append(floor.Desks, data.Desk{ID: id, Label: id, Zone: id[:1], Features: []string{},
			Position: data.Point{X: float64(i%25) / 25, Y: float64(i/25) / 20}, Size: data.Size{Width: 0.036, Height: 0.042}})
	}
	return floor
}
