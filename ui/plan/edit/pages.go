package edit

import (
	"slices"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/drawing"
	"seatkeeper/ui/plan/field"
	"seatkeeper/ui/plan/toolbutton"
	"seatkeeper/ui/words"
)

// What tools put and what polygons can be.
var (
	toolTypes  = []string{data.FixtureStairs, data.FixturePrinter, data.FixturePlant, data.FixtureKitchen}
	shapeTypes = []string{data.FixtureRoom, data.FixtureZone}
)

func textOf(v drawing.Value[string]) (string, bool) { return v.Is, v.Mixed }

func (p *panel) makeDesks() *page {
	d, to := p.e.drawing, &page{}
	to.first = p.field(to, func() (string, bool) { return textOf(d.Properties().Label) }, d.SetLabel)
	to.add(field.Named("edit.label", to.first))
	zone := p.field(to, func() (string, bool) { return textOf(d.Properties().Zone) }, d.SetZone)
	to.add(field.Named("edit.zone", zone))
	kinds := data.Kinds()
	kind := p.choice(to, func() ([]string, int) {
		names := make([]string, len(kinds))
		for i, k := range kinds {
			names[i] = words.Say(kindNames[k])
		}
		v := d.Properties().Kind
		if v.Mixed {
			return names, -1
		}
		return names, slices.Index(kinds, v.Is)
	}, func(i int) { d.SetKind(kinds[i]) })
	to.add(field.Named("edit.kind", kind))
	features := p.field(to, func() (string, bool) { return textOf(d.Properties().Features) }, d.SetFeatures)
	to.add(field.Named("edit.features", features))
	p.addGeometry(to)
	p.addArrange(to)
	p.addNumbering(to)
	return to
}

func (p *panel) makeFixtures() *page {
	d, to := p.e.drawing, &page{}
	to.first = p.field(to, func() (string, bool) { return textOf(d.Properties().Label) }, d.SetLabel)
	to.add(field.Named("edit.label", to.first))
	types := data.FixtureTypes()
	to.add(field.Named("edit.type", p.choice(to, func() ([]string, int) {
		names := make([]string, len(types))
		for i, t := range types {
			names[i] = typeName(t)
		}
		v := d.Properties().Type
		if v.Mixed {
			return names, -1
		}
		return names, slices.Index(types, v.Is)
	}, func(i int) { d.SetType(types[i]) })))
	to.add(field.Named("edit.color", p.choice(to, func() ([]string, int) {
		names := []string{words.Say("edit.color-theme")}
		for i := range hues {
			names = append(names, words.Say(hueNames[i]))
		}
		v := d.Properties().Color
		switch i := slices.Index(hues, v.Is); {
		case v.Mixed:
			return names, -1
		case v.Is == "":
			return names, 0
		case i >= 0:
			return names, i + 1
		}
		return append(names, v.Is), len(names)
	}, func(i int) {
		switch {
		case i == 0:
			d.SetColor("")
		case i <= len(hues):
			d.SetColor(hues[i-1])
		}
	})))
	p.addGeometry(to)
	p.addArrange(to)
	return to
}

// hueNames are keys of words, as hues are colours.
var hueNames = []string{"edit.color-blue", "edit.color-green", "edit.color-yellow", "edit.color-violet", "edit.color-orange", "edit.color-teal"}

func (p *panel) makeMixed() *page {
	to := &page{}
	p.addGeometry(to)
	p.addArrange(to)
	p.addNumbering(to)
	return to
}

// addGeometry adds size and angle.
func (p *panel) addGeometry(to *page) {
	d := p.e.drawing
	get, set := field.Numbers(func() drawing.Value[float64] { return d.Properties().Width }, func(v float64) bool { return v > 0 && d.SetSize(v, 0) })
	width := p.field(to, get, set)
	get, set = field.Numbers(func() drawing.Value[float64] { return d.Properties().Height }, func(v float64) bool { return v > 0 && d.SetSize(0, v) })
	height := p.field(to, get, set)
	get, set = field.Numbers(func() drawing.Value[float64] { return d.Properties().Turn }, d.SetTurn)
	angle := p.field(to, get, set)
	to.add(field.Beside(field.Named("edit.width", width), field.Named("edit.height", height), field.Named("edit.angle", angle)))
}

// arrangements bring several things in line, so many at least. key is one of words; those
// without are lines between groups.
var arrangements = []struct {
	sign, key string
	least     int
	do        func(*drawing.Drawing)
}{
	{"left", "edit.align-left", 2, align(drawing.Left)},
	{"middle", "edit.align-middle", 2, align(drawing.Middle)},
	{"right", "edit.align-right", 2, align(drawing.Right)},
	{},
	{"top", "edit.align-top", 2, align(drawing.Top)},
	{"center", "edit.align-center", 2, align(drawing.Center)},
	{"bottom", "edit.align-bottom", 2, align(drawing.Bottom)},
	{},
	{"across", "edit.spread-across", 3, func(d *drawing.Drawing) { d.Distribute(false) }},
	{"down", "edit.spread-down", 3, func(d *drawing.Drawing) { d.Distribute(true) }},
	{"same", "edit.same-size", 2, func(d *drawing.Drawing) { d.SameSize() }},
}

func align(side drawing.Side) func(*drawing.Drawing) {
	return func(d *drawing.Drawing) { d.Align(side) }
}

// addArrange adds what brings several things in line.
func (p *panel) addArrange(to *page) {
	d := p.e.drawing
	var buttons []fyne.CanvasObject
	least := map[*toolbutton.Button]int{}
	for _, a := range arrangements {
		if a.key == "" {
			continue
		}
		b := toolbutton.New(a.sign, "", "", words.Say(a.key), func() { a.do(d); p.e.surface.changed(); p.keysBack() })
		b.OnHover, b.OnKey = p.e.hint, p.key
		least[b] = a.least
		buttons = append(buttons, b)
	}
	duplicate := p.button(kit.Plain, "edit.duplicate", func() { d.Duplicate(drawing.Point{}) })
	remove := p.button(kit.Plain, "edit.delete", func() { d.Delete() })
	to.add(field.Beside(buttons...), field.Beside(duplicate, remove))
	to.updates = append(to.updates, func() {
		n := len(d.Selected())
		for b, need := range least {
			if b.Disabled() != (n < need) {
				if n < need {
					b.Disable()
				} else {
					b.Enable()
				}
			}
		}
	})
}

// numberOrders are keys of words: the order in which desks are numbered.
var numberOrders = []struct {
	key string
	n   drawing.Numbering
}{
	{"edit.order-right-down", drawing.Numbering{}},
	{"edit.order-left-down", drawing.Numbering{FromRight: true}},
	{"edit.order-right-up", drawing.Numbering{FromBottom: true}},
	{"edit.order-left-up", drawing.Numbering{FromRight: true, FromBottom: true}},
	{"edit.order-down-right", drawing.Numbering{ByColumn: true}},
	{"edit.order-down-left", drawing.Numbering{ByColumn: true, FromRight: true}},
	{"edit.order-up-right", drawing.Numbering{ByColumn: true, FromBottom: true}},
	{"edit.order-up-left", drawing.Numbering{ByColumn: true, FromRight: true, FromBottom: true}},
}

// addNumbering adds what gives desks their labels in an order.
func (p *panel) addNumbering(to *page) {
	n := &p.e.numbering
	to.add(p.orderPart(to, n, func() {}), p.button(kit.Plain, "edit.number", func() { p.e.drawing.Number(*n) }))
}

// orderPart is prefix, first number, step and order of a numbering. changed is called after each.
func (p *panel) orderPart(to *page, n *drawing.Numbering, changed func()) fyne.CanvasObject {
	prefix := p.field(to, func() (string, bool) { return n.Prefix, false }, func(typed string) bool { n.Prefix = typed; changed(); return true })
	from := p.field(to, func() (string, bool) { return field.Number(float64(n.From)), false }, func(typed string) bool {
		v, ok := field.ParseNumber(typed)
		if ok && v >= 0 && v < 1e6 {
			n.From = int(v)
			changed()
		}
		return ok
	})
	step := p.field(to, func() (string, bool) { return field.Number(float64(max(1, n.Step))), false }, func(typed string) bool {
		v, ok := field.ParseNumber(typed)
		if ok && v >= 1 && v < 1e4 {
			n.Step = int(v)
			changed()
		}
		return ok
	})
	order := p.choice(to, func() ([]string, int) {
		names := make([]string, len(numberOrders))
		chosen := 0
		for i, o := range numberOrders {
			names[i] = words.Say(o.key)
			if o.n.ByColumn == n.ByColumn && o.n.FromRight == n.FromRight && o.n.FromBottom == n.FromBottom {
				chosen = i
			}
		}
		return names, chosen
	}, func(i int) {
		o := numberOrders[i].n
		n.ByColumn, n.FromRight, n.FromBottom = o.ByColumn, o.FromRight, o.FromBottom
		changed()
	})
	snake := p.toggle("edit.snake", n.Snake, func(on bool) {
		n.Snake = on
		changed()
	})
	to.prefix = prefix
	return kit.NewColumn(field.Beside(field.Named("edit.prefix", prefix), field.Named("edit.from", from), field.Named("edit.step", step)), field.Named("edit.order", order), snake)
}
