package plan

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/names"
	"seatkeeper/ui/words"
)

// lettering is one way to write on a booked desk: the sizes of its label and of
// the name below it. A label of size 0 is left out; the card still tells it.
type lettering struct {
	label, name float32
	room        float32 // how high and wide a desk must be, so that it looks right
}

// The ways to write on a booked desk and to write a label alone, the largest
// first. Those for desks that are zoomed in on ask for more room than they take.
var (
	letterings = []lettering{{14, 18, 110}, {12.5, 15.5, 80}, {11, 13, 0}, {10, 12, 0}, {10, 11, 0}, {0, 12, 0}, {0, 10.5, 0}}
	labelSizes = []lettering{{18, 0, 110}, {15.5, 0, 80}, {13.5, 0, 0}, {12, 0, 0}, {10.5, 0, 0}, {9, 0, 0}}
)

// lastLabelled is the smallest lettering that has a label.
const lastLabelled = 4

// letters are the sizes that a floor begins with, so that its texts don't jump
// between sizes. They follow from its desks alone: another day does not change
// them.
type letters struct {
	label, name int  // where in labelSizes and letterings to begin
	whole       bool // whether there is room for first names
}

// lettersFor returns the largest letters that suit most of the desks, for names
// of the usual length.
func lettersFor(desks []*deskView) letters {
	const usual, long = "K. Lindqvist", "Amara Papadopoulou"
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
			forms := labelForms(words.Plain(v.desk.Label))
			width := kit.TextWidth(forms[len(forms)-1], way.label, fyne.TextStyle{Bold: true})
			return v.hasRoom(way) && width <= v.out.roomFor(height)-labelPad
		}) > len(desks) {
			break
		}
	}
	for l.name = 0; l.name < lastLabelled; l.name++ {
		way := letterings[l.name]
		width, height := kit.TextWidth(usual, way.name, fyne.TextStyle{}), way.height()
		if 2*count(func(v *deskView) bool { return v.hasRoom(way) && v.widthFor(height) >= width }) > len(desks) {
			break
		}
	}
	way := letterings[l.name]
	width, height := kit.TextWidth(long, way.name, fyne.TextStyle{}), way.height()
	l.whole = 2*count(func(v *deskView) bool { return v.widthFor(height) >= width }) > len(desks)
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

func (v *deskView) hasRoom(l lettering) bool { return min(v.out.width, v.out.height) >= l.room }

// widthFor returns how wide label and name of that height may be together.
func (v *deskView) widthFor(height float32) float32 {
	_, pad := v.align()
	return v.out.roomFor(height+1) - 2*pad
}

func (v *deskView) align() (fyne.TextAlign, float32) {
	if v.out.isStraight() {
		return fyne.TextAlignLeading, min(8, min(v.out.width, v.out.height)/7)
	}
	return fyne.TextAlignCenter, 3
}

// writeLabel puts the label alone into the middle, as large as fits, and reports
// whether there was room. The sign, if there is one, is put before it.
func (d *planDrawing) writeLabel(v *deskView, label string, sign func(string) string, bold bool) bool {
	style := fyne.TextStyle{Bold: bold}
	forms := labelForms(label)
	if sign != nil {
		for i, form := range forms {
			forms[i] = sign(form)
		}
	}
	sizes := labelSizes[d.letters.label:]
	for _, form := range forms {
		for _, way := range sizes {
			width := v.out.roomFor(kit.TextHeight(way.label)) - labelPad
			if form != "" && kit.TextWidth(form, way.label, style) <= width {
				v.put(v.label, form, way.label, style, v.out.center.Y, width, fyne.TextAlignCenter)
				return true
			}
		}
	}
	size := sizes[len(sizes)-1].label
	width := v.out.roomFor(kit.TextHeight(size)) - labelPad
	if text := kit.FitEnd(forms[0], width, size, style); len([]rune(text)) > 2 {
		v.put(v.label, text, size, style, v.out.center.Y, width, fyne.TextAlignCenter)
		return true
	}
	return false
}

// labelForms returns a label and, if it ends with a number, that alone: of
// "Window desk 12" the end tells most.
func labelForms(label string) []string {
	if i := strings.LastIndexByte(label, ' '); i >= 0 && strings.ContainsFunc(label[i:], unicode.IsDigit) {
		return []string{label, label[i+1:]}
	}
	return []string{label}
}

// writeName puts the label above the name, or the name alone into a small desk.
// The forms of the name are given with the best one first, and the least that
// tells whose it is. A shorter name in the floor's size is better than a smaller
// one, and that better than a cut one.
func (d *planDrawing) writeName(v *deskView, label string, forms, least []string, style fyne.TextStyle) {
	ways := letterings[d.letters.name:]
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
	labelled := ways[:lastLabelled+1-d.letters.name]
	if try(labelled[:min(2, len(labelled))], forms, false) || try(labelled[:1], forms, true) ||
		try(labelled, forms, false) || try(labelled, forms, true) || try(labelled, least, false) {
		return
	}
	// A turned desk has hardly room for a name: its number says more.
	if !v.out.isStraight() && d.writeLabel(v, label, nil, false) {
		return
	}
	if try(ways, forms, false) || try(ways, forms, true) {
		return
	}
	for _, text := range least {
		for _, size := range []float32{10.5, 8.5} {
			width := v.out.roomFor(kit.TextHeight(size)) - 2
			if kit.TextWidth(text, size, style) <= width {
				v.put(v.name, text, size, style, v.out.center.Y, width, fyne.TextAlignCenter)
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
	top := v.out.center.Y - way.height()/2
	if way.label > 0 {
		short := labelForms(label)
		text := short[0]
		if kit.TextWidth(text, way.label, fyne.TextStyle{}) > width {
			text = short[len(short)-1]
		}
		v.put(v.label, kit.FitEnd(text, width, way.label, fyne.TextStyle{}), way.label, fyne.TextStyle{},
			top+way.labelHeight()/2, width, align)
	}
	v.put(v.name, text, way.name, style, top+way.labelHeight()+kit.TextHeight(way.name)/2, width, align)
	return true
}

// put shows a text with its middle at the given height of the plan.
func (v *deskView) put(t *canvas.Text, text string, size float32, style fyne.TextStyle, middle, width float32, align fyne.TextAlign) {
	t.Text, t.TextSize, t.TextStyle, t.Alignment, t.Hidden = text, size, style, align, false
	height := kit.TextHeight(size)
	t.Move(fyne.NewPos(v.out.center.X-width/2, middle-height/2))
	t.Resize(fyne.NewSize(width, height))
}

// nameForms returns who has the desk in forms for little room, the best one
// first: "I. Okafor", "Okafor", with the whole name before them if there is
// room; for a visitor the guest's name, "Visitor".
func nameForms(seat data.Seat, whole bool) []string {
	if seat.UserID == data.VisitorID {
		if guest := words.Plain(seat.Guest); guest != "" {
			forms := []string{guest, names.Short(guest)}
			if _, family, ok := strings.Cut(guest, " "); ok {
				forms = append(forms, family)
			}
			return append(forms, words.Say("visitor"))
		}
		return []string{words.Say("visitor")}
	}
	name := words.SeatName(seat)
	var forms []string
	if whole {
		forms = append(forms, name)
	}
	forms = append(forms, names.Short(name))
	if _, family, ok := strings.Cut(name, " "); ok {
		forms = append(forms, family)
	}
	return forms
}
