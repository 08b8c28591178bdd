package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
)

// marks are what a test mentions that does less under the race detector, or nothing: those
// of the package filetest.
var marks = []string{"NotUnderRace", "OrFewer", "UnderRace"}

// unraced returns the names of the tests in a folder that do less under the race detector
// than without it, themselves or in a function that they call. All others need not run a
// second time.
func unraced(folder string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	if err != nil {
		return nil, err
	}
	mentions := map[string][]string{} // by each function, all the names in it
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("which tests run without the race detector: %w", err)
		}
		for _, declared := range file.Decls {
			if f, ok := declared.(*ast.FuncDecl); ok {
				ast.Inspect(f, func(n ast.Node) bool {
					if name, ok := n.(*ast.Ident); ok && name != f.Name {
						mentions[f.Name.Name] = append(mentions[f.Name.Name], name.Name)
					}
					return true
				})
			}
		}
	}
	marked := slices.Clone(marks)
	for grows := true; grows; {
		grows = false
		for name, mentioned := range mentions {
			if !slices.Contains(marked, name) && slices.ContainsFunc(mentioned, func(m string) bool { return slices.Contains(marked, m) }) {
				marked, grows = append(marked, name), true
			}
		}
	}
	marked = slices.DeleteFunc(marked, func(name string) bool { return !strings.HasPrefix(name, "Test") })
	slices.Sort(marked)
	return marked, nil
}
