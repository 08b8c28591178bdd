//go:build linux

// The bench measures Seatkeeper and holds the figures against their budgets. All
// sides of a ratio are measured in the same run, one after the other, round by
// round, as a machine is never quiet for long.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"syscall"
)

// What the bench ends with.
const (
	exitOver        = 1 // a figure is over its budget
	exitFailed      = 2 // it could not work at all
	exitNotMeasured = 3 // all is within its budget, but something was not measured
)

func main() {
	if len(os.Args) > 2 && os.Args[1] == measureArgument {
		os.Exit(measureChild(os.Args[2:]))
	}
	code, err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		code = exitFailed
	}
	os.Exit(code)
}

func run() (code int, err error) {
	var (
		only   = flag.String("only", "", "measure only the figures whose names match this `REGEXP`")
		quick  = flag.Bool("quick", false, "a twentieth of the bookings and two rounds, to try the bench")
		rounds = flag.Int("rounds", 5, "how often each side of a ratio is measured")
		window = flag.String("program", ".dev/seatkeeper", "the program to measure")
		before = flag.String("before", "", "the program of commit "+beforeCommit+", where it is there already")
		folder = flag.String("folder", ".dev/bench", "where stores are kept for the next run")
		list   = flag.Bool("list", false, "print the names of the figures and their budgets")
	)
	flag.Parse()
	pattern, err := regexp.Compile(*only)
	if err != nil {
		return 0, err
	}
	if *list {
		printTable(os.Stdout)
		return 0, nil
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	b := &bench{stores: stores{ctx: ctx, quick: *quick, program: *window, folder: *folder}, only: pattern, rounds: *rounds, measured: map[string]spread{}, why: map[string]string{}}
	if *quick {
		b.rounds = min(b.rounds, 2)
	}
	if err := b.begin(*before); err != nil {
		return 0, err
	}
	defer os.RemoveAll(b.temp)
	fmt.Println(machine(b.folder))
	for _, g := range groups {
		b.run(g)
	}
	over, missing := b.print(os.Stdout)
	switch {
	case ctx.Err() != nil:
		return 0, errors.New("it was stopped before all was measured")
	case over > 0 && !b.quick:
		code = exitOver
	case missing > 0:
		code = exitNotMeasured
	}
	return code, nil
}

// bench is one run.
type bench struct {
	stores

	only   *regexp.Regexp
	rounds int

	measured map[string]spread
	why      map[string]string // why a figure was not measured
}

// begin makes all paths absolute, as a program that is measured may run elsewhere.
func (b *bench) begin(before string) (err error) {
	for _, path := range []*string{&b.program, &b.folder} {
		if *path, err = filepath.Abs(*path); err != nil {
			return err
		}
	}
	if _, err := os.Stat(b.program); err != nil {
		return fmt.Errorf("there is no program to measure (./dev build makes it): %w", err)
	}
	if err := os.MkdirAll(b.folder, 0o700); err != nil {
		return err
	}
	if b.temp, err = os.MkdirTemp(b.folder, "run-"); err != nil {
		return err
	}
	if before != "" {
		b.before, err = filepath.Abs(before)
		return errors.Join(err, b.needFile(b.before))
	}
	if b.wantsAny(beforeRows) {
		b.before, b.noOther = b.buildBefore()
	}
	return nil
}

func (b *stores) needFile(path string) error {
	_, err := os.Stat(path)
	return err
}

// group measures some figures.
type group struct {
	name    string
	figures []string
	run     func(*bench) error
}

// groups are all that is measured, in this order: what is spoilt by a machine that
// has just worked hard comes first.
var groups = []group{
	{"the window, from outside", []string{"frame-0", "frame-many", "frame-ms", "idle", "idle-empty"}, (*bench).screen},
	{"the window, from inside", windowRows, (*bench).window},
	{"the editor and the plan", drawingRows, (*bench).drawing},
	{"the board and bookings", []string{"board-large/small", "board-ms", "board-full-ms", "book-large/small", "book-ms", "book-export/alone", "book-export-worst-ms", "apply-ms"}, (*bench).store},
	{"the list of backups", []string{"list-ms"}, (*bench).list},
	{"export", exportRows, (*bench).export},
	{"memory", []string{"memory-some", "memory-many", "memory-most", "memory-most/many"}, (*bench).memory},
	{"verify", []string{"verify/sha256sum", "verify-ms"}, (*bench).verify},
	{"restore", restoreRows, (*bench).restore},
	{"the stores", []string{"make-s"}, (*bench).makingStores},
}

// run measures a group. What it leaves out gets its error as the reason.
func (b *bench) run(g group) {
	if !b.wantsAny(g.figures) {
		return
	}
	err := b.ctx.Err()
	if err == nil {
		fmt.Fprintf(os.Stderr, "Measuring %s…\n", g.name)
		err = g.run(b)
	}
	for _, name := range g.figures {
		if _, there := b.measured[name]; there || b.why[name] != "" {
			continue
		}
		b.why[name] = "nothing measures it"
		if err != nil {
			b.why[name] = firstLine(err.Error())
		}
	}
}

func (b *bench) wants(name string) bool { return b.only.MatchString(name) }

func (b *bench) wantsAny(names []string) bool {
	for _, name := range names {
		if b.wants(name) {
			return true
		}
	}
	return false
}

// missing says why figures can't be measured, though others of their group can.
func (b *bench) missing(err error, names ...string) {
	for _, name := range names {
		b.why[name] = firstLine(err.Error())
	}
}
