package toolbutton

import (
	"encoding/xml"
	"errors"
	"image/color"
	"io"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// shown is a button in a window, and what it has told.
type shown struct {
	*Button
	win    fyne.Window
	told   []string
	tapped int
}

func show(t *testing.T, text, hint string) *shown {
	t.Helper()
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	s := &shown{}
	s.Button = New("desk", text, hint, "Draw a desk", func() { s.tapped++ })
	s.OnHover = func(name string) { s.told = append(s.told, name) }
	s.win = uitest.Show(t, s.Button, 128, Height)
	return s
}

func TestAButtonIsPressed(t *testing.T) {
	for _, c := range []struct {
		name     string
		do       func(*shown)
		disabled bool
		want     int
	}{
		{"by a click", func(s *shown) { test.TapCanvas(s.win.Canvas(), fyne.NewPos(60, 16)) }, false, 1},
		{"by Enter", func(s *shown) { uitest.TypeKeys(s, fyne.KeyReturn, fyne.KeyEnter) }, false, 2},
		{"by Space", func(s *shown) { uitest.TypeKeys(s, fyne.KeySpace) }, false, 1},
		{"not by another key", func(s *shown) { uitest.TypeKeys(s, fyne.KeyDown, fyne.KeyEscape) }, false, 0},
		{"not by a click while it is off", func(s *shown) { test.TapCanvas(s.win.Canvas(), fyne.NewPos(60, 16)) }, true, 0},
		{"not by keys while it is off", func(s *shown) { uitest.TypeKeys(s, fyne.KeyReturn, fyne.KeySpace) }, true, 0},
	} {
		s := show(t, "Desk", "D")
		if c.disabled {
			s.Disable()
		}
		if c.do(s); s.tapped != c.want {
			t.Errorf("%s: %d times, want %d", c.name, s.tapped, c.want)
		}
		if hand := s.Cursor() == desktop.PointerCursor; hand == c.disabled {
			t.Errorf("%s: the pointer is a hand: %v", c.name, hand)
		}
	}
}

func TestAKeyThatDoesNotPressItIsPassedOn(t *testing.T) {
	s := show(t, "Desk", "D")
	var own, windows []fyne.KeyName
	s.OnKey = func(key *fyne.KeyEvent) bool { own = append(own, key.Name); return key.Name == fyne.KeyEscape }
	s.win.Canvas().SetOnTypedKey(func(key *fyne.KeyEvent) { windows = append(windows, key.Name) })
	uitest.TypeKeys(s, fyne.KeyReturn, fyne.KeyEscape, fyne.KeyF10)
	if !slices.Equal(own, []fyne.KeyName{fyne.KeyEscape, fyne.KeyF10}) || !slices.Equal(windows, []fyne.KeyName{fyne.KeyF10}) {
		t.Errorf("its own hook has %v, the window %v", own, windows)
	}
	s.OnKey = nil
	uitest.TypeKeys(s, fyne.KeyF10)
	if len(windows) != 2 {
		t.Errorf("without a hook the window has %v", windows)
	}
}

func TestWhatItDoesIsSaidWhileThePointerOrTheKeysAreOnIt(t *testing.T) {
	s := show(t, "Desk", "D")
	s.MouseIn(&desktop.MouseEvent{})
	s.MouseOut()
	s.win.Canvas().Focus(s.Button)
	s.win.Canvas().Unfocus()
	if want := []string{"Draw a desk", "", "Draw a desk", ""}; !slices.Equal(s.told, want) {
		t.Errorf("said is %q, want %q", s.told, want)
	}
	if s.AccessibilityLabel() != "Draw a desk" {
		t.Errorf("a screen reader says %q", s.AccessibilityLabel())
	}
	s.OnHover = nil
	s.MouseIn(&desktop.MouseEvent{}) // and nobody to tell
}

// texts are those that are drawn, and behind them the colour of the button.
func (s *shown) texts() (words []*canvas.Text, back color.Color) {
	for _, o := range uitest.Shown(s.Button) {
		switch o := o.(type) {
		case *canvas.Text:
			if o.Text != "" {
				words = append(words, o)
			}
		case *canvas.Rectangle:
			if back == nil {
				back = o.FillColor
			}
		}
	}
	return words, back
}

func TestItStaysDownWhileItsToolIsInUse(t *testing.T) {
	s := show(t, "Desk", "D")
	words, back := s.texts()
	if len(words) != 2 || words[0].Text != "Desk" || words[1].Text != "D" || words[0].TextStyle.Bold || back != color.Transparent {
		t.Errorf("before: %d texts, on %v", len(words), back)
	}
	s.Choose(true)
	if words, back = s.texts(); !words[0].TextStyle.Bold || back != theme.Color(theme.ColorNameSelection) {
		t.Errorf("in use: bold %v, on %v", words[0].TextStyle.Bold, back)
	}
	s.Choose(false)
	if words, back = s.texts(); words[0].TextStyle.Bold || back != color.Transparent {
		t.Errorf("after: bold %v, on %v", words[0].TextStyle.Bold, back)
	}
	s.Disable()
	if words, _ = s.texts(); words[0].Color != theme.Color(theme.ColorNameDisabled) {
		t.Errorf("off it is written in %v", words[0].Color)
	}
}

// The words have room in full, and the sign stands in the middle where there is nothing else.
func TestThereIsRoomForTheWords(t *testing.T) {
	for _, c := range []struct{ text, hint string }{{"Desk", "D"}, {"A rather long name", "X"}, {"", "D"}, {"", ""}} {
		s := show(t, c.text, c.hint)
		s.Resize(s.MinSize())
		words, _ := s.texts()
		end := float32(0)
		for _, w := range words {
			width := kit.TextWidth(w.Text, w.TextSize, w.TextStyle)
			from := w.Position().X
			if w.Alignment == fyne.TextAlignTrailing {
				from += w.Size().Width - width
			}
			if from < end || from+width > s.Size().Width {
				t.Errorf("%q goes from %v to %v, of %v", w.Text, from, from+width, s.Size().Width)
			}
			end = from + width
		}
		for _, o := range uitest.Shown(s.Button) {
			if i, ok := o.(*canvas.Image); ok && c.text+c.hint == "" && i.Position().X != (s.Size().Width-i.Size().Width)/2 {
				t.Errorf("the sign stands at %v of %v", i.Position().X, s.Size().Width)
			}
		}
	}
	s := show(t, "Desk", "D")
	wide := s.MinSize().Width
	if s.SetText(""); s.MinSize().Width >= wide || s.Text() != "" {
		t.Errorf("without words it is %v wide, with them %v", s.MinSize().Width, wide)
	}
}

// Each sign is one that can be read, and is drawn in the colour that is asked for.
func TestEachSignIsDrawnInItsColour(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	red := color.NRGBA{R: 0xC4, G: 0x1D, B: 0x1D, A: 0xFF}
	for name := range signs {
		svg := sign(name, red)
		for d := xml.NewDecoder(strings.NewReader(string(svg.Content()))); ; {
			if _, err := d.Token(); err != nil {
				if !errors.Is(err, io.EOF) {
					t.Errorf("%s: %v", name, err)
				}
				break
			}
		}
		i := canvas.NewImageFromResource(svg)
		w := uitest.Show(t, i, 32, 32)
		painted, picture := 0, w.Canvas().Capture()
		for x := range 32 {
			for y := range 32 {
				if r, g, b, _ := picture.At(x, y).RGBA(); r > g+0x4000 && r > b+0x4000 {
					painted++
				}
			}
		}
		if painted < 20 || painted > 900 {
			t.Errorf("%s: %d of 1024 pixels are painted", name, painted)
		}
		if same := sign(name, color.NRGBA{A: 0xFF}); same.Name() == svg.Name() {
			t.Errorf("%s has one name in two colours, so Fyne shows the first", name)
		}
	}
}
