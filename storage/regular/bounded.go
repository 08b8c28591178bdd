package regular

import (
	"context"
	"errors"
	"io"

	"seatkeeper/storage/failure"
)

// MaxRecord is the most that is read for one record: an office with all its floors
// is one line of a backup.
const MaxRecord = 16 << 20

// Bounded bounds how much is read for one record, as the decoder keeps a
// record in memory, and ends the reading when the context does.
type Bounded struct {
	Ctx  context.Context
	From io.Reader
	used int64
	Err  error // of the file itself
}

func (b *Bounded) Read(p []byte) (int, error) {
	if b.Ctx.Err() != nil {
		return 0, context.Cause(b.Ctx)
	}
	if b.used > MaxRecord {
		return 0, failure.ErrTooLong
	}
	n, err := b.From.Read(p)
	b.used += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		b.Err = err
	}
	return n, err
}

// Allow begins a new record.
func (b *Bounded) Allow() { b.used = 0 }
