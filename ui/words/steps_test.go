package words

import (
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/history"
)

func seatsOf(names ...string) (seats []data.Seat) {
	for i, name := range names {
		day, _ := data.ParseDate("2026-11-24")
		s := data.Seat{Booking: data.Booking{ID: name, UserID: name, Date: day.AddDays(i)}, Name: name, Label: "A1"}
		seats = append(seats, s)
	}
	return seats
}

func usersOf(names ...string) (users []data.User) {
	for _, name := range names {
		users = append(users, data.User{ID: name, Name: name})
	}
	return users
}

func TestStepsAreNamed(t *testing.T) {
	visitor := seatsOf(data.VisitorID)
	visitor[0].Guest, visitor[0].Name = "Dana", "Dana"
	bad := seatsOf("Ines\n\u202eOkafor")
	for _, test := range []struct {
		step       history.Step
		name, done string
	}{
		{history.Step{Kind: history.Book, Seats: seatsOf("Ines")}, "book A1 for Ines, Tue 24 Nov", "Booked A1 for Ines, Tue 24 Nov"},
		{history.Step{Kind: history.Book, Seats: visitor}, "book A1 for Visitor · Dana, Tue 24 Nov", "Booked A1 for Visitor · Dana, Tue 24 Nov"},
		{history.Step{Kind: history.Book, Seats: seatsOf("Ines", "Ines")}, "book 2 days for Ines", "Booked A1 for Ines on 2 days"},
		{history.Step{Kind: history.Move, Seats: seatsOf("Ines"), Was: "B2"}, "move Ines from B2 to A1, Tue 24 Nov", "Moved Ines from B2 to A1, Tue 24 Nov"},
		{history.Step{Kind: history.Release, Seats: seatsOf("Ines")}, "release A1 of Ines, Tue 24 Nov", "Released A1 of Ines, Tue 24 Nov"},
		{history.Step{Kind: history.Release, Seats: seatsOf("Ines", "Ines", "Ines")}, "release 3 bookings", "Released 3 bookings"},
		{history.Step{Kind: history.AddPeople, Users: usersOf("Ines")}, "add Ines", "Added Ines"},
		{history.Step{Kind: history.AddPeople, Users: usersOf("Ines", "Marco")}, "add 2 people", "Added 2 people"},
		{history.Step{Kind: history.Rename, Users: usersOf("Ines"), Was: "Inez"}, "rename Inez to Ines", "Renamed Inez to Ines"},
		{history.Step{Kind: history.Deactivate, Users: usersOf("Ines")}, "deactivate Ines", "Ines is not active any more"},
		{history.Step{Kind: history.Deactivate, Users: usersOf("Ines"), Seats: seatsOf("Ines")}, "deactivate Ines", "Ines is not active any more; 1 booking was released"},
		{history.Step{Kind: history.Reactivate, Users: usersOf("Ines")}, "reactivate Ines", "Ines is active again"},
		{history.Step{Kind: history.Block, Label: "B2"}, "block B2", "Blocked B2"},
		{history.Step{Kind: history.Block, Label: "A1", Seats: seatsOf("Ines", "Marco")}, "block A1", "Blocked A1; 2 bookings were released"},
		{history.Step{Kind: history.Unblock, Label: "B2"}, "unblock B2", "B2 can be booked again"},
		{history.Step{Kind: history.Offices, Offices: []string{"Harbour House"}}, "import the floor plan of Harbour House", "Imported the floor plan of Harbour House"},
		{history.Step{Kind: history.Offices, Offices: []string{"a", "b"}}, "import the floor plans of 2 offices", "Imported the floor plans of 2 offices"},
		{history.Step{Kind: history.Sample}, "add sample data", "Sample data added, all made up"},
		{history.Step{Kind: history.Release, Seats: bad}, "release A1 of " + Plain(bad[0].Name) + ", Tue 24 Nov", "Released A1 of " + Plain(bad[0].Name) + ", Tue 24 Nov"},
	} {
		if got := Step(test.step); got != test.name {
			t.Errorf("the step is %q, not %q", got, test.name)
		}
		if got := Done(test.step); got != test.done {
			t.Errorf("done is %q, not %q", got, test.done)
		}
		if got, want := Undone(test.step), "Undone: "+test.name; got != want {
			t.Errorf("undone is %q, not %q", got, want)
		}
		if got, want := Redone(test.step), "Done again: "+test.name; got != want {
			t.Errorf("redone is %q, not %q", got, want)
		}
	}
}

func TestWhatCanNotBeUndoneOrDoneAgain(t *testing.T) {
	err := &failure.Error{Op: failure.OpChangeStore, Err: &data.ConflictError{Err: data.ErrUnknownStep}}
	if e := Explain(DoingUndo, err); e.Title != "This can’t be undone" || e.Text() != "There is nothing to undo." {
		t.Errorf("%+v", e)
	}
	if e := Explain(DoingRedo, err); e.Title != "This can’t be done again" || e.Text() != "There is nothing to do again." {
		t.Errorf("%+v", e)
	}
}
