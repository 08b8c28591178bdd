package words

import (
	"seatkeeper/storage"
)

// Step names a change for the Undo and Redo items and for toasts, such as
// "release desk A7, Tue 24 Nov". It begins in lower case.
func Step(s storage.Step) string {
	args := Args{"Was": Plain(s.Was)}
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
		return Say("step.block", Args{"Desk": Plain(s.Desk.Desk)})
	case storage.StepUnblock:
		return Say("step.unblock", Args{"Desk": Plain(s.Desk.Desk)})
	case storage.StepOffices:
		if n := len(s.Offices); n != 1 {
			return Count("step-offices", n, args)
		}
		return Say("step.office", args)
	}
	return Say("step.sample")
}
