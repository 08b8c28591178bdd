package bookings

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/ui/uitest"
)

func everyDay() [7]bool { return [7]bool{true, true, true, true, true, true, true} }

func TestDaysOfAQuery(t *testing.T) {
	only := func(days ...time.Weekday) (on [7]bool) {
		for _, d := range days {
			on[d] = true
		}
		return on
	}
	tests := []struct {
		name, from, to string
		weekdays       [7]bool
		want           string
	}{
		{"the end of a month", "2026-11-28", "2026-12-02", everyDay(), "2026-11-28 2026-11-29 2026-11-30 2026-12-01 2026-12-02"},
		{"a leap day", "2028-02-28", "2028-03-01", everyDay(), "2028-02-28 2028-02-29 2028-03-01"},
		{"no leap day", "2100-02-28", "2100-03-01", everyDay(), "2100-02-28 2100-03-01"},
		{"the end of a year", "2026-12-30", "2027-01-04", workdays(), "2026-12-30 2026-12-31 2027-01-01 2027-01-04"},
		{"Mondays and Wednesdays", "2026-11-24", "2026-12-07", only(time.Monday, time.Wednesday), "2026-11-25 2026-11-30 2026-12-02 2026-12-07"},
		{"over a clock change", "2026-03-28", "2026-03-30", everyDay(), "2026-03-28 2026-03-29 2026-03-30"},
		{"one day", "2026-11-24", "2026-11-24", only(time.Tuesday), "2026-11-24"},
		{"none of them", "2026-11-24", "2026-11-24", only(time.Monday), ""},
		{"no weekdays", "0001-01-01", "9999-12-31", [7]bool{}, ""},
		{"backwards", "2026-11-24", "2026-11-23", everyDay(), ""},
		{"the last day there is", "9999-12-30", "9999-12-31", everyDay(), "9999-12-30 9999-12-31"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q := DaysQuery{From: mustDate(t, tt.from), To: mustDate(t, tt.to), Weekdays: tt.weekdays}
			days := []string{}
			for _, d := range q.Days() {
				days = append(days, d.String())
			}
			if got := strings.Join(days, " "); got != tt.want {
				t.Errorf("the days are %s", got)
			}
		})
	}
	long := DaysQuery{From: data.MinDate, To: data.MaxDate, Weekdays: everyDay()}
	if n := len(long.Days()); n != mostDays+1 {
		t.Errorf("of ten thousand years there are %d days", n)
	}
	long.To = long.From.AddDays(mostDays - 1)
	if n := len(long.Days()); n != mostDays {
		t.Errorf("of %d days there are %d", mostDays, n)
	}
}

func mustDate(t *testing.T, text string) data.Date {
	t.Helper()
	d, err := data.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var (
	refA = data.DeskRef{Office: "o", Floor: "f", Desk: "A"}
	refB = data.DeskRef{Office: "o", Floor: "g", Desk: "B"}
)

func seatAt(ref data.DeskRef, user, guest string, in int) data.Seat {
	return data.Seat{Booking: data.Booking{DeskRef: ref, UserID: user, Guest: guest, Date: uitest.Today.AddDays(in)}, Label: ref.Desk}
}

// planText is one word a plan: the day from today, the state, and whose seat it is.
func planText(plans []DayPlan) string {
	names := [...]string{"free", "taken", "elsewhere", "here", "blocked", "retired", "held", "nothing", "past"}
	parts := []string{}
	for _, p := range plans {
		text := fmt.Sprintf("%d:%s", p.Date-uitest.Today, names[p.State])
		if p.Seat.Desk != "" {
			text += "(" + p.Seat.Desk + p.Seat.UserID + p.Seat.Guest + ")"
		}
		parts = append(parts, text+p.Block.Reason)
	}
	return strings.Join(parts, " ")
}

func TestPlanDays(t *testing.T) {
	released := seatAt(refA, "u2", "", 0)
	released.ReleasedAt = time.Unix(1, 0)
	block := []data.Block{{From: uitest.Today.AddDays(1), To: uitest.Today.AddDays(2), Reason: "!"}}
	book := DaysQuery{Ref: refA, UserID: "u1"}
	visit := DaysQuery{Ref: refA, UserID: data.VisitorID, Guest: "Wells"}
	release := DaysQuery{Release: true, Ref: refA, UserID: "u1"}
	releaseAny := DaysQuery{Release: true, UserID: "u1"}
	releaseVisit := DaysQuery{Release: true, UserID: data.VisitorID, Guest: "Wells"}
	tests := []struct {
		name             string
		q                DaysQuery
		from, to         int
		past             bool
		desk             data.Desk
		atDesk, ofPerson []data.Seat
		want             string
	}{
		{"all free", book, 0, 2, false, data.Desk{}, nil, nil, "0:free 1:free 2:free"},
		{"days that are over", book, -2, 0, false, data.Desk{}, []data.Seat{seatAt(refA, "u2", "", -1)}, nil, "-2:past -1:past 0:free"},
		{"past days allowed", book, -2, 0, true, data.Desk{}, []data.Seat{seatAt(refA, "u2", "", -1)}, nil, "-2:free -1:taken(Au2) 0:free"},
		{"taken, elsewhere and here", book, 0, 3, false, data.Desk{},
			[]data.Seat{seatAt(refA, "u2", "", 0), seatAt(refA, "u1", "", 2)}, []data.Seat{seatAt(refB, "u1", "", 1), seatAt(refA, "u1", "", 2)},
			"0:taken(Au2) 1:elsewhere(Bu1) 2:here(Au1) 3:free"},
		{"taken says more than elsewhere", book, 0, 0, false, data.Desk{},
			[]data.Seat{seatAt(refA, "u2", "", 0)}, []data.Seat{seatAt(refB, "u1", "", 0)}, "0:taken(Au2)"},
		{"a released booking", book, 0, 0, false, data.Desk{}, []data.Seat{released}, nil, "0:free"},
		{"blocked", book, 0, 3, false, data.Desk{Blocks: block}, nil, nil, "0:free 1:blocked! 2:blocked! 3:free"},
		{"no longer in use", book, -1, 1, false, data.Desk{Retired: true}, []data.Seat{seatAt(refA, "u1", "", 1)}, nil, "-1:past 0:retired 1:here(Au1)"},
		{"a visitor with another desk", visit, 0, 0, false, data.Desk{}, nil, []data.Seat{seatAt(refB, data.VisitorID, "Wells", 0)}, "0:free"},
		{"another visitor at the desk", visit, 0, 1, false, data.Desk{},
			[]data.Seat{seatAt(refA, data.VisitorID, "Moss", 0), seatAt(refA, data.VisitorID, "Wells", 1)}, nil, "0:taken(AvisitorMoss) 1:here(AvisitorWells)"},
		{"release this desk", release, -1, 2, false, data.Desk{}, nil,
			[]data.Seat{seatAt(refA, "u1", "", -1), seatAt(refA, "u1", "", 0), seatAt(refB, "u1", "", 1)}, "-1:past 0:held(Au1) 1:nothing 2:nothing"},
		{"release any desk", releaseAny, 0, 2, false, data.Desk{}, nil,
			[]data.Seat{seatAt(refA, "u1", "", 0), seatAt(refB, "u1", "", 1)}, "0:held(Au1) 1:held(Bu1) 2:nothing"},
		{"release a guest's desks", releaseVisit, 0, 0, false, data.Desk{}, nil,
			[]data.Seat{seatAt(refA, data.VisitorID, "Wells", 0), seatAt(refB, data.VisitorID, "Wells", 0), seatAt(refB, data.VisitorID, "Moss", 0)},
			"0:held(AvisitorWells) 0:held(BvisitorWells)"},
		{"release from a blocked desk", release, 1, 1, false, data.Desk{Blocks: block}, nil, []data.Seat{seatAt(refA, "u1", "", 1)}, "1:held(Au1)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q := tt.q
			q.From, q.To, q.Weekdays = uitest.Today.AddDays(tt.from), uitest.Today.AddDays(tt.to), everyDay()
			if got := planText(PlanDays(q, uitest.Today, tt.past, tt.desk, tt.atDesk, tt.ofPerson)); got != tt.want {
				t.Errorf("the plan is %s", got)
			}
		})
	}
}

func TestPlanChanges(t *testing.T) {
	for state := DayFree; state <= DayPast; state++ {
		if got := (DayPlan{State: state}).willChange(); got != slices.Contains([]DayState{DayFree, DayHeld}, state) {
			t.Errorf("a day in state %d changes: %t", state, got)
		}
	}
}
