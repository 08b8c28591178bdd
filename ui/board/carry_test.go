package board

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// dragging is a board on which people are dragged.
type dragging struct {
	*testing.T
	*Board
	win   fyne.Window
	moved []string
	at    fyne.Position // of the pointer, on the canvas
	with  fyne.Draggable
}

func draggingForTest(t *testing.T, change func(*State)) *dragging {
	t.Helper()
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	d := &dragging{T: t, Board: New(Options{Today: uitest.TodayNow})}
	d.OnMove = func(a DeskAction) { d.moved = append(d.moved, a.Seat.Name+" "+a.from+" → "+a.Desk.Label) }
	d.win = uitest.Show(t, d.Board, 1200, 760)
	state := State{Offices: uitest.Offices(), OfficeID: "harbour-house", FloorID: "floor-1", Day: uitest.Today, Seats: uitest.Seats(), People: 12}
	for i := range state.Seats {
		state.Seats[i].Label = state.Seats[i].Desk
	}
	if change != nil {
		change(&state)
	}
	d.Apply(state)
	return d
}

func (d *dragging) desk(id string) fyne.Position {
	at, _ := kit.PlaceOf(d.plan)
	return at.Add(d.plan.Middle(id))
}

func (d *dragging) begin(with fyne.Draggable, at fyne.Position) { d.with, d.at = with, at }

func (d *dragging) to(at fyne.Position) {
	own, _ := kit.PlaceOf(d.with.(fyne.CanvasObject))
	ev := &fyne.DragEvent{Dragged: fyne.NewDelta(at.X-d.at.X, at.Y-d.at.Y)}
	ev.AbsolutePosition, ev.Position = at, at.Subtract(own)
	d.at = at
	d.with.Dragged(ev)
}

func (d *dragging) wantGhost(name, says string) {
	d.Helper()
	var texts []string
	for _, o := range uitest.Shown(d.carry.ghost) {
		if t, ok := o.(*canvas.Text); ok {
			texts = append(texts, t.Text)
		}
	}
	switch {
	case says == "" && d.carry.ghost.Visible():
		d.Errorf("the ghost says %q", texts)
	case says != "" && (len(texts) != 2 || texts[0] != name || texts[1] != says):
		d.Errorf("the ghost says %q, not %q, %q", texts, name, says)
	}
}

func (d *dragging) wantMoved(want string) {
	d.Helper()
	got := ""
	if len(d.moved) > 0 {
		got = d.moved[len(d.moved)-1]
	}
	if got != want || len(d.moved) > 1 {
		d.Errorf("moved is %q, not %q", d.moved, want)
	}
	d.wantGhost("", "")
	d.moved = nil
}

func TestAPersonIsDraggedFromThePlan(t *testing.T) {
	d := draggingForTest(t, nil)
	d.begin(d.plan, d.desk("A1"))
	d.to(d.desk("A1").AddXY(3, 3))
	d.wantGhost("", "")                                 // it may be a click
	for _, over := range []struct{ desk, says string }{ // its own desk last: a way that short may be a click
		{"A2", "✓ Move to A2"}, {"A3", "✕ A3 is taken by Marco Duarte"}, {"A9", "✕ A9 is no longer in use"}, {"A1", "✕ Stays at A1"},
	} {
		d.to(d.desk(over.desk))
		d.wantGhost("Ines Okafor", over.says)
	}
	d.to(fyne.NewPos(5, 5))
	d.wantGhost("Ines Okafor", "✕ Drop on a free desk")
	d.to(d.desk("A2"))
	d.plan.DragEnd()
	d.wantMoved("Ines Okafor A1 → A2")
	for _, to := range []fyne.Position{d.desk("A3"), d.desk("A9"), d.desk("A1"), fyne.NewPos(5, 5)} {
		d.begin(d.plan, d.desk("A1"))
		d.to(d.desk("A2"))
		d.to(to)
		d.plan.DragEnd()
		d.wantMoved("")
	}
	if d.Selected() != "" {
		t.Errorf("%s is selected by a drag", d.Selected())
	}
	d.begin(d.plan, d.desk("A1"))
	d.to(d.desk("A1").AddXY(3, 2))
	d.plan.DragEnd()
	d.wantMoved("")
	if d.Selected() != "A1" {
		t.Error("a click that shakes does not select")
	}
}

func TestAPersonIsDraggedFromTheList(t *testing.T) {
	d := draggingForTest(t, func(s *State) { s.Scope = AllOffices })
	var row *draggedRow
	for _, o := range uitest.Shown(d.who.list) {
		if r, ok := o.(*draggedRow); ok && r.item.Look.Name == "Jan Novak" {
			row = r
		}
	}
	if row == nil {
		t.Fatal("the row is not shown")
	}
	at, size := kit.PlaceOf(row)
	middle := at.AddXY(size.Width/2, size.Height/2)
	d.begin(row, middle)
	d.to(middle.AddXY(-20, 0))
	d.wantGhost("Jan Novak", "✕ Drop on a free desk")
	d.to(d.desk("B1"))
	d.wantGhost("Jan Novak", "✓ Move to B1")
	row.DragEnd()
	d.wantMoved("Jan Novak E1 (2nd floor) → B1")
	d.begin(row, middle)
	d.to(middle.AddXY(2, 2))
	row.DragEnd()
	d.wantMoved("")
	if i := d.who.chosenRow(); i < 0 || d.who.rows[d.who.shown[i]].Seat.Name != "Jan Novak" {
		t.Error("a click that shakes does not choose the row")
	}
}

func TestAVisitorKeepsTheBookingThatIsDragged(t *testing.T) {
	d := draggingForTest(t, nil)
	d.begin(d.plan, d.desk("B4"))
	d.to(d.desk("B1"))
	d.wantGhost("Visitor · Dr. Wells", "✓ Move to B1")
	d.plan.DragEnd()
	d.wantMoved(" B4 → B1")
}

func TestEscapeEndsADrag(t *testing.T) {
	d := draggingForTest(t, nil)
	d.begin(d.plan, d.desk("A1"))
	d.to(d.desk("A2"))
	uitest.Press(d.win, fyne.KeyEscape)
	d.wantGhost("", "")
	d.to(d.desk("A5"))
	d.plan.DragEnd()
	d.wantMoved("")
}

func TestNobodyIsDraggedWhereNothingCanBeChanged(t *testing.T) {
	d := draggingForTest(t, func(s *State) { s.ReadOnly = true })
	d.begin(d.plan, d.desk("A1"))
	d.to(d.desk("A2"))
	d.wantGhost("", "")
	d.plan.DragEnd()
	d.wantMoved("")
	d = draggingForTest(t, func(s *State) { s.Day = uitest.Today.AddDays(-1) })
	d.begin(d.plan, d.desk("A1"))
	d.to(d.desk("A2"))
	d.wantGhost("Ines Okafor", "✕ The day is over")
	d.plan.DragEnd()
	d.wantMoved("")
	d = draggingForTest(t, nil)
	d.begin(d.plan, d.desk("A2")) // a free desk moves the floor
	d.to(d.desk("A5"))
	d.wantGhost("", "")
}
