package drawing

import "testing"

// A frame of the editor has 16 ms, most of them for the drawing itself.

func BenchmarkDrag1000(b *testing.B) {
	d := New(grid(1000))
	d.SelectAll()
	for i := range 900 {
		d.Toggle(d.Things()[i].Key)
	}
	d.Begin()
	s := d.Snapper(Snap{Near: 0.1, Grid: 0.1})
	for i := 0; b.Loop(); i++ {
		by := Point{float64(i%50) / 7, -float64(i%40) / 7}
		box, _ := d.MovedBounds(by)
		to, _ := s.Box(box)
		d.Move(by.Plus(to))
	}
}

func BenchmarkMarquee1000(b *testing.B) {
	d := New(grid(1000))
	d.SelectAll()
	d.Rotate(10)
	for b.Loop() {
		d.Select(d.Within(Box{-1, -1, 90, 60})...)
		d.SelectionBounds()
		d.Properties()
	}
}

func BenchmarkRotate100Of1000(b *testing.B) {
	d := New(grid(1000))
	for i := range 100 {
		d.AddToSelection(d.Things()[i+400].Key)
	}
	d.Begin()
	for i := 0; b.Loop(); i++ {
		d.Rotate(float64(i % 360))
	}
}

func BenchmarkDoubles1000(b *testing.B) {
	d := New(grid(1000))
	for b.Loop() {
		d.Doubles()
	}
}
