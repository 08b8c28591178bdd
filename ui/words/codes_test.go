package words

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/failure"
)

// constants returns the names of the constants of a type in the sources of a package and of those below it, and
// what they are where that is a text. Of constants that are counted from iota their
// number stands for it.
func constants(t *testing.T, folder, typeName string) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, file := range parse(t, folder) {
		for _, decl := range file.Decls {
			list, ok := decl.(*ast.GenDecl)
			if !ok || list.Tok != token.CONST {
				continue
			}
			typed := false
			for i, spec := range list.Specs {
				spec := spec.(*ast.ValueSpec)
				if spec.Type != nil || len(spec.Values) > 0 {
					name, _ := spec.Type.(*ast.Ident)
					typed = name != nil && name.Name == typeName
				}
				if !typed {
					continue
				}
				value := strconv.Itoa(i)
				if len(spec.Values) > 0 {
					if text, ok := spec.Values[0].(*ast.BasicLit); ok {
						value, _ = strconv.Unquote(text.Value)
					}
				}
				found[spec.Names[0].Name] = value
			}
		}
	}
	if len(found) == 0 {
		t.Fatalf("%s has no constants of type %s", folder, typeName)
	}
	return found
}

func parse(t *testing.T, folder string) (files []*ast.File) {
	t.Helper()
	set := token.NewFileSet()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(set, path, nil, 0)
		files = append(files, file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// isSaid reports whether a text is one that people can read.
func isSaid(text string) bool {
	return strings.Contains(text, " ") && !strings.Contains(text, "<no value>") && !strings.Contains(text, "{{")
}

func TestEveryFaultHasWords(t *testing.T) {
	for name, code := range constants(t, "../../storage/failure", "FaultCode") {
		text := FaultText(failure.Fault{Code: failure.FaultCode(code), Value: "7"})
		if most := FaultText(failure.Fault{Code: failure.FaultCode(code), Value: "users", Most: 12345}); !isSaid(most) && bounded[failure.FaultCode(code)] != "" {
			t.Errorf("%s with a bound: %q", name, most)
		}
		if !isSaid(text) || faults[failure.FaultCode(code)] == "" {
			t.Errorf("%s: %q", name, text)
		}
	}
	if text := FaultText(failure.Fault{Code: "of a newer program"}); !isSaid(text) {
		t.Errorf("an unknown code: %q", text)
	}
}

func TestEveryKindOfErrorHasWords(t *testing.T) {
	for name, number := range constants(t, "../../storage/failure", "Kind") {
		n, err := strconv.Atoi(number)
		if err != nil {
			t.Fatal(err)
		}
		is := errorKinds[failure.Kind(n)]
		for what, key := range map[string]string{"cause": is.cause, "next": is.next} {
			if text := Say(key, Args{"Path": "x", "Error": "an error", "Fault": "a fault"}); key == "" || !isSaid(text) {
				t.Errorf("%s has no %s: %q", name, what, text)
			}
		}
	}
	for name, doing := range constants(t, ".", "Doing") {
		if doings[Doing(doing)].title == "" || doings[Doing(doing)].safe == "" {
			t.Errorf("%s has no title, or does not say what is safe", name)
		}
	}
}

func TestEveryRuleHasWords(t *testing.T) {
	for name, rule := range constants(t, "../../data", "Rule") {
		text, ok := conflict(&data.RuleError{Field: "name", Value: "x", Rule: data.Rule(rule)})
		if !ok || !isSaid(text) {
			t.Errorf("%s: %q", name, text)
		}
	}
}

func TestEveryConflictHasWords(t *testing.T) {
	for name, obstacle := range constants(t, "../../data", "Obstacle") {
		text, ok := conflict(&data.ConflictError{Err: data.Obstacle(obstacle), What: "A1"})
		if !ok || !isSaid(text) {
			t.Errorf("%s: %q", name, text)
		}
	}
	if text, ok := conflict(&data.ConflictError{Err: errors.New("another")}); ok {
		t.Errorf("a conflict that nobody knows: %q", text)
	}
}

func TestEveryOriginAndStateHasWords(t *testing.T) {
	for name, origin := range constants(t, "../../storage/format", "Origin") {
		if kinds[storage.Origin(origin)] == "" {
			t.Errorf("%s has no words", name)
		}
	}
	for name, number := range constants(t, "../../storage/backups", "State") {
		n, _ := strconv.Atoi(number)
		text := BackupState(storage.BackupFile{State: storage.BackupState(n), Err: &failure.FaultsError{Faults: []failure.Fault{{Code: failure.FaultEmpty}}}})
		if len(text) < 3 || storage.BackupState(n) != storage.BackupUnchecked && text == Say("state.unchecked") {
			t.Errorf("%s: %q", name, text)
		}
	}
}

func TestEveryWrongTypeHasWords(t *testing.T) {
	for name, want := range constants(t, "../../storage/failure", "Want") {
		if wants[failure.Want(want)] == "" {
			t.Errorf("%s has no words", name)
		}
		for got := range gots {
			text := FaultText(failure.Fault{Code: failure.FaultWrongType, Key: "active", Want: failure.Want(want), Got: got, Value: "7"})
			if !isSaid(text) || !strings.Contains(text, "active") {
				t.Errorf("%s, %s: %q", name, got, text)
			}
		}
	}
	got := Fault(failure.Fault{Line: 7, Where: "/active", Code: failure.FaultWrongType, Key: "active", Want: failure.WantTruth, Got: "text", Value: "true"})
	if got != "line 7: “active” must be true or false, not the text “true”" {
		t.Error(got)
	}
}
