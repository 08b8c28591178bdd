package command

import (
	"errors"
	"io"
	"strings"
	"testing"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
)

// Where nobody can be asked, the words say what is needed.
func TestLockedWithoutATerminal(t *testing.T) {
	s := &session{Program: Program{Stdin: strings.NewReader("secret\n"), Stderr: io.Discard}, ctx: t.Context()}
	p, err := s.passphrase(passphraseFlag{})
	if err != nil {
		t.Fatal(err)
	}
	calls := 0
	err = p.open("a.json.age", func(passphrase string) error {
		if calls++; passphrase != "" {
			t.Errorf("the passphrase is %q", passphrase)
		}
		return &failure.Error{Op: failure.OpVerify, Path: "a.json.age", Err: failure.ErrNeedsPassphrase}
	})
	if calls != 1 || !errors.Is(err, failure.ErrNeedsPassphrase) || !strings.Contains(verdict(storage.Report{}, err), "--passphrase-file") {
		t.Errorf("after %d calls: %v", calls, err)
	}
}
