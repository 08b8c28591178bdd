package plan

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// lettering is one way to write on a place that somebody has: the sizes of its label
// and of the name below it. A label of size 0 is left out; the bar below the plan still
// tells it.
type lettering struct {
	label, name float32
	room        float32 // how high and wide a place must be, so that it looks right
}

// The ways to write on a place that somebody has and to write a label alone, the
// largest first. Those for places that are zoomed in on ask for more room than they
// take.
var (
	letterings = []lettering{{14, 18, 110}, {12.5, 16, 80}, {11, 14, 0}, {11, 13, 0}, {10, 12, 0}, {10, 11, 0}, {0, 12, 0}, {0, 10.5, 0}}
	labelSizes = []lettering{{18, 0, 110}, {15.5, 0, 80}, {13.5, 0, 0}, {12, 0, 0}, {10.5, 0, 0}, {9, 0, 0}}
)

const (
	lastLabelled  = 5 // the smallest lettering that has a label
	noteLettering = 4 // the largest for why a place is blocked, which is no name
)

// letters are the sizes that a floor begins with, so that its texts don't jump
// between sizes: where in labelSizes and letterings to begin. They follow from its
// places alone: another day does not change them.
type letters struct{ label, name int }

// lettersFor returns the largest letters that suit most of the places, for names of the
// usual length.
func lettersFor(desks []*deskView) letters {
	const usual = "K. Lindqvist"
	bold := fyne.TextStyle{Bold: true}
	count := func(fits func(v *deskView) bool) int {
		n := 0
		for _, v := range desks {
			if fits(v) {
				n++
			}
		}
		return n
	}
	var l letters
	for l.label = 0; l.label < len(labelSizes)-1; l.label++ {
		way := labelSizes[l.label]
		height := kit.TextHeight(way.label)
		if 2*count(func(v *deskView) bool {
			_, number := splitLabel(words.Plain(v.desk.Label))
			width := kit.TextWidth(number, way.label, fyne.TextStyle{})
			return v.hasRoom(way) && width <= v.out.roomFor(height)-labelPad
		}) > len(desks) {
			break
		}
	}
	for l.name = 0; l.name < lastLabelled; l.name++ {
		way := letterings[l.name]
		width, height := kit.TextWidth(usual, way.name, bold), way.height()
		if 2*count(func(v *deskView) bool { return v.hasRoom(way) && v.widthFor(height) >= width }) > len(desks) {
			break
		}
	}
	return l
}

func (l lettering) labelHeight() float32 {
	if l.label == 0 {
		return 0
	}
	return kit.TextHeight(l.label) - 1
}

func (l lettering) height() float32 { return l.labelHeight() + kit.TextHeight(l.name) }

const labelPad = 6 // left free beside a label that stands alone

func (v *deskView) hasRoom(l lettering) bool { return min(v.out.Width, v.out.Height) >= l.room }

// widthFor returns how wide label and name of that height may be together.
func (v *deskView) widthFor(height float32) float32 {
	_, pad := v.align()
	return v.out.roomFor(height+1) - 2*pad
}

func (v *deskView) align() (fyne.TextAlign, float32) {
	if v.out.IsStraight() {
		return fyne.TextAlignLeading, min(8, min(v.out.Width, v.out.Height)/7)
	}
	return fyne.TextAlignCenter, 3
}

// writeLabel puts the label alone into the middle, as large as fits, and reports
// whether there was room. The sign, if there is one, is put before it.
func (s *Scene) writeLabel(v *deskView, label string, sign func(string) string) bool {
	if sign == nil {
		sign = func(text string) string { return text }
	}
	_, number := splitLabel(label)
	sizes := labelSizes[s.letters.label:]
	for _, form := range []func(room, size float32) string{
		func(float32, float32) string { return label },
		func(room, size float32) string { return cutLabel(label, room, size, sign) },
		func(float32, float32) string { return number },
	} {
		for _, way := range sizes {
			room := v.out.roomFor(kit.TextHeight(way.label)) - labelPad
			text := form(room, way.label)
			if text != "" && kit.TextWidth(sign(text), way.label, fyne.TextStyle{}) <= room {
				v.put(v.label, sign(text), way.label, fyne.TextStyle{}, v.out.Center.Y, room, fyne.TextAlignCenter)
				return true
			}
		}
	}
	size := sizes[len(sizes)-1].label
	room := v.out.roomFor(kit.TextHeight(size)) - labelPad
	if text := kit.FitEnd(sign(label), room, size, fyne.TextStyle{}); utf8.RuneCountInString(text) > 2 {
		v.put(v.label, text, size, fyne.TextStyle{}, v.out.Center.Y, room, fyne.TextAlignCenter)
		return true
	}
	return false
}

// splitLabel returns what stands before the number at the end of a label, and the
// number: of "Window desk 12" and "EG-Süd-12" the end tells most. A label without one is
// all number.
func splitLabel(label string) (before, number string) {
	at := strings.LastIndexAny(label, " -–/._·") // what parts the number from the words
	if at < 0 {
		return "", label
	}
	_, width := utf8.DecodeRuneInString(label[at:])
	if !strings.ContainsFunc(label[at+width:], unicode.IsDigit) {
		return "", label
	}
	return label[:at+width], label[at+width:]
}

// cutLabel cuts a label in its middle, so that it keeps its number, or is empty if no
// more than that would be left. It leaves room for a sign before it.
func cutLabel(label string, room, size float32, sign func(string) string) string {
	before, number := splitLabel(label)
	room -= kit.TextWidth(sign(number), size, fyne.TextStyle{})
	cut := kit.FitEnd(before, room, size, fyne.TextStyle{})
	const least = 3 // letters that tell something
	if utf8.RuneCountInString(strings.TrimSpace(cut)) <= least {
		return ""
	}
	return cut + number
}

// writeName puts the label above the name, or the name alone into a small place. The
// forms of the name are given with the best one first, and likewise the least that tells
// whose it is. A shorter name in the floor's size is better than a smaller one, and that
// better than a cut one.
func (s *Scene) writeName(v *deskView, label string, forms, least []string, style fyne.TextStyle) {
	ways := letterings[s.letters.name:]
	try := func(ways []lettering, forms []string, cut bool) bool {
		for _, way := range ways {
			for _, form := range forms {
				if v.tryName(label, form, way, style, cut) {
					return true
				}
			}
		}
		return false
	}
	labelled := ways[:lastLabelled+1-s.letters.name]
	short := forms[len(forms)-1:] // of which more is left when it is cut
	if try(labelled[:min(2, len(labelled))], forms, false) || try(labelled[:1], short, true) ||
		try(labelled, forms, false) || try(labelled, short, true) || try(labelled, least, false) {
		return
	}
	// A turned desk has hardly room for a name: its number says more.
	if !v.out.IsStraight() && s.writeLabel(v, label, nil) {
		return
	}
	if try(ways, forms, false) || try(ways, short, true) {
		return
	}
	for _, text := range least {
		for _, size := range []float32{10.5, 8.5} {
			width := v.out.roomFor(kit.TextHeight(size)) - 2
			if kit.TextWidth(text, size, style) <= width {
				v.put(v.name, text, size, style, v.out.Center.Y, width, fyne.TextAlignCenter)
				return
			}
		}
	}
}

// tryName writes label and name in the given way and reports whether they fit,
// the name cut only if it may be.
func (v *deskView) tryName(label, name string, way lettering, style fyne.TextStyle, mayCut bool) bool {
	if way.label > 0 && label == "" {
		return false
	}
	align, _ := v.align()
	width := v.widthFor(way.height())
	readable := 4 * way.name // of a cut name: some six letters
	if name == "" || width <= 0 || mayCut && width < readable {
		return false
	}
	text := name
	if kit.TextWidth(name, way.name, style) > width {
		if !mayCut {
			return false
		}
		text = kit.FitEnd(name, width, way.name, style)
	}
	top := v.out.Center.Y - way.height()/2
	if way.label > 0 {
		v.put(v.label, fitLabel(label, width, way.label), way.label, fyne.TextStyle{}, top+way.labelHeight()/2, width, align)
	}
	v.put(v.name, text, way.name, style, top+way.labelHeight()+kit.TextHeight(way.name)/2, width, align)
	return true
}

// fitLabel returns as much of a label as fits, its number first.
func fitLabel(label string, width, size float32) string {
	plain := func(text string) string { return text }
	if kit.TextWidth(label, size, fyne.TextStyle{}) <= width {
		return label
	}
	if cut := cutLabel(label, width, size, plain); cut != "" {
		return cut
	}
	_, number := splitLabel(label)
	return kit.FitEnd(number, width, size, fyne.TextStyle{})
}

// put shows a text with its middle at the given height of the plan.
func (v *deskView) put(t *canvas.Text, text string, size float32, style fyne.TextStyle, middle, width float32, align fyne.TextAlign) {
	t.Text, t.TextSize, t.TextStyle, t.Alignment, t.Hidden = text, size, style, align, false
	height := kit.TextHeight(size)
	t.Move(fyne.NewPos(v.out.Center.X-width/2, middle-height/2))
	t.Resize(fyne.NewSize(width, height))
}
