package plan

import "fyne.io/fyne/v2"

func firstDesk(desks []*deskView) *deskView { return foremost(desks, readsBefore) }

func lastDesk(desks []*deskView) *deskView {
	return foremost(desks, func(a, b *deskView) bool { return readsBefore(b, a) })
}

// foremost returns the desk that no other comes before.
func foremost(desks []*deskView, before func(a, b *deskView) bool) *deskView {
	first := desks[0]
	for _, d := range desks[1:] {
		if before(d, first) {
			first = d
		}
	}
	return first
}

// readsBefore orders desks as one reads: rows from the top, each from the left.
func readsBefore(a, b *deskView) bool {
	if abs(a.out.Center.Y-b.out.Center.Y) > min(a.out.Height, b.out.Height)/2 {
		return a.out.Center.Y < b.out.Center.Y
	}
	return a.out.Center.X < b.out.Center.X
}

// neighbour returns the nearest desk in the direction of an arrow key, or nil at
// the edge. Desks straight ahead are preferred to nearer ones at the side.
func neighbour(desks []*deskView, from *deskView, key fyne.KeyName) *deskView {
	var best *deskView
	var bestCost float32
	for _, d := range desks {
		x, y := d.out.Center.X-from.out.Center.X, d.out.Center.Y-from.out.Center.Y
		var ahead, aside float32
		switch key {
		case fyne.KeyRight:
			ahead, aside = x, abs(y)
		case fyne.KeyLeft:
			ahead, aside = -x, abs(y)
		case fyne.KeyDown:
			ahead, aside = y, abs(x)
		default:
			ahead, aside = -y, abs(x)
		}
		// A quarter of a desk ahead, or it counts as beside.
		if d == from || ahead < min(from.out.Width, from.out.Height)/4 || aside > 3*ahead {
			continue
		}
		if cost := ahead + 2.5*aside; best == nil || cost < bestCost {
			best, bestCost = d, cost
		}
	}
	return best
}
