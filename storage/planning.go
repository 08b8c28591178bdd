package storage

import (
	"context"

	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/plans"
	"seatkeeper/storage/written"
)

// plansHost is the store as its plans know it.
type plansHost struct{ s *Store }

func (h plansHost) Change(ctx context.Context, f func(*engine.Change, *Step) error) error {
	return h.s.change(ctx, f)
}

func (h plansHost) ChangeMuch(ctx context.Context, f func(*engine.Change, *Step) error) error {
	return h.s.changeMuch(ctx, f)
}

func (h plansHost) Keep(ctx context.Context, f func(*engine.Change) error) error {
	if err := h.s.mayChange(); err != nil {
		return err
	}
	if _, err := engine.Update(ctx, h.s.db, h.s.now, f); err != nil {
		return h.s.file.foundDamage(&failure.Error{Op: failure.OpChangeStore, Path: h.s.path(), Err: h.s.file.onFullDisk(err)})
	}
	return nil
}

func (h plansHost) View(ctx context.Context, f func(*engine.Change) error) error {
	_, err := reading(&h.s.reads, func() (struct{}, error) { return struct{}{}, engine.View(ctx, h.s.db, h.s.now, f) })
	return err
}

// Plans returns the offices of the store, with all that can be done to them and to their
// floors.
func (s *Store) Plans() *plans.Plans { return s.plans }

// Writer writes files for people to take elsewhere.
func (s *Store) Writer() written.Writer {
	return written.Writer{Files: s.files, Now: s.now, Folder: s.Folder(), Displaced: s.Displaced}
}
