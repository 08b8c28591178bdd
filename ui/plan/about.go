package plan

import (
	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/ui/words"
)

// About is what there is to say about one place on the day that is shown.
type About struct {
	DeskID string
	State  State
	Title  string // "Desk A4"
	Status string // "free", or who has it
	// More is its zone, what is special about it, since when it is booked or until when
	// it is blocked.
	More string
}

// Told is the place that is told about: the one under the pointer, else the one that
// the user has selected. There may be none.
func (p *FloorPlan) Told() About {
	view := p.drawing.view(p.told)
	if view == nil {
		return About{}
	}
	return p.about(view.desk)
}

// tell tells whoever listens, if there is something else to tell about.
func (p *FloorPlan) tell() {
	about := p.Told()
	if about == p.toldLast {
		return
	}
	p.toldLast = about
	if p.OnTold != nil {
		p.OnTold(about)
	}
}

func (p *FloorPlan) about(desk data.Desk) About {
	seat, taken := p.seats[desk.ID]
	a := About{DeskID: desk.ID, State: p.state(desk), Title: kindLabel(desk)}
	since, blocked := "", ""
	if taken {
		a.Status, since = words.SeatName(seat), p.sinceWords(seat)
	} else {
		a.Status = words.Say(stateKeys[a.State])
	}
	if block, ok := desk.BlockOn(p.day); ok && !desk.Retired {
		blocked = p.blockWords(block)
	} else if taken && desk.Retired {
		blocked = words.Say("desk.retired-booked") // who releases it can't book it again
	}
	features := make([]string, len(desk.Features))
	for i, f := range desk.Features {
		features[i] = words.Plain(f)
	}
	a.More = words.Dots(blocked, words.Plain(desk.Zone), words.List(features...), since)
	return a
}

var stateKeys = map[State]string{
	Free: "desk-state.free", Over: "desk-state.over", Blocked: "desk-state.blocked", Retired: "desk-state.retired",
	Booked: "desk-state.booked", Mine: "desk-state.booked", Drawn: "desk-state.free",
}

var placeKeys = map[data.Kind]string{
	data.KindDesk: "place.desk", data.KindParking: "place.parking", data.KindLocker: "place.locker", data.KindRoom: "place.room",
}

// kindLabel returns a place with its kind: "Desk A4", "Parking space 12".
func kindLabel(desk data.Desk) string {
	return words.Say(placeKeys[desk.Kind], words.Args{"Desk": words.Plain(desk.Label)})
}

func (p *FloorPlan) sinceWords(seat data.Seat) string {
	if seat.CreatedAt.IsZero() {
		return ""
	}
	at := seat.CreatedAt.In(p.zone)
	return words.Say("desk.since", words.Args{"Day": p.dayWords(data.DateOf(at)), "Time": at.Format("15:04")})
}

func (p *FloorPlan) blockWords(block data.Block) string {
	reason := words.Plain(block.Reason)
	if block.IsOpen() {
		return words.Dots(words.Say("desk.blocked-open"), reason)
	}
	return words.Dots(words.Say("desk.blocked-until", words.Args{"Day": p.dayWords(block.To)}), reason)
}

// dayWords is short if the year is that of the day that is shown.
func (p *FloorPlan) dayWords(day data.Date) string {
	year, _, _ := day.Civil()
	if shown, _, _ := p.day.Civil(); year == shown {
		return words.ShortDay(day)
	}
	return words.Day(day, p.day)
}

// AccessibilityLabel tells the floor and what is selected on it.
func (p *FloorPlan) AccessibilityLabel() string {
	floor := words.Plain(p.floor.Name)
	view := p.drawing.view(p.selected)
	if view == nil {
		return floor
	}
	about, hint := p.about(view.desk), ""
	if p.Hint != nil {
		hint = words.Plain(p.Hint(view.desk.ID))
	}
	return words.Dots(floor, about.Title, about.Status, hint)
}

func (p *FloorPlan) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }
