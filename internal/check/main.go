// Check runs all that has to hold before a change is handed on: "./dev test" installs
// what it needs and calls it, at the top of the checkout. The first step that fails
// ends everything.
package main

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// A step is one line of what is checked.
type step struct {
	name string
	run  func(*checker) error
}

// A stage is what runs at the same time: rows of steps, in each of which one comes after
// the other. A machine with two cores has as much to do as it can, and no more.
type stage [][]step

var stages = []stage{
	{{
		{"format", (*checker).checkFormat},
		{"shellcheck", (*checker).checkScripts},
		{"go vet, for three systems", (*checker).vetThreeSystems},
		{"build", (*checker).build},
		{"go vet", (*checker).vet},
	}},
	{{
		{"what runs at once, with the race detector", (*checker).testRaces},
	}, {
		{"staticcheck", (*checker).checkStatic},
		{"known vulnerabilities", (*checker).checkVulnerable},
		{"build with a listing of what is shown", (*checker).buildListed},
		{"build with Fyne's thread checks", (*checker).buildChecked},
		{"units, storage, command line and looks, without it", (*checker).testWithoutRace},
	}},
	{{
		{"the real window", (*checker).testWindow}, // which waits more than it computes
	}, {
		{"packages", (*checker).testPackages},
	}},
}

// windowsStages are run by "check windows" alone: they need wine, and minutes.
var windowsStages = []stage{{{{"Windows, under wine", (*checker).testWindows}}}}

// checker is one run. All paths are relative to the top of the checkout, which is
// where it runs.
type checker struct {
	tags string    // those of the program that people get
	said io.Writer // where steps and programs say what they have to say
}

func main() {
	tags := flag.String("tags", "", "build with these `TAGS`, as the program is built")
	only := flag.String("only", "", "run only the steps whose names match this `REGEXP`")
	list := flag.Bool("list", false, "print the names of the steps")
	flag.Parse()
	pattern, err := regexp.Compile(*only)
	if flag.Arg(0) == "windows" && flag.NArg() == 1 {
		stages = windowsStages
	} else if flag.NArg() > 0 {
		err = fmt.Errorf("nothing is called %q", flag.Args())
	}
	if err != nil {
		flag.Usage()
		os.Exit(2)
	}
	start := time.Now()
	for _, stage := range stages {
		for i, row := range stage {
			stage[i] = slices.DeleteFunc(row, func(s step) bool { return !pattern.MatchString(s.name) })
			for _, s := range stage[i] {
				if *list {
					fmt.Println(s.name)
				}
			}
		}
		if *list {
			continue
		}
		if err := stage.run(*tags); err != nil {
			fmt.Fprintf(os.Stderr, "failed: %v\n", err)
			os.Exit(1)
		}
	}
	if !*list {
		fmt.Fprintf(os.Stderr, "All is well, after %s.\n", time.Since(start).Round(time.Second))
	}
}

// run runs the rows beside each other. A step that fails is the last of all; what runs
// beside it comes to its end. If there is more than one row, what a step says is held back
// until then.
func (st stage) run(tags string) error {
	st = slices.DeleteFunc(slices.Clone(st), func(row []step) bool { return len(row) == 0 })
	var rows sync.WaitGroup
	var telling sync.Mutex
	var failed error
	for _, row := range st {
		rows.Go(func() {
			for _, s := range row {
				var held bytes.Buffer
				c := &checker{tags: tags, said: os.Stderr}
				if len(st) > 1 {
					c.said = &held
				}
				err := c.run(s)
				telling.Lock()
				_, _ = os.Stderr.Write(held.Bytes())
				failed = cmp.Or(failed, err)
				ends := failed != nil
				telling.Unlock()
				if ends {
					return
				}
			}
		})
	}
	rows.Wait()
	return failed
}

// run runs one step.
func (c *checker) run(s step) error {
	c.say("== %s", s.name)
	start := time.Now()
	if err := s.run(c); err != nil {
		return fmt.Errorf("%s: %w", s.name, err)
	}
	if took := time.Since(start); took > 10*time.Second {
		c.say("   took %s", took.Round(time.Second))
	}
	return nil
}

func (c *checker) say(format string, args ...any) { fmt.Fprintf(c.said, format+"\n", args...) }

// command runs a program, with what it says shown, and more variables in its
// environment.
func (c *checker) command(variables []string, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), variables...)
	cmd.Stdout, cmd.Stderr = c.said, c.said
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
