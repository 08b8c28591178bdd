package signs

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// notShown are rooms whose texts are compared with what people type or import.
var notShown = []string{"names", "uitest", "realwindow"}

// shown calls back with each text of the window: those of the words, and all others.
func shown(t *testing.T, visit func(where, text string)) {
	t.Helper()
	top := filepath.Join("..", "..")
	content, err := os.ReadFile(filepath.Join(top, "words", "en.json"))
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]any
	if err := json.Unmarshal(content, &words); err != nil {
		t.Fatal(err)
	}
	for key, text := range words {
		if forms, several := text.(map[string]any); several {
			for form, text := range forms {
				visit(key+" ("+form+")", text.(string))
			}
			continue
		}
		visit(key, text.(string))
	}
	err = filepath.WalkDir(top, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			for _, name := range notShown {
				if path == filepath.Join(top, name) {
					return filepath.SkipDir
				}
			}
		}
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if literal, ok := n.(*ast.BasicLit); ok && (literal.Kind == token.STRING || literal.Kind == token.CHAR) {
				if text, err := strconv.Unquote(literal.Value); err == nil {
					visit(path, text)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func parse(t *testing.T, font fyne.Resource) *sfnt.Font {
	t.Helper()
	f, err := sfnt.Parse(font.Content())
	if err != nil {
		t.Fatalf("%s: %v", font.Name(), err)
	}
	return f
}

func has(f *sfnt.Font, r rune) bool {
	glyph, err := f.GlyphIndex(nil, r)
	return err == nil && glyph != 0
}

func TestTheProgramBringsAFontForEachSignItShows(t *testing.T) {
	own, symbols := parse(t, Font()), parse(t, theme.DefaultSymbolFont())
	letters := []*sfnt.Font{parse(t, theme.DefaultTextFont()), parse(t, theme.DefaultTextBoldFont())}
	said := map[rune]bool{}
	shown(t, func(where, text string) {
		for _, r := range text {
			if r < 0x80 || r == '\ufeff' || said[r] || has(own, r) || has(symbols, r) || has(letters[0], r) && has(letters[1], r) {
				continue
			}
			said[r] = true
			t.Errorf("%s: no font of the program has %q (%U)", where, r, r)
		}
	})
}

func TestTheSignsLeaveLettersToFyne(t *testing.T) {
	own := parse(t, Font())
	for r := rune(0); r < 0x2000; r++ {
		if r != ' ' && has(own, r) {
			t.Errorf("it has %q", r)
		}
	}
	for _, r := range " ↶↷−⊘■▲▸▾●★✓✕" {
		if !has(own, r) {
			t.Errorf("it does not have %q", r)
		}
	}
}

func TestALineIsAsHighAsThatOfLetters(t *testing.T) {
	height := func(font fyne.Resource) (ascent, descent fixed.Int26_6) {
		m, err := parse(t, font).Metrics(nil, fixed.I(1000), 0)
		if err != nil {
			t.Fatal(err)
		}
		return m.Ascent, m.Descent
	}
	ascent, descent := height(Font())
	for _, letters := range []fyne.Resource{theme.DefaultTextFont(), theme.DefaultTextBoldFont(), theme.DefaultTextItalicFont()} {
		if a, d := height(letters); a != ascent || d != descent {
			t.Errorf("%s: %v and %v, not %v and %v", letters.Name(), a, d, ascent, descent)
		}
	}
}
