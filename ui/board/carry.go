package board

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/people"
	"seatkeeper/ui/plan"
	"seatkeeper/ui/words"
)

var _ plan.Carrier = (*carrying)(nil)

// carrying is a person on the way to another desk with the pointer, from the plan or from
// the list: their name goes along, and the desk below is lit.
type carrying struct {
	board  *Board
	on     bool
	moved  bool // far enough to be no click
	seat   data.Seat
	from   fyne.Position
	action DeskAction // what a drop would do
	ghost  *ghost
}

// Carry begins with whoever has a desk of the floor that is shown.
func (c *carrying) Carry(deskID string, at fyne.Position) bool {
	_, seats := c.board.plan.Shown()
	seat, taken := seats[deskID]
	return taken && c.begin(seat, at)
}

// begin begins with a booking; where nothing can be changed it does not.
func (c *carrying) begin(seat data.Seat, at fyne.Position) bool {
	if c.board.state.ReadOnly || c.board.OnMove == nil {
		return false
	}
	c.on, c.moved, c.seat, c.from, c.action = true, false, seat, at, DeskAction{}
	c.board.plan.TakeFocus() // so that Escape comes there
	return true
}

// CarryTo goes on to a place on the canvas.
func (c *carrying) CarryTo(at fyne.Position) {
	c.moved = c.on && (c.moved || !plan.IsStill(c.from, at))
	if !c.moved {
		return
	}
	b := c.board
	driver := fyne.CurrentApp().Driver()
	deskID := b.plan.DeskAt(at.Subtract(driver.AbsolutePositionForObject(b.plan)))
	c.action = moveFor(&b.state, c.seat, deskID, b.today())
	says, possible := c.action.dropWords(c.seat)
	b.plan.SetTarget(deskID, possible)
	c.ghost.show(words.SeatName(c.seat), says, possible, at.Subtract(driver.AbsolutePositionForObject(b)), b.Size())
}

// Drop asks for the move, if it is one.
func (c *carrying) Drop() {
	action, moved := c.action, c.moved
	if !c.Cancel() || !moved {
		return
	}
	if _, possible := action.dropWords(action.Seat); possible {
		kit.Call(c.board.OnMove, action)
	}
}

// Cancel ends it with nothing done.
func (c *carrying) Cancel() bool {
	was := c.on
	c.on, c.moved = false, false
	c.board.plan.SetTarget("", false)
	c.ghost.Hide()
	return was
}

// moveFor finds out what it does to give the person of a booking another desk of the
// floor that is shown: the same as if they were chosen, and the desk then.
func moveFor(state *State, seat data.Seat, deskID string, today data.Date) DeskAction {
	s := *state
	s.For = people.BookingFor{UserID: seat.UserID, Name: seat.Name, Guest: seat.Guest}
	a := ActionFor(&s, deskID, today)
	if a.Do == DoBook || a.Do == DoMove {
		a.Do, a.Seat, a.from = DoMove, seat, fromWords(state.Offices, seat, a.Ref)
	}
	return a
}

// dropWords says what a drop would do, and whether anything.
func (a DeskAction) dropWords(seat data.Seat) (says string, possible bool) {
	switch {
	case a.Ref.Desk == "":
		return words.Say("carry.nowhere"), false
	case a.Do == DoPastOver:
		return words.Say("carry.past"), false
	case a.Ref == seat.DeskRef:
		return words.Say("carry.stays", a.Args()), false
	case a.Do == DoMove:
		return words.Say("carry.to", a.Args()), true
	case a.Do == DoRelease:
		return words.Say("carry.taken", a.Args()), false
	case a.Do == DoUnblock:
		return words.Say("carry.blocked", a.Args()), false
	}
	return words.Say("carry.retired", a.Args()), false
}

// ghost is the name that goes along with the pointer, and what a drop would do. It takes
// no clicks.
type ghost struct {
	widget.BaseWidget
	name, says string
	possible   bool
}

func newGhost() *ghost {
	g := kit.Extend(&ghost{})
	g.Hide()
	return g
}

// show shows it beside a place on the board.
func (g *ghost) show(name, says string, possible bool, at fyne.Position, room fyne.Size) {
	if g.name != name || g.says != says || g.possible != possible {
		g.name, g.says, g.possible = name, says, possible
		g.Refresh()
	}
	size := g.MinSize()
	x, y := at.X+14, at.Y+12
	if x+size.Width > room.Width {
		x = at.X - 14 - size.Width
	}
	kit.Place(g, max(0, x), min(y, room.Height-size.Height), size.Width, size.Height)
	g.Show()
}

func (g *ghost) CreateRenderer() fyne.WidgetRenderer {
	r := &ghostRenderer{g: g, back: canvas.NewRectangle(nil), name: canvas.NewText("", nil), says: canvas.NewText("", nil)}
	r.name.TextSize, r.name.TextStyle, r.says.TextSize = kit.BodyText, fyne.TextStyle{Bold: true}, kit.SmallText
	return kit.Drawn(r)
}

type ghostRenderer struct {
	g          *ghost
	back       *canvas.Rectangle
	name, says *canvas.Text
}

const ghostPad float32 = 10

func (r *ghostRenderer) MinSize() fyne.Size {
	width := max(kit.TextWidth(r.name.Text, kit.BodyText, r.name.TextStyle), kit.TextWidth(r.says.Text, kit.SmallText, fyne.TextStyle{}))
	return fyne.NewSize(width+2*ghostPad, kit.TextHeight(kit.BodyText)+kit.TextHeight(kit.SmallText)+10)
}

func (r *ghostRenderer) Layout(size fyne.Size) {
	kit.Place(r.back, 0, 0, size.Width, size.Height)
	y := float32(5)
	for _, t := range []*canvas.Text{r.name, r.says} {
		height := kit.TextHeight(t.TextSize)
		kit.Place(t, ghostPad, y, size.Width-2*ghostPad, height)
		y += height
	}
}

func (r *ghostRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.g) }
	line, sign := theme.ColorNamePrimary, "✓ "
	if !r.g.possible {
		line, sign = theme.ColorNameError, "✕ "
	}
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth, r.back.CornerRadius = look(kit.ColorNameSurface), look(line), 2, 6
	r.name.Text, r.name.Color = kit.FitEnd(r.g.name, 260, kit.BodyText, r.name.TextStyle), look(theme.ColorNameForeground)
	r.says.Text, r.says.Color = sign+r.g.says, look(line)
	r.Layout(r.g.Size())
	canvas.Refresh(r.g)
}

func (r *ghostRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.name, r.says}
}

func (r *ghostRenderer) Destroy() {}
