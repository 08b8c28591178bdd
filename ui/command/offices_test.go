package command

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"seatkeeper/storage"
)

func TestRemovingAnOfficeSaysWhatBecomesOfItsDrafts(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	var out, problems bytes.Buffer
	run := func(args ...string) {
		t.Helper()
		out.Reset()
		problems.Reset()
		code := Run(append(args, "--data", folder), Program{
			Version: "1.2.3", Stdout: &out, Stderr: &problems, IsTerminal: true,
			Now: func() time.Time { return time.Date(2026, 11, 24, 10, 42, 7, 0, time.UTC) },
		})
		if code != 0 {
			t.Fatal(args, code, problems.String())
		}
	}
	run("offices", "new", "--name", "Ours", "--floor", "Ground: North 4/2", "--floor", "Attic: South 4/2")
	s, err := storage.Open(t.Context(), folder, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	offices, err := s.Offices(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Plans().OpenDraft(t.Context(), offices[0].ID, offices[0].Floors[1].ID, false)
	if err == nil {
		d.Drawn.Name, d.Changes = "Loft", 1
		err = s.Plans().SaveDraft(t.Context(), d)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	run("offices", "remove", "--yes", "Ours")
	for _, want := range []string{"Ours goes, with 2 floors and 8 desks.\n", "A draft of Attic is open. It is kept", "Removed Ours\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing: %s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "Ground is") || strings.Contains(out.String(), "draft of Ground") {
		t.Errorf("a draft that there is not: %s", out.String())
	}
}
