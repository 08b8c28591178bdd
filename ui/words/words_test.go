package words

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"
)

func TestSay(t *testing.T) {
	if got := Say("legend.free", Args{"Number": 14302}); got != "Free 14,302" {
		t.Errorf("Say fills a number in as %q", got)
	}
	if got := Say("no.such.key"); got != "no.such.key" {
		t.Errorf("an unknown key says %q", got)
	}
}

func TestCount(t *testing.T) {
	tests := []struct {
		n    int
		want string
	}{{0, "0 people"}, {1, "1 person"}, {2, "2 people"}, {1234, "1,234 people"}, {14302, "14,302 people"}}
	for _, tt := range tests {
		if got := Count("people", tt.n); got != tt.want {
			t.Errorf("Count of %d people is %q, want %q", tt.n, got, tt.want)
		}
	}
	if got := Count("desks-taken", 22, Args{"Taken": 9}); got != "9 of 22 desks" {
		t.Errorf("desks taken: %q", got)
	}
}

func TestBytes(t *testing.T) {
	tests := []struct {
		n    int64
		want string
	}{
		{0, "0 bytes"}, {1, "1 byte"}, {999, "999 bytes"}, {1000, "1.0 kB"}, {2_612_345, "2.6 MB"},
		{999_949, "999.9 kB"}, {999_950, "1.0 MB"}, {5_000_000_000, "5.0 GB"}, {7_000_000_000_000_000, "7,000.0 TB"},
	}
	for _, tt := range tests {
		if got := Bytes(tt.n); got != tt.want {
			t.Errorf("Bytes(%d) is %q, want %q", tt.n, got, tt.want)
		}
	}
}

func TestPlain(t *testing.T) {
	tests := map[string]string{
		"Ines Okafor":             "Ines Okafor",
		"two\nlines\r\n\tand tab": "two lines and tab",
		"bell\a \x1b[31mred":      "bell [31mred",
		"a\u202eb\u2066c\u200fd":  "abcd",
		"zero\u200bwidth\ufeff":   "zerowidth",
		"line\u2028para\u2029end": "line para end",
		"  ends  ":                "ends",
		"क\u094dष می\u200cخواهم":  "क\u094dष می\u200cخواهم",
		"👩\u200d💻 dev":            "👩\u200d💻 dev",
		"bad\xffbyte":             "bad\ufffdbyte",
		"\U000E0041tag":           "tag",
	}
	for in, want := range tests {
		if got := Plain(in); got != want {
			t.Errorf("Plain(%q) is %q, want %q", in, got, want)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for n := range 50 {
				if Count("people", n+2) == "" || Say("who.title") == "" {
					t.Error("no words")
				}
			}
		})
	}
	wg.Wait()
}

// Every key that the program names must have a text, and every text a key that
// the program names: a missing one would show a key, an unused one would be
// translated for nobody.
func TestKeysAndTextsMatch(t *testing.T) {
	var texts map[string]any
	if err := json.Unmarshal(english, &texts); err != nil {
		t.Fatal(err)
	}
	literals, said := keysInCode(t, "../..")
	for key, where := range said {
		if _, ok := texts[key]; !ok {
			t.Errorf("%s: en.json has no text %q", where, key)
		}
	}
	for key := range texts {
		if !literals[key] && said[key] == "" {
			t.Errorf("nothing says %q of en.json", key)
		}
	}
}

// keysInCode returns all string literals of the program, and the keys that are
// given to Say and Count as literals, with their places.
func keysInCode(t *testing.T, root string) (literals map[string]bool, said map[string]string) {
	t.Helper()
	literals, said = map[string]bool{}, map[string]string{}
	files := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && path != root && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata") {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Field: // the help of the command line names keys
				if n.Tag != nil {
					tag, _ := strconv.Unquote(n.Tag.Value)
					if key := reflect.StructTag(tag).Get("help"); key != "" {
						said[key] = files.Position(n.Pos()).String()
					}
				}
			case *ast.BasicLit:
				if n.Kind == token.STRING {
					text, _ := strconv.Unquote(n.Value)
					literals[text] = true
				}
			case *ast.CallExpr:
				key, ok := firstLiteral(n)
				switch {
				case !ok:
				case isCall(n, "Say"):
					said[key] = files.Position(n.Pos()).String()
				case isCall(n, "Count"):
					said["count."+key] = files.Position(n.Pos()).String()
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return literals, said
}

func firstLiteral(call *ast.CallExpr) (string, bool) {
	if len(call.Args) == 0 {
		return "", false
	}
	lit, ok := call.Args[0].(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// isCall matches words.Name(…) anywhere and Name(…) within this package.
func isCall(call *ast.CallExpr, name string) bool {
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		return fun.Name == name
	case *ast.SelectorExpr:
		pkg, ok := fun.X.(*ast.Ident)
		return ok && pkg.Name == "words" && fun.Sel.Name == name
	}
	return false
}

func TestNumbersAreWrittenAsInTheRegion(t *testing.T) {
	before := CurrentLocale()
	defer SetLocale(before)
	for name, want := range map[string]string{"en-GB": "14,302", "de-DE": "14.302", "de-CH": "14’302", "C": "14,302"} {
		SetLocale(LocaleOf(name))
		if got := Number(14302); got != want {
			t.Errorf("%s: %q, not %q", name, got, want)
		}
	}
	SetLocale(LocaleOf("de-DE"))
	if got := Bytes(2_600_000); got != "2,6 MB" {
		t.Errorf("%q", got)
	}
	if got := Count("people", 1234); got != "1.234 people" {
		t.Errorf("%q", got)
	}
}

// Whoever sets texts that are not English sees that none is forgotten, and what has no room.
func TestThePseudoLanguageIsLonger(t *testing.T) {
	defer SetLanguage("en")
	short := map[string]string{}
	var texts map[string]any
	if err := json.Unmarshal(english, &texts); err != nil {
		t.Fatal(err)
	}
	for key := range texts {
		short[key] = Say(key)
	}
	SetLanguage(Pseudo)
	for key, text := range short {
		if strings.Contains(text, "{{") || strings.Contains(text, "<no value>") || len([]rune(text)) < 2 {
			continue
		}
		long := Say(key)
		if n, least := len([]rune(long)), len([]rune(text))*14/10; n < least {
			t.Errorf("%s: %d letters of %d: %q", key, n, least, long)
		}
		if strings.ContainsAny(text, "aeiou") && strings.HasPrefix(long, text) {
			t.Errorf("%s has no accents: %q", key, long)
		}
	}
	if got := Count("people", 1); !strings.Contains(got, "1 pérsöñ") {
		t.Errorf("%q", got)
	}
}
