package enginetest

import (
	"errors"
	"slices"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// allAt asks for all that a desk has or had, and takes it away at once.
func (s *suite) allAt() {
	db := s.db()
	s.fill(db, 3)
	err := db.Update(s.Context(), func(tx engine.Tx) error {
		desk, _, err := tx.Desk(deskA1)
		if err != nil {
			return err
		}
		visitor := &engine.Row{Day: monday + 9, ID: [16]byte{9}, Desk: desk.Number, Guest: []byte("Ann")}
		released := &engine.Row{Day: monday + 1, ID: [16]byte{8}, Desk: desk.Number, IsReleased: true, Released: 7}
		if err := tx.InsertBookings(slices.Values([]*engine.Row{visitor, released})); err != nil {
			return err
		}
		want := engine.Tally{
			Coming: 3, Before: 1, Released: 1, First: monday, Last: monday + 9, From: monday + 1, Until: monday + 9, People: 2, Visitors: 1,
		}
		other, _, err := tx.Desk(deskC1)
		if err != nil {
			return err
		}
		if got, err := tx.Tally([]int{other.Number, desk.Number}, monday+1); err != nil || got != want {
			s.Errorf("%+v, not %+v %v", got, want, err)
		}
		if got, err := tx.Tally(nil, monday); err != nil || got != (engine.Tally{}) {
			s.Errorf("%+v %v", got, err)
		}
		all, err := tx.AllAt(desk.Number)
		if err != nil || len(all) != 5 || all[0].Date != monday || all[4].Name != "Ann" || !slices.ContainsFunc(all, func(s data.Seat) bool { return s.IsReleased() }) {
			s.Errorf("%+v %v", all, err)
		}
		if err := tx.ReleaseAt([]int{desk.Number}, monday+2, noon, nil); err != nil {
			return err
		}
		if left, err := tx.SeatsAt(desk.Number, monday, monday+9); err != nil || len(left) != 2 {
			s.Errorf("%+v %v", left, err)
		}
		if err := tx.DeleteAllAt([]int{other.Number, desk.Number}, nil); err != nil {
			return err
		}
		if left, err := tx.AllAt(desk.Number); err != nil || len(left) != 0 {
			s.Errorf("%+v %v", left, err)
		}
		deleted, err := tx.DeleteDesk(desk.Number)
		if err == nil && !deleted {
			err = errors.New("a desk that nothing names was not deleted")
		}
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
	// The counts of each day have gone with the bookings.
	if held, err := db.HeldDays(s.Context(), monday, monday+9); err != nil || len(held) != 0 {
		s.Errorf("%v %v", held, err)
	}
}

// drafts keeps drafts, which are no changes of the data.
func (s *suite) drafts() {
	db := s.db()
	was, err := db.Status(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	floor := plan("x", "A1 A2").Floors[0]
	drawn := floor
	drawn.Name = "Drawn"
	d := engine.Draft{Draft: data.Draft{Office: "o", Floor: "f", Base: floor, Drawn: drawn, Changes: 3}, Claim: "somebody"}
	s.change(db, func(c *engine.Change) error {
		kept, err := c.SaveDraft(d, false)
		d.SavedAt = kept.SavedAt
		return err
	})
	s.change(db, func(c *engine.Change) error {
		got, found, err := c.Draft("o", "f")
		if err != nil || !found || !got.Base.Equal(floor) || !got.Drawn.Equal(drawn) || got.Changes != 3 || got.Claim != d.Claim || !got.SavedAt.Equal(noon) {
			s.Errorf("%+v %v %v", got, found, err)
		}
		again := d
		again.Base.Name, again.Changes = "Other", 4
		_, err = c.SaveDraft(again, false)
		return err
	})
	err = engine.View(s.Context(), db, atNoon, func(c *engine.Change) error {
		list, err := c.Drafts()
		if err != nil || len(list) != 1 || list[0].Base.Name != floor.Name || list[0].Drawn.Name != "Drawn" || list[0].Changes != 4 {
			s.Errorf("%+v %v", list, err)
		}
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
	if err := db.View(s.Context(), func(tx engine.Tx) error { return tx.DeleteDraft("o", "f") }); err == nil {
		s.Error("something was written where only reading is allowed")
	}
	s.change(db, func(c *engine.Change) error { return c.DropDraft("o", "f") })
	s.change(db, func(c *engine.Change) error {
		_, found, err := c.Draft("o", "f")
		if found {
			s.Error("it is still there")
		}
		return err
	})
	if now, err := db.Status(s.Context()); err != nil || now != was {
		s.Errorf("a draft is a change of the data: %+v, not %+v %v", now, was, err)
	}
}
