package drawing

import (
	"math"

	"seatkeeper/data"
)

// newDesk returns a desk that is not on the floor yet.
func (d *Drawing) newDesk(label string, box Box, kind data.Kind) *Thing {
	label = text(label)
	return &Thing{Key: d.key(), Box: box, Desk: &data.Desk{ID: d.newID(label), Label: label, Kind: kind, Features: []string{}}}
}

func (d *Drawing) newFixture(kind, label string, box Box) *Thing {
	label = text(label)
	name := label
	if name == "" {
		name = kind + "-1"
	}
	return &Thing{Key: d.key(), Box: box, Fixture: &data.Fixture{ID: d.newID(name), Label: label, Type: kind}}
}

// PlaceDesk puts a desk of the given size with its middle at a point, and selects it. Its label is
// the next one after the last desk's.
func (d *Drawing) PlaceDesk(size data.Size, at Point, kind data.Kind) (Key, bool) {
	d.anew()
	return first(d.add(d.newDesk(d.nextLabel(), Box{W: size.Width, H: size.Height}.centeredAt(at), kind)))
}

// nextLabel follows the label of the desk that was added last.
func (d *Drawing) nextLabel() string {
	label := "A1"
	for _, t := range d.from().things {
		if t.IsDesk() && t.Label() != "" {
			label = t.Label()
		}
	}
	return freeLabel(label, d.labels())
}

// PlaceFixture puts a fixture of one of the types of data into a box, and selects it.
func (d *Drawing) PlaceFixture(kind, label string, box Box) (Key, bool) {
	d.anew()
	return first(d.add(d.newFixture(kind, label, box)))
}

// PlacePolygon puts a fixture with corners, of which there must be three at least, and
// selects it.
func (d *Drawing) PlacePolygon(kind, label string, corners []Point) (Key, bool) {
	if len(corners) < 3 || len(corners) > data.MaxCorners {
		return 0, false
	}
	whole := d.floorSize()
	kept := make([]Point, len(corners))
	for i, p := range corners {
		kept[i] = Point{max(0, min(p.X, whole.W)), max(0, min(p.Y, whole.H))}
	}
	box := boundsOf(kept)
	if box.W < d.smallest() || box.H < d.smallest() {
		return 0, false
	}
	d.anew()
	t := d.newFixture(kind, label, box)
	for _, p := range kept {
		t.Fixture.Outline = append(t.Fixture.Outline, data.Point{X: (p.X - box.X) / box.W, Y: (p.Y - box.Y) / box.H})
	}
	return first(d.add(t))
}

// PlaceWall puts a wall of some thickness between two points, and selects it.
func (d *Drawing) PlaceWall(from, to Point, thick float64) (Key, bool) {
	way := to.Minus(from)
	long := way.Length()
	if long < thick {
		return 0, false
	}
	middle := Point{(from.X + to.X) / 2, (from.Y + to.Y) / 2}
	angle := math.Atan2(way.Y, way.X) * 180 / math.Pi
	box := Box{W: long, H: thick}
	if q := turn(angle); math.Mod(q, 90) < 1e-6 || math.Mod(q, 90) > 90-1e-6 {
		if math.Abs(way.Y) > math.Abs(way.X) {
			box = Box{W: thick, H: long}
		}
		angle = 0
	}
	d.anew()
	t := d.newFixture(data.FixtureWall, "", box.centeredAt(middle))
	t.Turn = turn(angle)
	return first(d.add(t))
}

func first(keys []Key) (Key, bool) {
	if len(keys) == 0 {
		return 0, false
	}
	return keys[0], true
}

// nameZones gives the desks that lie in a zone its name, and takes it from those that lie in it no
// longer. Only what has changed is looked at: who has said what zone a desk belongs to is not
// overruled by a zone that was always there.
func nameZones(before, after []*Thing) []*Thing {
	was, is := zonesOf(before), zonesOf(after)
	if len(was) == 0 && len(is) == 0 {
		return after
	}
	same := len(was) == len(is)
	for i := 0; same && i < len(is); i++ {
		same = was[i] == is[i]
	}
	old := make(map[Key]*Thing, len(before))
	for _, t := range before {
		if t.IsDesk() {
			old[t.Key] = t
		}
	}
	named := after
	for i, t := range after {
		if !t.IsDesk() || same && old[t.Key] == t {
			continue
		}
		zone, had := t.Desk.Zone, old[t.Key]
		if in := zoneAt(is, t.Box.Center()); in != nil {
			zone = in.Label()
		} else if had != nil {
			if in := zoneAt(was, had.Box.Center()); in != nil && in.Label() == zone {
				zone = ""
			}
		}
		if zone == t.Desk.Zone {
			continue
		}
		if &named[0] == &after[0] {
			named = append([]*Thing{}, after...)
		}
		named[i] = t.withDesk(func(d *data.Desk) { d.Zone = zone })
	}
	return named
}

// zonesOf returns the zones that have a name.
func zonesOf(things []*Thing) []*Thing {
	var zones []*Thing
	for _, t := range things {
		if t.IsZone() && t.Label() != "" {
			zones = append(zones, t)
		}
	}
	return zones
}

// zoneAt returns the smallest zone at a point, or nil.
func zoneAt(zones []*Thing, p Point) *Thing {
	var best *Thing
	for _, z := range zones {
		if z.Contains(p, 0) && (best == nil || z.Box.W*z.Box.H < best.Box.W*best.Box.H) {
			best = z
		}
	}
	return best
}

// ZoneOver returns the zone in which a desk lies and that gives it its name, or nil.
func (d *Drawing) ZoneOver(t *Thing) *Thing { return zoneAt(zonesOf(d.now.things), t.Box.Center()) }
