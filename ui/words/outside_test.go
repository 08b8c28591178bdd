package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// twoWords is what a text for people looks like, and nothing else in the code of the window:
// keys have dots, names of things dashes.
var twoWords = regexp.MustCompile(`\pL{2,}[,.:]? \pL{2,}`)

// notSaid are files with words that are no texts of the program: what names are made of, a
// script for the system, what stands in a report for programmers.
var notSaid = []string{"ui/names/wordlists.go", "ui/alert/alert_other.go", "ui/crashlog/report.go"}

// No text for people stands outside of en.json, where translators look for it. Those of a
// programmer's errors do, and what is kept in the store or said from program to program.
func TestNoTextStandsOutsideOfTheWords(t *testing.T) {
	root := filepath.Join("..", "..")
	for path, file := range goFiles(t, filepath.Join(root, "ui"), filepath.Join(root, "main.go")) {
		if slices.ContainsFunc(notSaid, func(name string) bool { return strings.HasSuffix(filepath.ToSlash(path), name) }) {
			continue
		}
		for _, text := range textsIn(file) {
			if !slices.Contains([]string{"command line", "seatkeeper window 1\n"}, text) {
				t.Errorf("%s says %q", path, text)
			}
		}
	}
}

// textsIn returns what looks like a text for people in a file.
func textsIn(file *ast.File) (texts []string) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			if n.Tag != nil {
				tag, _ := strconv.Unquote(n.Tag.Value)
				if help := reflect.StructTag(tag).Get("help"); twoWords.MatchString(help) {
					texts = append(texts, help)
				}
				n.Tag = nil
			}
		case *ast.CallExpr:
			return !isForProgrammers(n)
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING && !strings.HasPrefix(text, "<") && twoWords.MatchString(text) {
				texts = append(texts, text)
			}
		}
		return true
	})
	return texts
}

// isForProgrammers reports whether a call takes what only a programmer reads.
func isForProgrammers(call *ast.CallExpr) bool {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name == "panic"
	case *ast.SelectorExpr:
		of, _ := f.X.(*ast.Ident)
		return of != nil && (of.Name == "errors" && f.Sel.Name == "New" || of.Name == "fmt" && f.Sel.Name == "Errorf" || of.Name == "regexp")
	}
	return false
}

func TestATextOutsideOfTheWordsIsFound(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "x.go", `package x
var a = NewLabel("Good morning")
var b = errors.New("no good morning")
var c = Say("morning.good")
type d struct { e int `+"`help:\"Good night\"`"+` }`, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := textsIn(file); len(got) != 2 || got[0] != "Good morning" || got[1] != "Good night" {
		t.Errorf("%q", got)
	}
}

// goFiles returns the sources of the window below some places: no tests, and not what drives
// the window for them.
func goFiles(t *testing.T, roots ...string) map[string]*ast.File {
	t.Helper()
	files, set := map[string]*ast.File{}, token.NewFileSet()
	for _, root := range roots {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && (entry.Name() == "testdata" || entry.Name() == "uitest" || entry.Name() == "realwindow" || path != root && entry.Name() == "words"):
				return filepath.SkipDir
			case entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
				return nil
			}
			files[path], err = parser.ParseFile(set, path, nil, 0)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}
