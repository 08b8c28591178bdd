package edit

import (
	"slices"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/drawing"
	"seatkeeper/ui/plan/field"
	"seatkeeper/ui/words"
)

// makeRows is the page of the row tool. The rows that were drawn last follow what is typed.
func (p *panel) makeRows() *page {
	to, s := &page{}, p.e.surface
	rows := &s.set.rows
	again := p.e.rowsAgain
	count := func(n *int) *field.Field {
		return p.field(to, func() (string, bool) {
			if *n == 0 {
				return words.Say("edit.as-fit"), false
			}
			return field.Number(float64(*n)), false
		}, func(typed string) bool {
			v, ok := field.ParseNumber(typed)
			*n = 0
			if ok && v >= 1 && v <= 200 {
				*n = int(v)
			}
			again()
			return ok
		})
	}
	length := func(v *float64, least float64) *field.Field {
		return p.field(to, func() (string, bool) { return field.Number(*v), false }, func(typed string) bool {
			typedLength, ok := field.ParseNumber(typed)
			if ok = ok && typedLength >= least && typedLength <= 100; ok {
				*v = typedLength
				again()
			}
			return ok
		})
	}
	to.first, to.second = count(&rows.PerRow), count(&rows.Rows)
	to.add(field.Beside(field.Named("edit.per-row", to.first), field.Named("edit.rows", to.second)))
	to.add(p.toggle("edit.back-to-back", rows.BackToBack, func(on bool) { rows.BackToBack = on; again() }))
	to.add(field.Beside(field.Named("edit.gap", length(&rows.Gap, 0)), field.Named("edit.aisle", length(&rows.Aisle, 0))))
	to.add(field.Beside(field.Named("edit.desk-width", length(&rows.Desk.Width, 0.01)), field.Named("edit.desk-height", length(&rows.Desk.Height, 0.01))))
	to.add(p.orderPart(to, &rows.Numbering, func() { s.set.auto = false; again() }))
	zone := p.field(to, func() (string, bool) { return rows.Zone, false }, func(typed string) bool { rows.Zone = typed; again(); return true })
	features := p.field(to, func() (string, bool) { return words.List(rows.Features...), false },
		func(typed string) bool { rows.Features = drawing.ParseFeatures(typed); again(); return true })
	to.add(field.Named("edit.zone", zone), field.Named("edit.features", features))
	to.add(field.Named("edit.kind", p.kindChoice(to, &rows.Kind, again)))
	return to
}

func (p *panel) kindChoice(to *page, kind *data.Kind, changed func()) *kit.Choice {
	kinds := data.Kinds()
	return p.choice(to, func() ([]string, int) {
		names := make([]string, len(kinds))
		for i, k := range kinds {
			names[i] = words.Say(kindNames[k])
		}
		return names, slices.Index(kinds, *kind)
	}, func(i int) { *kind = kinds[i]; changed() })
}

// rowsAgain lays the rows that were drawn last anew, in one step with them.
func (e *Editor) rowsAgain() {
	s := e.surface
	if len(s.rowed) == 0 || !e.drawing.CanUndo() {
		return
	}
	laid, angle, ok := e.drawing.Laid(s.rowed)
	if !ok {
		return
	}
	e.drawing.Again()
	s.rowed = e.drawing.PlaceRows(s.set.rows.Fill(laid), drawing.Point{X: laid.X, Y: laid.Y}, angle)
}

func (p *panel) makeDeskTool() *page {
	to, s := &page{}, p.e.surface
	length := func(v *float64) *field.Field {
		return p.field(to, func() (string, bool) { return field.Number(*v), false }, func(typed string) bool {
			typedLength, ok := field.ParseNumber(typed)
			if ok = ok && typedLength > 0 && typedLength <= 100; ok {
				*v = typedLength
			}
			return ok
		})
	}
	to.add(field.Beside(field.Named("edit.desk-width", length(&s.set.desk.Width)), field.Named("edit.desk-height", length(&s.set.desk.Height))))
	to.add(field.Named("edit.kind", p.kindChoice(to, &s.set.kind, func() {})))
	return to
}

func (p *panel) makeTypeTool(types []string, chosen *string) *page {
	to := &page{}
	to.add(field.Named("edit.type", p.choice(to, func() ([]string, int) {
		names := make([]string, len(types))
		for i, t := range types {
			names[i] = typeName(t)
		}
		return names, slices.Index(types, *chosen)
	}, func(i int) { *chosen = types[i] })))
	return to
}

func (p *panel) makeFloor() *page {
	d, to, s := p.e.drawing, &page{}, p.e.surface
	get, set := field.Numbers(func() drawing.Value[float64] { return drawing.Value[float64]{Is: d.Size().Width} },
		func(v float64) bool { return d.SetFloorSize(v, d.Size().Height) })
	width := p.field(to, get, set)
	get, set = field.Numbers(func() drawing.Value[float64] { return drawing.Value[float64]{Is: d.Size().Height} },
		func(v float64) bool { return d.SetFloorSize(d.Size().Width, v) })
	to.add(field.Beside(field.Named("edit.width", width), field.Named("edit.height", p.field(to, get, set))))
	to.add(p.button(kit.Plain, "edit.crop", func() { d.Crop(10 * s.snapStep()) }))
	to.add(p.toggle("edit.grid", s.grid, func(on bool) { s.grid = on; s.picture.stale = true }))
	to.add(p.toggle("edit.snap", s.snaps, func(on bool) { s.snaps = on }))
	to.add(kit.NewParagraph(words.Say("edit.floor-more"), kit.SmallText, kit.ColorNameQuiet))
	return to
}

func (p *panel) makePicture() *page {
	d, to, s := p.e.drawing, &page{}, p.e.surface
	choose := kit.NewButton(kit.Plain, words.Say("edit.picture-choose"), func() { call(p.e.options.OnChoosePicture) })
	choose.OnKey = p.key
	if p.e.options.OnChoosePicture == nil {
		choose.Disable()
	}
	remove := p.button(kit.Plain, "edit.picture-remove", func() { d.SetBackground("", 0, 0) })
	to.add(choose, remove)
	tell := func() {
		if p.e.options.OnLook != nil {
			p.e.options.OnLook(s.look)
		}
	}
	to.add(p.toggle("edit.picture-lock", !s.look.Loose, func(on bool) { s.look.Loose = !on; tell() }))
	to.add(p.toggle("edit.picture-dim", !s.look.Bright, func(on bool) { s.look.Bright = !on; tell() }))
	to.updates = append(to.updates, func() {
		b, _ := d.Background()
		kit.Enable(remove, b != nil)
	})
	return to
}

// makeMeasure is the page where the distance between two points is typed.
func (p *panel) makeMeasure() *page {
	d, to, s := p.e.drawing, &page{}, p.e.surface
	to.first = p.field(to, func() (string, bool) {
		if len(s.corners) < 2 {
			return "", false
		}
		return field.Number(s.corners[1].Minus(s.corners[0]).Length()), false
	}, func(typed string) bool {
		v, ok := field.ParseNumber(typed)
		if !ok || len(s.corners) < 2 || !d.Measure(s.corners[0], s.corners[1], v) {
			return false
		}
		s.corners = nil
		s.set = newSettings(d)
		s.view.Fit()
		return true
	})
	to.add(field.Named("edit.distance", to.first))
	return to
}
