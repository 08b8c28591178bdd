package uitest

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/storage/filetest"
)

// Masters is the environment variable that has [LooksAsEver] write its pictures anew:
//
//	SEATKEEPER_MASTERS=1 go test ./ui -run LooksAsEver
const Masters = "SEATKEEPER_MASTERS"

// A picture may differ from its master a little, as another processor rounds a curve or
// a letter in another way: in one pixel of five thousand, unless it is by hardly anything.
const (
	hardly   = 12 // of 255
	onePixel = 5000
)

// LooksAsEver compares what a canvas shows with the picture of that name in the folder
// testdata/looks of the package. If they differ it leaves the new one in the system's
// temporary folder, to be looked at.
func LooksAsEver(t *testing.T, c fyne.Canvas, name string) {
	t.Helper()
	filetest.NotUnderRace(t) // drawing takes most of a minute then
	is := c.Capture()
	path := filepath.Join("testdata", "looks", name+".png")
	if os.Getenv(Masters) != "" {
		write(t, path, fewColors(is))
		return
	}
	should, err := read(path)
	if err == nil {
		err = compare(is, should)
	}
	if err != nil {
		folder := filepath.Join(os.TempDir(), "seatkeeper-looks")
		now := filepath.Join(folder, name+".png")
		write(t, now, is)
		t.Errorf("%s looks different: %v. What it should be is %s, what it is %s. If it is meant, write the masters anew with %s=1 and look at each.",
			name, err, path, now, Masters)
	}
}

func read(path string) (image.Image, error) {
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("there is no master yet")
	}
	if err != nil {
		return nil, err
	}
	return png.Decode(bytes.NewReader(content))
}

func write(t *testing.T, path string, picture image.Image) {
	t.Helper()
	var content bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	err := encoder.Encode(&content, picture)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o755)
	}
	if err == nil {
		err = os.WriteFile(path, content.Bytes(), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// fewColors returns a picture that takes a third of the space: it has the 256 colours
// that are the most frequent when shades that can hardly be told apart are one.
func fewColors(of image.Image) image.Image {
	size := of.Bounds().Size()
	counts := map[color.NRGBA]int{}
	for y := range size.Y {
		for x := range size.X {
			counts[shade(pixel(of, x, y))]++
		}
	}
	frequent := slices.SortedFunc(maps.Keys(counts), func(a, b color.NRGBA) int {
		return cmp.Or(counts[b]-counts[a], cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
	})
	palette := color.Palette{}
	for _, c := range frequent[:min(256, len(frequent))] {
		palette = append(palette, c)
	}
	few := image.NewPaletted(image.Rectangle{Max: size}, palette)
	for y := range size.Y {
		for x := range size.X {
			few.Set(x, y, shade(pixel(of, x, y)))
		}
	}
	return few
}

// shade returns a colour whose parts are multiples of eight, or white.
func shade(c color.NRGBA) color.NRGBA {
	near := func(part uint8) uint8 { return uint8(min(255, (int(part)+4)/8*8)) }
	return color.NRGBA{near(c.R), near(c.G), near(c.B), 255}
}

// compare returns how two pictures differ, or nil if that is hardly to be seen.
func compare(is, should image.Image) error {
	if is.Bounds().Size() != should.Bounds().Size() {
		return fmt.Errorf("it is %v pixels large instead of %v", is.Bounds().Size(), should.Bounds().Size())
	}
	size, where, count := is.Bounds().Size(), image.Rectangle{}, 0
	for y := range size.Y {
		for x := range size.X {
			a, b := pixel(is, x, y), pixel(should, x, y)
			if apart(a.R, b.R) > hardly || apart(a.G, b.G) > hardly || apart(a.B, b.B) > hardly {
				count++
				where = where.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	if most := size.X * size.Y / onePixel; count > most {
		return fmt.Errorf("%d pixels differ, within %v", count, where)
	}
	return nil
}

func pixel(of image.Image, x, y int) color.NRGBA {
	at := of.Bounds().Min.Add(image.Pt(x, y))
	return color.NRGBAModel.Convert(of.At(at.X, at.Y)).(color.NRGBA)
}

func apart(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }
