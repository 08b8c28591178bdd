package drawings

import (
	"bytes"
	"image"
	"image/color"
	_ "image/jpeg" // of which a picture under a floor may be
	"image/png"
	"math"

	"github.com/srwiley/rasterx"
	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"

	"seatkeeper/data"
)

// pictureSide is how many pixels the longer side of a written picture has.
const pictureSide = 2400

// PNG returns a picture of what [SVG] draws.
func PNG(f data.Floor, under data.Picture) ([]byte, error) {
	scale := pictureSide / max(f.Layout.Width, f.Layout.Height)
	p := painter{
		img: image.NewRGBA(image.Rect(0, 0, max(1, int(f.Layout.Width*scale)), max(1, int(f.Layout.Height*scale)))),
	}
	for i := range p.img.Pix {
		p.img.Pix[i] = 0xff
	}
	var err error
	if p.texts, err = newLabels(f); err != nil {
		return nil, err
	}
	p.unit = float64(p.img.Rect.Dx()) / width
	if p.face, err = newFace(p.texts.size * p.unit); err != nil {
		return nil, err
	}
	if err := p.under(f, under); err != nil {
		return nil, err
	}
	things(f, p.thing)
	var b bytes.Buffer
	err = png.Encode(&b, p.img)
	return b.Bytes(), err
}

// painter draws things into a picture.
type painter struct {
	img   *image.RGBA
	unit  float64 // of a drawing, in pixels
	texts *labels
	face  font.Face
	thin  bool // over a picture, which is to be seen through rooms and zones
}

// under draws the picture that lies under the floor.
func (p *painter) under(f data.Floor, under data.Picture) error {
	b := f.Background
	if b == nil || len(under.Bytes) == 0 {
		return nil
	}
	picture, _, err := image.Decode(bytes.NewReader(under.Bytes)) // bounded since it was taken in
	if err != nil {
		return err
	}
	wide, high := float64(p.img.Rect.Dx()), float64(p.img.Rect.Dy())
	to := image.Rect(int(b.Position.X*wide), int(b.Position.Y*high), int((b.Position.X+b.Size.Width)*wide), int((b.Position.Y+b.Size.Height)*high))
	alpha := pictureOpacity * 0xff
	draw.ApproxBiLinear.Scale(p.img, to, picture, picture.Bounds(), draw.Over, &draw.Options{SrcMask: image.NewUniform(color.Alpha{uint8(alpha)})})
	p.thin = true
	return nil
}

func (p *painter) thing(t thing) {
	corners := t.corners(float64(p.img.Rect.Dx()), float64(p.img.Rect.Dy()))
	fill := rgb(t.fill)
	if p.thin && t.labelled != inMiddle {
		alpha := overPicture * 0xff
		fill.A = uint8(alpha)
	}
	p.shape(corners, fill, 0)
	if t.stroke != "none" {
		p.shape(corners, rgb(t.stroke), 2)
	}
	if text, at := p.texts.place(t); text != "" {
		d := font.Drawer{Dst: p.img, Src: image.NewUniform(rgb("#18212C")), Face: p.face,
			Dot: fixed.Point26_6{X: fixed.Int26_6(at.X * p.unit * 64), Y: fixed.Int26_6(at.Y * p.unit * 64)}}
		d.DrawString(text)
	}
}

// shape fills a polygon, or draws its edges where line is their width.
func (p *painter) shape(corners []data.Point, in color.Color, line float64) {
	width, height := p.img.Rect.Dx(), p.img.Rect.Dy()
	var to rasterx.Adder
	scanner := rasterx.NewScannerGV(width, height, p.img, p.img.Bounds())
	scanner.SetColor(in)
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

// rgb reads #RRGGBB.
func rgb(code string) color.NRGBA {
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
