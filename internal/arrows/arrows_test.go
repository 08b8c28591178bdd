package arrows

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestThePageDrawsWhatTheCodeImports(t *testing.T) {
	top := filepath.Join("..", "..")
	page, err := os.ReadFile(filepath.Join(top, filepath.FromSlash(Page)))
	if err != nil {
		t.Fatal(err)
	}
	drawing, err := Read(strings.ReplaceAll(string(page), "\r\n", "\n"))
	if err != nil {
		t.Fatal(err)
	}
	code, err := ReadImports(top)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range append(drawing.Differences(code), drawing.Upwards()...) {
		t.Error(line)
	}
}

const page = "# Rooms\n\n" + heading + "\n\nWords.\n\n```\n" + `main         -> ui
ui           -> ui/plan storage
                data
ui/plan      -> data
any test     -> internal/made
internal/made -> data
storage      -> data
data         ->
` + "```\n\n## More\n"

// asDrawn is code that the page draws.
func asDrawn() Imports {
	in := func(names ...string) map[string]string {
		files := map[string]string{}
		for _, name := range names {
			files[name] = "a file"
		}
		return files
	}
	return Imports{
		product: map[string]map[string]string{
			"main": in("ui"), "ui": in("ui/plan", "storage", "data"), "ui/plan": in("data"),
			"internal/made": in("data"), "storage": in("data"), "data": in(),
		},
		tests: map[string]map[string]string{"main": in("storage"), "ui": in("internal/made")},
	}
}

func TestDifferencesAreNamed(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(Imports)
		want   string // of the only line, "" for none
	}{
		{"nothing", func(Imports) {}, ""},
		{"an import more", func(i Imports) { i.product["ui/plan"]["storage"] = "ui/plan/zoom.go" },
			"ui/plan imports storage (ui/plan/zoom.go), and docs/architecture.md draws no such arrow"},
		{"an import less", func(i Imports) { delete(i.product["ui"], "data") }, "an arrow from ui to data, and nothing imports it"},
		{"a package more", func(i Imports) { i.product["ui/day"] = map[string]string{"data": "ui/day/day.go"} },
			`add the line "ui/day -> data"`},
		{"a package of tests alone", func(i Imports) { i.tests["ui/real"] = map[string]string{"data": "ui/real/a_test.go"} },
			`add the line "ui/real -> data"`},
		{"a package less", func(i Imports) { delete(i.product, "main"); delete(i.tests, "main") }, "draws main, which does not exist"},
		{"a test that reaches up", func(i Imports) { i.tests["storage"] = map[string]string{"ui": "storage/a_test.go"} },
			"the tests of storage import ui (storage/a_test.go)"},
		{"a test that reaches further down", func(i Imports) { i.tests["main"]["ui/plan"] = "main_test.go" }, ""},
		{"a test's import that is drawn", func(i Imports) {
			delete(i.product["ui/plan"], "data")
			i.tests["ui/plan"] = map[string]string{"data": "ui/plan/a_test.go"}
		}, "an arrow from ui/plan to data, and nothing imports it"},
	} {
		t.Run(c.name, func(t *testing.T) {
			drawing, err := Read(page)
			if err != nil {
				t.Fatal(err)
			}
			code := asDrawn()
			c.change(code)
			lines := drawing.Differences(code)
			if c.want == "" && len(lines) > 0 || c.want != "" && (len(lines) != 1 || !strings.Contains(lines[0], c.want)) {
				t.Errorf("%q instead of %q", lines, c.want)
			}
		})
	}
}

func TestArrowsLeadDown(t *testing.T) {
	for _, c := range []struct{ name, line, instead, want string }{
		{"as it is", "", "", ""},
		{"a higher floor", "storage      -> data", "storage      -> data ui/plan", "leads to a higher floor"},
		{"up the page", "ui/plan      -> data", "ui/plan      -> data ui", "draws ui above ui/plan"},
		{"out of the program", "ui/plan      -> data", "ui/plan      -> data internal/made", "is part of the program"},
	} {
		t.Run(c.name, func(t *testing.T) {
			drawing, err := Read(strings.Replace(page, c.line, c.instead, 1))
			if err != nil {
				t.Fatal(err)
			}
			lines := drawing.Upwards()
			if c.want == "" && len(lines) > 0 || c.want != "" && (len(lines) != 1 || !strings.Contains(lines[0], c.want)) {
				t.Errorf("%q instead of %q", lines, c.want)
			}
		})
	}
}

func TestADrawingThatIsMissingOrDoubleIsAnError(t *testing.T) {
	for _, page := range []string{"", "# Rooms\n", heading + "\n\nWords.\n", heading + "\n\n## More\n\n```\nui -> data\n```\n",
		heading + "\n\n```\nui -> data\nui -> storage\n```\n"} {
		if drawing, err := Read(page); err == nil {
			t.Errorf("%q: %v", page, drawing)
		}
	}
}
