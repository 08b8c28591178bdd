package words

import (
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage"
)

func TestWhatIsDifferentAboutADeskIsSaid(t *testing.T) {
	blocked := []data.Block{{From: data.NewDate(2026, 11, 24), To: data.MaxDate}}
	painted := []data.Block{{From: data.NewDate(2026, 11, 24), To: data.NewDate(2026, 11, 26), Reason: "paint"}}
	for _, test := range []struct {
		before, after storage.DeskName
		want          string
	}{
		{storage.DeskName{Label: "A1"}, storage.DeskName{Label: "A1"}, ""},
		{storage.DeskName{Label: "A1"}, storage.DeskName{Label: "B1"}, "was called A1"},
		{storage.DeskName{}, storage.DeskName{Retired: true}, "no longer in use"},
		{storage.DeskName{Retired: true}, storage.DeskName{}, "in use again"},
		{storage.DeskName{}, storage.DeskName{Blocks: blocked}, "blocked from Tuesday 24 November 2026"},
		{storage.DeskName{}, storage.DeskName{Blocks: painted}, "blocked from Tuesday 24 November 2026 to Thursday 26 November 2026"},
		{storage.DeskName{Blocks: painted}, storage.DeskName{}, "no longer blocked from Tuesday 24 November 2026"},
	} {
		if got := DeskDifference(test.before, test.after); got != test.want {
			t.Errorf("%q, not %q", got, test.want)
		}
	}
	if got := Order([]string{"Harbour", "Mill"}); got != "The offices come in another order: Harbour, Mill" {
		t.Error(got)
	}
	if got := OfficeDifference(storage.OfficeName{Name: "Eg"}, storage.OfficeName{Name: "Ground"}); got != "was called Eg" {
		t.Error(got)
	}
}

func TestReleasedBookingsAreToldApart(t *testing.T) {
	for want, counts := range map[string][2]int64{"1,156 bookings, 10 released": {1166, 10}, "1 booking": {1, 0}, "0 bookings, 1 released": {1, 1}} {
		if got := Bookings(counts[0], counts[1]); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
