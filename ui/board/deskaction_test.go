package board

import (
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/ui/people"
	"seatkeeper/ui/uitest"
)

func TestActionFor(t *testing.T) {
	day := uitest.Day(uitest.Tuesday)
	ines, marco := people.BookingFor{UserID: "ines", Name: "Ines"}, people.BookingFor{UserID: "marco", Name: "Marco"}
	seat := func(desk, user, name string) data.Seat {
		return data.Seat{Booking: data.Booking{ID: desk + user, DeskRef: uitest.Desk(desk), UserID: user, Date: day}, Name: name, Label: desk}
	}
	above, away := seat("D4", "marco", "Marco"), seat("D4", "marco", "Marco")
	above.Floor, away.Office, away.Floor = "floor-2", "annex", "ground"
	released := seat("A1", "marco", "Marco")
	released.ReleasedAt = day.In(time.UTC)
	open := func(d *data.Desk) {}
	for _, test := range []struct {
		name  string
		desk  func(*data.Desk)
		state State
		want  deskDo
		hint  string
	}{
		{"free, and nobody chosen", open, State{}, DoChoose, "Choose who to book for, at the top right"},
		{"free", open, State{For: ines}, DoBook, "Click again, or press Enter, to book it for Ines"},
		{"released", open, State{For: ines, Seats: []data.Seat{released}}, DoBook, "Click again, or press Enter, to book it for Ines"},
		{"taken", open, State{For: ines, Seats: []data.Seat{seat("A1", "marco", "Marco")}}, DoRelease, "Click again, or press Enter, to release it: Marco would lose it"},
		{"taken by the chosen one", open, State{For: marco, Seats: []data.Seat{seat("A1", "marco", "Marco")}}, DoRelease, "Click again, or press Enter, to release it: Marco would lose it"},
		{"seated elsewhere", open, State{For: marco, Seats: []data.Seat{seat("B2", "marco", "Marco")}}, DoMove, "Click again, or press Enter, to move Marco here from B2"},
		{"seated on another floor", open, State{For: marco, Seats: []data.Seat{above}}, DoMove, "Click again, or press Enter, to move Marco here from D4 (2nd floor)"},
		{"seated in another office", open, State{For: marco, Seats: []data.Seat{away}}, DoMove, "Click again, or press Enter, to move Marco here from D4 (Ground, Annex)"},
		{"a visitor may have many", open, State{For: people.BookingFor{UserID: data.VisitorID}, Seats: []data.Seat{seat("B2", data.VisitorID, "")}}, DoBook, "Click again, or press Enter, to book it for Visitor"},
		{"blocked", func(d *data.Desk) { d.Blocks = []data.Block{{From: day, To: day}} }, State{For: ines}, DoUnblock, "Click again, or press Enter, to see the block"},
		{"blocked on another day", func(d *data.Desk) { d.Blocks = []data.Block{{From: day + 1, To: data.MaxDate}} }, State{For: ines}, DoBook, "Click again, or press Enter, to book it for Ines"},
		{"no longer in use", func(d *data.Desk) { d.Retired = true }, State{For: ines}, doNothing, ""},
		{"no longer in use, and taken", func(d *data.Desk) { d.Retired = true }, State{Seats: []data.Seat{seat("A1", "marco", "Marco")}}, DoRelease, "Click again, or press Enter, to release it: Marco would lose it"},
		{"over", open, State{For: ines, Day: day - 1}, DoPastOver, "This day is over"},
		{"over, and taken", open, State{For: ines, Day: day - 1, Seats: []data.Seat{seat("A1", "marco", "Marco")}}, DoPastOver, "This day is over"},
		{"over, and allowed", open, State{For: ines, Day: day - 1, AllowPast: true}, DoBook, "Click again, or press Enter, to book it for Ines"},
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
		a := ActionFor(&state, "A1", day)
		if a.Do != test.want || a.hint() != test.hint || a.Day != state.Day || a.Ref != uitest.Desk("A1") {
			t.Errorf("%s: %+v, %q", test.name, a, a.hint())
		}
		if a := ActionFor(&state, "gone", day); a.Do != doNothing || a.hint() != "" {
			t.Errorf("a desk that is not there: %+v", a)
		}
	}
	if a := ActionFor(&State{}, "A1", day); a.Do != doNothing {
		t.Errorf("nothing is there yet: %+v", a)
	}
}

func TestTheNearestFreeDesk(t *testing.T) {
	day := uitest.Day(uitest.Tuesday)
	at := func(id string, x, y float64) data.Desk {
		return data.Desk{ID: id, Label: id, Position: data.Point{X: x, Y: y}, Size: data.Size{Width: 0.1, Height: 0.1}}
	}
	blocked, retired := at("blocked", 0.12, 0), at("retired", 0.14, 0)
	blocked.Blocks, retired.Retired = []data.Block{{From: day, To: day}}, true
	floor := data.Floor{ID: "floor-1", Layout: data.Size{Width: 10, Height: 100}, Desks: []data.Desk{
		at("A1", 0, 0), blocked, retired, at("taken", 0.16, 0), at("below", 0, 0.2), at("beside", 0.8, 0), at("far", 0.9, 0.9),
	}}
	taken := data.Seat{Booking: data.Booking{DeskRef: uitest.Desk("taken"), Date: day}}
	s := &State{Day: day, Seats: []data.Seat{taken}, Offices: []data.Office{{ID: "harbour-house", Floors: []data.Floor{floor}}}}
	if got := s.NearestFree(uitest.Desk("A1")); got.Desk != "beside" { // 8 m, not 20
		t.Errorf("nearest is %q", got.Desk)
	}
	s.Seats[0].ReleasedAt = day.In(time.UTC)
	if got := s.NearestFree(uitest.Desk("A1")); got.Desk != "taken" {
		t.Errorf("a desk that was given back is free, but nearest is %q", got.Desk)
	}
	s.Offices[0].Floors[0].Desks = floor.Desks[:1]
	if got := s.NearestFree(uitest.Desk("A1")); got.Desk != "" {
		t.Errorf("nearest is %q where there is no other", got.Desk)
	}
}
