package uitest

import (
	"image"
	"image/color"
	"testing"
)

// grey is a grey picture with a black area of that many pixels.
func grey(shade uint8, black int) image.Image {
	picture := image.NewNRGBA(image.Rect(0, 0, 100, 100))
	for i := range 100 * 100 {
		c := color.NRGBA{shade, shade, shade, 255}
		if i < black {
			c = color.NRGBA{0, 0, 0, 255}
		}
		picture.SetNRGBA(i%100, i/100, c)
	}
	return picture
}

func TestOnlyWhatIsHardlyToBeSeenMayDiffer(t *testing.T) {
	for _, c := range []struct {
		name    string
		other   image.Image
		differs bool
	}{
		{"the same", grey(100, 0), false},
		{"another shade", grey(110, 0), false},
		{"another colour", grey(120, 0), true},
		{"two pixels", grey(100, 2), false},
		{"three pixels", grey(100, 3), true},
		{"another size", grey(100, 0).(*image.NRGBA).SubImage(image.Rect(0, 0, 100, 99)), true},
	} {
		if err := compare(c.other, grey(100, 0)); (err != nil) != c.differs {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
