package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"seatkeeper/internal/gotool"
)

const (
	govulncheckVersion = "v1.9.0"
	vulndbVersion      = "v0.0.0-20261105234957-e22db6528018" // of 2026-11-05
	// notVulnerable holds the state of the code that was found good.
	notVulnerable = ".dev/not-vulnerable"
)

// checkVulnerable fails where our code calls a function of a module that has a known
// vulnerability. Those of Go's own library are told and no more: they are mended by
// building with a newer Go, which this checkout can't choose for whoever builds it.
//
// The reports come as a Go module, so that they are pinned and need no other server.
// What was found good stays so until a module, our code or the reports change.
func (c *checker) checkVulnerable() error {
	reports, err := c.vulnerabilityReports()
	if err != nil {
		c.say("the reports of vulnerable modules can't be had here: left out")
		return nil
	}
	tool, err := gotool.Install("govulncheck", govulncheckVersion, "golang.org/x/vuln/cmd/govulncheck", c.said)
	if err != nil {
		c.say("govulncheck can't be had here: left out")
		return nil
	}
	state, err := c.codeState()
	if err != nil {
		return err
	}
	if before, err := os.ReadFile(notVulnerable); err == nil && string(before) == state {
		c.say("nothing has changed since it was found good")
		return nil
	}
	found, err := c.output(nil, tool, "-format", "json", "-db", "file://"+filepath.ToSlash(reports), "-tags", c.tags, "./...")
	if err != nil {
		return err
	}
	called, err := read(bytes.NewReader(found))
	if err != nil {
		return err
	}
	text, bad := report(called)
	fmt.Fprint(c.said, text)
	if bad {
		return errors.New("our code calls what is vulnerable")
	}
	return os.WriteFile(notVulnerable, []byte(state), 0o600)
}

// vulnerabilityReports returns the folder of the reports.
func (c *checker) vulnerabilityReports() (folder string, err error) {
	out, err := c.output(nil, "go", "mod", "download", "-json", "golang.org/x/vulndb@"+vulndbVersion)
	if err != nil {
		return "", err
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(out, &module); err != nil {
		return "", err
	}
	folder = filepath.Join(module.Dir, "data", "osv")
	_, err = os.Stat(folder)
	return folder, err
}

// codeState returns what the answer depends on: the tools and all code.
func (c *checker) codeState() (string, error) {
	goVersion, err := c.output(nil, "go", "env", "GOVERSION")
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	err = eachFile(func(path string) error {
		if name := filepath.Base(path); filepath.Ext(name) != ".go" && name != "go.mod" && name != "go.sum" {
			return nil
		}
		content, err := os.ReadFile(path)
		fmt.Fprintf(sum, "%s %d\n%s", path, len(content), content)
		return err
	})
	return strings.TrimSpace(string(goVersion)) + " " + vulndbVersion + " " + govulncheckVersion + "\n" + hex.EncodeToString(sum.Sum(nil)) + "\n", err
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
