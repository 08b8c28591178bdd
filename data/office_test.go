package data

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestAnOfficeThatCantBeIsRefused(t *testing.T) {
	for name, test := range map[string]struct {
		change func(o *Office)
		want   Rule
	}{
		"no ID":                      {func(o *Office) { o.ID = "" }, RuleBlank},
		"a name too long":            {func(o *Office) { o.Name = strings.Repeat("x", 201) }, RuleTooLong},
		"a code not UTF-8":           {func(o *Office) { o.Code = "\xff" }, RuleNotText},
		"too many floors":            {func(o *Office) { o.Floors = make([]Floor, MaxFloors+1) }, RuleTooMany},
		"a floor twice":              {func(o *Office) { o.Floors[1].ID = o.Floors[0].ID }, RuleTwice},
		"a floor without an ID":      {func(o *Office) { o.Floors[1].ID = "" }, RuleBlank},
		"a floor's name too long":    {func(o *Office) { o.Floors[1].Name = strings.Repeat("x", 201) }, RuleTooLong},
		"a floor without an extent":  {func(o *Office) { o.Floors[0].Layout.Height = 0 }, RuleOutside},
		"a floor that is endless":    {func(o *Office) { o.Floors[0].Layout.Width = math.Inf(1) }, RuleOutside},
		"a floor that is no number":  {func(o *Office) { o.Floors[0].Layout.Width = math.NaN() }, RuleOutside},
		"too many desks":             {func(o *Office) { o.Floors[0].Desks = make([]Desk, MaxDesks+1) }, RuleTooMany},
		"a desk twice":               {func(o *Office) { o.Floors[0].Desks[1].ID = o.Floors[0].Desks[0].ID }, RuleTwice},
		"a desk without an ID":       {func(o *Office) { o.Floors[0].Desks[1].ID = "" }, RuleBlank},
		"a label too long":           {func(o *Office) { o.Floors[0].Desks[0].Label = strings.Repeat("x", 201) }, RuleTooLong},
		"a feature not UTF-8":        {func(o *Office) { o.Floors[0].Desks[0].Features = []string{"\xff"} }, RuleNotText},
		"too many features":          {func(o *Office) { o.Floors[0].Desks[0].Features = make([]string, MaxFeatures+1) }, RuleTooMany},
		"a desk left of the floor":   {func(o *Office) { o.Floors[0].Desks[0].Position.X = -0.01 }, RuleOutside},
		"a desk over the right edge": {func(o *Office) { o.Floors[0].Desks[0].Size.Width = 1 }, RuleOutside},
		"a desk without a size":      {func(o *Office) { o.Floors[0].Desks[0].Size = Size{} }, RuleOutside},
		"a place that is no number":  {func(o *Office) { o.Floors[0].Desks[0].Position.Y = math.NaN() }, RuleOutside},
		"a turn that is no number":   {func(o *Office) { o.Floors[0].Desks[0].Rotation = math.NaN() }, RuleOutside},
		"a turn too far":             {func(o *Office) { o.Floors[0].Desks[0].Rotation = 361 }, RuleOutside},
		"a fixture twice":            {func(o *Office) { o.Floors[0].Fixtures[1].ID = o.Floors[0].Fixtures[0].ID }, RuleTwice},
		"a fixture off the floor":    {func(o *Office) { o.Floors[0].Fixtures[0].Position.Y = 1.1 }, RuleOutside},
		"a kind of its own":          {func(o *Office) { o.Floors[0].Desks[0].Kind = "bed" }, RuleUnknown},
		"a unit of its own":          {func(o *Office) { o.Floors[0].Unit = "ft" }, RuleUnknown},
		"an outline of two corners":  {func(o *Office) { o.Floors[0].Fixtures[0].Outline = make([]Point, 2) }, RuleTooFew},
		"an outline without end":     {func(o *Office) { o.Floors[0].Fixtures[0].Outline = make([]Point, MaxCorners+1) }, RuleTooMany},
		"a corner out of the box":    {func(o *Office) { o.Floors[0].Fixtures[0].Outline = []Point{{}, {X: 1}, {Y: 1.1}} }, RuleOutside},
		"a corner that is no number": {func(o *Office) { o.Floors[0].Fixtures[0].Outline = []Point{{}, {X: 1}, {Y: math.NaN()}} }, RuleOutside},
		"a picture without an ID":    {func(o *Office) { o.Floors[0].Background = &Background{Size: Size{1, 1}} }, RuleUnknown},
		"a picture of capitals": {func(o *Office) {
			o.Floors[0].Background = &Background{Picture: strings.Repeat("A", 64), Size: Size{1, 1}}
		}, RuleUnknown},
		"a picture far away": {func(o *Office) {
			o.Floors[0].Background = &Background{Picture: PictureID(nil), Position: Point{X: MaxReach + 1}, Size: Size{1, 1}}
		}, RuleOutside},
		"a picture without a size":   {func(o *Office) { o.Floors[0].Background = &Background{Picture: PictureID(nil)} }, RuleOutside},
		"a fixture's label too long": {func(o *Office) { o.Floors[0].Fixtures[0].Label = strings.Repeat("x", 201) }, RuleTooLong},
	} {
		o := SampleOffice()
		test.change(&o)
		var rule *RuleError
		if err := o.Check(); !errors.As(err, &rule) || rule.Rule != test.want {
			t.Errorf("%s: %v, not %s", name, err, test.want)
		}
		if strings.Contains(name, "no number") {
			continue // NaN is equal to nothing
		}
		if o.Equal(SampleOffice()) {
			t.Errorf("%s: equal to what it was", name)
		}
	}
	// A desk ID may be used on two floors.
	o := SampleOffice()
	o.Floors[1].Desks[0].ID = o.Floors[0].Desks[0].ID
	if err := o.Check(); err != nil {
		t.Error(err)
	}
}

func TestTheSampleOfficeIsOneToStartWith(t *testing.T) {
	o := SampleOffice()
	if err := o.Check(); err != nil {
		t.Fatal(err)
	}
	desks, labels := 0, map[string]bool{}
	for _, f := range o.Floors {
		desks += len(f.Desks)
		for i, d := range f.Desks {
			if labels[d.Label] || d.Retired || d.Features == nil {
				t.Errorf("desk %s: %+v", d.ID, d)
			}
			labels[d.Label] = true
			for _, other := range f.Desks[:i] {
				if overlap(d.Position, d.Size, other.Position, other.Size) {
					t.Errorf("desks %s and %s overlap on %s", d.ID, other.ID, f.ID)
				}
			}
			for _, x := range f.Fixtures {
				if overlap(d.Position, d.Size, x.Position, x.Size) {
					t.Errorf("desk %s and %s overlap on %s", d.ID, x.Label, f.ID)
				}
			}
		}
	}
	if len(o.Floors) != 2 || desks < 38 || desks > 44 {
		t.Errorf("%d desks on %d floors", desks, len(o.Floors))
	}
	if !o.Equal(SampleOffice()) {
		t.Error("it is another one the second time")
	}
}

func overlap(p Point, s Size, q Point, r Size) bool {
	const slack = 1e-9
	return p.X+s.Width > q.X+slack && q.X+r.Width > p.X+slack && p.Y+s.Height > q.Y+slack && q.Y+r.Height > p.Y+slack
}

func TestSampleDataKeepTheRules(t *testing.T) {
	until := NewDate(2026, 11, 22) // a Sunday
	for _, size := range []SampleSize{
		{People: 40, Days: 10, Until: until}, {People: 40, Days: 10, Full: true, Until: until}, {People: 500, Days: 3, Until: until},
		{People: 5000, Days: 1, Full: true, Until: until}, {People: 1, Days: 300, Until: until}, {People: 0, Days: 5, Until: until}, {People: 5, Days: 0, Until: until},
		{People: 3, Days: 10, Until: MinDate + 4},
	} {
		t.Run(fmt.Sprintf("%+v", size), func(t *testing.T) {
			set := Sample([]Office{SampleOffice()}, size)
			names, ids, active := map[string]bool{}, map[string]bool{}, 0
			for _, u := range set.Users {
				if err := u.Check(); err != nil || names[NameKey(u.Name)] || ids[u.ID] {
					t.Errorf("%+v %v", u, err)
				}
				names[NameKey(u.Name)], ids[u.ID] = true, true
				if u.Active {
					active++
				}
			}
			if len(set.Users) != size.People || size.Full && active != size.People {
				t.Errorf("%d people, %d active", len(set.Users), active)
			}
			desks := map[DeskRef]bool{}
			for _, o := range set.Offices {
				if err := o.Check(); err != nil {
					t.Fatal(err)
				}
				for _, f := range o.Floors {
					for i, d := range f.Desks {
						desks[DeskRef{o.ID, f.ID, d.ID}] = true
						for _, other := range f.Desks[:i] {
							if overlap(d.Position, d.Size, other.Position, other.Size) {
								t.Fatalf("desks %s and %s overlap", d.ID, other.ID)
							}
						}
					}
				}
			}
			type key struct {
				who any
				day Date
			}
			taken, bookings, days := map[key]bool{}, map[string]bool{}, []Date{}
			for b := range set.Bookings() {
				if taken[key{b.DeskRef, b.Date}] || taken[key{b.UserID, b.Date}] || bookings[b.ID] || !desks[b.DeskRef] || !ids[b.UserID] {
					t.Fatalf("%+v", b)
				}
				taken[key{b.DeskRef, b.Date}], taken[key{b.UserID, b.Date}], bookings[b.ID] = true, true, true
				if !slices.Contains(days, b.Date) {
					days = append(days, b.Date)
				}
				if !b.Date.IsWorkday() || b.Date > size.Until || !b.Date.Valid() {
					t.Fatalf("a booking on %v", b.Date)
				}
			}
			if len(bookings) != set.Count {
				t.Errorf("%d bookings, %d were said to be", len(bookings), set.Count)
			}
			if size.Until > MinDate+100 && len(bookings) != active*size.Days {
				t.Errorf("%d bookings of %d people on %d days", len(bookings), active, size.Days)
			}
			if size.Until > MinDate+100 && len(days) > 0 && (days[len(days)-1] != size.Until-2 || !slices.IsSorted(days)) {
				t.Errorf("the days are %v to %v", days[0], days[len(days)-1])
			}
			again := Sample([]Office{SampleOffice()}, size)
			if !slices.Equal(again.Users, set.Users) || !slices.Equal(slices.Collect(again.Bookings()), slices.Collect(set.Bookings())) {
				t.Error("the same numbers give other data")
			}
		})
	}
}

func TestOfficesThatDifferInOnePartAreNotEqual(t *testing.T) {
	outline := func(o *Office) *Fixture {
		o.Floors[0].Fixtures[0].Outline = []Point{{}, {X: 1}, {Y: 1}}
		return &o.Floors[0].Fixtures[0]
	}
	background := func(o *Office) *Background {
		o.Floors[0].Background = &Background{Picture: PictureID(nil), Size: Size{1, 1}}
		return o.Floors[0].Background
	}
	for name, change := range map[string]func(o *Office){
		"the kind of a desk":           func(o *Office) { o.Floors[0].Desks[0].Kind = KindParking },
		"the unit of a floor":          func(o *Office) { o.Floors[0].Unit = UnitMetres },
		"no outline":                   func(o *Office) { outline(o).Outline = nil },
		"another corner":               func(o *Office) { outline(o).Outline[1].X = 0.9 },
		"no background":                func(o *Office) { o.Floors[0].Background = nil },
		"another picture":              func(o *Office) { background(o).Picture = PictureID([]byte("x")) },
		"a picture that lies elsewere": func(o *Office) { background(o).Position.X = -1 },
	} {
		before, after := SampleOffice(), SampleOffice()
		for _, o := range []*Office{&before, &after} {
			outline(o)
			background(o)
		}
		if err := before.Check(); err != nil || !before.Equal(after) {
			t.Fatal(err)
		}
		if change(&after); after.Check() != nil || before.Equal(after) || after.Equal(before) {
			t.Errorf("%s: equal, or can't be: %v", name, after.Check())
		}
	}
}
