package enginetest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"pgregory.net/rapid"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

func (w *world) book(r *rapid.T) {
	s, after := w.next(r)
	b := data.Booking{DeskRef: anyDesk.Draw(r, "desk"), Date: anyDay.Draw(r, "day"), UserID: anyPerson.Draw(r, "person")}
	if b.UserID == data.VisitorID {
		b.Guest = "Ann"
	}
	want := after.mayBook(b)
	booked, err := s.Book(w.t.Context(), b)
	if err == nil {
		b.ID, b.CreatedAt = booked.ID, after.now.UTC()
		if booked != b {
			r.Fatalf("%+v was booked, not %+v", booked, b)
		}
		after.adopt(b)
	}
	w.settle(err, want, after, nil)
}

func (w *world) bookDays(r *rapid.T) {
	s, after := w.next(r)
	b := data.Booking{DeskRef: anyDesk.Draw(r, "desk"), UserID: anyPerson.Draw(r, "person")}
	days := rapid.SliceOfN(anyDay, 0, 5).Draw(r, "days")
	booked, left, err := s.BookDays(w.t.Context(), b, days)
	if err != nil {
		r.Fatal(err)
	}
	for _, day := range days {
		b.Date = day
		if want := after.mayBook(b); want != nil {
			if len(left) == 0 || left[0].Date != day || !errors.Is(left[0], want) {
				r.Fatalf("on %v: %v, not %v", day, left, want)
			}
			left = left[1:]
			continue
		}
		if len(booked) == 0 || booked[0].Date != day || booked[0].DeskRef != b.DeskRef || booked[0].UserID != b.UserID {
			r.Fatalf("on %v: %v", day, booked)
		}
		after.adopt(booked[0].Booking)
		booked = booked[1:]
	}
	if len(left)+len(booked) > 0 {
		r.Fatal("too many days", left, booked)
	}
	w.settle(nil, nil, after, nil)
}

// anyBooking picks one of those there are or were, most often one that holds.
func (w *world) anyBooking(r *rapid.T) data.Booking {
	all := slices.SortedFunc(maps.Values(w.model.bookings), func(a, b data.Booking) int {
		return cmp.Or(a.ReleasedAt.Compare(b.ReleasedAt), cmp.Compare(a.Date, b.Date), a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.DeskRef.String(), b.DeskRef.String()))
	})
	if len(all) == 0 {
		return data.Booking{ID: "00000000-0000-4000-8000-000000000001", Date: monday}
	}
	return all[rapid.IntRange(0, len(all)-1).Draw(r, "booking")]
}

func (w *world) move(r *rapid.T) {
	s, after := w.next(r)
	from, to := w.anyBooking(r), anyDesk.Draw(r, "desk")
	want := after.release(from.Date, from.ID)
	b := data.Booking{DeskRef: to, Date: from.Date, UserID: from.UserID, Guest: from.Guest, CreatedAt: after.now.UTC()}
	if want == nil {
		want = after.mayBook(b)
	}
	moved, err := s.Move(w.t.Context(), from.Date, from.ID, to)
	if b.ID = moved.ID; err == nil {
		if moved != b {
			r.Fatalf("moved to %+v, not %+v", moved, b)
		}
		after.adopt(b)
	}
	w.settle(err, want, after, nil)
}

func (w *world) release(r *rapid.T) {
	s, after := w.next(r)
	b := w.anyBooking(r)
	want := after.release(b.Date, b.ID)
	_, err := s.Release(w.t.Context(), b.Date, b.ID)
	w.settle(err, want, after, nil)
}

func (w *world) releaseAll(r *rapid.T) {
	s, after := w.next(r)
	bookings := []data.Booking{w.anyBooking(r), w.anyBooking(r)}
	want := after.releaseAll(bookings)
	_, err := s.ReleaseAll(w.t.Context(), []data.Seat{{Booking: bookings[0]}, {Booking: bookings[1]}})
	w.settle(err, want, after, nil)
}

func (w *world) block(r *rapid.T) {
	s, after := w.next(r)
	ref, release := anyDesk.Draw(r, "desk"), rapid.Bool().Draw(r, "release")
	block := data.Block{From: anyDay.Draw(r, "from"), Reason: rapid.SampledFrom([]string{"", "paint"}).Draw(r, "reason")}
	block.To = block.From.AddDays(rapid.IntRange(0, 2).Draw(r, "days"))
	want := after.block(ref, block, release)
	err := w.blockDesk(s, ref, block, release)
	w.settle(err, want, after, &ref)
}

func (w *world) unblock(r *rapid.T) {
	s, after := w.next(r)
	ref, day := anyDesk.Draw(r, "desk"), anyDay.Draw(r, "day")
	want := after.unblock(ref, day)
	w.settle(w.unblockDay(s, ref, day), want, after, &ref)
}

func (w *world) addPeople(r *rapid.T) {
	s, after := w.next(r)
	var users []data.User
	var want error
	names := anySharing.Draw(r, "may share names")
	for _, name := range rapid.SliceOfN(anyName, 1, 2).Draw(r, "names") {
		u := data.User{ID: fmt.Sprintf("p%d", len(after.people)+1), Active: true}
		u.Name, _ = data.CleanName(name)
		if _, taken := after.people[u.ID]; taken {
			return
		}
		users = append(users, u)
		if err := after.addPerson(u, names); err != nil {
			want = cmp.Or(want, err)
			after.people[u.ID] = u // only so that the next one has another ID
		}
	}
	_, err := s.AddUsers(w.t.Context(), users, names)
	w.settle(err, want, after, nil)
}

func (w *world) deactivate(r *rapid.T) {
	s, after := w.next(r)
	id, release := anyPerson.Draw(r, "person"), rapid.Bool().Draw(r, "release")
	u := after.people[id]
	u.ID, u.Active = id, false
	want := after.setPerson(u, engine.NameOfOne)
	if want == nil && release {
		want = after.releaseAll(after.held(func(b data.Booking) bool { return b.UserID == id && b.Date >= after.today() }))
	}
	err := w.leave(s, id, release)
	w.settle(err, want, after, nil)
}

func (w *world) reactivate(r *rapid.T) {
	s, after := w.next(r)
	u := after.people[anyPerson.Draw(r, "person")]
	u.Active = true
	w.set(s, u, after, engine.NameOfOne)
}

func (w *world) rename(r *rapid.T) {
	s, after := w.next(r)
	u := after.people[anyPerson.Draw(r, "person")]
	u.Name, _ = data.CleanName(anyName.Draw(r, "name"))
	w.set(s, u, after, anySharing.Draw(r, "may share a name"))
}

func (w *world) set(s Store, u data.User, after model, names engine.SharedNames) {
	want := after.setPerson(u, names)
	err := w.setUser(s, u, names)
	w.settle(err, want, after, nil)
}

func (w *world) importOffices(r *rapid.T) {
	s, after := w.next(r)
	offices := []data.Office{plan("harbour-house",
		rapid.SampledFrom([]string{"A1 A2", "A1 A2 A3", "A1 A2 A3", "A2 A1", "A1", "A3", ""}).Draw(r, "first floor"),
		rapid.SampledFrom([]string{"C1", "C1", "C1 C2", "C2", ""}).Draw(r, "second floor"))}
	if rapid.Bool().Draw(r, "annex") {
		offices = append(offices, plan("annex", rapid.SampledFrom([]string{"A1", "A1 A2", ""}).Draw(r, "floor of the annex")))
	}
	for _, o := range offices {
		after.importOffice(o)
	}
	w.settle(s.Import(w.t.Context(), offices, func() { w.check(r) }), nil, after, nil)
}

func (w *world) setSettings(r *rapid.T) {
	s, _ := w.next(r)
	w.model.allowPast = rapid.Bool().Draw(r, "allow past days")
	if err := s.AllowPast(w.t.Context(), w.model.allowPast); err != nil {
		r.Fatal(err)
	}
}

func (w *world) dayPasses(r *rapid.T) {
	if w.model.today() < monday.AddDays(2) && rapid.IntRange(0, 3).Draw(r, "really") == 0 {
		w.model.now = w.model.now.AddDate(0, 0, 1)
	}
}

func (w *world) undo(r *rapid.T) {
	s, _ := w.next(r)
	steps, _ := s.Steps()
	w.revert(s.Undo, steps, &w.past[w.at].undo, &w.past[w.at].redo)
}

func (w *world) redo(r *rapid.T) {
	s, _ := w.next(r)
	_, steps := s.Steps()
	w.revert(s.Redo, steps, &w.past[w.at].redo, &w.past[w.at].undo)
}

// revert undoes or redoes a step: the newest, or sometimes an older one.
func (w *world) revert(do func(context.Context, int64) error, steps []int64, from, to *[]change) {
	at, id := len(steps)-1, int64(0)
	if at > 0 && rapid.IntRange(0, 2).Draw(w.r, "older") == 0 {
		at = rapid.IntRange(0, at).Draw(w.r, "step")
		id = steps[at]
	}
	err := do(w.t.Context(), id)
	if at < 0 {
		w.wantConflict(err, data.ErrUnknownStep)
		return
	}
	step := (*from)[at]
	if w.model.isAboutThePast(step) {
		w.wantConflict(err, data.ErrPastDay) // and it stays: past days can be allowed
		return
	}
	*from = slices.Delete(slices.Clone(*from), at, at+1)
	after, fits := w.model.revert(step)
	if !fits {
		w.wantConflict(err, nil)
		return
	}
	if err != nil && w.model.takesBookedDesks(step) {
		// A desk that the step has brought back may have been booked since. Whether it
		// was before that too, the model does not know.
		w.wantConflict(err, data.ErrInUse)
		return
	}
	if err != nil {
		w.r.Fatalf("step %d was refused: %v", steps[at], err)
	}
	*to = append(slices.Clone(*to), step.reversed())
	w.model = after
}

// setUser makes the person with u's ID be as given, whatever they are now.
func (w *world) setUser(s Store, u data.User, names engine.SharedNames) error {
	users, err := s.Users(w.t.Context())
	if err != nil {
		return err
	}
	seen := data.User{ID: u.ID}
	if i := slices.IndexFunc(users, func(v data.User) bool { return v.ID == u.ID }); i >= 0 {
		seen = users[i]
	}
	_, err = s.ChangeUser(w.t.Context(), seen, u, names)
	return err
}

// blockDesk blocks a desk for somebody who has seen the bookings that it has, where
// they are to be released.
func (w *world) blockDesk(s Store, ref data.DeskRef, block data.Block, release bool) (err error) {
	var shown []data.Seat
	if release {
		if shown, err = s.DeskSeats(w.t.Context(), ref, block.From, block.To); err != nil {
			return err
		}
	}
	_, err = s.BlockDesk(w.t.Context(), ref, block, shown)
	return err
}

// unblockDay takes the block away that a desk has on that day.
func (w *world) unblockDay(s Store, ref data.DeskRef, day data.Date) error {
	shown := data.Block{From: day, To: day}
	if desk := w.model.desk(ref); desk != nil {
		if there, blocked := desk.BlockOn(day); blocked {
			shown = there
		}
	}
	return s.UnblockDesk(w.t.Context(), ref, shown)
}

// leave makes a person inactive for somebody who has seen all that they have.
func (w *world) leave(s Store, id string, release bool) error {
	shown, err := s.PersonSeats(w.t.Context(), id, data.MinDate, data.MaxDate)
	if err != nil {
		return err
	}
	_, err = s.Deactivate(w.t.Context(), id, shown, release)
	return err
}
