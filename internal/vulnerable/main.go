// Vulnerable reads what "govulncheck -format json" found, and fails where our code
// calls a function of a module that has a known vulnerability. Those of Go's own
// library are told and no more: they are mended by building with a newer Go, which
// this checkout can't choose for whoever builds it.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

func main() {
	called, err := read(os.Stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, "vulnerable:", err)
		os.Exit(2)
	}
	text, bad := report(called)
	fmt.Fprint(os.Stderr, text)
	if bad {
		os.Exit(1)
	}
}

// finding is a known vulnerability whose code ours calls.
type finding struct{ id, module, version, fixed, caller string }

// message is the part of govulncheck's output that is asked about
// (golang.org/x/vuln/internal/govulncheck, Message).
type message struct {
	Config  *struct{} `json:"config"`
	Finding *struct {
		OSV   string `json:"osv"`
		Fixed string `json:"fixed_version"`
		Trace []struct{ Module, Version, Package, Function string }
	} `json:"finding"`
}

// read returns each vulnerability once. A trace begins with the vulnerable function
// and ends with ours; without a function, nothing of ours calls it.
func read(from io.Reader) (called []finding, err error) {
	any := false
	for messages := json.NewDecoder(from); ; {
		var m message
		if err := messages.Decode(&m); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		any = any || m.Config != nil
		if m.Finding == nil || len(m.Finding.Trace) == 0 || m.Finding.Trace[0].Function == "" {
			continue
		}
		first, last := m.Finding.Trace[0], m.Finding.Trace[len(m.Finding.Trace)-1]
		f := finding{m.Finding.OSV, first.Module, first.Version, m.Finding.Fixed, last.Package + "." + last.Function}
		if !slices.ContainsFunc(called, func(g finding) bool { return g.id == f.id && g.module == f.module }) {
			called = append(called, f)
		}
	}
	if !any {
		return nil, errors.New("govulncheck has said nothing")
	}
	return called, nil
}

// report puts the findings into words, and says whether a module of ours is bad.
func report(called []finding) (text string, bad bool) {
	var lines, inGo []string
	newest := ""
	for _, f := range called {
		if f.module == "stdlib" {
			inGo = append(inGo, f.id)
			newest = later(newest, f.fixed)
			continue
		}
		bad = true
		mended := "there is no mended version"
		if f.fixed != "" {
			mended = "mended in " + f.fixed
		}
		lines = append(lines, fmt.Sprintf("%s: %s %s, which %s calls; %s\n", f.id, f.module, f.version, f.caller, mended))
	}
	if len(inGo) > 0 {
		lines = append(lines, fmt.Sprintf("This Go itself has known faults (%s); build what is given to others with a newer one, such as %s.\n",
			strings.Join(inGo, ", "), newest))
	}
	return strings.Join(lines, ""), bad
}

// later returns the later of two versions of Go. Those that mend one Go differ in
// their last number alone.
func later(a, b string) string {
	if len(a) > len(b) || len(a) == len(b) && a > b {
		return a
	}
	return b
}
