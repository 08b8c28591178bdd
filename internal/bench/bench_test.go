//go:build linux

package main

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEveryFigureHasARowAndEveryRowAFigure(t *testing.T) {
	var inGroups, inTable []string
	for _, g := range groups {
		inGroups = append(inGroups, g.figures...)
	}
	for _, r := range table {
		inTable = append(inTable, r.name)
	}
	slices.Sort(inGroups)
	slices.Sort(inTable)
	if diff := cmp.Diff(inTable, inGroups); diff != "" {
		t.Error(diff)
	}
	for _, name := range beforeRows {
		if !slices.Contains(inTable, name) {
			t.Errorf("%s has no row", name)
		}
	}
}

func TestBenchmarksAreRead(t *testing.T) {
	s := readBenchmarks("goos: linux\nBenchmarkZoom1000-2 \t 60\t 13958402 ns/op\nBenchmarkOverPicture500-2 20 90 ns/op 1.5 hover-plain 3 hover-under\nPASS\nok  \tseatkeeper/ui/plan 2s\n" +
		"BenchmarkZoom1000-2 60 2000000 ns/op\n")
	want := samples{"BenchmarkZoom1000 ms": {13.958402, 2}, "BenchmarkOverPicture500 ms": {90e-6}, "BenchmarkOverPicture500 hover-plain": {1.5}, "BenchmarkOverPicture500 hover-under": {3}}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Error(diff)
	}
}

func TestARatioIsThatOfTheMediansAndItsSpreadThatOfTheRounds(t *testing.T) {
	s := samples{"a": {10, 40, 20}, "b": {10, 10, 5}}
	if got, want := s.over("a", "b"), (spread{median: 2, least: 1, most: 4}); got != want {
		t.Errorf("%+v, not %+v", got, want)
	}
	if got, want := s.above("a", "b"), (spread{median: 10, least: 0, most: 30}); got != want {
		t.Errorf("%+v, not %+v", got, want)
	}
	if got := median([]float64{4, 1, 3, 2}); got != 2.5 {
		t.Errorf("the median is %v", got)
	}
}

func TestTheExportMayTakeTheLargerOfItsTwoLimits(t *testing.T) {
	for _, test := range []struct {
		name          string
		before, floor float64
		want          float64 // of an export of 60
	}{
		{"a fast disk: 0.6 of the program before", 200, 10, 0.5},
		{"a slow disk: 1.3 of the bytes alone", 50, 100, 60.0 / 130},
	} {
		b := &bench{stores: stores{ctx: t.Context()}, only: regexp.MustCompile("."), measured: map[string]spread{}, why: map[string]string{}}
		s := samples{"export": {60}, "before": {test.before}, "floor": {test.floor}, "write": {1}, "export-cpu": {1}, "before-cpu": {1}}
		b.setExport(s, nil, errors.New("no sqlite3"))
		if got := b.measured["export/limit"].median; got != test.want {
			t.Errorf("%s: %v, not %v", test.name, got, test.want)
		}
	}
}

func TestWhatIsOverAndWhatIsMissingIsSaid(t *testing.T) {
	b := &bench{stores: stores{ctx: t.Context()}, only: regexp.MustCompile("^verify|^restore/import"), measured: map[string]spread{}, why: map[string]string{}}
	b.run(group{"verify", []string{"verify/sha256sum", "verify-ms"}, func(b *bench) error {
		b.set("verify/sha256sum", spread{4.5, 4, 5})
		return errors.New("the disk is full\nand more")
	}})
	b.missing(errors.New("sqlite3 is not installed"), "restore/import")
	var out strings.Builder
	over, missing := b.print(&out)
	if over != 1 || missing != 2 {
		t.Errorf("%d over, %d missing", over, missing)
	}
	for _, want := range []string{"OVER", "milliseconds: the disk is full\n", "sqlite3 is not installed"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not said:\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "export") {
		t.Errorf("it speaks of what nobody wants:\n%s", out.String())
	}
}

func TestAFolderLiesUnderItsMountPoint(t *testing.T) {
	for path, want := range map[string]bool{"/": true, "/a": true, "/a/b": true, "/a/bc": false, "/b": false} {
		if got := under("/a/b", path); got != want {
			t.Errorf("/a/b under %s: %v", path, got)
		}
	}
}
