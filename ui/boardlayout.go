package ui

import "fyne.io/fyne/v2"

// boardLayout arranges office, floor, day, person, plan and list.
type boardLayout struct{}

const (
	boardInset float32 = 14 // about the whole, as in the bars above and below
	boardGap   float32 = 10
)

func (boardLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	office, day, person := objects[0].MinSize(), objects[2].MinSize(), objects[3].MinSize()
	plan, list := objects[4].MinSize(), objects[5].MinSize()
	return fyne.NewSize(
		max(2*boardInset+max(plan.Width+300, list.Width)+12, office.Width+day.Width+person.Width+2*boardInset+3*boardGap+100),
		controlHeight+2*boardGap+max(plan.Height, list.Height)+boardGap)
}

func (boardLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	place := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	office, floor, day := objects[0].MinSize().Width, objects[1].MinSize().Width, objects[2].MinSize().Width
	right := size.Width - boardInset
	person := float32(0)
	if objects[3].Visible() {
		// What it is for stands before it where there is room for that.
		person = objects[3].MinSize().Width
		if whole, ok := objects[3].(interface{ WholeWidth() float32 }); ok {
			person = max(person, min(whole.WholeWidth(), right-boardInset-office-floor-day-3*boardGap))
		}
	}
	// The floors give way where there is little room: they can be drawn narrower.
	floor = min(floor, max(0, right-boardInset-office-day-person-3*boardGap))
	left := boardInset + office + floor + 2*boardGap
	place(objects[0], boardInset, boardGap, office, controlHeight)
	place(objects[1], boardInset+office+boardGap, boardGap, floor, controlHeight)
	place(objects[2], max(left, min((size.Width-day)/2, right-person-boardGap-day)), boardGap, day, controlHeight)
	place(objects[3], right-person, boardGap, person, controlHeight)

	const between = 12
	list := max(300, (size.Width-2*boardInset)*0.3)
	top := controlHeight + 2*boardGap
	height := size.Height - top - boardGap
	place(objects[4], boardInset, top, right-boardInset-list-between, height)
	place(objects[5], right-list, top, list, height)
}
