package format

import (
	"context"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"sync"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
)

// The body of a backup is made by several goroutines in a fixed order: one
// encoder for each reader of the snapshot, each with every n-th part of the
// bookings, which checks what it has made; and the caller, who writes and hashes the
// chunks in the order of the parts. Chunks go around between them, so memory does not
// grow with the bookings. They are as large as the cache of a core lets them be: with each
// that is handed on somebody has to be woken, which takes as long as some hundred bookings.

const (
	chunkSize     = 512 << 10 // bytes, about
	chunksPerLane = 4
	rowsPerPart   = 8192 // a part has at least so many bookings, but for the last
)

// chunk is a run of encoded bookings, which are checked.
type chunk struct {
	bytes    []byte
	piece    backupfile.Piece // of bytes
	rows     int64
	from, to rowKey      // of the first and the last booking, where there are any
	last     bool        // the last of its part
	home     chan []byte // where the bytes go when they are written
}

// lane is one encoder with its chunks.
type lane struct {
	full chan chunk
	free chan []byte
	made int   // chunks
	err  error // set before full is closed

	encoder encoder
	check   *rowCheck
}

func (t *Text) newLane() *lane {
	return &lane{
		full: make(chan chunk, chunksPerLane), free: make(chan []byte, chunksPerLane),
		encoder: *t.encoder, check: t.check.newRowCheck(),
	}
}

// take returns an empty chunk, and waits for one where all are on their way.
func (l *lane) take(ctx context.Context) (chunk, error) {
	if len(l.free) == 0 && l.made < chunksPerLane {
		l.made++
		return chunk{bytes: make([]byte, 0, chunkSize+chunkSize/16), home: l.free}, nil
	}
	select {
	case b := <-l.free:
		return chunk{bytes: b[:0], home: l.free}, nil
	case <-ctx.Done():
		return chunk{}, context.Cause(ctx)
	}
}

// put hands a chunk on. It never waits: there are no more chunks than full has places.
func (l *lane) put(c chunk) {
	c.piece, c.to = backupfile.PieceOf(c.bytes), l.check.last
	l.full <- c
}

// part is a range of days, both ends included.
type part struct{ from, to data.Date }

// cut divides all days into parts. Together they cover the calendar, so that no
// booking can fall between two of them.
func cut(days []engine.DayCount) []part {
	parts := []part{{from: data.MinDate, to: data.MaxDate}}
	rows := int64(0)
	for _, d := range days {
		if rows >= rowsPerPart {
			parts[len(parts)-1].to = d.Day - 1
			parts = append(parts, part{from: d.Day, to: data.MaxDate})
			rows = 0
		}
		rows += d.Bookings
	}
	return parts
}

// writeBody writes the head and the bookings.
func (t *Text) writeBody(ctx context.Context, w *hashingWriter, head []byte) error {
	if err := t.writePiece(w, head); err != nil {
		return err
	}
	parts := cut(t.snapshot.Days)
	lanes := make([]*lane, min(t.lanes(), len(parts)))
	var encoders sync.WaitGroup
	defer encoders.Wait()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	for i := range lanes {
		l := t.newLane()
		lanes[i] = l
		encoders.Go(func() {
			defer close(l.full)
			defer failure.Rescue(&l.err)
			for p := i; p < len(parts) && l.err == nil; p += len(lanes) {
				l.err = t.encodePart(ctx, l, i, parts[p])
			}
		})
	}
	t.last = beforeAll
	for i := range parts {
		if err := t.writePart(ctx, w, lanes[i%len(lanes)]); err != nil {
			return err
		}
	}
	if t.written != t.bookings() {
		return fmt.Errorf("%w: it counts %d bookings and holds %d", failure.ErrDamaged, t.bookings(), t.written)
	}
	return nil
}

// writePart writes the chunks of the lane's next part.
func (t *Text) writePart(ctx context.Context, w *hashingWriter, l *lane) error {
	since := time.Now()
	for {
		var c chunk
		var open bool
		select {
		case c, open = <-l.full:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		if !open {
			return l.err
		}
		if c.rows > 0 {
			if t.written == 0 {
				c.bytes = c.bytes[separatorLength:]
				c.piece = backupfile.PieceOf(c.bytes)
			}
			// Within a chunk this was looked at.
			if !t.last.before(c.from) {
				return fmt.Errorf("%w: bookings on %s are not in their order", failure.ErrDamaged, c.from.day)
			}
			t.last = c.to
		}
		t.pieces.Add(c.piece)
		if err := w.write(c.bytes); err != nil {
			return err
		}
		c.home <- c.bytes // never waits: it came from there
		t.written += c.rows
		if t.o.Progress != nil {
			t.o.Progress(t.written, t.bookings())
		}
		t.rest(&since)
		if c.last {
			return nil
		}
	}
}

// writePiece writes what stands around the bookings, and has been checked.
func (t *Text) writePiece(w *hashingWriter, text []byte) error {
	t.pieces.Add(backupfile.PieceOf(text))
	return w.write(text)
}

// lanes returns how many encoders may work at once.
func (t *Text) lanes() int {
	if t.o.Gentle {
		return 1
	}
	return t.snapshot.Readers()
}

// rest lets a gentle export pause for as long as it has worked since, so that it
// takes half of one core and of the disk.
func (t *Text) rest(since *time.Time) {
	if t.o.Gentle {
		time.Sleep(min(time.Since(*since), longestRest))
		*since = time.Now()
	}
}

const longestRest = 50 * time.Millisecond

// encodePart fills chunks with the bookings of a part.
func (t *Text) encodePart(ctx context.Context, l *lane, reader int, p part) error {
	c, err := l.take(ctx)
	if err != nil {
		return err
	}
	err = t.snapshot.Bookings(ctx, reader, p.from, p.to, func(row *engine.Row) (err error) {
		if len(c.bytes) >= chunkSize {
			l.put(c)
			if c, err = l.take(ctx); err != nil {
				return err
			}
		}
		start := len(c.bytes)
		c.bytes = l.encoder.appendBooking(c.bytes, row)
		if err := l.check.booking(c.bytes[start:], row); err != nil {
			return err
		}
		if c.rows == 0 {
			c.from = l.check.last
		}
		c.rows++
		return nil
	})
	if err != nil {
		return err
	}
	c.last = true
	l.put(c)
	return nil
}

// hashingWriter writes and hashes what was written.
type hashingWriter struct {
	to   io.Writer
	hash hash.Hash
}

func (w *hashingWriter) write(b []byte) error {
	n, err := w.to.Write(b)
	if err == nil && n < len(b) {
		err = io.ErrShortWrite
	}
	w.hash.Write(b)
	return err
}

// sum returns the SHA-256 of what was written so far, in hexadecimal.
func (w *hashingWriter) sum() string { return hex.EncodeToString(w.hash.Sum(nil)) }

// shortestBooking returns how many bytes a booking takes at least.
func (e *encoder) shortestBooking() int64 {
	const fixed = len(",\n{\"id\":\"") + 36 + len("2006-01-02") + len(data.TimeFormat) + len("\"}")
	return int64(fixed + e.desks.shortest() + e.users.shortest())
}
