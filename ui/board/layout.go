package board

import (
	"fyne.io/fyne/v2"

	"seatkeeper/ui/day"
	"seatkeeper/ui/kit"
)

// boardLayout arranges office, floor, day, person, plan and list.
type boardLayout struct {
	*Board
	planCard, listCard fyne.CanvasObject
}

const boardGap float32 = 10

func (l boardLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	plan, list := l.planCard.MinSize(), l.listCard.MinSize()
	return fyne.NewSize(2*kit.BoardInset+max(plan.Width, list.Width, l.day.WidthIn(day.Shortest)),
		2*kit.ControlHeight+3*boardGap+plan.Height+boardGap)
}

// besideList is how wide a board has to be to show the plan and the list beside each
// other. In a narrower one the list can be had in the plan's place.
const besideList float32 = 700

func (l boardLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	narrow := size.Width < besideList
	l.views.Hidden = !narrow
	top := l.layoutBar(size) + boardGap
	const between = 12
	right := size.Width - kit.BoardInset
	list := kit.ListWidth(size.Width)
	height := size.Height - top - boardGap
	// What lies over the list at its end, such as news, leaves its last rows free.
	const least = 150
	below := max(0, min(l.listFoot, height-least))
	kit.ShowIf(l.planCard, !narrow || l.views.Chosen == 0)
	kit.ShowIf(l.listCard, !narrow || l.views.Chosen == 1)
	if narrow {
		kit.Place(l.planCard, kit.BoardInset, top, right-kit.BoardInset, height-below)
		kit.Place(l.listCard, kit.BoardInset, top, right-kit.BoardInset, height-below)
		return
	}
	kit.Place(l.planCard, kit.BoardInset, top, right-kit.BoardInset-list-between, height)
	kit.Place(l.listCard, right-list, top, list, height-below)
}

// barForm is how the bar is written in less and less room.
type barForm struct {
	day           day.Form
	office, floor float32 // how wide they are at most
}

// layoutBar lays office, floor, day and person out in one row, or in two where one
// has too little room in any form, and returns where they end.
func (l boardLayout) layoutBar(size fyne.Size) float32 {
	office, floor := l.office.MinSize().Width, l.floor.MinSize().Width
	left, right := kit.BoardInset, size.Width-kit.BoardInset
	person, views := float32(0), float32(0)
	if l.person.Visible() {
		person = l.person.MinSize().Width + boardGap
	}
	if l.views.Visible() {
		views = l.views.MinSize().Width + boardGap
	}
	const leastOffice, smallOffice, leastFloor = 150, 110, 120
	form, rest := barForm{}, float32(-1)
	for _, form = range []barForm{
		{day.Whole, office, floor}, {day.Short, office, floor}, {day.Short, min(office, leastOffice), floor},
		{day.Shortest, office, floor}, {day.Shortest, min(office, leastOffice), floor}, {day.Shortest, min(office, smallOffice), floor},
	} {
		rest = right - left - form.office - form.floor - l.day.WidthIn(form.day) - 2*boardGap - person - views
		if rest >= 0 {
			break
		}
	}
	const cut = 0.6  // of the floors' names that has to be left
	const many = 300 // a floor or two are shown whole
	if rest < 0 && floor > many && form.floor+rest >= cut*floor {
		form.floor, rest = form.floor+rest, 0
	}
	second := rest < 0
	if second { // the day, and the choice between plan and list, stand below
		form = barForm{day: day.Whole, office: min(office, leastOffice), floor: floor}
		if l.day.WidthIn(day.Whole)+views > right-left {
			form.day = day.Short
		}
		if l.day.WidthIn(form.day)+views > right-left {
			form.day = day.Shortest
		}
		over := form.office + form.floor + boardGap + person - (right - left)
		form.floor -= max(0, min(over, form.floor-leastFloor))
		rest = max(0, -over)
	}
	more := max(0, min(office-form.office, rest)) // a name is cut only where no room is left
	form.office, rest = form.office+more, rest-more
	l.day.SetForm(form.day)
	days := l.day.WidthIn(form.day)
	// What the person is for stands before it if there is room for that.
	if person > 0 {
		wide := min(l.person.WholeWidth()+boardGap-person, rest)
		person += max(0, wide)
		kit.Place(l.person, right-person+boardGap, boardGap, person-boardGap, kit.ControlHeight)
	}
	kit.Place(l.office, left, boardGap, form.office, kit.ControlHeight)
	kit.Place(l.floor, left+form.office+boardGap, boardGap, form.floor, kit.ControlHeight)
	after := left + form.office + form.floor + 2*boardGap
	if second {
		y := kit.ControlHeight + 2*boardGap
		kit.Place(l.day, left, y, min(days, right-left), kit.ControlHeight)
		kit.Place(l.views, right-views+boardGap, y, max(0, views-boardGap), kit.ControlHeight)
		return y + kit.ControlHeight
	}
	kit.Place(l.views, right-person-views+boardGap, boardGap, max(0, views-boardGap), kit.ControlHeight)
	kit.Place(l.day, max(after, min((size.Width-days)/2, right-person-views-days)), boardGap, days, kit.ControlHeight)
	return boardGap + kit.ControlHeight
}
