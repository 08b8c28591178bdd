package scratch

import (
	"os"
	"path/filepath"
	"testing"
)

func TestOnlyTheScratchOfEndedProcessesIsSwept(t *testing.T) {
	in := t.TempDir()
	living, err := New(in, ".seatkeeper-")
	if err != nil {
		t.Fatal(err)
	}
	killed, err := New(in, ".seatkeeper-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(killed.Path, "seatkeeper.db"), []byte("a copy"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := killed.held.Close(); err != nil { // as its process would be gone
		t.Fatal(err)
	}
	others := []string{".seatkeeper-mine", ".seatkeeper-1x", "seatkeeper-12", ".seatkeeper-13"} // the last is without the file
	for _, name := range others {
		if err := os.Mkdir(filepath.Join(in, name), 0o700); err != nil {
			t.Fatal(err)
		}
		if name == ".seatkeeper-13" {
			continue
		}
		if err := os.WriteFile(filepath.Join(in, name, heldName), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := Sweep(in); err != nil {
		t.Error(err)
	}
	for _, path := range append(others, filepath.Base(living.Path)) {
		if _, err := os.Stat(filepath.Join(in, path)); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat(killed.Path); err == nil {
		t.Error("what a killed process left is still there")
	}
	if err := living.Remove(); err != nil {
		t.Error(err)
	}
}
