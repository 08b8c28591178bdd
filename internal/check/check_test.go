package main

import (
	"errors"
	"os"
	"strings"
	"testing"
)

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestFormatNamesWhatIsWrong(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "right.go", "package p\n\nvar a = 1\n")
	write(t, ".hidden.go", "package  p\n")
	if err := new(checker).checkFormat(); err != nil {
		t.Error(err)
	}
	write(t, "wrong.go", "package p\nvar  a = 1\n")
	if err := new(checker).checkFormat(); err == nil || !strings.Contains(err.Error(), "gofmt -w wrong.go") {
		t.Errorf("%v", err)
	}
}

func TestRowsOfAStageRunBesideEachOtherAndStopAtAFailure(t *testing.T) {
	meet := make(chan string)
	var ran []string
	steps := func(names ...string) (row []step) {
		for _, name := range names {
			row = append(row, step{name, func(*checker) error {
				switch name {
				case "first of one":
					meet <- name // and nobody would be there if the other row waited
				case "first of the other":
					ran = append(ran, <-meet)
				case "broken":
					return errors.New("it broke")
				}
				return nil
			}})
		}
		return row
	}
	if err := (stage{steps("first of one"), steps("first of the other"), nil}).run(""); err != nil || len(ran) != 1 {
		t.Errorf("%q %v", ran, err)
	}
	err := stage{append(steps("broken"), step{"never", func(*checker) error { ran = append(ran, "never"); return nil }})}.run("")
	if err == nil || err.Error() != "broken: it broke" || len(ran) != 1 {
		t.Errorf("%q %v", ran, err)
	}
}

func TestWhatTheRaceDetectorLeavesOutIsFound(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "a_test.go", `package p

func TestSkips(t *testing.T) { filetest.NotUnderRace(t) }
func TestDoesLess(t *testing.T) { for range filetest.OrFewer(9, 2) { } }
func TestCallsOneThatDoes(t *testing.T) { every(t) }
func TestRunsWhole(t *testing.T) { NotUnderRaceAtAll(t) }
`)
	write(t, "b_test.go", "package p\n\nfunc every(t *testing.T) { trials() }\nfunc trials() int { if filetest.UnderRace { return 1 }; return 2 }\n")
	write(t, "c.go", "package p\n\nfunc TestRunsWhole() { UnderRace() }\n")
	names, err := unraced(".")
	if got := strings.Join(names, " "); err != nil || got != "TestCallsOneThatDoes TestDoesLess TestSkips" {
		t.Errorf("found %s, %v", got, err)
	}
	write(t, "a_test.go", "no Go")
	if _, err := unraced("."); err == nil {
		t.Error("what can't be read is passed over")
	}
}
