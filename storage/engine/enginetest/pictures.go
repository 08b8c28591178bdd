package enginetest

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"reflect"

	"pgregory.net/rapid"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// Picture makes a PNG of that many pixels a side, which can't be made smaller, and another
// one for each seed.
func Picture(seed uint64, side int) data.Picture {
	random := rand.New(rand.NewPCG(seed, 0))
	img := image.NewNRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			n := random.Uint32()
			img.Set(x, y, color.NRGBA{uint8(n), uint8(n >> 8), uint8(n >> 16), 255})
		}
	}
	var file bytes.Buffer
	if err := png.Encode(&file, img); err != nil {
		panic(err)
	}
	p, err := data.NewPicture(file.Bytes())
	if err != nil {
		panic(err)
	}
	return p
}

// WithBackground returns the office with the picture under its first floor.
func WithBackground(o data.Office, p data.Picture) data.Office {
	o.Floors = append([]data.Floor{}, o.Floors...)
	o.Floors[0].Background = &data.Background{Picture: p.ID, Position: data.Point{X: -0.5, Y: 0.25}, Size: data.Size{Width: 2, Height: 1.5}}
	return o
}

// anyOffices keeps offices of every sort as they are, and in their order.
func (s *suite) anyOffices() {
	db := s.db()
	pictures := []data.Picture{Picture(1, 2), Picture(2, 3)}
	there, err := db.Offices(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	SetChecks(s.T, 20, 30)
	rapid.Check(s.T, func(t *rapid.T) {
		offices := AnyOffices(pictures[0].ID, pictures[1].ID).Draw(t, "offices")
		var seen []data.Office
		_, err := engine.Update(s.Context(), db, atNoon, func(c *engine.Change) error {
			for _, p := range pictures {
				if err := c.AddPicture(p); err != nil {
					return err
				}
			}
			for _, o := range offices {
				if o.ID == there[0].ID {
					t.Skip("the ID is there")
				}
				if err := c.AddOffice(o); err != nil {
					return err
				}
			}
			var err error
			if seen, err = c.Offices(); err != nil {
				return err
			}
			return errSeen
		})
		if !errors.Is(err, errSeen) {
			t.Fatal(err)
		}
		if len(seen) != len(offices)+1 {
			t.Fatalf("%d offices, not %d", len(seen), len(offices)+1)
		}
		for i, o := range offices {
			if !seen[i+1].Equal(o) {
				t.Fatalf("%+v is kept as %+v", o, seen[i+1])
			}
		}
	})
}

// pictures are kept as long as something names them.
func (s *suite) pictures() {
	db := s.db()
	p := Picture(1, 40)
	plain := plan("harbour-house", "A1 A2", "C1")
	behind := WithBackground(plain, p)
	set := func(o data.Office, add ...data.Picture) (engine.Done, error) {
		return engine.Update(s.Context(), db, atNoon, func(c *engine.Change) error {
			for _, p := range add {
				if err := c.AddPicture(p); err != nil {
					return err
				}
			}
			_, err := c.SetOffice(o)
			return err
		})
	}
	wantUnused := func(want bool) {
		s.Helper()
		if has, err := db.HasUnusedPictures(s.Context()); err != nil || has != want {
			s.Errorf("unused pictures: %v, %v", has, err)
		}
	}
	if _, err := set(behind); !errors.Is(err, data.ErrUnknownPicture) {
		s.Errorf("a picture that is not there: %v", err)
	}
	other := plain
	other.ID = "other"
	if _, err := set(WithBackground(other, p)); !errors.Is(err, data.ErrUnknownPicture) {
		s.Errorf("a new floor with a picture that is not there: %v", err)
	}
	wrong := p
	wrong.Bytes = append(bytes.Clone(p.Bytes), 0)
	if _, err := set(behind, wrong); !errors.As(err, new(*data.RuleError)) {
		s.Errorf("a picture that is another: %v", err)
	}
	done, err := set(behind, p, p)
	if err != nil {
		s.Fatal(err)
	}
	if got, found, err := db.Picture(s.Context(), p.ID); err != nil || !found || !reflect.DeepEqual(got, p) {
		s.Errorf("%.99v %v %v", got, found, err)
	}
	if _, found, err := db.Picture(s.Context(), Picture(2, 1).ID); err != nil || found {
		s.Errorf("a picture that nobody added: %v", err)
	}
	if offices, err := db.Offices(s.Context()); err != nil || !offices[0].Equal(behind) {
		s.Errorf("%+v %v", offices, err)
	}
	s.wantPicture(s.take(db), p)
	wantUnused(false)
	_, err = engine.Update(s.Context(), db, atNoon, func(c *engine.Change) error { return c.Revert(done.Edits) })
	if err != nil {
		s.Fatal(err)
	}
	wantUnused(true)
	if pictures := s.take(db).Pictures; len(pictures) != 0 {
		s.Errorf("a picture that no floor has is in a snapshot: %v", pictures)
	}
	_, err = set(behind)
	if err != nil {
		s.Fatalf("the picture is still there: %v", err)
	}
	if _, err := set(plain); err != nil {
		s.Fatal(err)
	}
	wantUnused(true)
	s.change(db, func(c *engine.Change) error {
		_, err := c.SaveDraft(draftOn(behind), false)
		return err
	})
	wantUnused(false)
	s.change(db, func(c *engine.Change) error { return c.DropDraft(behind.ID, behind.Floors[0].ID) })
	for range 2 {
		if err := db.Update(s.Context(), engine.Tx.DeletePictures); err != nil {
			s.Fatal(err)
		}
	}
	wantUnused(false)
	if _, found, err := db.Picture(s.Context(), p.ID); err != nil || found {
		s.Errorf("it was not deleted: %v", err)
	}
	if _, err := set(behind); !errors.Is(err, data.ErrUnknownPicture) {
		s.Errorf("a picture that is not there any more: %v", err)
	}
}

// draftOn is one of the office's first floor.
func draftOn(o data.Office) engine.Draft {
	return engine.Draft{Draft: data.Draft{Office: o.ID, Floor: o.Floors[0].ID, Base: o.Floors[0], Drawn: o.Floors[0]}}
}

func (s *suite) wantPicture(snapshot *engine.Snapshot, want data.Picture) {
	s.Helper()
	if len(snapshot.Pictures) != 1 || snapshot.Pictures[0] != (engine.PictureSize{ID: want.ID, Bytes: len(want.Bytes)}) {
		s.Fatalf("%v", snapshot.Pictures)
	}
	if got, err := snapshot.Picture(s.Context(), want.ID); err != nil || !reflect.DeepEqual(got, want) {
		s.Errorf("%.99v %v", got, err)
	}
}

// replacePictures has pictures come and go with all data.
func (s *suite) replacePictures() {
	with := func(id string, p data.Picture) engine.DB {
		one := &suite{T: s.T, create: s.create, open: s.create(s, noon, []data.Office{plan(id, "A1")})}
		db := one.db()
		one.change(db, func(c *engine.Change) error {
			if err := c.AddPicture(p); err != nil {
				return err
			}
			_, err := c.SetOffice(WithBackground(plan(id, "A1"), p))
			return err
		})
		return db
	}
	before, drawn, after := Picture(1, 200), Picture(3, 7), Picture(2, 100)
	db, from := with("before", before), with("after", after)
	s.change(db, func(c *engine.Change) error {
		if err := c.AddPicture(drawn); err != nil {
			return err
		}
		_, err := c.SaveDraft(draftOn(WithBackground(plan("before", "A1"), drawn)), false)
		return err
	})
	if err := db.Replace(s.Context(), engine.Replacement{With: s.take(from)}); err != nil {
		s.Fatal(err)
	}
	s.wantPicture(s.take(db), after)
	for p, want := range map[string]bool{before.ID: false, drawn.ID: true, after.ID: true} {
		if _, found, err := db.Picture(s.Context(), p); err != nil || found != want {
			s.Errorf("%s: %v %v", p, found, err)
		}
	}
}
