package enginetest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// rows puts each kind of row in, reads it back, changes it and takes it away.
func (s *suite) rows() {
	db := s.db()
	person := data.User{ID: "u1", Name: "Zoë", Active: true, Email: "z@example.org", Team: "IT", Assistance: true}
	err := db.Update(s.Context(), func(tx engine.Tx) error {
		if err := tx.InsertUser(person); err != nil {
			return err
		}
		u, found, err := tx.User("u1")
		if err != nil || !found || u.User != person || u.Number <= 0 {
			s.Errorf("%+v %v %v", u, found, err)
		}
		if err := tx.InsertUser(data.User{ID: "u0", Name: "zoë"}); err != nil {
			return err // two may have one name
		}
		if named, err := tx.UsersNamed(data.NameKey("ZOË")); err != nil || len(named) != 2 || named[0].ID != "u0" || named[1] != u {
			s.Errorf("by name: %+v %v", named, err)
		}
		if named, err := tx.UsersNamed(data.NameKey("nobody")); err != nil || len(named) != 0 {
			s.Errorf("by a name of nobody: %+v %v", named, err)
		}
		visitor, found, err := tx.User(data.VisitorID)
		if err != nil || !found || visitor.Number != 0 || !visitor.Active {
			s.Errorf("%+v %v %v", visitor, found, err)
		}
		desk, found, err := tx.Desk(deskA1)
		if err != nil || !found || desk.Label != "Desk A1" || desk.Number <= 0 {
			s.Errorf("%+v %v %v", desk, found, err)
		}
		rows := []*engine.Row{
			{Day: monday, ID: [16]byte{2}, Desk: desk.Number, User: u.Number, Created: 1},
			{Day: monday, ID: [16]byte{1}, Desk: desk.Number, Created: 2, IsReleased: true, Guest: []byte("Ann")},
			{Day: monday + 2, ID: [16]byte{3}, Desk: desk.Number, Created: 3},
		}
		if err := tx.InsertBookings(slices.Values(rows)); err != nil {
			return err
		}
		at, err := tx.SeatsAt(desk.Number, monday, monday+7)
		if err != nil || len(at) != 2 || at[0].Name != "Zoë (IT)" || at[0].DeskRef != deskA1 || at[1].Date != monday+2 || at[0].Label != "Desk A1" {
			s.Errorf("at the desk: %+v %v", at, err)
		}
		if one, err := tx.SeatsAt(desk.Number, monday+1, monday+1); err != nil || len(one) != 0 {
			s.Errorf("at the desk on another day: %+v %v", one, err)
		}
		if of, err := tx.SeatsOf(u.Number, monday, monday); err != nil || len(of) != 1 || of[0] != at[0] {
			s.Errorf("of the person: %+v %v", of, err)
		}
		if of, err := tx.SeatsOf(0, monday, monday+7); err != nil || len(of) != 0 {
			s.Errorf("of the visitor: %+v %v", of, err)
		}
		if n, err := tx.CountAt(desk.Number, monday+1); err != nil || n != 1 {
			s.Errorf("%d to come %v", n, err)
		}
		return s.undone(tx, u, desk, at[0])
	})
	if err != nil {
		s.Fatal(err)
	}
}

// undone takes the rows away again.
func (s *suite) undone(tx engine.Tx, u engine.User, desk engine.Desk, seat data.Seat) error {
	if deleted, err := tx.DeleteUser(u.Number); err != nil || deleted {
		s.Errorf("a person whom a booking names was deleted: %v", err)
	}
	if deleted, err := tx.DeleteDesk(desk.Number); err != nil || deleted {
		s.Errorf("a desk that a booking names was deleted: %v", err)
	}
	if err := tx.SetReleased(monday, seat.ID, noon); err != nil {
		return err
	}
	now, found, err := tx.Booking(monday, seat.ID)
	if err != nil || !found || !now.ReleasedAt.Equal(noon) {
		s.Errorf("%+v %v %v", now, found, err)
	}
	if err := tx.SetReleased(monday, seat.ID, time.Time{}); err != nil {
		return err
	}
	if now, _, err := tx.Booking(monday, seat.ID); err != nil || now != seat {
		s.Errorf("%+v, not %+v %v", now, seat, err)
	}
	if err := tx.DeleteBooking(monday, seat.ID); err != nil {
		return err
	}
	if _, found, err := tx.Booking(monday, seat.ID); err != nil || found {
		s.Errorf("the booking is still there: %v", err)
	}
	if deleted, err := tx.DeleteUser(u.Number); err != nil || !deleted {
		s.Errorf("a person whom nothing names was not deleted: %v", err)
	}
	if _, found, err := tx.User(u.ID); err != nil || found {
		s.Errorf("the person is still there: %v", err)
	}
	return nil
}

// takesBack has a transaction fail after it has changed something.
func (s *suite) takesBack() {
	db := s.db()
	s.fill(db, 1)
	was, err := db.Status(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	seats, err := db.Day(s.Context(), monday)
	if err != nil || len(seats) != 1 {
		s.Fatal(seats, err)
	}
	failed := errors.New("failed")
	_, err = engine.Update(s.Context(), db, atNoon, func(c *engine.Change) error {
		if _, err := c.AddUser(data.User{Name: "Carol"}); err != nil {
			return err
		}
		if _, err := c.Release(monday, seats[0].ID); err != nil {
			return err
		}
		return failed
	})
	if !errors.Is(err, failed) {
		s.Fatal(err)
	}
	if now, err := db.Status(s.Context()); err != nil || now != was {
		s.Errorf("%+v, not %+v %v", now, was, err)
	}
}

// taken finds keys that are there, and goes on in the same transaction.
func (s *suite) taken() {
	db := s.db()
	s.fill(db, 1)
	err := db.Update(s.Context(), func(tx engine.Tx) error {
		desk, _, err := tx.Desk(deskA2)
		if err != nil {
			return err
		}
		offices, err := tx.Offices()
		if err != nil {
			return err
		}
		row := &engine.Row{Day: monday, ID: [16]byte{7}, Desk: desk.Number}
		if err := tx.InsertBookings(slices.Values([]*engine.Row{row})); err != nil {
			return err
		}
		_, office := tx.InsertOffice(data.Office{ID: "harbour-house"})
		_, floor := tx.InsertFloor(offices[0].Number, 9, data.Floor{ID: "floor-1"})
		for what, err := range map[string]error{
			"a person's ID":  tx.InsertUser(data.User{ID: "u1", Name: "Another"}),
			"an office's ID": office, "a floor's ID": floor,
			"a booking's ID": tx.InsertBookings(slices.Values([]*engine.Row{{Day: monday, ID: row.ID, Desk: desk.Number, IsReleased: true}})),
		} {
			if !errors.Is(err, engine.ErrTaken) {
				s.Errorf("%s: %v", what, err)
			}
		}
		return tx.InsertUser(data.User{ID: "u2", Name: "Bob"})
	})
	if err != nil {
		s.Fatal(err)
	}
	if users, err := db.Users(s.Context()); err != nil || len(users) != 2 {
		s.Errorf("%v %v", users, err)
	}
	// The other rules are the engine's too: they end the transaction.
	for what, row := range map[string]func(desk engine.Desk, user engine.User) engine.Row{
		"a desk twice": func(d engine.Desk, _ engine.User) engine.Row {
			return engine.Row{Day: monday, ID: [16]byte{8}, Desk: d.Number}
		},
		"a person twice": func(d engine.Desk, u engine.User) engine.Row {
			return engine.Row{Day: monday, ID: [16]byte{8}, Desk: d.Number + 1, User: u.Number}
		},
		"no such desk": func(engine.Desk, engine.User) engine.Row { return engine.Row{Day: monday, ID: [16]byte{8}, Desk: 999} },
	} {
		err := db.Update(s.Context(), func(tx engine.Tx) error {
			desk, _, err := tx.Desk(deskA1)
			user, _, err2 := tx.User("u1")
			if err := cmp.Or(err, err2); err != nil {
				return err
			}
			one := row(desk, user)
			return tx.InsertBookings(slices.Values([]*engine.Row{&one}))
		})
		if err == nil || errors.Is(err, engine.ErrTaken) {
			s.Errorf("%s was kept, or only its ID is in the way: %v", what, err)
		}
	}
}

// bytes has IDs whose order a language would know better. Offices keep their own.
func (s *suite) bytes() {
	ids := []string{"Z", "a", "b", "z", "Å", "ä", "é", "Ω", "中"}
	var offices []data.Office
	var came []string
	for _, id := range slices.Backward(ids) {
		offices, came = append(offices, plan(id, "D1")), append(came, id)
	}
	db := s.create(s, noon, offices)()
	defer db.Close()
	s.change(db, func(c *engine.Change) error {
		for i, id := range slices.Backward(ids) {
			if _, err := c.AddUser(data.User{ID: id, Name: fmt.Sprint("Person ", i)}); err != nil {
				return err
			}
		}
		return nil
	})
	wanted := slices.Sorted(slices.Values(ids))
	snapshot, err := db.Snapshot(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	defer snapshot.Close()
	users, err := db.Users(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	read, err := db.Offices(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	userID, officeID := func(u data.User) string { return u.ID }, func(o data.Office) string { return o.ID }
	for name, test := range map[string]struct{ got, want []string }{
		"users": {each(users, userID), wanted}, "users of a snapshot": {each(snapshot.Users, userID), wanted},
		"offices": {each(read, officeID), came}, "offices of a snapshot": {each(snapshot.Offices, officeID), came},
	} {
		if !slices.Equal(test.got, test.want) {
			s.Errorf("%s: %q, not %q", name, test.got, test.want)
		}
	}
}

func each[T any](list []T, id func(T) string) (ids []string) {
	for _, one := range list {
		ids = append(ids, id(one))
	}
	return ids
}

// find looks for people and desks by what somebody types.
func (s *suite) find() {
	db := s.db()
	s.change(db, func(c *engine.Change) error {
		_, err := c.AddUsers([]data.User{
			{ID: "u1", Name: "Finn O’Hara", Active: true}, {ID: "u2", Name: "Jan Tan", Team: "HR"}, {ID: "u3", Name: "jan tan", Email: "jan@example.org"},
		}, engine.NamesApart)
		return err
	})
	for typed, want := range map[string]string{"u1": "u1", "finn o’hara": "u1", "Finn O'Hara": "u1", "VISITOR": data.VisitorID, "nobody": "",
		"JAN@example.org": "u3", "Jan Tan (hr)": "u2", "Jan Tan (jan@example.org)": "u3", "Jan Tan (IT)": ""} {
		u, err := engine.FindUser(s.Context(), db, typed)
		if u.ID != want || (err == nil) != (want != "") || err != nil && !errors.Is(err, data.ErrUnknownUser) {
			s.Errorf("%s: %+v %v", typed, u, err)
		}
	}
	var ambiguous *data.ConflictError
	if _, err := engine.FindUser(s.Context(), db, "Jan Tan"); !errors.Is(err, data.ErrAmbiguousUser) || !errors.As(err, &ambiguous) || len(ambiguous.Users) != 2 {
		s.Errorf("several of that name: %v", err)
	}
	for typed, want := range map[string]data.DeskRef{"A1": deskA1, " desk a2 ": deskA2, deskC1.String(): deskC1, "no": {}} {
		ref, err := engine.FindDesk(s.Context(), db, typed)
		if ref != want || (err == nil) != (want != data.DeskRef{}) || err != nil && !errors.Is(err, data.ErrUnknownDesk) {
			s.Errorf("%s: %+v %v", typed, ref, err)
		}
	}
}

// canceled ends what is done by its context.
func (s *suite) canceled() {
	db := s.db()
	ctx, cancel := context.WithCancel(s.Context())
	cancel()
	_, read := db.Users(ctx)
	_, taken := db.Snapshot(ctx)
	written := db.Update(ctx, func(engine.Tx) error { return nil })
	for what, err := range map[string]error{"a read": read, "a snapshot": taken, "a change": written} {
		if !errors.Is(err, context.Canceled) {
			s.Errorf("%s: %v", what, err)
		}
	}
}

// closed asks a database that is closed.
func (s *suite) closed() {
	db := s.open()
	if err := db.Close(); err != nil {
		s.Fatal(err)
	}
	_, read := db.Users(s.Context())
	_, status := db.Status(s.Context())
	_, taken := db.Snapshot(s.Context())
	written := db.Update(s.Context(), func(engine.Tx) error { return nil })
	for what, err := range map[string]error{"a read": read, "the status": status, "a snapshot": taken, "a change": written, "another end": db.Close()} {
		if !errors.Is(err, engine.ErrClosed) {
			s.Errorf("%s: %v", what, err)
		}
	}
}
