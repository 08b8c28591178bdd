package alert

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// program makes a program of a name that writes its arguments into a file, a line each, and
// ends with a code.
func program(t *testing.T, folder, name, code string) {
	t.Helper()
	text := "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"" + filepath.Join(folder, name+".said") + "\"\nexit " + code + "\n"
	if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
}

func said(t *testing.T, folder, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, name+".said"))
	if err != nil {
		return ""
	}
	return string(text)
}

func TestTheFirstDialogThatIsShownIsTaken(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("PATH", folder+string(os.PathListSeparator)+"/usr/bin:/bin")
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(folder, "none"))
	const text = "--The window can’t be drawn;\n$(x) `y` \"z\""
	program(t, folder, "xmessage", "0")
	program(t, folder, "zenity", "1") // such as without a display
	program(t, folder, "kdialog", "1")
	Show("Seatkeeper", text)
	if got := said(t, folder, "xmessage"); got != "-center\n-title\nSeatkeeper\nSeatkeeper\n\n--The window can't be drawn;\n$(x) `y` \"z\"\n" {
		t.Errorf("xmessage says %q", got)
	}
	program(t, folder, "kdialog", "0")
	if err := os.Remove(filepath.Join(folder, "xmessage.said")); err != nil {
		t.Fatal(err)
	}
	Show("Seatkeeper", text)
	if got := said(t, folder, "kdialog"); got != "--title\nSeatkeeper\n--error\n"+text+"\n" || said(t, folder, "xmessage") != "" {
		t.Errorf("kdialog says %q, and xmessage %q", got, said(t, folder, "xmessage"))
	}
	program(t, folder, "zenity", "0")
	Show("Seatkeeper", text)
	if got := said(t, folder, "zenity"); got != "--error\n--no-markup\n--width=420\n--title=Seatkeeper\n--text="+text+"\n" {
		t.Errorf("zenity says %q", got)
	}
}

func TestASimpleTextHasShortLines(t *testing.T) {
	text := strings.Repeat("The window can’t be “drawn”. ", 20) + "\n\n" + strings.Repeat("x", 100) + " end"
	got := simple(text)
	for line := range strings.Lines(got) {
		if len(line) > 73 && !strings.HasPrefix(line, "xxx") || strings.Contains(line, "’") {
			t.Errorf("a line is %q", line)
		}
	}
	if strings.Join(strings.Fields(got), " ") != strings.NewReplacer("’", "'", "“", `"`, "”", `"`).Replace(strings.Join(strings.Fields(text), " ")) {
		t.Errorf("it became %q", got)
	}
}
