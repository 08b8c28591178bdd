package format

import (
	"testing"
	_ "time/tzdata"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

func TestPartsCoverEveryDayOnce(t *testing.T) {
	days := []engine.DayCount{}
	for i := range 1000 {
		days = append(days, engine.DayCount{Day: aMonday.AddDays(i*3 + i%3), Bookings: int64(i%7) * 1500})
	}
	parts := cut(days)
	if len(parts) < 10 || parts[0].from != data.MinDate || parts[len(parts)-1].to != data.MaxDate {
		t.Fatalf("%d parts from %v to %v", len(parts), parts[0].from, parts[len(parts)-1].to)
	}
	for i, p := range parts {
		if p.from > p.to || i > 0 && parts[i-1].to+1 != p.from {
			t.Errorf("part %d is %v to %v", i, p.from, p.to)
		}
	}
}
