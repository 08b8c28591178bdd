package words

import (
	"cmp"

	"seatkeeper/storage/history"
)

// A phrase says what a step does, or did. What is counted in it has a text of its own,
// unless there are just as many as the other text speaks of.
type phrase struct {
	text    string
	counted string // a text with the number; empty if nothing is counted
	of      func(history.Step) int
	spoken  int // of how many text speaks
}

func (p phrase) say(s history.Step) string {
	if p.counted != "" && p.of(s) != p.spoken {
		return plural(p.counted, p.of(s), stepArgs(s))
	}
	return Say(p.text, stepArgs(s))
}

func countSeats(s history.Step) int   { return len(s.Seats) }
func countUsers(s history.Step) int   { return len(s.Users) }
func countUpdated(s history.Step) int { return len(s.Updated) }
func countOffices(s history.Step) int { return len(s.Offices) }
func countDesks(s history.Step) int   { return s.Desks }

// stepPhrases are what each kind of step is called, and what is said when it is done.
// A kind that is not here is the sample data.
var stepPhrases = map[history.Kind]struct{ name, done phrase }{
	history.Book:         {phrase{"step.book", "count.step-book", countSeats, 1}, phrase{"done.book", "count.done-book", countSeats, 1}},
	history.Move:         {phrase{text: "step.move"}, phrase{text: "done.move"}},
	history.Release:      {phrase{"step.release", "count.step-release", countSeats, 1}, phrase{"done.release", "count.done-release", countSeats, 1}},
	history.AddPeople:    {phrase{"step.add-person", "count.step-add-people", countUsers, 1}, phrase{"done.add-person", "count.done-add-people", countUsers, 1}},
	history.Rename:       {phrase{text: "step.rename"}, phrase{text: "done.rename"}},
	history.Deactivate:   {phrase{text: "step.deactivate"}, phrase{"done.deactivate", "count.done-deactivate", countSeats, 0}},
	history.Reactivate:   {phrase{text: "step.reactivate"}, phrase{text: "done.reactivate"}},
	history.Block:        {phrase{text: "step.block"}, phrase{"done.block", "count.done-block", countSeats, 0}},
	history.Unblock:      {phrase{text: "step.unblock"}, phrase{text: "done.unblock"}},
	history.RemoveSample: {phrase{text: "step.remove-sample"}, phrase{text: "done.remove-sample"}},
	history.Restore:      {phrase{text: "step.restore"}, phrase{text: "done.restore"}},

	history.AddOffice:    {phrase{text: "step.add-office"}, phrase{text: "done.add-office"}},
	history.RenameOffice: {phrase{text: "step.rename-office"}, phrase{text: "done.rename-office"}},
	history.OrderOffices: {phrase{text: "step.order-offices"}, phrase{text: "done.order-offices"}},
	history.RemoveOffice: {phrase{text: "step.remove-office"}, phrase{text: "done.remove-office"}},
	history.AddFloor:     {phrase{text: "step.add-floor"}, phrase{text: "done.add-floor"}},
	history.ChangeFloor:  {phrase{text: "step.change-floor"}, phrase{text: "done.change-floor"}},
	history.RenameFloor:  {phrase{text: "step.rename-floor"}, phrase{text: "done.rename-floor"}},
	history.OrderFloors:  {phrase{text: "step.order-floors"}, phrase{text: "done.order-floors"}},
	history.RemoveFloor:  {phrase{text: "step.remove-floor"}, phrase{text: "done.remove-floor"}},
	history.Draw:         {phrase{text: "step.draw"}, phrase{"done.draw", "count.done-draw", countDesks, 0}},

	history.Offices: {phrase{"step.office", "count.step-offices", countOffices, 1}, phrase{"done.office", "count.done-offices", countOffices, 1}},
}

// Step names a change for the Undo and Redo items and for toasts, such as
// "release desk A7, Tue 24 Nov". It begins in lower case.
func Step(s history.Step) string {
	p, ok := stepPhrases[s.Kind]
	switch {
	case !ok:
		return Say("step.sample")
	case onlyUpdates(s):
		return Count("step-update-people", countUpdated(s), stepArgs(s))
	}
	return p.name.say(s)
}

// Done says that a change was made, such as "Released A7 of Ines Okafor, Tue 24
// Nov".
func Done(s history.Step) string {
	p, ok := stepPhrases[s.Kind]
	switch {
	case !ok:
		return Say("sample.title")
	case onlyUpdates(s):
		return Count("done-update-people", countUpdated(s), stepArgs(s))
	case countUpdated(s) > 0:
		return Dots(Count("done-add-people", countUsers(s), stepArgs(s)), Count("done-update-people", countUpdated(s), stepArgs(s)))
	}
	return p.done.say(s)
}

// onlyUpdates reports whether a list brought nobody, but something new of those who
// are there.
func onlyUpdates(s history.Step) bool { return s.Kind == history.AddPeople && len(s.Users) == 0 }

// Undone says that a change was taken back.
func Undone(s history.Step) string { return Say("done.undone", Args{"Step": Step(s)}) }

// Redone says that a change was made again.
func Redone(s history.Step) string { return Say("done.redone", Args{"Step": Step(s)}) }

func stepArgs(s history.Step) Args {
	args := Args{"Was": Plain(s.Was), "Desk": Plain(s.Label), "Floor": Plain(s.Floor)}
	if len(s.Seats) > 0 {
		first := s.Seats[0]
		args["Who"], args["Desk"], args["Day"] = SeatName(first), Plain(first.Label), ShortDay(first.Date)
	}
	if len(s.Users) > 0 {
		args["Person"] = Plain(cmp.Or(s.Person, s.Users[0].Name))
	}
	if len(s.Offices) > 0 {
		args["Office"] = Plain(s.Offices[0])
	}
	return args
}
