package plan

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Carrier takes the drags that begin on a desk that somebody has: that person is carried
// to another desk. All other drags move the floor.
type Carrier interface {
	// Carry begins at a place on the canvas; false leaves the drag to the floor.
	Carry(deskID string, at fyne.Position) bool
	CarryTo(at fyne.Position)
	Drop()
	// Cancel ends it with nothing done, and reports whether anybody was carried.
	Cancel() bool
}

// Shaky is how far the pointer may go in what was meant as a click: Fyne takes two pixels
// for a drag.
const Shaky = 6

// IsStill reports whether a drag went hardly anywhere.
func IsStill(from, to fyne.Position) bool {
	way := to.Subtract(from)
	return abs(way.X) <= Shaky && abs(way.Y) <= Shaky
}

// SetTarget lights the desk that somebody would be dropped on, or none, and shows whether
// they can be.
func (p *FloorPlan) SetTarget(deskID string, possible bool) {
	if p.target != deskID || p.possible != possible {
		p.target, p.possible = deskID, possible
		p.drawing.paintMarks()
	}
}

// targetColor is that of the ring about the target.
func (p *FloorPlan) targetColor() fyne.ThemeColorName {
	if p.possible {
		return theme.ColorNamePrimary
	}
	return theme.ColorNameError
}

// carries begins a drag on a desk that somebody has, if the carrier takes it.
func (p *FloorPlan) carries(from, at fyne.Position) bool {
	desk := p.DeskAt(from)
	_, taken := p.seats[desk]
	return desk != "" && taken && p.Carrier != nil && p.Carrier.Carry(desk, at)
}
