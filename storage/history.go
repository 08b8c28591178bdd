package storage

import (
	"context"
	"errors"
	"slices"
	"sync"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
)

// StepKind says what a step did.
type StepKind string

// What steps do.
const (
	StepBook       StepKind = "book"       // Seats: the bookings
	StepMove       StepKind = "move"       // Seats: the new booking; Was: the label of the desk before
	StepRelease    StepKind = "release"    // Seats: the bookings
	StepAddPeople  StepKind = "add-people" // Users; Updated: people whose e-mail or team came with them
	StepRename     StepKind = "rename"     // Users: the person as they are now; Was: the name before
	StepDeactivate StepKind = "deactivate" // Users: the person; Seats: what was released with it
	StepReactivate StepKind = "reactivate" // Users: the person
	StepBlock      StepKind = "block"      // Desk, Label, Block; Seats: what was released for it
	StepUnblock    StepKind = "unblock"    // Desk, Label
	StepOffices    StepKind = "offices"    // Offices: their names
	StepSample     StepKind = "sample"
)

// Step is one change of this session that can be undone and redone as one.
type Step struct {
	ID      int64 // counts up; stays the same over undo and redo
	Kind    StepKind
	Seats   []data.Seat
	Users   []data.User
	Updated []data.User
	Was     string
	Desk    data.DeskRef
	Label   string // of Desk
	Block   data.Block
	Offices []string

	edits []engine.Edit
}

// How much is kept: a day's work. Steps beyond are the oldest ones, which can't be
// undone any more.
const (
	mostSteps = 200
	mostEdits = 20_000 // of all steps together, and of one
)

// history keeps the steps of this session.
type history struct {
	mu         sync.Mutex
	undo, redo []Step // the newest one last
	next       int64
}

// add keeps a new step. What was undone before can't be redone any more.
func (h *history) add(step Step) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.next++
	step.ID = h.next
	h.redo = nil
	if len(step.edits) > 0 {
		h.undo = append(h.undo, step)
	}
	total := 0
	for i, step := range slices.Backward(h.undo) {
		if total += len(step.edits); len(h.undo)-i > mostSteps || total > mostEdits {
			h.undo = slices.Delete(h.undo, 0, i+1)
			return
		}
	}
}

// clear forgets all steps: the data they were about are not there any more.
func (h *history) clear() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.undo, h.redo = nil, nil
}

// take removes a step from a list and says where it was; ID 0 means the newest.
func take(list *[]Step, id int64) (step Step, at int, ok bool) {
	at = len(*list) - 1
	if id != 0 {
		at = slices.IndexFunc(*list, func(s Step) bool { return s.ID == id })
	}
	if at < 0 {
		return step, 0, false
	}
	step = (*list)[at]
	*list = slices.Delete(*list, at, at+1)
	return step, at, true
}

// History returns the steps that can be undone and redone, the newest one last.
func (s *Store) History() (undo, redo []Step) {
	s.history.mu.Lock()
	defer s.history.mu.Unlock()
	return slices.Clone(s.history.undo), slices.Clone(s.history.redo)
}

// Undo takes back the step with that ID, or the newest one where it is 0, and
// returns it. It returns ErrUnknownStep in a [*data.ConflictError] where there is
// none; and where it does not fit any more, as somebody else has changed what it
// was about, the ConflictError that says so: that step can't be undone any more.
// A step about days that are over meanwhile is refused with ErrPastDay, but kept:
// it can be undone where the settings allow past days.
func (s *Store) Undo(ctx context.Context, id int64) (Step, error) {
	return s.revert(ctx, id, &s.history.undo, &s.history.redo)
}

// Redo makes a step again that was undone. It is otherwise like Undo.
func (s *Store) Redo(ctx context.Context, id int64) (Step, error) {
	return s.revert(ctx, id, &s.history.redo, &s.history.undo)
}

func (s *Store) revert(ctx context.Context, id int64, from, to *[]Step) (Step, error) {
	if err := s.mayChange(); err != nil {
		return Step{}, err
	}
	h := &s.history
	h.mu.Lock()
	step, at, ok := take(from, id)
	h.mu.Unlock()
	if !ok {
		return step, &failure.Error{Op: failure.OpChangeStore, Path: s.path(), Err: &data.ConflictError{Err: data.ErrUnknownStep}}
	}
	done, err := engine.Update(ctx, s.db, s.now, func(tx *engine.Change) error {
		// Sample data reach into the past, and go as a whole.
		if step.Kind != StepSample {
			if err := tx.CheckDays(step.edits); err != nil {
				return err
			}
		}
		return tx.Revert(step.edits)
	})
	h.mu.Lock()
	if err == nil {
		reverted := step
		reverted.edits = done.Edits
		*to = append(*to, reverted)
	} else if conflict := new(data.ConflictError); !errors.As(err, &conflict) || errors.Is(err, data.ErrPastDay) {
		// A lock or a full disk passes, and past days can be allowed: it can be tried again.
		*from = slices.Insert(*from, min(at, len(*from)), step)
	}
	h.mu.Unlock()
	s.watch.tell()
	if err != nil {
		return step, &failure.Error{Op: failure.OpChangeStore, Path: s.path(), Err: err}
	}
	return step, nil
}
