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
// before it runs.
var unwatched = []string{"modernc.org/...", "golang.org/x/crypto/...", "github.com/tetratelabs/..."}

// single are the packages in which nothing runs at once: the race detector would find
// nothing there, and make it slow. They are tested without it, all others with it.
var single = []string{"data", "storage/lists", "storage/pictures", "ui/command", "ui/search", "ui/words", "internal"}

const windowTests = "seatkeeper/ui/realwindow"

func isSingle(name string) bool {
	return slices.ContainsFunc(single, func(s string) bool {
		return name == "seatkeeper/"+s || strings.HasPrefix(name, "seatkeeper/"+s+"/")
	})
}

func (c *checker) testRaces() error {
	packages, err := c.output(nil, "go", "list", "-tags", c.tags, "./data/...", "./storage/...", "./ui/...", "./internal/...")
	if err != nil {
		return err
	}
	args := []string{"test", "-race", "-tags", c.tags}
	for _, pattern := range unwatched {
		args = append(args, "-gcflags="+pattern+"=-race=false")
	}
	for _, name := range strings.Fields(string(packages)) {
		if name != windowTests && !isSingle(name) {
			args = append(args, name)
		}
	}
	return c.command(nil, "go", args...)
}

// testWithoutRace is for what the race detector leaves out: packages in which nothing runs
// at once, and tests that skip under it, of how much memory something takes, of how the
// window looks, and of what is no question of goroutines. Those of storage that are just
// that question are not run a second time.
func (c *checker) testWithoutRace() error {
	args := []string{"test", "-tags", c.tags, "./storage/..."} // those of them that are single too
	for _, name := range single {
		if !strings.HasPrefix(name, "storage") {
			args = append(args, "./"+name+"/...")
		}
	}
	if err := c.command([]string{"SEATKEEPER_RACES_ARE_LOOKED_FOR=1"}, "go", args...); err != nil {
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
