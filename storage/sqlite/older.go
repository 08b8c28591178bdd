package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"

	"zombiezen.com/go/sqlite"

	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/schema"
)

// openUpgraded has a database of an older schema, which is open and can't be written, be read
// from a copy aside that is brought up to date. The copy is made anew when the files change.
func (s *seen) openUpgraded(ctx context.Context) error {
	conn, err := s.pool.Take(ctx)
	if err != nil {
		return err
	}
	isOlder, err := schema.IsOlder(conn)
	if err != nil || !isOlder {
		s.pool.Put(conn)
		return err
	}
	first := s.scratch // of the files, if they could not be read in place either
	s.scratch = nil
	path, err := makeScratch(s.DB)
	if err == nil {
		err = writeUpgraded(path, conn)
	}
	s.pool.Put(conn)
	err = errors.Join(err, s.pool.Close(), first.Remove())
	s.pool, s.still = nil, true
	if err != nil && !errors.Is(err, engine.ErrDamaged) {
		err = fmt.Errorf("%w (%w)", engine.ErrOlder, err)
	}
	if err != nil {
		return err
	}
	return s.openPool(ctx, path, immutable(path), sqlite.OpenReadOnly)
}

func writeUpgraded(path string, from *sqlite.Conn) error {
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		return err
	}
	return copyUpgraded(from, path)
}
