package plan

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
)

func TestOutlineContains(t *testing.T) {
	at := func(angle float64) Outline {
		return Outline{Center: fyne.NewPos(100, 100), Width: 80, Height: 40, Angle: angle}
	}
	tests := []struct {
		name  string
		angle float64
		x, y  float32
		want  bool
	}{
		{"middle", 0, 100, 100, true},
		{"near the right edge", 0, 139, 100, true},
		{"beyond the right edge", 0, 141, 100, false},
		{"beyond the lower edge", 0, 100, 121, false},
		{"a quarter turn: above", 90, 100, 62, true},
		{"a quarter turn: at the right", 90, 125, 100, false},
		{"clockwise by 30: lower right", 30, 130, 117, true},
		{"clockwise by 30: upper right", 30, 130, 83, false},
		{"counter-clockwise by 30: upper right", -30, 130, 83, true},
		{"counter-clockwise by 30: lower right", -30, 130, 117, false},
		{"the corner of the box around it", 30, 142, 134, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := at(tt.angle).Contains(fyne.NewPos(tt.x, tt.y)); got != tt.want {
				t.Errorf("contains(%v, %v) is %t", tt.x, tt.y, got)
			}
		})
	}
}

// The corners lie on the edge: a step inwards is inside, a step outwards is not.
func TestOutlineCornersAgreeWithContains(t *testing.T) {
	for angle := -360.0; angle <= 360; angle += 15 {
		o := Outline{Center: fyne.NewPos(200, 150), Width: 90, Height: 50, Angle: angle}
		pos, size := o.Bounds()
		for _, c := range o.Corners() {
			step := func(by float32) fyne.Position {
				return fyne.NewPos(c.X+(c.X-o.Center.X)*by, c.Y+(c.Y-o.Center.Y)*by)
			}
			if !o.Contains(step(-0.01)) || o.Contains(step(0.01)) {
				t.Errorf("turned by %v the corner %v is not at the edge", angle, c)
			}
			if c.X < pos.X-0.01 || c.Y < pos.Y-0.01 || c.X > pos.X+size.Width+0.01 || c.Y > pos.Y+size.Height+0.01 {
				t.Errorf("turned by %v the corner %v is out of the bounds %v %v", angle, c, pos, size)
			}
		}
	}
}

func TestOutlineRoomForText(t *testing.T) {
	for angle := -90.0; angle <= 90; angle += 10 {
		for _, height := range []float32{8, 16, 32} {
			o := Outline{Center: fyne.NewPos(0, 0), Width: 100, Height: 56, Angle: angle}
			width := o.roomFor(height)
			if width <= 0 {
				continue
			}
			// The corners of a box with that width are inside, those of a wider one not.
			corner := fyne.NewPos(width/2*0.99, height/2*0.99)
			mirror := fyne.NewPos(corner.X, -corner.Y)
			if !o.Contains(corner) || !o.Contains(mirror) {
				t.Errorf("turned by %v, a box of %v by %v sticks out", angle, width, height)
			}
			wide := fyne.NewPos(width/2*1.02, height/2)
			if o.Contains(wide) && o.Contains(fyne.NewPos(wide.X, -wide.Y)) {
				t.Errorf("turned by %v, there is more room than %v by %v", angle, width, height)
			}
		}
	}
	if got := (Outline{Width: 100, Height: 20}).roomFor(30); got > 0 {
		t.Errorf("a text of 30 finds %v in a desk of 20", got)
	}
}

func TestFitPlaneKeepsTheProportion(t *testing.T) {
	floor := data.SampleOffice().Floors[1]
	for _, space := range []fyne.Size{fyne.NewSize(800, 500), fyne.NewSize(300, 900), fyne.NewSize(2000, 100)} {
		p := FitPlane(floor, fyne.NewPos(10, 20), space)
		if ratio := float64(p.Size.Width / p.Size.Height); math.Abs(ratio-1.5) > 0.001 {
			t.Errorf("in %v a floor of 30 by 20 is drawn as %v", space, p.Size)
		}
		for _, d := range floor.Desks {
			pos, size := p.Outline(d.Position, d.Size, d.Rotation).Bounds()
			if pos.X < 9.9 || pos.Y < 19.9 || pos.X+size.Width > space.Width+10.1 || pos.Y+size.Height > space.Height+20.1 {
				t.Errorf("in %v the desk %s is at %v %v", space, d.ID, pos, size)
			}
		}
	}
}
