package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/ui/kit"
)

// drag drags whoever has a desk of the plan to another one.
func (f *flow) drag(from, to string) {
	f.Helper()
	plan := f.shownPlan()
	at, _ := kit.PlaceOf(plan)
	for _, pos := range []fyne.Position{plan.Middle(from).AddXY(9, 9), plan.Middle(to)} {
		ev := &fyne.DragEvent{Dragged: fyne.NewDelta(9, 9)}
		ev.Position, ev.AbsolutePosition = pos, pos.Add(at)
		plan.Dragged(ev)
	}
	plan.DragEnd()
	f.hand.Run()
}

func TestFlowAPersonIsDraggedToAnotherDesk(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	f.book(f.w.store, "A1", "Ines Okafor", "2026-11-24")
	f.book(f.w.store, "A3", "Marco Reyes", "2026-11-24")
	f.look()
	f.drag("A1", "A3")
	f.wantNoSheet() // it is taken
	f.drag("A1", "A2")
	f.wantSheet("Move Ines Okafor to A2?")
	f.button("Cancel")
	f.wantSeats("A1 Ines Okafor", "A3 Marco Reyes")
	f.drag("A1", "A2")
	f.button("Move")
	f.wantSeats("A2 Ines Okafor", "A3 Marco Reyes")
	f.menu("Undo: move Ines Okafor")
	f.wantSeats("A1 Ines Okafor", "A3 Marco Reyes")
}
