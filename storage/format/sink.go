package format

import (
	"cmp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/format/values"
)

// Sink takes what a checker finds good in a backup, record by record in the file's order,
// as long as the file may still be restored. Only the end of the file shows whether it is
// good as a whole.
type Sink interface {
	// Office takes an office. The numbers of its desks come in their order.
	Office(o data.Office, desks []int)
	// Picture takes a picture. The floors that have it may come later.
	Picture(p data.Picture)
	// User takes a person, clean as [data.User.Clean] has it.
	User(number int, u data.User)
	// Row returns the row into which the next booking is put, with the numbers that
	// Office and User have told, or will tell.
	Row() *engine.Row
	// LeftOut takes a record that has faults. Their list is valid during the call.
	LeftOut(l LeftOut)
}

// LeftOut is a person, a booking or a picture of a backup that a restore leaves out.
type LeftOut struct {
	IsPerson  bool
	IsPicture bool            // under a floor, which is restored without it
	ID        string          // as in the file, made short; of a picture the floor; may be empty
	Day       data.Date       // of a booking; not valid where it can't be read
	Faults    []failure.Fault // why; at least one
}

// noDay is the day of a record that has none.
const noDay = data.MinDate - 1

// CheckOptions say what becomes of a file while it is checked. The zero value only
// checks it.
type CheckOptions struct {
	Sink     Sink          // nil: the file is only checked
	LeaveOut bool          // people, bookings and pictures with faults are left out, and no reason to refuse the file
	Present  []data.Office // the desks of a file that lists none
	// Picture returns the picture under a floor of Present.
	Picture func(id string) (data.Picture, error)
}

// leaveOut tells of a record that has faults.
func (c *Checker) leaveOut(l LeftOut) {
	l.ID, l.Faults = failure.Short(l.ID), c.ofRecord
	c.to.Sink.LeftOut(l)
	c.ofRecord = c.ofRecord[:0]
}

func (c *Checker) putUser(number int32, u data.User) {
	u, _ = u.Clean() // it was looked at whether it can be
	c.to.Sink.User(userNumber(number), u)
}

func (c *Checker) putBooking(day data.Date, b *record, desk, user int32) {
	row := c.to.Sink.Row()
	*row = engine.Row{
		Day: day, ID: values.BookingID(b.id), Desk: deskNumber(desk), User: userNumber(user),
		Created: values.InstantOf(b.created), Guest: row.Guest[:0],
	}
	if b.released != nil {
		row.IsReleased, row.Released = true, values.InstantOf(b.released)
	}
	if user == visitor {
		row.Guest = append(row.Guest, strings.TrimSpace(string(b.guest))...)
	}
}

// putPlainBooking takes a booking that holds and is in our own form.
func (c *Checker) putPlainBooking(day data.Date, id, created []byte, desk, user int32) {
	row := c.to.Sink.Row()
	row.Day, row.Desk, row.User, row.Created = day, deskNumber(desk), userNumber(user), values.InstantOf(created)
	values.DecodeUUID(&row.ID, id)
	row.IsReleased, row.Guest = false, row.Guest[:0]
}

// usePresentDesks gives a file that lists no desks those of the store. In such a
// file a booking may name its desk by the desk's own ID alone.
func (c *Checker) usePresentDesks() {
	byDesk := map[string][]data.DeskRef{}
	for _, o := range c.to.Present {
		for _, f := range o.Floors {
			for _, d := range f.Desks {
				byDesk[d.ID] = append(byDesk[d.ID], data.DeskRef{Office: o.ID, Floor: f.ID, Desk: d.ID})
			}
		}
	}
	c.moves = map[int]int{}
	var mentioned []string
	for _, name := range c.desks.unlisted {
		mentioned = append(mentioned, name)
	}
	slices.Sort(mentioned)
	for _, name := range mentioned {
		parts := strings.SplitN(name, "\x00", 3)
		var fitting []data.DeskRef
		for _, ref := range byDesk[parts[2]] {
			if cmp.Or(parts[0], ref.Office) == ref.Office && cmp.Or(parts[1], ref.Floor) == ref.Floor {
				fitting = append(fitting, ref)
			}
		}
		if len(fitting) != 1 || fitting[0].Office == parts[0] && fitting[0].Floor == parts[1] {
			continue
		}
		ref := fitting[0]
		mentioned := textKey([]byte(name))
		number := c.desks.of[mentioned]
		c.moves[deskNumber(number)] = deskNumber(c.desks.list(c.deskKey([]byte(ref.Office), []byte(ref.Floor), []byte(ref.Desk))))
		delete(c.desks.unlisted, mentioned)
	}
	for _, o := range c.to.Present {
		c.takeOffice(c.withPictures(o), true)
	}
	c.hasDesks = true
}

// withPictures brings the pictures that an office of the present store has. Without one
// the rest is as good.
func (c *Checker) withPictures(o data.Office) data.Office {
	o.Floors = slices.Clone(o.Floors)
	for i := range o.Floors {
		b := o.Floors[i].Background
		if b == nil || c.pictures[textKey([]byte(b.Picture))] {
			continue
		}
		if p, err := c.to.Picture(b.Picture); err != nil {
			o.Floors[i].Background = nil
		} else if c.pictures[textKey([]byte(p.ID))] = true; c.restores() {
			delete(c.spoilt, textKey([]byte(p.ID))) // the one in the file is not missed
			c.to.Sink.Picture(p)
		}
	}
	return o
}

// Unsettled is what could not be checked before everything was read, by the numbers that
// the sink knows.
type Unsettled struct {
	Moves        map[int]int    // of desks that turned out to be others
	Desks, Users map[int]string // that no list has, as they stand in the file
	Late         bool           // bookings came before the blocks of their desks
}

// Unsettled returns it, when the file is read to its end.
func (c *Checker) Unsettled() Unsettled {
	u := Unsettled{Moves: c.moves, Desks: map[int]string{}, Users: map[int]string{}, Late: c.late}
	for key, name := range c.desks.unlisted {
		u.Desks[deskNumber(c.desks.of[key])] = strings.ReplaceAll(name, "\x00", "/")
	}
	for key, name := range c.users.unlisted {
		u.Users[userNumber(c.users.of[key])] = name
	}
	c.line, c.where = 0, nil
	return u
}

// Broken takes a booking that the sink has and that breaks a rule. It reports whether
// further ones are worth looking for.
func (c *Checker) Broken(row *engine.Row, code failure.FaultCode, value string) (goOn bool) {
	c.inOne(func() { c.fault(code, value) })
	if c.LeavesOut() {
		c.leaveOut(LeftOut{ID: uuid.UUID(row.ID).String(), Day: row.Day})
		return true
	}
	return !c.more
}
