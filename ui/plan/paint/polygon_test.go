package paint

import (
	"image/color"
	"testing"

	"seatkeeper/data"
)

func TestAPolygonIsFilledToItsCorners(t *testing.T) {
	corners := []data.Point{{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 1, Y: 0.5}, {X: 0.5, Y: 0.5}, {X: 0.5, Y: 1}, {X: 0, Y: 1}}
	img := Polygon(40, 20, corners, color.NRGBA{R: 0xFF, A: 0xFF})
	for _, at := range []struct {
		x, y int
		in   bool
	}{{2, 2, true}, {38, 2, true}, {2, 18, true}, {38, 18, false}} {
		if _, _, _, a := img.At(at.x, at.y).RGBA(); (a > 0) != at.in {
			t.Errorf("%v is %d", at, a)
		}
	}
	if b := Polygon(1<<20, 1<<19, corners, color.Black).Bounds(); b.Dx() != 1024 || b.Dy() != 512 {
		t.Errorf("a huge one is %v", b)
	}
	if b := Polygon(0, 5, corners, color.Black).Bounds(); !b.Empty() {
		t.Errorf("none is %v", b)
	}
}
