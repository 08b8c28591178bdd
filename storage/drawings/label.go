package drawings

import (
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"

	"seatkeeper/data"
)

// labelled says where the label of a thing stands.
type labelled int

const (
	inMiddle    labelled = iota // of a desk
	besideDesks                 // in the middle, or where else no desk lies on it
	inCorner                    // of a zone
)

// labels finds places for the labels of a floor, in the units of a drawing.
type labels struct {
	height float64
	size   float64   // of the letters
	face   font.Face // measures them, at measured pixels
	desks  []extent
}

type extent struct{ left, top, right, bottom float64 }

func (b extent) meets(o extent) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

const measured = 64

// goRegular is the font of the labels; it has Latin, Greek and Cyrillic letters.
var goRegular = sync.OnceValues(func() (*opentype.Font, error) { return opentype.Parse(goregular.TTF) })

// newFace returns the font in a size of pixels.
func newFace(size float64) (font.Face, error) {
	parsed, err := goRegular()
	if err != nil {
		return nil, err
	}
	return opentype.NewFace(parsed, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingFull})
}

// newLabels makes letters as large as fit the desks, within what can be read.
func newLabels(f data.Floor) (*labels, error) {
	const largest, smallest = width / 80., width / 300.
	l := &labels{height: width * f.Layout.Height / f.Layout.Width, size: largest}
	var err error
	if l.face, err = newFace(measured); err != nil {
		return nil, err
	}
	things(data.Floor{Desks: f.Desks}, func(t thing) {
		l.size = min(l.size, t.size.Height*l.height*0.4, t.size.Width*width*0.3)
		l.desks = append(l.desks, l.bounds(t))
	})
	l.size = max(l.size, smallest)
	return l, nil
}

// bounds returns where a thing lies.
func (l *labels) bounds(t thing) extent {
	corners := t.corners(width, l.height)
	b := extent{corners[0].X, corners[0].Y, corners[0].X, corners[0].Y}
	for _, c := range corners {
		b = extent{min(b.left, c.X), min(b.top, c.Y), max(b.right, c.X), max(b.bottom, c.Y)}
	}
	return b
}

func (l *labels) wide(text string) float64 {
	return float64(font.MeasureString(l.face, text)) / 64 / measured * l.size
}

// place returns as much of the label as there is room for, and where it begins on its
// line; nothing where there is no place that is free.
func (l *labels) place(t thing) (text string, at data.Point) {
	if t.label == "" {
		return "", at
	}
	room := l.bounds(t)
	letters := []rune(t.label)
	pad := l.size / 2
	for text = t.label; len(letters) > 1 && l.wide(text) > room.right-room.left-pad/2; text = string(letters) + "…" {
		letters = letters[:len(letters)-1]
	}
	long := l.wide(text)
	middle := data.Point{X: (room.left + room.right - long) / 2, Y: (room.top+room.bottom)/2 + l.size*0.36}
	if t.labelled == inMiddle {
		return text, middle
	}
	first, last := room.top+pad/2+l.size, room.bottom-pad
	places := []data.Point{{X: room.left + pad, Y: first}, {X: room.right - pad - long, Y: first},
		{X: room.left + pad, Y: last}, {X: room.right - pad - long, Y: last}}
	if t.labelled == besideDesks {
		places = append([]data.Point{middle}, places...)
	}
	for _, at := range places {
		lies := extent{at.X, at.Y - l.size*0.8, at.X + long, at.Y + l.size*0.1}
		free := true
		for _, desk := range l.desks {
			free = free && !desk.meets(lies)
		}
		if free {
			return text, at
		}
	}
	if t.labelled == inCorner {
		return text, data.Point{X: room.left + pad, Y: room.top - pad/2} // above the zone
	}
	return "", at
}
