package drawing

import (
	"slices"
)

// Clipboard holds copies of things, to be put on the same floor or on another one.
type Clipboard struct {
	things []*Thing
	bounds Box
	metric bool
}

// IsEmpty reports whether there is nothing to paste.
func (c Clipboard) IsEmpty() bool { return len(c.things) == 0 }

// Len says how many things it holds.
func (c Clipboard) Len() int { return len(c.things) }

// Copy returns copies of what is selected.
func (d *Drawing) Copy() Clipboard {
	things := d.Selected()
	b, _ := bounds(things)
	return Clipboard{things, b, d.IsMetric()}
}

// Cut returns copies of what is selected, and deletes it.
func (d *Drawing) Cut() Clipboard {
	c := d.Copy()
	d.Delete()
	return c
}

// Paste puts the things with the middle of their box at a point, and selects them. They get IDs of
// their own, and desks labels that are free.
func (d *Drawing) Paste(c Clipboard, at Point) []Key {
	return d.paste(c, at.Minus(c.bounds.Center()))
}

// PasteAside puts the things where they were, or beside that where something stands there already.
func (d *Drawing) PasteAside(c Clipboard) []Key {
	by := Point{}
	step := d.aside()
	for n := 1; n < 50 && d.stands(c, by); n++ {
		by = Point{step * float64(n), step * float64(n)}
	}
	return d.paste(c, by)
}

func (d *Drawing) aside() float64 { return 0.02 * max(d.now.layout.Width, d.now.layout.Height) }

// stands reports whether one of the things would lie exactly on one that is there.
func (d *Drawing) stands(c Clipboard, by Point) bool {
	at := map[Box]bool{}
	for _, t := range d.now.things {
		at[t.Box] = true
	}
	return slices.ContainsFunc(c.things, func(t *Thing) bool { return at[t.Box.Moved(by)] })
}

// Duplicate copies what is selected a way off, and selects the copies. Without a way they come
// beside it.
func (d *Drawing) Duplicate(by Point) []Key {
	if by == (Point{}) {
		return d.PasteAside(d.Copy())
	}
	return d.paste(d.Copy(), by)
}

func (d *Drawing) paste(c Clipboard, by Point) []Key {
	if c.IsEmpty() {
		return nil
	}
	whole := c.bounds.Moved(by)
	by = by.Plus(Point{into(whole.X, whole.W, d.now.layout.Width), into(whole.Y, whole.H, d.now.layout.Height)})
	d.anew()
	taken := d.labels()
	fresh := map[Key]*Thing{}
	for _, t := range readingOrder(c.things) { // so that the labels follow each other as the desks do
		label := t.Label()
		if t.IsDesk() && !t.Desk.Retired {
			label = freeLabel(label, taken)
		}
		id := d.newID(label)
		if label == "" && t.Fixture != nil {
			id = d.newID(t.Type() + "-1")
		}
		p := t.with(func(p *Thing) {
			p.Key, p.read, p.Box = d.key(), reading{}, t.Box.Moved(by)
			if t.IsDesk() {
				desk := *t.Desk
				desk.ID, desk.Label, desk.Features = id, label, slices.Clone(desk.Features)
				desk.Retired, desk.Blocks = false, nil // those are days of the desk that was copied
				p.Desk = &desk
			} else {
				fixture := *t.Fixture
				fixture.ID = id
				p.Fixture = &fixture
			}
		})
		fresh[t.Key] = p
	}
	things := make([]*Thing, len(c.things))
	for i, t := range c.things {
		things[i] = fresh[t.Key]
	}
	return d.add(things...)
}
