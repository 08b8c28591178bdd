package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// "./dev test windows" runs the tests of what needs no C as Windows would, under wine.

// gap is a test that can't pass under wine, or takes too long there, and why.
type gap struct{ test, why string }

// windowsTests are the packages, the slow ones first, and what is left out of each: here
// and nowhere else. Still to come are storage itself and ui/command: there tests that write
// backups do not end under wine 8, which has yet to be understood.
var windowsTests = []struct {
	folder string
	gaps   []gap
}{
	{"storage/sqlite", []gap{
		{"TestPagesHoldWhatSQLFinds", "takes minutes, and is not about the system"},
		{"TestDamagedPagesAreReadAsSQLReadsThem", "takes minutes, and is not about the system"},
	}},
	{"storage/format", nil},
	{"storage/lists", nil},
	{"storage/pictures", nil},
	{"storage/drawings", nil},
	{"ui/words", nil},
	{"storage/atomicfile", nil},
	{"storage/backups", nil},
	{"storage/datafolder", nil},
	{"storage/format/values", nil},
	{"storage/history", nil},
	{"storage/regular", nil},
	{"storage/sqlite/rows", nil},
	{"storage/sqlite/scratch", nil},
	{"data", nil},
	{"data/layout", nil},
	{"ui/console", nil},
}

// wine is one that is set up.
type wine struct {
	loader    string
	variables []string
}

const windowsTime = "240s" // that a package may take

func (c *checker) testWindows() error {
	w, err := c.setUpWine()
	if err != nil {
		return err
	}
	defer w.end()
	var rows sync.WaitGroup
	var telling sync.Mutex
	var failed []error
	next := make(chan int)
	for range 2 {
		rows.Go(func() {
			for i := range next {
				said, err := w.test(windowsTests[i].folder, windowsTests[i].gaps)
				telling.Lock()
				_, _ = c.said.Write(said)
				if err != nil {
					failed = append(failed, fmt.Errorf("%s: %w", windowsTests[i].folder, err))
				}
				telling.Unlock()
			}
		})
	}
	for i := range windowsTests {
		next <- i
	}
	close(next)
	rows.Wait()
	return errors.Join(failed...)
}

// setUpWine makes a Windows of the checkout's own, with nothing in it.
func (c *checker) setUpWine() (*wine, error) {
	w := &wine{loader: "/usr/lib/wine/wine64"} // where Debian has it: its wine may be a script that asks for 32 bits
	if _, err := os.Stat(w.loader); err != nil {
		if w.loader, err = exec.LookPath("wine"); err != nil {
			return nil, errors.New("wine is not there; on Debian: apt-get install wine64 gcc-mingw-w64-x86-64")
		}
	}
	prefix, err := filepath.Abs(filepath.Join(".dev", "wine"))
	if err != nil {
		return nil, err
	}
	w.variables = []string{"WINEPREFIX=" + prefix, "WINEARCH=win64", "WINEDEBUG=-all", "WINEDLLOVERRIDES=mscoree,mshtml=;bcryptprimitives=n,b"}
	for _, folder := range []string{prefix, filepath.Join(".dev", "windows")} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return nil, err
		}
	}
	system := filepath.Join(prefix, "drive_c", "windows", "system32")
	if _, err := os.Stat(system); err != nil {
		if out, err := w.command("wineboot", "-i").CombinedOutput(); err != nil {
			return nil, fmt.Errorf("wineboot: %w\n%s", err, out)
		}
	}
	version, err := w.command("--version").Output()
	if err != nil {
		return nil, fmt.Errorf("wine --version: %w", err)
	}
	c.say("%s", bytes.TrimSpace(version))
	if lacksForGo(string(version)) {
		err = c.command(nil, "x86_64-w64-mingw32-gcc", "-shared", "-O2", "-s", "-o", filepath.Join(system, "bcryptprimitives.dll"),
			filepath.Join("internal", "check", "wine", "bcryptprimitives.c"), "-ladvapi32")
		if errors.Is(err, exec.ErrNotFound) {
			err = errors.New("a wine before version 9 needs a C compiler for Windows; on Debian: apt-get install gcc-mingw-w64-x86-64")
		}
	}
	return w, err
}

// lacksForGo reports whether a wine, such as "wine-8.0 (Debian 8.0~repack-4)", needs what
// stands in the folder wine.
func lacksForGo(version string) bool {
	number := regexp.MustCompile(`\d+`).FindString(version)
	major, err := strconv.Atoi(number)
	return err == nil && major < 9
}

func (w *wine) command(args ...string) *exec.Cmd {
	cmd := exec.Command(w.loader, args...)
	cmd.Env = append(os.Environ(), w.variables...)
	return cmd
}

// end ends what wine has started beside the tests, in this prefix alone.
func (w *wine) end() {
	server := exec.Command(filepath.Join(filepath.Dir(w.loader), "wineserver"), "-k")
	server.Env = append(os.Environ(), w.variables...)
	_ = server.Run() // it may have ended by itself
}

// test builds and runs the tests of one package, in its folder.
func (w *wine) test(folder string, gaps []gap) (said []byte, err error) {
	program, err := filepath.Abs(filepath.Join(".dev", "windows", strings.ReplaceAll(folder, "/", "-")+".test.exe"))
	if err != nil {
		return nil, err
	}
	build := exec.Command("go", "test", "-c", "-o", program, "./"+folder)
	build.Env = append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0")
	if said, err := build.CombinedOutput(); err != nil {
		return said, err
	}
	args := []string{program, "-test.timeout", windowsTime}
	var out bytes.Buffer
	if len(gaps) > 0 {
		var names []string
		for _, g := range gaps {
			names = append(names, g.test)
			fmt.Fprintf(&out, "left out of %s: %s: %s\n", folder, g.test, g.why)
		}
		args = append(args, "-test.skip", "^("+strings.Join(names, "|")+")$")
	}
	run := w.command(args...)
	run.Dir, run.Stdout, run.Stderr = folder, &out, &out
	if err = run.Run(); err == nil {
		fmt.Fprintf(&out, "ok  \t%s\n", folder)
	}
	return out.Bytes(), err
}
