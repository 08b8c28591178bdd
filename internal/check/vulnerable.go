package main

import (
	"bytes"
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
)

// checkVulnerable fails where the program that was built has a function of a module with a
// known vulnerability: the linker leaves out what nothing calls, and to read what is left
// takes seconds, where to follow the calls through all code takes a minute and more. Those of Go's own library are told and no more: they are mended by
// building with a newer Go, which this checkout can't choose for whoever builds it.
//
// The reports come as a Go module, so that they are pinned and need no other server.
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
	found, err := c.output(nil, tool, "-format", "json", "-db", "file://"+filepath.ToSlash(reports), "-mode", "binary", window)
	if err != nil {
		return err
	}
	has, err := read(bytes.NewReader(found))
	if err != nil {
		return err
	}
	text, bad := report(has)
	fmt.Fprint(c.said, text)
	if bad {
		return errors.New("the program has code that is vulnerable")
	}
	return nil
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

// finding is a known vulnerability whose code is in the program.
type finding struct{ id, module, version, fixed, function string }

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

// read returns each vulnerability once. A trace begins with the vulnerable function;
// without one, the program has nothing of it.
func read(from io.Reader) (has []finding, err error) {
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
		is := m.Finding.Trace[0]
		f := finding{m.Finding.OSV, is.Module, is.Version, m.Finding.Fixed, is.Package + "." + is.Function}
		if !slices.ContainsFunc(has, func(g finding) bool { return g.id == f.id && g.module == f.module }) {
			has = append(has, f)
		}
	}
	if !any {
		return nil, errors.New("govulncheck has said nothing")
	}
	return has, nil
}

// report puts the findings into words, and says whether a module of ours is bad.
func report(has []finding) (text string, bad bool) {
	var lines, inGo []string
	newest := ""
	for _, f := range has {
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
		lines = append(lines, fmt.Sprintf("%s: %s %s, whose %s is in the program; %s\n", f.id, f.module, f.version, f.function, mended))
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
