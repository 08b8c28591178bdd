package crashlog

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// mostRead is how much of a report is read: its beginning tells why, and more than this
// nobody sends.
const mostRead = 64 << 10

// Report is what an earlier run has left.
type Report struct {
	At   time.Time // about when the program ended
	path string
}

// Newest returns the newest report that nobody was told of, if there is one.
func Newest(folder string) (Report, bool) {
	paths := files(folder, untold)
	for i := len(paths) - 1; i >= 0; i-- {
		info, err := os.Stat(paths[i])
		if err != nil || isRunning(paths[i]) {
			continue
		}
		if _, happened := read(paths[i]); happened != "" {
			return Report{At: info.ModTime(), path: paths[i]}, true
		}
	}
	return Report{}, false
}

// Told remembers that the user was told of it, and so of all that was before. The report is
// kept.
func (r *Report) Told() {
	for _, path := range files(filepath.Dir(r.path), untold) {
		to := filepath.Join(filepath.Dir(path), told+strings.TrimPrefix(filepath.Base(path), untold))
		// Where that fails, the user is told once more.
		if path > r.path || isRunning(path) || os.Rename(path, to) != nil {
			continue
		}
		if path == r.path {
			r.path = to
			return
		}
	}
}

// Text returns what there is to tell of it, without names of people, their files and their
// home folder; empty if it can't be read any more.
func (r *Report) Text() string {
	about, happened := read(r.path)
	if happened == "" {
		return ""
	}
	return clean(about+"\n"+happened, homes())
}

// read returns what a file says of the program, and what has happened; nothing has where
// that is empty.
func read(path string) (about, happened string) {
	file, err := os.Open(path)
	if err != nil {
		return "", ""
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, mostRead))
	if err != nil {
		return "", ""
	}
	about, happened, _ = strings.Cut(string(text), headEnd)
	return about, strings.TrimSpace(happened)
}

// homes are the paths of the user's home folder, which hold a name.
func homes() (paths []string) {
	home, err := os.UserHomeDir()
	if err != nil || filepath.Dir(home) == home {
		return nil
	}
	if real, err := filepath.EvalSymlinks(home); err == nil && real != home {
		paths = append(paths, real)
	}
	return append(paths, home)
}

// leftOut stands for what a panic says, unless the runtime says it: an error or a text of
// ours may name a person or a file.
const leftOut = "(its text is left out, as it may hold names)"

// clean takes out of a report what it may say of people.
func clean(text string, homes []string) string {
	var kept []string
	inPanic := false // up to the first stack; its value may have several lines
	for line := range strings.Lines(strings.ToValidUTF8(text, "�")) {
		line = strings.TrimRight(line, "\r\n")
		said, isPanic := strings.CutPrefix(strings.TrimLeft(line, "\t "), "panic: ")
		switch {
		case strings.HasPrefix(line, "goroutine "):
			inPanic = false
		case isPanic && !strings.HasPrefix(said, "runtime error: "):
			inPanic, line = true, "panic: "+leftOut
		case isPanic:
			inPanic = true
			said, _, _ = strings.Cut(said, " [recovered")
			line = "panic: " + said
		case inPanic && !strings.HasPrefix(line, "[signal ") && line != "":
			continue
		}
		kept = append(kept, line)
	}
	text = strings.Join(kept, "\n")
	for _, home := range homes {
		text = strings.ReplaceAll(text, home, "~")
		text = strings.ReplaceAll(text, filepath.ToSlash(home), "~")
	}
	return text
}
