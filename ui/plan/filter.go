package plan

import (
	"seatkeeper/data"
)

// Filter is which places of a floor are shown. The zero value is all of them.
type Filter struct {
	Some bool // only those of the kind
	Kind data.Kind
	Free bool // those that somebody has are dimmed
}

// Shows reports whether places of a kind are drawn.
func (f Filter) Shows(kind data.Kind) bool { return !f.Some || f.Kind == kind }

// SetFilter shows some of the places. What is not drawn can't be selected either.
func (p *FloorPlan) SetFilter(f Filter) {
	if p.shown == f {
		return
	}
	p.shown = f
	if view := p.drawing.view(p.selected); view != nil && !f.Shows(view.desk.Kind) {
		p.choose("")
	}
	p.drawing.update()
	p.hoverAnew()
}

// KindsOf returns the kinds of the places of a floor that are in use, in their order.
func KindsOf(floor data.Floor) (kinds []data.Kind) {
	for _, kind := range data.Kinds() {
		for _, d := range floor.Desks {
			if d.Kind == kind && !d.Retired {
				kinds = append(kinds, kind)
				break
			}
		}
	}
	return kinds
}

// shownDesks returns the places that are drawn.
func (p *FloorPlan) shownDesks() (shown []*deskView) {
	for _, v := range p.drawing.desks {
		if p.shown.Shows(v.desk.Kind) {
			shown = append(shown, v)
		}
	}
	return shown
}

func (p *FloorPlan) state(desk data.Desk) State {
	if seat, taken := p.seats[desk.ID]; taken {
		if p.personID != "" && seat.UserID == p.personID {
			return Mine
		}
		return Booked
	}
	if desk.Retired {
		return Retired
	}
	if _, blocked := desk.BlockOn(p.day); blocked {
		return Blocked
	}
	if p.fixed {
		return Over
	}
	return Free
}

// look says how a place is drawn.
func (p *FloorPlan) look(desk data.Desk) Look {
	seat := p.seats[desk.ID]
	look := Look{State: p.state(desk), UserID: seat.UserID, Name: seat.Name, Guest: seat.Guest, Hidden: !p.shown.Shows(desk.Kind)}
	if look.State == Blocked {
		block, _ := desk.BlockOn(p.day)
		look.Note = block.Reason
	}
	free := look.State == Free || look.State == Over
	switch {
	case p.shown.Free && !free, p.matches != nil && !p.matches[desk.ID]:
		look.Match = MatchDimmed
	case p.matches != nil:
		look.Match = MatchFound
	}
	return look
}
