//go:build linux

package command

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// onRead calls f when somebody is asked.
type onRead struct {
	io.Reader
	f func()
}

func (r onRead) Read(b []byte) (int, error) {
	r.f()
	return r.Reader.Read(b)
}

func TestARestoreWhoseTemporaryFileStaysIsARestore(t *testing.T) {
	if _, err := exec.LookPath("chattr"); err != nil || os.Getuid() != 0 {
		t.Skip("needs chattr and root")
	}
	folder := filepath.Join(t.TempDir(), "data")
	var out, problems bytes.Buffer
	run := func(stdin io.Reader, args ...string) int {
		out.Reset()
		problems.Reset()
		return Run(append(args, "--data", folder), Program{
			Version: "1.2.3", Stdout: &out, Stderr: &problems, Stdin: stdin,
			Now: func() time.Time { return time.Date(2026, 11, 24, 10, 42, 7, 0, time.UTC) },
		})
	}
	must := func(args ...string) {
		t.Helper()
		if code := run(nil, args...); code != 0 {
			t.Fatal(args, code, problems.String())
		}
	}
	must("sample", "--people", "3", "--days", "1")
	must("export")
	must("book", "--person", "u00001", "--desk", "B6", "--date", "1/12")
	marked := false
	code := run(onRead{strings.NewReader("yes\n"), func() {
		// Files can be made there from now on, but not removed.
		marked = marked || exec.Command("chattr", "+a", folder).Run() == nil
	}}, "restore", filepath.Join(folder, "backup", "backup-20261124-104207.json"))
	_ = exec.Command("chattr", "-a", folder).Run()
	if !marked {
		t.Skip("the file system knows no append-only folders")
	}
	if code != 0 || !strings.Contains(out.String(), "Restored.") {
		t.Errorf("it ended with %d: %s%s", code, out.String(), problems.String())
	}
	if said := problems.String(); !strings.Contains(said, "A temporary file could not be removed") || strings.Contains(said, "not restored") {
		t.Error(said)
	}
}
