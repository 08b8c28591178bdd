package command

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestWhyNoWindowOpensIsSaidByTheSystem(t *testing.T) {
	var none []string
	for name, tt := range map[string]struct {
		args     []string
		terminal bool
		open     func(Opening) error
		want     string
	}{
		"an error":         {open: func(Opening) error { return errors.New("no OpenGL") }, want: "no OpenGL"},
		"a panic":          {open: func(Opening) error { _ = none[len(none)]; return nil }, want: "Seatkeeper has made a mistake\n\nThis is a fault of Seatkeeper itself"},
		"no such file":     {args: []string{"missing.json"}, want: "“missing.json” is neither a command nor a file"},
		"on a terminal":    {terminal: true, open: func(Opening) error { return errors.New("no OpenGL") }},
		"nothing":          {open: func(Opening) error { return nil }},
		"another command":  {args: []string{"verify", "missing.json"}},
		"a slip of a word": {args: []string{"--bogus"}},
	} {
		var out, printed bytes.Buffer
		title, alerted := "", ""
		Run(append([]string{"--data", t.TempDir()}, tt.args...), Program{
			Stdout: &out, Stderr: &printed, IsTerminal: tt.terminal, OpenWindow: tt.open,
			Alert: func(over, text string) { title, alerted = over, text },
		})
		if tt.want == "" && alerted != "" || !strings.Contains(alerted, tt.want) || tt.want != "" && title != "Seatkeeper" {
			t.Errorf("%s: %q %q", name, title, alerted)
		}
		if strings.Contains(alerted, "goroutine") {
			t.Errorf("%s: nobody wants to read %q", name, alerted)
		}
		if name != "nothing" && printed.Len()+out.Len() == 0 {
			t.Errorf("%s: nothing is printed", name)
		}
	}
}
