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

// State is what a place is on the day that is shown.
type State int

// The states of a place. Its shape tells which it is first: a dashed edge is free, a
// card with a name is booked, a filled one with a star is the chosen person's own, a
// hatched one is blocked, a thin edge with a cross is no longer in use.
const (
	Free State = iota
	Booked
	Mine    // booked for the person whom the user books for
	Blocked // on that day, and not booked
	Retired // and not booked: a booking from before shows as booked
	Over    // free, on a day that can't be changed any more
	Drawn   // there is no day: the floor itself is shown
	states  // how many there are
)

// Match is whether a place is one that is looked for.
type Match int

// What a place can be while something is looked for.
const (
	MatchNone   Match = iota // nothing is looked for
	MatchFound               // the place is what is looked for
	MatchDimmed              // others are
)

// Look is all that the painting of a place depends on beside its outline.
type Look struct {
	State  State
	Match  Match
	UserID string
	Name   string // of the person who has it
	Guest  string // of the visitor who has it
	Note   string // why it is blocked
	Hidden bool   // not drawn at all
}

// deskView is how one place is drawn.
type deskView struct {
	desk        data.Desk
	out         Outline
	look        Look
	shape       *shape
	face        *face         // over the shape
	sign        *canvas.Image // of its kind; nil until there is one to draw
	signLook    color.Color   // for which it is drawn
	label, name *canvas.Text
	drawnAt     fyne.Position // the centre for which the texts are placed
	stale       bool          // to be painted when it comes into sight
}

func newDeskView(s *Scene) *deskView {
	return &deskView{shape: newShape(radiusOf(data.KindDesk)), face: newFace(s.faces),
		label: canvas.NewText("", nil), name: canvas.NewText("", nil), stale: true}
}

func (v *deskView) objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{v.shape.only(), v.face.raster, v.label, v.name}
	if v.sign != nil {
		all = append(all, v.sign)
	}
	return all
}

// deskColors are those of one look.
type deskColors struct {
	fill, stroke, label, name color.Color
	width                     float32 // of the outline
	pattern                   pattern
	ink                       color.Color // of the pattern
}

func (s *Scene) colors(desk data.Desk, look Look) deskColors {
	ground := s.ground(desk)
	c := deskColors{
		fill: color.Transparent, stroke: s.theme(kit.ColorNameBookedLine), width: 1,
		label: s.theme(kit.ColorNameQuiet), name: s.theme(kit.ColorNameBookedText),
	}
	if s.onPicture() {
		c.fill = ground // its label is not read on whatever lies under it
	}
	switch look.State {
	case Free:
		c.stroke, c.width, c.label = color.Transparent, 0, s.theme(kit.ColorNameFree)
		c.pattern, c.ink = dashed, s.theme(kit.ColorNameFree)
	case Booked, Drawn:
		c.fill = s.theme(kit.ColorNameBooked)
	case Mine:
		c.fill, c.stroke = s.theme(kit.ColorNameChosen), s.theme(kit.ColorNameChosen)
		c.label, c.name = s.theme(kit.ColorNameOnChosen), s.theme(kit.ColorNameOnChosen)
	case Blocked:
		c.pattern, c.ink, c.name = hatched, s.theme(kit.ColorNameHatch), s.theme(kit.ColorNameBookedText)
	}
	switch look.Match {
	case MatchFound:
		c.width, c.stroke = 3, s.theme(theme.ColorNameForeground)
		if look.State == Free {
			c.stroke, c.pattern = s.theme(kit.ColorNameFree), noPattern
		}
	case MatchDimmed:
		if c.fill != color.Transparent {
			c.fill = kit.Mix(c.fill, ground, 0.85)
		}
		c.label, c.name = s.theme(kit.ColorNameQuiet), s.theme(kit.ColorNameQuiet)
		if c.pattern != noPattern {
			c.ink = kit.Mix(c.ink, ground, 0.6)
		} else {
			c.stroke, c.width = kit.Mix(s.theme(kit.ColorNameBookedLine), ground, 0.5), 1
		}
	}
	return c
}

// placeDesk puts a place to its outline, and paints it where moving its objects is not
// enough.
func (s *Scene) placeDesk(v *deskView, paint bool) {
	straight := v.shape.only()
	v.shape.radius = min(radiusOf(v.desk.Kind), min(v.out.Width, v.out.Height)/4)
	v.shape.place(v.out)
	s.grown = s.grown || v.shape.only() != straight
	if paint || v.stale || !s.sight(v.out) {
		s.paintDesk(v)
		return
	}
	way := v.out.Center.Subtract(v.drawnAt)
	v.drawnAt = v.out.Center
	for _, o := range v.objects()[1:] {
		o.Move(o.Position().Add(way))
	}
}

// paintDesk gives a place the colours and the text of its state. One that is out of
// sight is hidden, and painted when it comes into sight.
func (s *Scene) paintDesk(v *deskView) {
	v.look = s.look(v.desk)
	v.label.Hidden, v.name.Hidden = true, true
	inSight := s.sight(v.out)
	v.stale, v.drawnAt = !inSight, v.out.Center
	shown := inSight && !v.look.Hidden
	v.shape.show(shown)
	if v.sign != nil {
		v.sign.Hidden = true
	}
	if !shown {
		v.face.show(noPattern, v.out, 0, nil)
		return
	}
	c := s.colors(v.desk, v.look)
	v.shape.paint(c.fill, c.stroke, c.width)
	v.face.show(c.pattern, v.out, v.shape.radius, c.ink)
	s.write(v)
	s.placeSign(v, c.label)
	v.label.Color, v.name.Color = c.label, c.name
	v.label.Refresh()
	v.name.Refresh()
}

// write puts on a place what there is to read on it.
func (s *Scene) write(v *deskView) {
	label := words.Plain(v.desk.Label)
	bold := fyne.TextStyle{Bold: true}
	signed := func(key string) func(string) string {
		return func(text string) string { return words.Say(key, words.Args{"Desk": text}) }
	}
	switch v.look.State {
	case Booked:
		forms, least := v.look.names()
		s.writeName(v, label, forms, []string{least}, bold)
	case Mine:
		forms, least := v.look.names()
		for i, form := range forms {
			forms[i] = words.Say("desk.mine-name", words.Args{"Name": form})
		}
		s.writeName(v, label, forms, []string{words.Say("desk.mine-name", words.Args{"Name": least}), words.Say("desk.mine")}, bold)
	case Blocked:
		note := words.Plain(v.look.Note)
		if note == "" || !v.tryName(words.Say("desk.blocked-label", words.Args{"Desk": label}), note, letterings[max(s.letters.name, noteLettering)], fyne.TextStyle{}, true) {
			s.writeLabel(v, label, signed("desk.blocked-label"))
		}
	case Retired:
		s.writeLabel(v, label, signed("desk.retired-label"))
	default:
		s.writeLabel(v, label, nil)
	}
}

// names returns who has the place in the forms that there are, the best one first, and
// the least that tells who it is.
func (l Look) names() (forms []string, least string) {
	seat := data.Seat{Name: l.Name, Booking: data.Booking{UserID: l.UserID, Guest: l.Guest}}
	whole := words.SeatName(seat)
	forms = []string{whole}
	if l.UserID != data.VisitorID {
		forms = names.Forms(whole)
	} else if guest := words.Plain(l.Guest); guest != "" {
		forms = append(names.Forms(guest), words.Say("visitor"))
	}
	return forms, names.Initials(whole)
}
