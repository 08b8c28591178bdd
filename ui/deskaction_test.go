package ui

import (
	"testing"
	"time"

	"seatkeeper/data"
)

func TestActionFor(t *testing.T) {
	day := dayOf(tuesday)
	ines, marco := BookingFor{UserID: "ines", Name: "Ines"}, BookingFor{UserID: "marco", Name: "Marco"}
	seat := func(desk, user, name string) data.Seat {
		return data.Seat{Booking: data.Booking{ID: desk + user, DeskRef: deskAt(desk), UserID: user, Date: day}, Name: name, Label: desk}
	}
	above, away := seat("D4", "marco", "Marco"), seat("D4", "marco", "Marco")
	above.Floor, away.Office, away.Floor = "floor-2", "annex", "ground"
	released := seat("A1", "marco", "Marco")
	released.ReleasedAt = day.In(time.UTC)
	open := func(d *data.Desk) {}
	for _, test := range []struct {
		name  string
		desk  func(*data.Desk)
		state BoardState
		want  deskDo
		hint  string
	}{
		{"free, and nobody chosen", open, BoardState{}, doChoose, "Choose who to book for, at the top right"},
		{"free", open, BoardState{For: ines}, doBook, "Click again, or press Enter, to book it for Ines"},
		{"released", open, BoardState{For: ines, Seats: []data.Seat{released}}, doBook, "Click again, or press Enter, to book it for Ines"},
		{"taken", open, BoardState{For: ines, Seats: []data.Seat{seat("A1", "marco", "Marco")}}, doRelease, "Click again, or press Enter, to release it: Marco would lose it"},
		{"taken by the chosen one", open, BoardState{For: marco, Seats: []data.Seat{seat("A1", "marco", "Marco")}}, doRelease, "Click again, or press Enter, to release it: Marco would lose it"},
		{"seated elsewhere", open, BoardState{For: marco, Seats: []data.Seat{seat("B2", "marco", "Marco")}}, doMove, "Click again, or press Enter, to move Marco here from B2"},
		{"seated on another floor", open, BoardState{For: marco, Seats: []data.Seat{above}}, doMove, "Click again, or press Enter, to move Marco here from D4 (2nd floor)"},
		{"seated in another office", open, BoardState{For: marco, Seats: []data.Seat{away}}, doMove, "Click again, or press Enter, to move Marco here from D4 (Ground, Annex)"},
		{"a visitor may have many", open, BoardState{For: BookingFor{UserID: data.VisitorID}, Seats: []data.Seat{seat("B2", data.VisitorID, "")}}, doBook, "Click again, or press Enter, to book it for Visitor"},
		{"blocked", func(d *data.Desk) { d.Blocks = []data.Block{{From: day, To: day}} }, BoardState{For: ines}, doUnblock, "Click again, or press Enter, to see the block"},
		{"blocked on another day", func(d *data.Desk) { d.Blocks = []data.Block{{From: day + 1, To: data.MaxDate}} }, BoardState{For: ines}, doBook, "Click again, or press Enter, to book it for Ines"},
		{"no longer in use", func(d *data.Desk) { d.Retired = true }, BoardState{For: ines}, doNothing, ""},
		{"no longer in use, and taken", func(d *data.Desk) { d.Retired = true }, BoardState{Seats: []data.Seat{seat("A1", "marco", "Marco")}}, doRelease, "Click again, or press Enter, to release it: Marco would lose it"},
		{"over", open, BoardState{For: ines, Day: day - 1}, doPastOver, "This day is over"},
		{"over, and taken", open, BoardState{For: ines, Day: day - 1, Seats: []data.Seat{seat("A1", "marco", "Marco")}}, doPastOver, "This day is over"},
		{"over, and allowed", open, BoardState{For: ines, Day: day - 1, AllowPast: true}, doBook, "Click again, or press Enter, to book it for Ines"},
	} {
		a1 := data.Desk{ID: "A1", Label: "A1"}
		test.desk(&a1)
		state := test.state
		if state.Day == 0 {
			state.Day = day
		}
		state.Offices = []data.Office{
			{ID: "harbour-house", Floors: []data.Floor{{ID: "floor-1", Desks: []data.Desk{a1, {ID: "B2", Label: "B2"}}}, {ID: "floor-2", Name: "2nd floor"}}},
			{ID: "annex", Name: "Annex", Floors: []data.Floor{{ID: "ground", Name: "Ground"}}},
		}
		a := actionFor(&state, "A1", day)
		if a.do != test.want || a.hint() != test.hint || a.day != state.Day || a.ref != deskAt("A1") {
			t.Errorf("%s: %+v, %q", test.name, a, a.hint())
		}
		if a := actionFor(&state, "gone", day); a.do != doNothing || a.hint() != "" {
			t.Errorf("a desk that is not there: %+v", a)
		}
	}
	if a := actionFor(&BoardState{}, "A1", day); a.do != doNothing {
		t.Errorf("nothing is there yet: %+v", a)
	}
}

func TestTheNearestFreeDesk(t *testing.T) {
	day := dayOf(tuesday)
	at := func(id string, x, y float64) data.Desk {
		return data.Desk{ID: id, Label: id, Position: data.Point{X: x, Y: y}, Size: data.Size{Width: 0.1, Height: 0.1}}
	}
	blocked, retired := at("blocked", 0.12, 0), at("retired", 0.14, 0)
	blocked.Blocks, retired.Retired = []data.Block{{From: day, To: day}}, true
	floor := data.Floor{ID: "floor-1", Layout: data.Size{Width: 10, Height: 100}, Desks: []data.Desk{
		at("A1", 0, 0), blocked, retired, at("taken", 0.16, 0), at("below", 0, 0.2), at("beside", 0.8, 0), at("far", 0.9, 0.9),
	}}
	taken := data.Seat{Booking: data.Booking{DeskRef: deskAt("taken"), Date: day}}
	s := &BoardState{Day: day, Seats: []data.Seat{taken}, Offices: []data.Office{{ID: "harbour-house", Floors: []data.Floor{floor}}}}
	if got := s.nearestFree(deskAt("A1")); got.Desk != "beside" { // 8 m, not 20
		t.Errorf("nearest is %q", got.Desk)
	}
	s.Seats[0].ReleasedAt = day.In(time.UTC)
	if got := s.nearestFree(deskAt("A1")); got.Desk != "taken" {
		t.Errorf("a desk that was given back is free, but nearest is %q", got.Desk)
	}
	s.Offices[0].Floors[0].Desks = floor.Desks[:1]
	if got := s.nearestFree(deskAt("A1")); got.Desk != "" {
		t.Errorf("nearest is %q where there is no other", got.Desk)
	}
}
