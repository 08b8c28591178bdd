package board

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/people"
	"seatkeeper/ui/plan"
)

var _ fyne.Draggable = (*draggedRow)(nil)

// draggedRow is a row of the list whose person can be dragged to a desk on the plan.
type draggedRow struct {
	widget.BaseWidget
	item     *people.WhoItem
	who      *WhosWhere
	index    int
	on, far  bool // far: too far for a click
	from, to fyne.Position
}

func newDraggedRow(w *WhosWhere) *draggedRow {
	return kit.Extend(&draggedRow{item: people.NewWhoItem(), who: w})
}

// Dragged takes the person along.
func (r *draggedRow) Dragged(ev *fyne.DragEvent) {
	if !r.on {
		r.on, r.far, r.from = true, false, ev.AbsolutePosition.SubtractXY(ev.Dragged.DX, ev.Dragged.DY)
		if r.who.carrier != nil && r.index < len(r.who.shown) {
			r.who.carrier.begin(r.who.rows[r.who.shown[r.index]].Seat, r.from)
		}
	}
	r.to = ev.AbsolutePosition
	r.far = r.far || !plan.IsStill(r.from, r.to)
	if r.who.carrier != nil {
		r.who.carrier.CarryTo(r.to)
	}
}

// DragEnd drops the person. What went hardly anywhere was meant as a click.
func (r *draggedRow) DragEnd() {
	if !r.on {
		return
	}
	r.on = false
	if !r.far {
		r.who.list.SetCursor(r.index)
		r.who.choose(r.index)
	}
	if r.who.carrier != nil {
		r.who.carrier.Drop()
	}
}

func (r *draggedRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.item) }
