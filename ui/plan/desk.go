package plan

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/names"
	"seatkeeper/ui/words"
)

type deskState int

const (
	deskFree deskState = iota
	deskBooked
	deskMine    // booked for the person whom the user books for
	deskBlocked // on the day that is shown, and not booked
	deskRetired // and not booked: a booking from before shows as booked
	deskStates  // how many there are
)

// deskCounts says how many desks are in each state.
type deskCounts [deskStates]int

type deskMatch int

const (
	matchNone   deskMatch = iota // nothing is looked for
	matchFound                   // the desk is what is looked for
	matchDimmed                  // others are
)

// deskLook is all that the painting of a desk depends on beside its outline.
type deskLook struct {
	state               deskState
	match               deskMatch
	userID, name, guest string
}

func (p *FloorPlan) state(desk data.Desk) deskState {
	if seat, taken := p.seats[desk.ID]; taken {
		if p.personID != "" && seat.UserID == p.personID {
			return deskMine
		}
		return deskBooked
	}
	if desk.Retired {
		return deskRetired
	}
	if _, blocked := desk.BlockOn(p.day); blocked {
		return deskBlocked
	}
	return deskFree
}

func (p *FloorPlan) look(desk data.Desk) deskLook {
	seat := p.seats[desk.ID]
	look := deskLook{state: p.state(desk), userID: seat.UserID, name: seat.Name, guest: seat.Guest}
	switch {
	case p.matches == nil:
	case p.matches[desk.ID]:
		look.match = matchFound
	default:
		look.match = matchDimmed
	}
	return look
}

// deskColors are those of one look.
type deskColors struct {
	fill, stroke, label, name, hatch color.Color
	width                            float32 // of the outline
}

// colors gives each state its colours. Its shape tells the state first: an
// outline is free, filled is booked, filled with a star is the person's own,
// hatched is blocked, a thin outline with a cross is no longer in use.
func (d *planDrawing) colors(look deskLook) deskColors {
	c := deskColors{
		fill: color.Transparent, stroke: d.color(kit.ColorNameLine), width: 1, hatch: d.color(kit.ColorNameLine),
		label: d.color(kit.ColorNameQuiet), name: d.color(kit.ColorNameBookedText),
	}
	switch look.state {
	case deskFree:
		c.fill, c.stroke, c.width, c.label = d.color(kit.ColorNameSurface), d.color(kit.ColorNameFree), 2, d.color(kit.ColorNameFree)
	case deskBooked:
		c.fill, c.stroke = d.color(kit.ColorNameBooked), d.color(kit.ColorNameBookedLine)
	case deskRetired: // nothing but this line shows where it is
		c.stroke = kit.Mix(d.color(kit.ColorNameQuiet), d.color(kit.ColorNamePlan), 0.5)
	case deskMine:
		c.fill, c.stroke = d.color(kit.ColorNameChosen), d.color(kit.ColorNameChosen)
		c.label, c.name = d.color(kit.ColorNameOnChosen), d.color(kit.ColorNameOnChosen)
	}
	switch look.match {
	case matchFound:
		c.width = 3.5
		if look.state != deskFree {
			c.stroke = d.color(theme.ColorNameForeground)
		}
	case matchDimmed:
		plan := d.color(kit.ColorNamePlan)
		if c.fill != color.Transparent {
			c.fill = kit.Mix(c.fill, plan, 0.85)
		}
		c.stroke, c.hatch, c.width = kit.Mix(c.stroke, plan, 0.65), kit.Mix(c.hatch, plan, 0.5), 1
		c.label, c.name = d.color(kit.ColorNameQuiet), d.color(kit.ColorNameQuiet)
	}
	return c
}

// placeDesk puts a desk to its outline, and paints it where moving its objects
// is not enough.
func (d *planDrawing) placeDesk(v *deskView, paint bool) {
	v.shape.place(v.out)
	if paint || v.stale || !d.inSight(v.out) {
		d.paintDesk(v)
		return
	}
	way := v.out.center.Subtract(v.drawnAt)
	v.drawnAt = v.out.center
	v.label.Move(v.label.Position().Add(way))
	v.name.Move(v.name.Position().Add(way))
	for _, line := range v.hatch {
		line.Position1, line.Position2 = line.Position1.Add(way), line.Position2.Add(way)
	}
}

// paintDesk gives a desk the colours and the text of its state. One that is out
// of sight is hidden, and painted when it comes into sight.
func (d *planDrawing) paintDesk(v *deskView) {
	v.look = d.plan.look(v.desk)
	v.label.Hidden, v.name.Hidden = true, true
	inSight := d.inSight(v.out)
	v.stale, v.drawnAt = !inSight, v.out.center
	v.shape.show(inSight)
	c := d.colors(v.look)
	d.hatch(v, inSight && v.look.state == deskBlocked, c.hatch)
	if !inSight {
		return
	}
	v.shape.paint(c.fill, c.stroke, c.width)
	label := words.Plain(v.desk.Label)
	seat := d.plan.seats[v.desk.ID]
	switch v.look.state {
	case deskBooked:
		d.writeName(v, label, nameForms(seat, d.letters.whole), []string{names.Initials(words.SeatName(seat))}, fyne.TextStyle{})
	case deskMine:
		forms := nameForms(seat, d.letters.whole)
		for i, form := range forms {
			forms[i] = words.Say("desk.mine-name", words.Args{"Name": form})
		}
		least := []string{words.Say("desk.mine-name", words.Args{"Name": names.Initials(words.SeatName(seat))}), words.Say("desk.mine")}
		d.writeName(v, label, forms, least, fyne.TextStyle{Bold: true})
	case deskBlocked:
		d.writeLabel(v, label, func(s string) string { return words.Say("desk.blocked-label", words.Args{"Desk": s}) }, false)
	case deskRetired:
		d.writeLabel(v, label, func(s string) string { return words.Say("desk.retired-label", words.Args{"Desk": s}) }, false)
	default:
		d.writeLabel(v, label, nil, v.look.match != matchDimmed)
	}
	v.label.Color, v.name.Color = c.label, c.name
	v.label.Refresh()
	v.name.Refresh()
}

// hatch draws the hatching of a desk, or hides it.
func (d *planDrawing) hatch(v *deskView, shown bool, look color.Color) {
	used := 0
	if shown {
		// A large desk gets no more lines than a small one, but wider apart.
		const apart, most = 8, 40
		for _, ends := range v.out.grow(-2).hatch(max(apart, (v.out.width+v.out.height)/most)) {
			if used == len(v.hatch) {
				v.hatch = append(v.hatch, canvas.NewLine(color.Transparent))
				d.grown = true
			}
			line := v.hatch[used]
			line.StrokeColor, line.StrokeWidth, line.Hidden = look, 1.5, false
			line.Position1, line.Position2 = ends[0], ends[1]
			line.Refresh()
			used++
		}
	}
	for _, line := range v.hatch[used:] {
		line.Hidden = true
	}
}
