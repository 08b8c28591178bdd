// Check runs all that has to hold before a change is handed on: "./dev test" installs
// what it needs and calls it, at the top of the checkout. The first step that fails
// ends everything.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// A step is one line of what is checked.
type step struct {
	name string
	run  func(*checker) error
}

var steps = []step{
	{"format", (*checker).checkFormat},
	{"shellcheck", (*checker).checkScripts},
	{"go vet, for three systems", (*checker).vetThreeSystems},
	{"build", (*checker).build},
	{"go vet", (*checker).vet},
	{"staticcheck", (*checker).checkStatic},
	{"known vulnerabilities", (*checker).checkVulnerable},
	{"build with a listing of what is shown", (*checker).buildListed},
	{"build with Fyne's thread checks", (*checker).buildChecked},
	{"unit and fault tests, with the race detector", (*checker).testUnits},
	{"storage, command line and looks, without it", (*checker).testWithoutRace},
	{"the real window", (*checker).testWindow},
}

// checker is one run. All paths are relative to the top of the checkout, which is
// where it runs.
type checker struct {
	tags string // those of the program that people get
}

func main() {
	c := checker{}
	flag.StringVar(&c.tags, "tags", "", "build with these `TAGS`, as the program is built")
	only := flag.String("only", "", "run only the steps whose names match this `REGEXP`")
	list := flag.Bool("list", false, "print the names of the steps")
	flag.Parse()
	pattern, err := regexp.Compile(*only)
	if err != nil || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	start := time.Now()
	for _, s := range steps {
		switch {
		case !pattern.MatchString(s.name):
		case *list:
			fmt.Println(s.name)
		default:
			c.say("== %s", s.name)
			before := time.Now()
			if err := s.run(&c); err != nil {
				c.say("failed: %s: %v", s.name, err)
				os.Exit(1)
			}
			if took := time.Since(before); took > 10*time.Second {
				c.say("   took %s", took.Round(time.Second))
			}
		}
	}
	if !*list {
		c.say("All is well, after %s.", time.Since(start).Round(time.Second))
	}
}

func (c *checker) say(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }

// command runs a program, with what it says shown, and more variables in its
// environment.
func (c *checker) command(variables []string, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), variables...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}

// output runs a program and returns what it prints. What it says about itself is in the
// error.
func (c *checker) output(variables []string, name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), variables...)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, &said)
	}
	return out, nil
}

// eachFile visits the files of the checkout, but for what begins with a dot.
func eachFile(visit func(path string) error) error {
	return filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path != "." && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case !entry.Type().IsRegular():
			return nil
		}
		return visit(path)
	})
}
