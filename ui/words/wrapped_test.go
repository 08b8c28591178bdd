package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// An error that is nil must not be wrapped: a person would read "%!w(<nil>)". The test
// reads the sources and looks at what is known where an error is wrapped: in the branch
// of "a || err != nil" it may be nil.
func TestNoErrorIsWrappedThatMayBeNil(t *testing.T) {
	looked := 0
	for _, floor := range []string{"data", "storage", "ui"} {
		err := filepath.WalkDir(filepath.Join("..", "..", floor), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") {
				return err
			}
			files := token.NewFileSet()
			file, err := parser.ParseFile(files, path, nil, 0)
			if err != nil {
				return err
			}
			for _, at := range mayWrapNil(file) {
				t.Errorf("%s: an error that may be nil is wrapped", files.Position(at))
			}
			looked++
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if looked < 100 {
		t.Errorf("only %d files were read", looked)
	}
}

func TestAWrappedNilIsFound(t *testing.T) {
	for source, want := range map[string]int{
		`if n != 3 || err != nil { return fmt.Errorf("%w: %d (%w)", ErrDamaged, n, err) }`: 1,
		`if err := f(); err != nil || a { return fmt.Errorf("it: %w", err) }`:              1,
		`switch { case a, err != nil: return fmt.Errorf("it: %w", err) }`:                  1,
		`if err == nil { return fmt.Errorf("it: %w", err) }`:                               1,
		`if err != nil { return fmt.Errorf("%w (%w)", ErrDamaged, err) }`:                  0,
		`if err != nil || a { if err != nil { return fmt.Errorf("it: %w", err) } }`:        0,
		`if err != nil && (a || b) { return fmt.Errorf("it: %w", err) }`:                   0,
		`if n != 3 || err != nil { return fmt.Errorf("%w: %d bookings", ErrDamaged, n) }`:  0,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "it.go", "package it\nfunc f() error {\n"+source+"\nreturn nil }", 0)
		if err != nil {
			t.Fatal(err)
		}
		if found := mayWrapNil(file); len(found) != want {
			t.Errorf("%d found in %s", len(found), source)
		}
	}
}

// mayWrapNil returns where an error is wrapped that the innermost branch which speaks of
// it leaves open.
func mayWrapNil(file *ast.File) (found []token.Pos) {
	var outer []ast.Node
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil {
			outer = outer[:len(outer)-1]
			return true
		}
		outer = append(outer, n)
		for _, name := range wrapped(n) {
			for i := len(outer) - 2; i >= 0; i-- {
				conditions := conditionsOf(outer[i], outer[i+1])
				says, sure := false, false
				for _, c := range conditions {
					says = says || mentions(c, name)
					sure = sure || len(conditions) == 1 && notNil(c, name)
				}
				if says {
					if !sure {
						found = append(found, n.Pos())
					}
					break
				}
			}
		}
		return true
	})
	return found
}

// wrapped returns the names that a call of fmt.Errorf wraps.
func wrapped(n ast.Node) (names []string) {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) < 2 {
		return nil
	}
	function, ok := call.Fun.(*ast.SelectorExpr)
	format, isText := call.Args[0].(*ast.BasicLit)
	if !ok || !isText || function.Sel.Name != "Errorf" {
		return nil
	}
	text, _ := strconv.Unquote(format.Value)
	verbs := strings.Split(strings.ReplaceAll(text, "%%", ""), "%")[1:]
	for i, verb := range verbs {
		if name, ok := argument(call, i+1); ok && strings.HasPrefix(verb, "w") {
			names = append(names, name)
		}
	}
	return names
}

func argument(call *ast.CallExpr, i int) (string, bool) {
	if i >= len(call.Args) {
		return "", false
	}
	name, ok := call.Args[i].(*ast.Ident)
	if !ok {
		return "", false
	}
	return name.Name, true
}

// conditionsOf returns under which conditions, each of which is enough, inner runs.
func conditionsOf(n, inner ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.IfStmt:
		if inner == n.Body {
			return []ast.Expr{n.Cond}
		}
	case *ast.CaseClause:
		return n.List
	}
	return nil
}

// mentions reports whether a condition compares the name with nil.
func mentions(condition ast.Expr, name string) (found bool) {
	ast.Inspect(condition, func(n ast.Node) bool {
		if c, ok := n.(*ast.BinaryExpr); ok && (c.Op == token.EQL || c.Op == token.NEQ) {
			left, isName := c.X.(*ast.Ident)
			right, isNil := c.Y.(*ast.Ident)
			found = found || isName && isNil && left.Name == name && right.Name == "nil"
		}
		return !found
	})
	return found
}

// notNil reports whether the name can't be nil where the condition holds.
func notNil(condition ast.Expr, name string) bool {
	switch c := condition.(type) {
	case *ast.ParenExpr:
		return notNil(c.X, name)
	case *ast.BinaryExpr:
		switch c.Op {
		case token.LAND:
			return notNil(c.X, name) || notNil(c.Y, name)
		case token.LOR:
			return notNil(c.X, name) && notNil(c.Y, name)
		case token.NEQ:
			return mentions(c, name)
		}
	}
	return false
}
