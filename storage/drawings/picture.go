package drawings

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"sync"

	"github.com/srwiley/rasterx"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"seatkeeper/data"
)

// pictureSide is how many pixels the longer side of a written picture has.
const pictureSide = 2400

// goRegular is the font of the labels; it has Latin, Greek and Cyrillic letters.
var goRegular = sync.OnceValues(func() (*opentype.Font, error) { return opentype.Parse(goregular.TTF) })

// PNG returns a picture of what [SVG] draws.
func PNG(f data.Floor) ([]byte, error) {
	scale := pictureSide / max(f.Layout.Width, f.Layout.Height)
	p := painter{
		img: image.NewRGBA(image.Rect(0, 0, max(1, int(f.Layout.Width*scale)), max(1, int(f.Layout.Height*scale)))),
	}
	for i := range p.img.Pix {
		p.img.Pix[i] = 0xff
	}
	if err := p.setFont(f); err != nil {
		return nil, err
	}
	things(f, p.thing)
	var b bytes.Buffer
	err := png.Encode(&b, p.img)
	return b.Bytes(), err
}

// painter draws things into a picture.
type painter struct {
	img  *image.RGBA
	face font.Face
}

// setFont makes letters as large as fit the desks.
func (p *painter) setFont(f data.Floor) error {
	size := float64(pictureSide) / 80
	for _, d := range f.Desks {
		size = min(size, d.Size.Height*float64(p.img.Rect.Dy())*0.4, d.Size.Width*float64(p.img.Rect.Dx())*0.3)
	}
	parsed, err := goRegular()
	if err == nil {
		p.face, err = opentype.NewFace(parsed, &opentype.FaceOptions{Size: max(size, 8), DPI: 72, Hinting: font.HintingFull})
	}
	return err
}

func (p *painter) thing(t thing) {
	width, height := float64(p.img.Rect.Dx()), float64(p.img.Rect.Dy())
	corners := t.corners(width, height)
	p.shape(corners, t.fill, 0)
	if t.stroke != "none" {
		p.shape(corners, t.stroke, 2)
	}
	middle := data.Point{X: (t.at.X + t.size.Width/2) * width, Y: (t.at.Y + t.size.Height/2) * height}
	p.text(t.label, middle, t.size.Width*width)
}

// shape fills a polygon, or draws its edges where line is their width.
func (p *painter) shape(corners []data.Point, code string, line float64) {
	width, height := p.img.Rect.Dx(), p.img.Rect.Dy()
	var to rasterx.Adder
	scanner := rasterx.NewScannerGV(width, height, p.img, p.img.Bounds())
	scanner.SetColor(rgb(code))
	filler := rasterx.NewFiller(width, height, scanner)
	stroker := rasterx.NewStroker(width, height, scanner)
	stroker.SetStroke(fixed.Int26_6(line*64), 4<<6, rasterx.ButtCap, nil, nil, rasterx.Miter)
	if to = filler; line > 0 {
		to = stroker
	}
	for i, c := range corners {
		at := rasterx.ToFixedP(c.X, c.Y)
		if i == 0 {
			to.Start(at)
		} else {
			to.Line(at)
		}
	}
	to.Stop(true)
	if line > 0 {
		stroker.Draw()
	} else {
		filler.Draw()
	}
}

// text writes a label around a point, as much of it as there is room for.
func (p *painter) text(label string, middle data.Point, room float64) {
	letters := []rune(label)
	width := func() float64 { return float64(font.MeasureString(p.face, string(letters))) / 64 }
	for len(letters) > 1 && width() > room {
		letters = append(letters[:len(letters)-2], '…')
	}
	d := font.Drawer{Dst: p.img, Src: image.NewUniform(rgb("#18212C")), Face: p.face}
	up := float64(p.face.Metrics().CapHeight) / 64 / 2
	d.Dot = fixed.Point26_6{X: fixed.Int26_6((middle.X - width()/2) * 64), Y: fixed.Int26_6((middle.Y + up) * 64)}
	d.DrawString(string(letters))
}

// rgb reads #RRGGBB.
func rgb(code string) color.Color {
	value := func(at int) (v uint8) {
		for _, digit := range []byte(code[at : at+2]) {
			switch {
			case digit >= 'a':
				v = v<<4 | (digit - 'a' + 10)
			case digit >= 'A':
				v = v<<4 | (digit - 'A' + 10)
			default:
				v = v<<4 | (digit - '0')
			}
		}
		return v
	}
	return color.NRGBA{value(1), value(3), value(5), 0xff}
}

// turned returns a point after a turn about another one.
func turned(p, about data.Point, degrees float64) data.Point {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	x, y := p.X-about.X, p.Y-about.Y
	return data.Point{X: about.X + x*cos - y*sin, Y: about.Y + x*sin + y*cos}
}
