package crashlog

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

const (
	// untold and told begin the names of files: of what nobody has been told of yet, which
	// includes those of running programs, and of the others.
	untold, told = "crash-", "told-"
	ending       = ".txt"
	// headEnd is the line behind which stands what has happened.
	headEnd = "----\n"
	// mostKept is how many reports are kept.
	mostKept = 5
)

// Folder returns the user's own folder for such files. It need not exist.
func Folder() (string, error) {
	switch runtime.GOOS {
	case "windows":
		if local := os.Getenv("LocalAppData"); local != "" {
			return filepath.Join(local, "Seatkeeper", "crashes"), nil
		}
		return "", errors.New("%LocalAppData% is not set")
	case "darwin":
		home, err := os.UserHomeDir()
		return filepath.Join(home, "Library", "Logs", "Seatkeeper"), err
	}
	// XDG Base Directory Specification 0.8: a path that is not absolute is ignored.
	if state := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(state) {
		return filepath.Join(state, "seatkeeper"), nil
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".local", "state", "seatkeeper"), err
}

// Log is open as long as the program runs.
type Log struct{ file *os.File }

// Begin has whatever ends the program from now on written into a new file of the folder,
// below what is to be said about the program. It also sweeps the folder.
func Begin(folder, about string, now time.Time) (*Log, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	name := fmt.Sprintf("%s%s-%d%s", untold, now.UTC().Format("20060102-150405"), os.Getpid(), ending)
	file, err := os.OpenFile(filepath.Join(folder, name), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	l := &Log{file: file}
	if err = lock(file); err == nil {
		_, err = io.WriteString(file, about+"\n"+headEnd)
	}
	if err == nil {
		err = debug.SetCrashOutput(file, debug.CrashOptions{})
	}
	if err != nil {
		l.End()
		return nil, err
	}
	sweep(folder)
	return l, nil
}

// Write adds what is known of a panic that was caught and ends the program all the same.
func (l *Log) Write(text string) {
	_, _ = io.WriteString(l.file, text) // there is nobody to tell
	l.close()
}

// End says that the program ends as it should.
func (l *Log) End() {
	l.close()
	_ = os.Remove(l.file.Name())
}

func (l *Log) close() {
	_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
	l.file.Close()
}

// sweep removes what programs have left that were killed, and the oldest reports.
func sweep(folder string) {
	var kept []string
	for _, path := range files(folder, untold, told) {
		if isRunning(path) {
			continue
		}
		if _, happened := read(path); happened == "" {
			_ = os.Remove(path)
			continue
		}
		kept = append(kept, path)
	}
	for i := range max(0, len(kept)-mostKept) {
		_ = os.Remove(kept[i])
	}
}

// files lists those of our names, the oldest first.
func files(folder string, starts ...string) (paths []string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	age := func(path string) string { _, age, _ := strings.Cut(filepath.Base(path), "-"); return age }
	for _, e := range entries {
		isOurs := slices.ContainsFunc(starts, func(start string) bool { return strings.HasPrefix(e.Name(), start) })
		if isOurs && strings.HasSuffix(e.Name(), ending) && e.Type().IsRegular() {
			paths = append(paths, filepath.Join(folder, e.Name()))
		}
	}
	slices.SortStableFunc(paths, func(a, b string) int { return strings.Compare(age(a), age(b)) })
	return paths
}

// isRunning reports whether a file is that of a program that runs.
func isRunning(path string) bool {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return !errors.Is(err, os.ErrNotExist)
	}
	defer file.Close()
	return lock(file) != nil
}
