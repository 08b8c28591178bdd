package words

import (
	"seatkeeper/storage"
)

// Step names a change for the Undo and Redo items and for toasts, such as
// "release desk A7, Tue 24 Nov". It begins in lower case.
func Step(s storage.Step) string {
	args := stepArgs(s)
	switch s.Kind {
	case storage.StepBook:
		if n := len(s.Seats); n != 1 {
			return Count("step-book", n, args)
		}
		return Say("step.book", args)
	case storage.StepMove:
		return Say("step.move", args)
	case storage.StepRelease:
		if n := len(s.Seats); n != 1 {
			return Count("step-release", n, args)
		}
		return Say("step.release", args)
	case storage.StepAddPeople:
		if len(s.Users) == 0 {
			return Count("step-update-people", len(s.Updated), args)
		}
		if n := len(s.Users); n != 1 {
			return Count("step-add-people", n, args)
		}
		return Say("step.add-person", args)
	case storage.StepRename:
		return Say("step.rename", args)
	case storage.StepDeactivate:
		return Say("step.deactivate", args)
	case storage.StepReactivate:
		return Say("step.reactivate", args)
	case storage.StepBlock:
		return Say("step.block", args)
	case storage.StepUnblock:
		return Say("step.unblock", args)
	case storage.StepOffices:
		if n := len(s.Offices); n != 1 {
			return Count("step-offices", n, args)
		}
		return Say("step.office", args)
	}
	return Say("step.sample")
}

// Done says that a change was made, such as "Released A7 of Ines Okafor, Tue 24
// Nov".
func Done(s storage.Step) string {
	args := stepArgs(s)
	switch s.Kind {
	case storage.StepBook:
		if n := len(s.Seats); n != 1 {
			return Count("done-book", n, args)
		}
		return Say("done.book", args)
	case storage.StepMove:
		return Say("done.move", args)
	case storage.StepRelease:
		if n := len(s.Seats); n != 1 {
			return Count("done-release", n, args)
		}
		return Say("done.release", args)
	case storage.StepAddPeople:
		if len(s.Users) == 0 {
			return Count("done-update-people", len(s.Updated), args)
		}
		if len(s.Updated) > 0 {
			return Dots(Count("done-add-people", len(s.Users), args), Count("done-update-people", len(s.Updated), args))
		}
		if n := len(s.Users); n != 1 {
			return Count("done-add-people", n, args)
		}
		return Say("done.add-person", args)
	case storage.StepRename:
		return Say("done.rename", args)
	case storage.StepDeactivate:
		if n := len(s.Seats); n > 0 {
			return Count("done-deactivate", n, args)
		}
		return Say("done.deactivate", args)
	case storage.StepReactivate:
		return Say("done.reactivate", args)
	case storage.StepBlock:
		if n := len(s.Seats); n > 0 {
			return Count("done-block", n, args)
		}
		return Say("done.block", args)
	case storage.StepUnblock:
		return Say("done.unblock", args)
	case storage.StepOffices:
		if n := len(s.Offices); n != 1 {
			return Count("done-offices", n, args)
		}
		return Say("done.office", args)
	}
	return Say("sample.title")
}

// Undone says that a change was taken back.
func Undone(s storage.Step) string { return Say("done.undone", Args{"Step": Step(s)}) }

// Redone says that a change was made again.
func Redone(s storage.Step) string { return Say("done.redone", Args{"Step": Step(s)}) }

func stepArgs(s storage.Step) Args {
	args := Args{"Was": Plain(s.Was), "Desk": Plain(s.Label)}
	if len(s.Seats) > 0 {
		first := s.Seats[0]
		args["Who"], args["Desk"], args["Day"] = SeatName(first), Plain(first.Label), ShortDay(first.Date)
	}
	if len(s.Users) > 0 {
		args["Person"] = Plain(s.Users[0].Name)
	}
	if len(s.Offices) > 0 {
		args["Office"] = Plain(s.Offices[0])
	}
	return args
}
