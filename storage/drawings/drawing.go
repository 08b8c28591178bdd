package drawings

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/regular"
)

// What a drawing may have at most.
const (
	maxBytes  = 16 << 20
	maxShapes = 20_000 // and as many texts
)

// Role says what the shapes of a group become.
type Role int

// The roles.
const (
	RoleNone Role = iota // they are left out
	RoleDesk
	RoleRoom
)

// Group is all shapes of one layer and colour.
type Group struct {
	Layer string // its name, or empty
	Color string // #RRGGBB, or empty if it has neither fill nor stroke
	// Rectangles and Others count its shapes: only rectangles can be desks.
	Rectangles, Others int
	Role               Role // guessed; whoever imports may change it
}

// Drawing is what a file has to offer.
type Drawing struct {
	Groups []Group // those with the most rectangles first

	box    box
	shapes []shape
	texts  []text
}

// box is what is seen of a drawing, in its own units.
type box struct{ x, y, width, height float64 }

// shape is a polygon, or a rectangle if it has four corners with right angles.
type shape struct {
	layer, color string
	corners      []data.Point
	group        int    // its place in Groups
	name         string // that it has in the file, if that can be a label
}

// text is a line of text with the place where it begins or around which it stands, a
// little above its baseline.
type text struct {
	at      data.Point
	content string
}

// Read reads a drawing. The error is a [*failure.Error]; what is wrong with the file
// itself is a [*failure.FaultsError] in it.
func Read(ctx context.Context, path string) (*Drawing, error) {
	content, err := regular.Read(ctx, path, maxBytes)
	var d *Drawing
	if err == nil {
		d, err = Parse(ctx, content)
	}
	if err != nil {
		return nil, &failure.Error{Op: failure.OpReadFile, Path: path, Err: err}
	}
	return d, nil
}

// Parse reads the content of a file; see [Read].
func Parse(ctx context.Context, content []byte) (*Drawing, error) {
	r := newReader(ctx, content)
	if err := r.read(); err != nil {
		return nil, err
	}
	d := &Drawing{box: r.box, shapes: r.shapes, texts: r.texts}
	d.sort()
	d.guess()
	return d, nil
}

// sort puts the shapes into groups, those with the most rectangles first.
func (d *Drawing) sort() {
	type key struct{ layer, color string }
	groups := map[key]*Group{}
	var order []*Group
	for _, s := range d.shapes {
		g := groups[key{s.layer, s.color}]
		if g == nil {
			g = &Group{Layer: s.layer, Color: s.color}
			groups[key{s.layer, s.color}] = g
			order = append(order, g)
		}
		if s.isRectangle() {
			g.Rectangles++
		} else {
			g.Others++
		}
	}
	slices.SortStableFunc(order, func(a, b *Group) int { return cmp.Compare(b.Rectangles, a.Rectangles) })
	places := map[key]int{}
	for i, g := range order {
		d.Groups = append(d.Groups, *g)
		places[key{g.Layer, g.Color}] = i
	}
	for i, s := range d.shapes {
		d.shapes[i].group = places[key{s.layer, s.color}]
	}
}

var deskWords = []string{"desk", "seat", "tisch", "platz", "plätze", "bureau", "poste", "mesa", "puesto", "scrivania", "skrivbord", "arbeits", "workplace", "workstation"}
var roomWords = []string{"room", "raum", "räume", "zimmer", "salle", "sala", "wall", "wand", "wänd", "mur"}

// guess gives each group the role that its name says, and without such a name makes desks
// of the group of most rectangles.
func (d *Drawing) guess() {
	named := false
	for i := range d.Groups {
		g := &d.Groups[i]
		name := strings.ToLower(g.Layer)
		says := func(word string) bool { return strings.Contains(name, word) }
		switch {
		case slices.ContainsFunc(roomWords, says):
			g.Role = RoleRoom
		case g.Rectangles > 0 && slices.ContainsFunc(deskWords, says):
			g.Role, named = RoleDesk, true
		}
	}
	for i := range d.Groups {
		if g := &d.Groups[i]; !named && g.Role == RoleNone && g.Rectangles > 1 {
			g.Role = RoleDesk
			return
		}
	}
}

// Floor returns the floor that the roles make of the drawing, and how many shapes were
// left out because they are no rectangle, lie outside of what is seen or are too many.
func (d *Drawing) Floor(id, name string) (f data.Floor, leftOut int) {
	f = data.Floor{ID: id, Name: name, Layout: data.Size{Width: d.box.width, Height: d.box.height}, Fixtures: []data.Fixture{}, Desks: []data.Desk{}}
	taken, texts := map[string]bool{}, d.labels()
	for i, s := range d.shapes {
		role := d.Groups[s.group].Role
		if role == RoleNone {
			continue
		}
		p, ok := d.place(s)
		switch {
		case !ok, role == RoleDesk && !s.isRectangle(), len(f.Desks) == data.MaxDesks, len(f.Fixtures) == data.MaxDesks:
			leftOut++
		case role == RoleDesk:
			number := len(f.Desks) + 1
			f.Desks = append(f.Desks, data.Desk{
				ID: fmt.Sprintf("d%d", number), Label: freeLabel(cmp.Or(texts[i], s.name), number, taken), Features: []string{},
				Position: p.position, Size: p.size, Rotation: p.rotation,
			})
		case role == RoleRoom:
			f.Fixtures = append(f.Fixtures, data.Fixture{
				ID: fmt.Sprintf("f%d", len(f.Fixtures)+1), Label: texts[i], Type: data.FixtureRoom,
				Position: p.position, Size: p.size, Rotation: p.rotation, Outline: p.outline,
			})
		}
	}
	return f, leftOut
}

// freeLabel returns the label, or one that no desk has: its number if there is none.
func freeLabel(label string, number int, taken map[string]bool) string {
	if label == "" {
		label = fmt.Sprint(number)
	}
	if taken[label] {
		label = data.FreeName(label, func(name string) bool { return !taken[name] })
	}
	taken[label] = true
	return label
}

// labels returns the texts that stand in each shape with a role, from top to bottom. A
// text belongs to the smallest shape around it.
func (d *Drawing) labels() map[int]string {
	type extent struct{ left, top, right, bottom, area float64 }
	extents := make([]extent, len(d.shapes))
	for i, s := range d.shapes {
		e := &extents[i]
		e.left, e.top, e.right, e.bottom = s.bounds()
		e.area = s.area()
	}
	texts := slices.Clone(d.texts)
	slices.SortStableFunc(texts, func(a, b text) int { return cmp.Compare(a.at.Y, b.at.Y) })
	labels := map[int]string{}
	for _, t := range texts {
		inmost := -1
		for i, e := range extents {
			if t.at.X < e.left || t.at.X > e.right || t.at.Y < e.top || t.at.Y > e.bottom ||
				inmost >= 0 && e.area >= extents[inmost].area {
				continue
			}
			if d.Groups[d.shapes[i].group].Role != RoleNone && d.shapes[i].holds(t.at) {
				inmost = i
			}
		}
		if inmost >= 0 {
			labels[inmost] = shorten(strings.TrimSpace(labels[inmost] + " " + t.content))
		}
	}
	return labels
}

// shorten returns at most as much of a text as a label may have.
func shorten(text string) string {
	if letters := []rune(text); len(letters) > data.MaxNameLength {
		return string(letters[:data.MaxNameLength])
	}
	return text
}

// placed is where a shape is on a floor: as a desk or fixture has it.
type placed struct {
	position data.Point
	size     data.Size
	rotation float64
	outline  []data.Point
}

// place returns where a shape is on the floor; ok is false if it isn't on it.
func (d *Drawing) place(s shape) (p placed, ok bool) {
	x, y, width, height, rotation := s.frame()
	p.rotation = rotation
	p.position = data.Point{X: fraction(x-d.box.x, d.box.width), Y: fraction(y-d.box.y, d.box.height)}
	p.size = data.Size{Width: fraction(width, d.box.width), Height: fraction(height, d.box.height)}
	if !s.isRectangle() {
		for _, c := range s.corners {
			p.outline = append(p.outline, data.Point{X: fraction(c.X-x, width), Y: fraction(c.Y-y, height)})
		}
	}
	ok = data.IsExtent(p.size.Width) && data.IsExtent(p.size.Height) && len(p.outline) <= data.MaxCorners
	for _, v := range []float64{p.position.X, p.position.Y, p.position.X + p.size.Width, p.position.Y + p.size.Height} {
		ok = ok && data.IsOnFloor(v)
	}
	return p, ok
}

// fraction returns a part of a whole, with as many digits as anybody draws with.
func fraction(part, whole float64) float64 { return math.Round(part/whole*1e7) / 1e7 }
