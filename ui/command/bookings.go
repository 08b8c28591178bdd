package command

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"golang.org/x/text/collate"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

type whoCommand struct {
	Date string `arg:"" optional:"" help:"usage.who.date"`
}

// Run prints a line for each person with a desk.
func (c whoCommand) Run(s *session) error {
	return s.onDay(c.Date, func(store *storage.Store, day data.Date) error {
		seats, err := store.Day(s.ctx, day)
		if err != nil {
			return explained{words.DoingRead, err}
		}
		offices, err := store.Offices(s.ctx)
		if err != nil {
			return explained{words.DoingRead, err}
		}
		if len(seats) == 0 {
			fmt.Fprintln(s.Stdout, words.Say("command.nobody", words.Args{"Day": words.Day(day, s.today())}))
			return nil
		}
		return s.printSeats(seats, offices)
	})
}

// onDay calls f with the store and the day that a text names.
func (s *session) onDay(text string, f func(*storage.Store, data.Date) error) error {
	day, err := s.day(text)
	if err != nil {
		return err
	}
	return s.withStore(false, func(store *storage.Store) error { return f(store, day) })
}

func (s *session) printSeats(seats []data.Seat, offices []data.Office) error {
	type place struct{ desk, zone, floor, office string }
	places := map[data.DeskRef]place{}
	for _, o := range offices {
		for _, f := range o.Floors {
			for _, d := range f.Desks {
				places[data.DeskRef{Office: o.ID, Floor: f.ID, Desk: d.ID}] = place{
					words.Plain(d.Label), words.Plain(d.Zone), words.Plain(f.Name), words.Plain(o.Name),
				}
			}
		}
	}
	order := collate.New(words.CurrentLocale().Tag, collate.Loose)
	slices.SortStableFunc(seats, func(a, b data.Seat) int {
		return order.CompareString(words.SeatName(a), words.SeatName(b))
	})
	table := tabwriter.NewWriter(s.Stdout, 0, 0, 2, ' ', 0)
	for _, seat := range seats {
		p := places[seat.DeskRef]
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", words.SeatName(seat), p.desk, p.zone, p.floor, p.office)
	}
	if err := table.Flush(); err != nil {
		return failed(err.Error())
	}
	return nil
}

type bookCommand struct {
	Person string `required:"" placeholder:"NAME-OR-ID" help:"usage.book.person"`
	Desk   string `required:"" placeholder:"ID" help:"usage.book.desk"`
	Date   string `placeholder:"DATE" help:"usage.who.date"`
	Guest  string `type:"maybe-empty" placeholder:"NAME" help:"usage.book.guest"`
}

// Run books a desk.
func (c bookCommand) Run(s *session) error {
	return s.onDay(c.Date, func(store *storage.Store, day data.Date) error {
		user, err := s.findUser(store, c.Person)
		if err != nil {
			return err
		}
		if c.Guest != "" && user.ID != data.VisitorID {
			return usageError(words.Say("command.guest-is-visitor"))
		}
		desk, err := store.FindDesk(s.ctx, c.Desk)
		if err != nil {
			return explained{words.DoingChange, err}
		}
		booking, err := store.Book(s.ctx, data.Booking{DeskRef: desk, UserID: user.ID, Date: day, Guest: c.Guest})
		if err != nil {
			return explained{words.DoingChange, err}
		}
		seats, err := store.DeskSeats(s.ctx, desk, day, day)
		if err != nil {
			return explained{words.DoingRead, err}
		}
		for _, seat := range seats {
			if seat.ID == booking.ID {
				s.tell("command.booked", seat)
			}
		}
		return nil
	})
}

type releaseCommand struct {
	Person string `placeholder:"NAME-OR-ID" help:"usage.release.person"`
	Desk   string `placeholder:"ID" help:"usage.book.desk"`
	Date   string `placeholder:"DATE" help:"usage.who.date"`
}

// Run releases the one booking that person, desk and date name.
func (c releaseCommand) Run(s *session) error {
	day, err := s.day(c.Date)
	if err != nil {
		return err
	}
	if c.Person == "" && c.Desk == "" {
		return usageError(words.Say("command.release-what"))
	}
	return s.withStore(false, func(store *storage.Store) error {
		seats, err := c.find(s, store, day)
		if err != nil {
			return err
		}
		switch {
		case len(seats) == 0:
			return failed(words.Say("command.nothing-to-release", words.Args{"Day": words.Day(day, s.today())}))
		case len(seats) > 1:
			return failed(words.Say("command.several-to-release"))
		}
		booking, err := store.Release(s.ctx, day, seats[0].ID)
		if err != nil {
			return explained{words.DoingChange, err}
		}
		seats[0].Booking = booking
		s.tell("command.released", seats[0])
		return nil
	})
}

// find returns the bookings of the day that fit.
func (c releaseCommand) find(s *session, store *storage.Store, day data.Date) ([]data.Seat, error) {
	seats, err := store.Day(s.ctx, day)
	if err != nil {
		return nil, explained{words.DoingRead, err}
	}
	if c.Person != "" {
		user, err := s.findUser(store, c.Person)
		if err != nil {
			return nil, err
		}
		seats = slices.DeleteFunc(seats, func(seat data.Seat) bool { return seat.UserID != user.ID })
	}
	if c.Desk != "" {
		desk, err := store.FindDesk(s.ctx, c.Desk)
		if err != nil {
			return nil, explained{words.DoingChange, err}
		}
		seats = slices.DeleteFunc(seats, func(seat data.Seat) bool { return seat.DeskRef != desk })
	}
	return seats, nil
}

// mostSimilar is how many names are suggested for one that nobody has.
const mostSimilar = 5

// findUser finds somebody by ID or name; if there is nobody, the error names
// people whose names hold a word of it.
func (s *session) findUser(store *storage.Store, text string) (data.User, error) {
	user, err := store.FindUser(s.ctx, text)
	if !errors.Is(err, data.ErrUnknownUser) {
		if err != nil {
			err = explained{words.DoingChange, err}
		}
		return user, err
	}
	users, readErr := store.Users(s.ctx)
	if readErr != nil {
		return user, explained{words.DoingRead, readErr}
	}
	var similar []string
	for _, u := range users {
		key := " " + data.NameKey(u.Name)
		isSimilar := slices.ContainsFunc(strings.Fields(data.NameKey(text)), func(word string) bool { return strings.Contains(key, " "+word) })
		if isSimilar && len(similar) < mostSimilar {
			similar = append(similar, words.Plain(u.Name))
		}
	}
	if len(similar) == 0 {
		return user, explained{words.DoingChange, err}
	}
	return user, failed(words.Say("command.similar", words.Args{"What": words.Plain(text), "Names": words.List(similar...)}))
}

// tell says what was done with a seat.
func (s *session) tell(key string, seat data.Seat) {
	fmt.Fprintln(s.Stdout, words.Say(key, words.Args{
		"Desk": words.Plain(seat.Label), "Who": words.SeatName(seat), "Day": words.Day(seat.Date, s.today()),
	}))
}

type sampleCommand struct {
	People int  `default:"30" placeholder:"N" help:"usage.sample.people"`
	Days   int  `default:"20" placeholder:"D" help:"usage.sample.days"`
	Full   bool `help:"usage.sample.full"`
}

// The most that sample data may be: 100,000,000 bookings are more than any test
// needs and still fit on a drive.
const (
	mostSamplePeople = 100_000
	mostSampleDays   = 10_000
	mostSample       = 100_000_000
)

// Run fills an empty store.
func (c sampleCommand) Run(s *session) error {
	if c.People < 1 || c.Days < 1 || c.People > mostSamplePeople || c.Days > mostSampleDays || c.People*c.Days > mostSample {
		return usageError(words.Say("command.sample-size", words.Args{"People": mostSamplePeople, "Days": mostSampleDays, "Bookings": mostSample}))
	}
	return s.withStore(true, func(store *storage.Store) error {
		show, end := s.progress(false)
		report := func(done, total int) {
			if show != nil {
				show(int64(done), int64(total))
			}
		}
		set, err := store.AddSample(s.ctx, data.SampleSize{People: c.People, Days: c.Days, Full: c.Full, Until: s.today()}, report)
		end()
		if err != nil {
			return explained{words.DoingSample, err}
		}
		fmt.Fprintln(s.Stdout, words.Say("command.sampled", words.Args{
			"People": words.Count("people", len(set.Users)), "Bookings": words.Count("bookings", set.Count),
			"Path": words.Plain(store.Folder()),
		}))
		return nil
	})
}
