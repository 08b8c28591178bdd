// Package arrows holds the packages of the module against the drawing of them in
// docs/architecture.md: what one package imports of another has to be drawn there, and
// what is drawn there has to exist. Its test does so in every run of the suite.
package arrows

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const (
	// Page is where the drawing stands, as a block of code under this heading.
	Page    = "docs/architecture.md"
	heading = "## Rooms and arrows"
	// anyTest begins the line of what every test may import.
	anyTest = "any test"
	root    = "main"
)

// floors are named from the lowest to the highest; no arrow leads to a higher one. A
// room stands on the floor that its path begins with.
var floors = []string{"data", "storage", "ui", root}

// A Drawing says for each package which others it imports, in the order of the page.
// Packages are named by their folders, the one at the top by "main".
type Drawing struct {
	packages []string
	arrows   map[string][]string
}

// Read returns the drawing of a page. A line of it is a package, an arrow and what the
// package imports; a line without an arrow goes on with the one above.
func Read(page string) (Drawing, error) {
	d := Drawing{arrows: map[string][]string{}}
	_, block, _ := strings.Cut(page, heading+"\n")
	block, _, _ = strings.Cut(block, "\n## ")
	_, block, _ = strings.Cut(block, "```\n")
	block, _, ended := strings.Cut(block, "```\n")
	if !ended {
		return d, fmt.Errorf("%s has no block of code under %q", Page, heading)
	}
	from := ""
	for line := range strings.Lines(block) {
		name, to, hasArrow := strings.Cut(line, "->")
		if !hasArrow {
			to = line
		} else if from = strings.TrimSpace(name); d.arrows[from] != nil {
			return d, fmt.Errorf("%s draws %s twice", Page, from)
		} else {
			d.packages, d.arrows[from] = append(d.packages, from), []string{}
		}
		d.arrows[from] = append(d.arrows[from], strings.Fields(to)...)
	}
	return d, nil
}

// Imports are the arrows that the code has: for each package what it imports of the
// others, and a file in which it does.
type Imports struct {
	product, tests map[string]map[string]string
}

// ReadImports reads all Go files below a folder, also those for other systems.
func ReadImports(folder string) (Imports, error) {
	i := Imports{product: map[string]map[string]string{}, tests: map[string]map[string]string{}}
	mod, err := os.ReadFile(filepath.Join(folder, "go.mod"))
	if err != nil {
		return i, err
	}
	module := strings.Fields(string(mod))[1]
	return i, filepath.WalkDir(folder, func(file string, entry fs.DirEntry, err error) error {
		switch name := entry.Name(); {
		case err != nil:
			return err
		case entry.IsDir() && file != folder && (strings.HasPrefix(name, ".") || name == "testdata"):
			return filepath.SkipDir
		case entry.IsDir() || filepath.Ext(name) != ".go":
			return nil
		}
		relative, err := filepath.Rel(folder, file)
		if err != nil {
			return err
		}
		return i.add(module, file, filepath.ToSlash(relative))
	})
}

func (i Imports) add(module, file, relative string) error {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		return err
	}
	from, into := name(path.Dir(relative)), i.product
	if strings.HasSuffix(relative, "_test.go") {
		into = i.tests
	}
	if into[from] == nil {
		into[from] = map[string]string{}
	}
	for _, imported := range parsed.Imports {
		whole, err := strconv.Unquote(imported.Path.Value)
		if err != nil {
			return err
		}
		if to, ours := strings.CutPrefix(whole, module+"/"); ours && to != from {
			into[from][to] = relative
		}
	}
	return nil
}

// name returns how the drawing calls the package in a folder.
func name(folder string) string {
	if folder == "." {
		return root
	}
	return folder
}

// Differences says, a line each, where drawing and code differ and what to do. A test
// may import what its package does, all that can be reached from there, and what any
// test may.
func (d Drawing) Differences(code Imports) (lines []string) {
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	existing := maps.Clone(code.product)
	for from, imports := range code.tests {
		if existing[from] == nil {
			existing[from] = imports // there are only tests: they are the package
		}
	}
	for _, from := range slices.Sorted(maps.Keys(existing)) {
		if d.arrows[from] == nil {
			say("%s is not drawn: add the line %q to %s", from, line(from, slices.Sorted(maps.Keys(existing[from]))), Page)
			continue
		}
		var missing, files []string
		for _, to := range slices.Sorted(maps.Keys(existing[from])) {
			if !slices.Contains(d.arrows[from], to) {
				missing, files = append(missing, to), append(files, existing[from][to])
			}
		}
		if len(missing) > 0 {
			say("%s imports %s (%s), and %s draws no such arrow: take the import away, such as by an interface that %s declares; if it is meant, make the line there %q",
				from, strings.Join(missing, " "), strings.Join(files, " "), Page, from, line(from, slices.Concat(d.arrows[from], missing)))
		}
	}
	for _, from := range slices.Sorted(maps.Keys(code.tests)) {
		allowed := d.reached(from)
		for _, to := range slices.Sorted(maps.Keys(code.tests[from])) {
			if existing[from][to] == "" && !allowed[to] {
				say("the tests of %s import %s (%s), which %s does not reach by arrows: test it from outside, or where it is; if it helps tests alone, add it to the line of %q in %s",
					from, to, code.tests[from][to], from, anyTest, Page)
			}
		}
	}
	for _, from := range d.packages {
		if existing[from] == nil && from != anyTest {
			say("%s draws %s, which does not exist: take the line away", Page, from)
			continue
		}
		for _, to := range d.arrows[from] {
			switch {
			case existing[to] == nil:
				say("%s draws an arrow from %s to %s, which does not exist: take %s out of the line", Page, from, to, to)
			case from != anyTest && existing[from][to] == "":
				say("%s draws an arrow from %s to %s, and nothing imports it there: take %s out of the line", Page, from, to, to)
			}
		}
	}
	return lines
}

// Upwards says, a line each, which arrows of the drawing lead to a higher floor, to what
// is drawn above, or from the program to what only helps to develop it.
func (d Drawing) Upwards() (lines []string) {
	for _, from := range d.packages {
		for _, to := range d.arrows[from] {
			switch {
			case from == anyTest:
			case floor(from) >= 0 && floor(to) < 0:
				lines = append(lines, fmt.Sprintf("%s is part of the program, and %s is not: the one can't import the other", from, to))
			case floor(from) >= 0 && floor(from) < floor(to):
				lines = append(lines, fmt.Sprintf("the arrow from %s to %s leads to a higher floor: the lower one declares an interface, and the higher one fulfils it", from, to))
			case slices.Index(d.packages, from) > slices.Index(d.packages, to):
				lines = append(lines, fmt.Sprintf("%s draws %s above %s, which imports it: arrows lead down the page, so move the line", Page, to, from))
			}
		}
	}
	return lines
}

// floor returns the number of a package's floor, or -1.
func floor(name string) int {
	first, _, _ := strings.Cut(name, "/")
	return slices.Index(floors, first)
}

// reached returns what a test of a package may import.
func (d Drawing) reached(from string) map[string]bool {
	all := map[string]bool{}
	var follow func(string)
	follow = func(from string) {
		for _, to := range d.arrows[from] {
			if !all[to] {
				all[to] = true
				follow(to)
			}
		}
	}
	follow(from)
	for _, helper := range d.arrows[anyTest] {
		all[helper] = true
	}
	return all
}

func line(from string, to []string) string {
	return strings.Join(append([]string{from, "->"}, to...), " ")
}
