package drawing

import "maps"

// Selected returns what is selected, the lowest first.
func (d *Drawing) Selected() []*Thing {
	if len(d.now.selected) == 0 {
		return nil
	}
	things := make([]*Thing, 0, len(d.now.selected))
	for _, t := range d.now.things {
		if d.now.selected[t.Key] {
			things = append(things, t)
		}
	}
	return things
}

// IsSelected reports whether a thing is selected.
func (d *Drawing) IsSelected(key Key) bool { return d.now.selected[key] }

// Select selects these things and no others.
func (d *Drawing) Select(keys ...Key) {
	selected := make(map[Key]bool, len(keys))
	for _, key := range keys {
		if d.Thing(key) != nil {
			selected[key] = true
		}
	}
	d.choose(selected)
}

// choose sets the selection, also that to which a drag that goes on is taken back.
func (d *Drawing) choose(selected map[Key]bool) {
	d.now.selected = selected
	if d.base != nil {
		d.base.selected = selected
	}
}

// AddToSelection selects these things too.
func (d *Drawing) AddToSelection(keys ...Key) {
	selected := maps.Clone(d.now.selected)
	if selected == nil {
		selected = map[Key]bool{}
	}
	for _, key := range keys {
		if d.Thing(key) != nil {
			selected[key] = true
		}
	}
	d.choose(selected)
}

// Toggle selects a thing too, or no longer.
func (d *Drawing) Toggle(key Key) {
	if !d.IsSelected(key) {
		d.AddToSelection(key)
		return
	}
	selected := maps.Clone(d.now.selected)
	delete(selected, key)
	d.choose(selected)
}

// SelectAll selects all that stands on the floor.
func (d *Drawing) SelectAll() {
	selected := make(map[Key]bool, len(d.now.things))
	for _, t := range d.now.things {
		selected[t.Key] = true
	}
	d.choose(selected)
}

// SelectionBounds returns the smallest straight box about what is selected, and whether
// anything is.
func (d *Drawing) SelectionBounds() (Box, bool) { return bounds(d.Selected()) }

func bounds(things []*Thing) (Box, bool) {
	if len(things) == 0 {
		return Box{}, false
	}
	all := things[0].Bounds()
	for _, t := range things[1:] {
		all = all.union(t.Bounds())
	}
	return all, true
}

// At returns the uppermost thing at a point, or no further from it than near; nil if there
// is none. Desks lie on fixtures, and those on rooms and zones.
func (d *Drawing) At(p Point, near float64) *Thing {
	for rank := range 3 {
		var top *Thing
		for i := len(d.now.things) - 1; i >= 0; i-- {
			t := d.now.things[i]
			if rankOf(t) != rank || top != nil && (rank < 2 || t.Box.W*t.Box.H >= top.Box.W*top.Box.H) || !t.Contains(p, 0) {
				continue
			}
			if top = t; rank < 2 {
				break
			}
		}
		if top != nil {
			return top
		}
		if rank == 1 && near > 0 { // what is thin must be hit, but nothing large before what lies on it
			if t := d.nearest(p, near); t != nil {
				return t
			}
		}
	}
	return nil
}

// nearest returns the nearest thing that is not an area.
func (d *Drawing) nearest(p Point, near float64) *Thing {
	var best *Thing
	for _, t := range d.now.things {
		if rankOf(t) > 1 || !t.Contains(p, near) {
			continue
		}
		if away := distance(t.Outline(), p); away <= near {
			best, near = t, away
		}
	}
	return best
}

// rankOf says how far down a thing lies: desks uppermost, rooms and zones under all else. Of those the
// smaller lies on the larger: a zone in a room, or a room in a zone.
func rankOf(t *Thing) int {
	switch {
	case t.IsDesk():
		return 0
	case t.IsArea():
		return 2
	}
	return 1
}

// Within returns the keys of the desks that a box touches, and of the fixtures that lie within
// it as a whole: who marks the desks of a room does not mean the room.
func (d *Drawing) Within(b Box) []Key {
	var keys []Key
	for _, t := range d.now.things {
		bounds := t.Bounds()
		switch {
		case b.Contains(bounds):
			keys = append(keys, t.Key)
		case !t.IsDesk() || bounds.X > b.Right() || bounds.Right() < b.X || bounds.Y > b.Bottom() || bounds.Bottom() < b.Y:
		case t.Turn == 0 || touches(t.Outline(), b):
			keys = append(keys, t.Key)
		}
	}
	return keys
}

// Next returns the thing after another in the order in which one reads: from the top, each row
// from the left; before it if back is true. After the last comes the first.
func (d *Drawing) Next(after Key, back bool) Key {
	order := readingOrder(d.now.things)
	if len(order) == 0 {
		return 0
	}
	for i, t := range order {
		if t.Key == after {
			if back {
				i += len(order) - 2
			}
			return order[(i+1)%len(order)].Key
		}
	}
	if back {
		return order[len(order)-1].Key
	}
	return order[0].Key
}
