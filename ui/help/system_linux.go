package help

import (
	"io"
	"os"
	"strings"
)

// systemName returns what the system calls itself (freedesktop.org, os-release).
func systemName() []string {
	const most = 16 << 10
	file, err := os.Open("/etc/os-release")
	if err != nil {
		return nil
	}
	defer file.Close()
	text, _ := io.ReadAll(io.LimitReader(file, most)) // what could be read will do
	for line := range strings.Lines(string(text)) {
		if name, ok := strings.CutPrefix(line, "PRETTY_NAME="); ok {
			return []string{strings.Trim(strings.TrimSpace(name), `"'`)}
		}
	}
	return nil
}

// desktop returns which desktop this is, and by what it draws.
func desktop() []string {
	drawn := ""
	switch {
	case os.Getenv("WAYLAND_DISPLAY") != "":
		drawn = "Wayland"
	case os.Getenv("DISPLAY") != "":
		drawn = "X11"
	}
	return []string{os.Getenv("XDG_CURRENT_DESKTOP"), drawn}
}
