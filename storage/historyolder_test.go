package storage

import (
	"errors"
	"testing"

	"seatkeeper/data"
)

func TestAnOlderStepThatDoesNotFitAnyMoreIsGivenUpToo(t *testing.T) {
	folder := t.TempDir()
	s, other := mustOpenSample(t, folder, Options{}), mustOpen(t, folder, Options{})
	for _, step := range []func(*Store) error{renaming("u2", "Robert"), booking(deskC1, monday+9, "u1")} {
		if err := step(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := renaming("u2", "Rob")(other); err != nil {
		t.Fatal(err)
	}
	steps, _ := s.History()
	if _, err := s.Undo(t.Context(), steps[len(steps)-2].ID); !errors.Is(err, data.ErrChanged) {
		t.Fatal(err)
	}
	if left, _ := s.History(); len(left) != len(steps)-1 || left[len(left)-1].ID != steps[len(steps)-1].ID {
		t.Errorf("%d steps are left of %d", len(left), len(steps))
	}
}
