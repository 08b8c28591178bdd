package field

import (
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/drawing"
	"seatkeeper/ui/words"
)

var _ fyne.Accessible = (*Field)(nil)

// Field is one property in the panel: its name above what can be typed. What was typed is taken
// when Enter is pressed or the field is left; Escape leaves it as it was.
type Field struct {
	widget.Entry
	get     func() (text string, mixed bool)
	set     func(string) bool // false if it can't be that
	back    func()            // gives the keys back to the floor
	focused bool
	name    string
	whole   fyne.CanvasObject       // with its name
	Reveal  func(fyne.CanvasObject) // brings it into sight, with its name, when it gets the keys
}

// New returns one. set is told what was typed, and says false if the property can't be that; back gives
// the keys to where they came from.
func New(get func() (text string, mixed bool), set func(typed string) bool, back func()) *Field {
	return kit.Extend(&Field{get: get, set: set, back: back})
}

// Update shows the present value, unless another is being typed.
func (f *Field) Update() {
	text, mixed := f.get()
	place := ""
	if mixed {
		text, place = "", words.Say("edit.mixed")
	}
	if f.PlaceHolder != place {
		f.SetPlaceHolder(place)
	}
	if !f.focused {
		f.show(text)
	}
}

func (f *Field) show(text string) {
	if f.Text != text {
		f.SetText(text)
	}
}

// take lets the value be what was typed.
func (f *Field) take() {
	text, mixed := f.get()
	if f.Text == text || mixed && f.Text == "" {
		return
	}
	f.set(f.Text)
	text, _ = f.get()
	f.show(text)
}

func (f *Field) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		f.take()
		f.back()
	case fyne.KeyEscape, fyne.KeyF6:
		if key.Name == fyne.KeyEscape {
			text, _ := f.get()
			f.show(text)
		}
		f.back()
	case fyne.KeyF10:
		kit.WindowKey(f, key)
	default:
		f.Entry.TypedKey(key)
	}
}

// AccessibilityLabel is what a screen reader says.
func (f *Field) AccessibilityLabel() string { return f.name }

func (f *Field) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (f *Field) TypedShortcut(s fyne.Shortcut) { kit.EntryShortcut(f, &f.Entry, s) }

func (f *Field) FocusGained() {
	f.focused = true
	f.Entry.FocusGained()
	f.TypedShortcut(&fyne.ShortcutSelectAll{})
	if f.whole != nil && f.Reveal != nil {
		f.Reveal(f.whole)
	}
}

func (f *Field) FocusLost() {
	f.take()
	f.focused = false
	f.Entry.FocusLost()
	f.Update()
}

// Named puts the name of a property above its control.
func Named(key string, control fyne.CanvasObject) fyne.CanvasObject {
	whole := container.New(nameAbove{}, kit.NewSmallLine(words.Say(key)), control)
	if f, ok := control.(*Field); ok {
		f.name, f.whole = words.Say(key), whole
	}
	return whole
}

// nameAbove lays a name out above a control.
type nameAbove struct{}

const nameHeight float32 = 19

func (nameAbove) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[1].MinSize().Width, nameHeight+kit.ControlHeight)
}

func (nameAbove) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(size.Width, nameHeight))
	objects[1].Move(fyne.NewPos(0, nameHeight))
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-nameHeight))
}

// Beside lays controls out in a row of equal widths.
func Beside(objects ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(equal{}, objects...)
}

type equal struct{}

func (equal) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, 0)
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return fyne.NewSize(40*float32(len(objects)), size.Height)
}

func (equal) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := float32(len(objects))
	width := (size.Width - kit.Gap*(n-1)) / n
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(width+kit.Gap), 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

// Number writes a length or an angle with no more digits than matter.
func Number(v float64) string {
	return strconv.FormatFloat(math.Round(v*1000)/1000, 'f', -1, 64)
}

// ParseNumber reads what Number writes, with a comma or a point, and with a unit behind it.
func ParseNumber(typed string) (float64, bool) {
	typed = strings.TrimSpace(strings.TrimRight(strings.TrimSpace(typed), "m°"))
	v, err := strconv.ParseFloat(strings.Replace(typed, ",", ".", 1), 64)
	return v, err == nil && !math.IsNaN(v) && !math.IsInf(v, 0)
}

// Numbers are the two sides of a field for a number.
func Numbers(get func() drawing.Value[float64], set func(float64) bool) (func() (string, bool), func(string) bool) {
	return func() (string, bool) { v := get(); return Number(v.Is), v.Mixed },
		func(typed string) bool { v, ok := ParseNumber(typed); return ok && set(v) }
}
