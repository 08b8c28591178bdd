package board

import (
	"fyne.io/fyne/v2"

	"seatkeeper/ui/kit"
)

// boardLayout arranges office, floor, day, person, plan and list.
type boardLayout struct {
	*Board
	planCard, listCard fyne.CanvasObject
}

const boardGap float32 = 10

func (l boardLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	office, day, person := l.office.MinSize(), l.day.MinSize(), l.person.MinSize()
	plan, list := l.planCard.MinSize(), l.listCard.MinSize()
	return fyne.NewSize(
		2*kit.BoardInset+max(plan.Width+300+12, list.Width, day.Width, office.Width+person.Width+2*boardGap+60),
		2*kit.ControlHeight+3*boardGap+max(plan.Height, list.Height)+boardGap)
}

func (l boardLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	top := l.layoutBar(size) + boardGap
	const between = 12
	right := size.Width - kit.BoardInset
	list := kit.ListWidth(size.Width)
	height := size.Height - top - boardGap
	kit.Place(l.planCard, kit.BoardInset, top, right-kit.BoardInset-list-between, height)
	kit.Place(l.listCard, right-list, top, list, height)
}

// layoutBar lays office, floor, day and person out in one row, or in two where one
// has too little room, and returns where they end.
func (l boardLayout) layoutBar(size fyne.Size) float32 {
	office, floor, day := l.office.MinSize().Width, l.floor.MinSize().Width, l.day.MinSize().Width
	right := size.Width - kit.BoardInset
	person := float32(0)
	if l.person.Visible() {
		person = l.person.MinSize().Width
	}
	const leastFloor = 100 // the floors can be drawn narrower than they would like
	twoRows := kit.BoardInset+office+min(floor, leastFloor)+day+person+3*boardGap > right
	beside := day // what stands right of the floors
	if twoRows {
		beside = -boardGap
	}
	// The office is as wide as the longest name of any: it gives way before a floor
	// is cut short.
	const leastOffice = 150
	office = max(min(office, leastOffice), min(office, right-kit.BoardInset-floor-beside-person-3*boardGap))
	// What the person is for stands before it if there is room for that.
	if person > 0 {
		person = max(person, min(l.person.WholeWidth(), right-kit.BoardInset-office-floor-beside-3*boardGap))
	}
	floor = min(floor, max(0, right-kit.BoardInset-office-beside-person-3*boardGap))
	left := kit.BoardInset + office + floor + 2*boardGap
	kit.Place(l.office, kit.BoardInset, boardGap, office, kit.ControlHeight)
	kit.Place(l.floor, kit.BoardInset+office+boardGap, boardGap, floor, kit.ControlHeight)
	kit.Place(l.person, right-person, boardGap, person, kit.ControlHeight)
	if twoRows {
		second := kit.ControlHeight + 2*boardGap
		kit.Place(l.day, kit.BoardInset, second, min(day, right-kit.BoardInset), kit.ControlHeight)
		return second + kit.ControlHeight
	}
	kit.Place(l.day, max(left, min((size.Width-day)/2, right-person-boardGap-day)), boardGap, day, kit.ControlHeight)
	return boardGap + kit.ControlHeight
}
