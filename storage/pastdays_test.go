package storage

import (
	"errors"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/history"
)

func TestPastDaysAreAllowedInEveryStore(t *testing.T) {
	folder := t.TempDir()
	s, other := mustOpenSample(t, folder, Options{}), mustOpen(t, folder, Options{})
	past := data.Booking{DeskRef: deskA1, Date: monday - 1, UserID: "u1"}
	if err := s.AllowPast(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	if undo, _ := s.History(); undo[len(undo)-1].Kind != history.Book {
		t.Error("the settings are a step")
	}
	if status, err := other.Status(t.Context()); err != nil || !status.Settings.AllowPast {
		t.Error(status, err)
	}
	booked := mustBook(t, other, past)
	if err := other.AllowPast(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	_, err1 := s.Release(t.Context(), booked.Date, booked.ID)
	_, err2 := s.Move(t.Context(), booked.Date, booked.ID, deskA2)
	_, err3 := s.Book(t.Context(), data.Booking{DeskRef: deskA2, Date: monday - 1, UserID: "u2"})
	for _, err := range []error{err1, err2, err3} {
		var conflict *data.ConflictError
		if !errors.As(err, &conflict) || !errors.Is(err, data.ErrPastDay) || conflict.Date != monday-1 {
			t.Error(err)
		}
	}
	mustHold(t, s, 5)
}

// A day that was over in the meantime is kept as it was by Undo as well.
func TestUndoKeepsDaysThatAreOver(t *testing.T) {
	now := noon
	s := mustOpenSample(t, t.TempDir(), Options{Now: func() time.Time { return now }})
	today := data.DateOf(noon)
	mustBook(t, s, data.Booking{DeskRef: data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "A3"}, Date: today, UserID: data.VisitorID})
	now = noon.AddDate(0, 0, 1)
	before := read(t, s)
	_, err := s.Undo(t.Context(), 0)
	var conflict *data.ConflictError
	if !errors.As(err, &conflict) || !errors.Is(err, data.ErrPastDay) || conflict.Date != today {
		t.Errorf("undone on the next day: %v", err)
	}
	sameContent(t, "undo", before, read(t, s))
	if err := s.AllowPast(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	if step := mustUndo(t, s); step.Kind != history.Book {
		t.Errorf("undone is %q", step.Kind)
	}
	if err := s.AllowPast(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Redo(t.Context(), 0); !errors.Is(err, data.ErrPastDay) {
		t.Errorf("made again on the next day: %v", err)
	}
}
