package filetest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"seatkeeper/storage/failure"
)

// UseTemp has [os.TempDir] be that folder until the test ends.
func UseTemp(t *testing.T, folder string) {
	t.Helper()
	for _, variable := range []string{"TMPDIR", "TMP", "TEMP"} { // Unix has the first, Windows the others
		t.Setenv(variable, folder)
	}
}

// OrFewer returns n, and less of it under the race detector.
func OrFewer(n, fewer int) int {
	if UnderRace {
		return fewer
	}
	return n
}

// NotUnderRace skips a test under the race detector where that would see nothing new: of
// what other processes do, or of a file that one goroutine reads. It runs without it.
func NotUnderRace(t testing.TB) {
	t.Helper()
	if UnderRace {
		t.Skip("this is no question of goroutines")
	}
}

// wholeVariable, where it is set, runs the long trials whole: every byte, every
// system call, every kill. Otherwise they are samples of that, since the whole
// suite is to be over in minutes.
const wholeVariable = "SEATKEEPER_WHOLE"

// OrSampled returns whole, and sampled where nobody asks for the whole.
func OrSampled(whole, sampled int) int {
	if os.Getenv(wholeVariable) != "" {
		return whole
	}
	return sampled
}

// UUIDOf returns an ID in the form of a UUID for a number.
func UUIDOf(n int) string { return fmt.Sprintf("00000000-0000-4000-8000-%012d", n) }

// MustRead returns what is in a file.
func MustRead(t testing.TB, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// MustWrite writes a file.
func MustWrite(t testing.TB, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// MustMkdir makes a folder, and those above it, and returns its path.
func MustMkdir(t testing.TB, path string) string {
	t.Helper()
	if err := os.MkdirAll(path, 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// FilesIn returns what lies in a folder, with the content of regular files.
func FilesIn(t testing.TB, folder string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	files := map[string]string{}
	if errors.Is(err, os.ErrNotExist) {
		return files
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		files[e.Name()] = e.Type().String()
		if e.Type().IsRegular() {
			files[e.Name()] = MustRead(t, filepath.Join(folder, e.Name()))
		}
	}
	return files
}

// WantKind fails unless the error is of the kind and names a path.
func WantKind(t testing.TB, err error, want failure.Kind) {
	t.Helper()
	if err == nil {
		t.Fatalf("it worked, but should have failed with kind %d", want)
	}
	if got := failure.KindOf(err); got != want {
		t.Errorf("kind %d, not %d: %v", got, want, err)
	}
	var known *failure.Error
	if !errors.As(err, &known) || known.Path == "" {
		t.Errorf("the error names no path: %v", err)
	}
}

// WantFault fails unless that fault is the first of those in an error, which came of what
// has this name.
func WantFault(t testing.TB, name string, err error, want failure.FaultCode) {
	t.Helper()
	var faults *failure.FaultsError
	if !errors.As(err, &faults) || faults.Faults[0].Code != want {
		t.Errorf("%s: %.200v, not %s", name, err, want)
	}
}

// CodeBlocks returns the blocks of a page that are marked with that language.
func CodeBlocks(t testing.TB, page, language string) (blocks []string) {
	t.Helper()
	for _, found := range regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```$").FindAllStringSubmatch(MustRead(t, page), -1) {
		blocks = append(blocks, found[1])
	}
	return blocks
}
