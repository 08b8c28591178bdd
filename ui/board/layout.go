package board

import (
	"fyne.io/fyne/v2"

	"seatkeeper/ui/kit"
)

// boardLayout arranges office, floor, day, person, plan and list.
type boardLayout struct{}

const boardGap float32 = 10

func (boardLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	office, day, person := objects[0].MinSize(), objects[2].MinSize(), objects[3].MinSize()
	plan, list := objects[4].MinSize(), objects[5].MinSize()
	return fyne.NewSize(
		2*kit.BoardInset+max(plan.Width+300+12, list.Width, day.Width, office.Width+person.Width+2*boardGap+60),
		2*kit.ControlHeight+3*boardGap+max(plan.Height, list.Height)+boardGap)
}

func (l boardLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	top := l.layoutBar(objects, size) + boardGap
	const between = 12
	right := size.Width - kit.BoardInset
	list := kit.ListWidth(size.Width)
	height := size.Height - top - boardGap
	kit.Place(objects[4], kit.BoardInset, top, right-kit.BoardInset-list-between, height)
	kit.Place(objects[5], right-list, top, list, height)
}

// layoutBar lays office, floor, day and person out in one row, or in two where one
// has too little room, and returns where they end.
func (boardLayout) layoutBar(objects []fyne.CanvasObject, size fyne.Size) float32 {
	office, floor, day := objects[0].MinSize().Width, objects[1].MinSize().Width, objects[2].MinSize().Width
	right := size.Width - kit.BoardInset
	person := float32(0)
	if objects[3].Visible() {
		person = objects[3].MinSize().Width
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
	// What the person is for stands before it where there is room for that.
	if whole, ok := objects[3].(interface{ WholeWidth() float32 }); ok && person > 0 {
		person = max(person, min(whole.WholeWidth(), right-kit.BoardInset-office-floor-beside-3*boardGap))
	}
	floor = min(floor, max(0, right-kit.BoardInset-office-beside-person-3*boardGap))
	left := kit.BoardInset + office + floor + 2*boardGap
	kit.Place(objects[0], kit.BoardInset, boardGap, office, kit.ControlHeight)
	kit.Place(objects[1], kit.BoardInset+office+boardGap, boardGap, floor, kit.ControlHeight)
	kit.Place(objects[3], right-person, boardGap, person, kit.ControlHeight)
	if twoRows {
		second := kit.ControlHeight + 2*boardGap
		kit.Place(objects[2], kit.BoardInset, second, min(day, right-kit.BoardInset), kit.ControlHeight)
		return second + kit.ControlHeight
	}
	kit.Place(objects[2], max(left, min((size.Width-day)/2, right-person-boardGap-day)), boardGap, day, kit.ControlHeight)
	return boardGap + kit.ControlHeight
}
