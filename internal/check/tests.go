package main

import (
	"path/filepath"
	"slices"
	"strings"
)

// The programs that the tests of the real window drive.
const (
	window        = ".dev/seatkeeper"         // the one that people get
	listedWindow  = ".dev/seatkeeper-listed"  // it tells what it shows
	checkedWindow = ".dev/seatkeeper-checked" // it also looks after Fyne's goroutine
	listing       = "listing"                 // the tag for that
)

func (c *checker) build() error { return c.buildWindow(window, c.tags) }

// buildListed builds the window that tells what it shows, so that tests find things by
// their names. Only its main package is compiled for it.
func (c *checker) buildListed() error { return c.buildWindow(listedWindow, c.tags+","+listing) }

// buildChecked builds the window that panics or logs where Fyne is called from a wrong
// goroutine. The real one leaves those checks out, by a tag, as they cost half its
// speed. Only Fyne's own Go is compiled twice for it.
func (c *checker) buildChecked() error {
	tags := slices.DeleteFunc(strings.Split(c.tags, ","), func(tag string) bool { return tag == "migrated_fynedo" })
	return c.buildWindow(checkedWindow, strings.Join(append(tags, listing), ","))
}

func (c *checker) buildWindow(path, tags string) error {
	return c.command(nil, "go", "build", "-tags", tags, "-buildvcs=false", "-o", path, ".")
}

// unwatched are the packages that the race detector leaves alone. SQLite is C in the
// form of Go, has memory of its own, and takes up to 50 times as long when it is
// watched; the arithmetic of a passphrase is slow on purpose; the reader of PDFs is compiled
// before it runs; the arithmetic of pictures starts nothing that runs at once.
var unwatched = []string{
	"modernc.org/...", "golang.org/x/crypto/...", "github.com/tetratelabs/...",
	"golang.org/x/image/...", "github.com/srwiley/...",
}

// single are the packages in which nothing runs at once: the race detector would find
// nothing there, and make it slow. They are tested without it, all others with it.
var single = []string{"data", "storage/drawings", "storage/lists", "storage/pictures", "ui/command", "ui/search", "ui/words", "internal"}

const windowTests = "seatkeeper/ui/realwindow"

func isSingle(name string) bool {
	return slices.ContainsFunc(single, func(s string) bool {
		return name == "seatkeeper/"+s || strings.HasPrefix(name, "seatkeeper/"+s+"/")
	})
}

// raced returns the packages that are tested with the race detector.
func (c *checker) raced() ([]string, error) {
	packages, err := c.output(nil, "go", "list", "-tags", c.tags, "./data/...", "./storage/...", "./ui/...", "./internal/...")
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(strings.Fields(string(packages)), func(name string) bool {
		return name == windowTests || isSingle(name)
	}), nil
}

func (c *checker) testRaces() error {
	packages, err := c.raced()
	if err != nil {
		return err
	}
	args := []string{"test", "-race", "-tags", c.tags}
	for _, pattern := range unwatched {
		args = append(args, "-gcflags="+pattern+"=-race=false")
	}
	return c.command(nil, "go", append(args, packages...)...)
}

// testWithoutRace is for what the race detector leaves out: packages in which nothing runs
// at once, and of the others the tests that skip or do less under it, of how much memory
// something takes, of what other processes do, and of how the window looks. No test does
// the same twice.
func (c *checker) testWithoutRace() error {
	args := []string{"test", "-tags", c.tags}
	for _, name := range single {
		args = append(args, "./"+name+"/...")
	}
	if err := c.command(nil, "go", args...); err != nil {
		return err
	}
	packages, err := c.raced()
	if err != nil {
		return err
	}
	var names []string
	args = []string{"test", "-tags", c.tags}
	for _, name := range packages {
		folder := strings.TrimPrefix(name, "seatkeeper/")
		left, err := unraced(folder)
		if err != nil {
			return err
		}
		if len(left) > 0 {
			args, names = append(args, "./"+folder), append(names, left...)
		}
	}
	if err := c.command(nil, "go", append(args, "-run", "^("+strings.Join(names, "|")+")$")...); err != nil {
		return err
	}
	return c.command(nil, "go", "test", "-tags", c.tags, "-run", "Looks?AsEver$", "./ui/...")
}

// testWindow tests the built programs. Go's cache of results does not know those files,
// hence -count=1. The tests start a display of their own.
func (c *checker) testWindow() error {
	var variables []string
	for name, path := range map[string]string{
		"SEATKEEPER_WINDOW": window, "SEATKEEPER_WINDOW_LISTED": listedWindow, "SEATKEEPER_WINDOW_CHECKED": checkedWindow,
	} {
		whole, err := filepath.Abs(path)
		if err != nil {
			return err
		}
		variables = append(variables, name+"="+whole)
	}
	return c.command(variables, "go", "test", "-count=1", "-tags", c.tags, ".", "./ui/realwindow")
}

// testPackages makes packages of the program that is built by now, and looks into them.
func (c *checker) testPackages() error {
	path, err := filepath.Abs(window)
	if err != nil {
		return err
	}
	return c.command([]string{"SEATKEEPER_WINDOW=" + path}, "go", "test", "-count=1", "-tags", c.tags, "./internal/packages")
}
