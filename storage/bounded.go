package storage

import (
	"context"
	"errors"
	"io"
)

// maxLineLength is the most that is read for one record: an office with all its floors
// is one line of a backup.
const maxLineLength = 16 << 20

// boundedReader bounds how much is read for one record, as the decoder keeps a
// record in memory, and ends the reading when the context does.
type boundedReader struct {
	ctx  context.Context
	from io.Reader
	used int64
	err  error // of the file itself
}

func (b *boundedReader) Read(p []byte) (int, error) {
	if b.ctx.Err() != nil {
		return 0, context.Cause(b.ctx)
	}
	if b.used > maxLineLength {
		return 0, errTooLong
	}
	n, err := b.from.Read(p)
	b.used += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		b.err = err
	}
	return n, err
}

// allow begins a new record.
func (b *boundedReader) allow() { b.used = 0 }
