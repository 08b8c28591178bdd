package storage

import (
	"context"
	"errors"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/format"
	"seatkeeper/storage/history"
)

// History returns the steps that can be undone and redone, the newest one last.
func (s *Store) History() (undo, redo []Step) { return s.history.List() }

// Undo takes back the step with that ID, or the newest one where it is 0, and
// returns it. It returns ErrUnknownStep in a [*data.ConflictError] where there is
// none; and where it does not fit any more, as somebody else has changed what it
// was about, the ConflictError that says so: that step can't be undone any more.
// A step about days that are over meanwhile is refused with ErrPastDay, but kept:
// it can be undone where the settings allow past days.
//
// A step with a Back, such as a restore, is undone by going back to that backup. It comes
// first, before those that are older, and only as long as no change would be lost that is not
// a step of this session, and undone: otherwise the error is ErrChanged. A backup that is not
// there, or damaged, is an [*failure.Error], as of PrepareRestore; the step is kept.
func (s *Store) Undo(ctx context.Context, id int64) (Step, error) {
	return s.revert(ctx, id, history.Undo)
}

// Redo makes a step again that was undone. It is otherwise like Undo.
func (s *Store) Redo(ctx context.Context, id int64) (Step, error) {
	return s.revert(ctx, id, history.Redo)
}

func (s *Store) revert(ctx context.Context, id int64, way history.Direction) (Step, error) {
	if err := s.mayChange(); err != nil {
		return Step{}, err
	}
	taken, ok := s.history.Take(way, id)
	if !ok {
		return taken.Step, &failure.Error{Op: failure.OpChangeStore, Path: s.path(), Err: &data.ConflictError{Err: data.ErrUnknownStep}}
	}
	reverted := taken.Step
	var err error
	if taken.Back != nil {
		reverted.Back, err = s.goBack(ctx, taken)
	} else {
		reverted.Edits, err = s.revertEdits(ctx, taken.Step)
	}
	switch conflict := new(data.ConflictError); {
	case err == nil:
		s.history.Reverted(taken, reverted)
	case !errors.As(err, &conflict) || errors.Is(err, data.ErrPastDay) || taken.Back != nil && !s.history.IsNewest(taken):
		// A lock or a full disk passes, past days can be allowed, and what came after going
		// back to a backup can be undone: it can be tried again.
		s.history.PutBack(taken)
	case taken.Back != nil:
		s.history.DropBehind(taken)
	}
	s.watch.tell()
	return taken.Step, err
}

func (s *Store) revertEdits(ctx context.Context, step Step) ([]engine.Edit, error) {
	done, err := engine.Update(ctx, s.db, s.now, func(tx *engine.Change) error {
		if !step.IsWhole() {
			if err := tx.CheckDays(step.Edits); err != nil {
				return err
			}
		}
		return tx.Revert(step.Edits)
	})
	if err != nil {
		return nil, &failure.Error{Op: failure.OpChangeStore, Path: s.path(), Err: err}
	}
	return done.Edits, nil
}

// goBack puts all data back as they were before a step, and returns the way forth again.
func (s *Store) goBack(ctx context.Context, taken history.Taken) (forth *history.Back, err error) {
	// Looked at before anything is read, and once more when nobody can change anything.
	changed := &failure.Error{Op: failure.OpChangeStore, Path: s.path(), Err: &data.ConflictError{Err: data.ErrChanged}}
	status, err := s.Status(ctx)
	if err != nil {
		return nil, err
	}
	if !s.history.IsNewest(taken) || status.Changes != taken.Back.Changes {
		return nil, changed
	}
	reading, applying := halves(engine.ProgressOf(ctx))
	r, err := PrepareRestore(ctx, s, taken.Back.Backup, RestoreOptions{Progress: reading})
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }() // where it is done, it does not matter what becomes of the rest
	if r.report.SHA256 != taken.Back.SHA256 {
		return nil, &failure.Error{Op: failure.OpVerify, Path: taken.Back.Backup, Err: failure.ErrReplaced}
	}
	r.only, r.o.Progress = taken.Back, applying
	done, err := r.apply(ctx)
	return done.back, err
}

// WithProgress returns a context for what may take long, such as to remove an office, or to
// undo that: progress hears, as in [RestoreOptions], how much of the work is done.
func WithProgress(ctx context.Context, progress func(done, total int64)) context.Context {
	return engine.WithProgress(ctx, progress)
}

// longestPause is how long a change waits for an export: whoever books meanwhile waits too.
var longestPause = time.Minute

// changeMuch is change for what undo can't hold: before it a backup is made, to which Undo
// goes back.
func (s *Store) changeMuch(ctx context.Context, f func(*engine.Change, *Step) error) error {
	if err := s.mayChange(); err != nil {
		return err
	}
	// Exports note themselves in the store, so none may be under way while it is held.
	if err := beginExportWithin(ctx, s, longestPause); err != nil {
		return err
	}
	defer endExport()
	saving, changing := halves(engine.ProgressOf(ctx))
	for attempt := 1; ; attempt++ {
		back, err := s.saveForUndo(ctx, saving)
		if err != nil {
			return err
		}
		var step Step
		done, err := engine.Update(engine.WithProgress(ctx, changing), s.db, s.now, func(tx *engine.Change) error {
			step = Step{}
			if changes, err := tx.Changes(); err != nil || changes != back.Changes {
				return errors.Join(err, errOvertaken)
			}
			tx.Forget()
			return f(tx, &step)
		})
		switch {
		case errors.Is(err, errOvertaken) && attempt < mostOvertaken:
			continue
		case errors.Is(err, errOvertaken):
			err = &data.ConflictError{Err: data.ErrChanged}
		}
		if err != nil {
			return s.file.foundDamage(&failure.Error{Op: failure.OpChangeStore, Path: s.path(), Err: s.file.onFullDisk(err)})
		}
		if done.Data {
			s.backups.NoteForUndo(ctx, back.Backup, s.now(), back.Changes)
			back.Changes++
			step.Back = back
			s.history.Add(step)
			s.watch.tell()
		}
		return nil
	}
}

// halves returns what hears of the first half of some work, and of the second.
func halves(whole func(done, total int64)) (first, second func(done, total int64)) {
	m := backupfile.NewMeter(whole, 2000)
	part := func(before int64) func(done, total int64) {
		return func(done, total int64) { m.Reach(before + 1000*done/max(total, 1)) }
	}
	return part(0), part(1000)
}

// mostOvertaken is how often a backup is made anew because somebody has changed something.
const mostOvertaken = 5

// saveForUndo exports all data before a large change. An export is under way: see beginExport.
func (s *Store) saveForUndo(ctx context.Context, progress func(done, total int64)) (*history.Back, error) {
	snapshot, err := s.db.Snapshot(ctx)
	if err != nil {
		return nil, &failure.Error{Op: failure.OpReadStore, Path: s.path(), Err: err}
	}
	defer snapshot.Close()
	backup, err := exportAuto(ctx, s, snapshot, format.OriginRemoval, false, progress)
	return backOf(backup, snapshot.Status.Changes), err
}

func backOf(b Backup, changes int64) *history.Back {
	return &history.Back{Backup: b.Path, At: b.ExportedAt, SHA256: b.SHA256, Changes: changes}
}
