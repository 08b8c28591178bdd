package storage

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"sync"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/sqlite"
)

// The body of a backup is made by several goroutines in a fixed order: one
// encoder for each reader of the snapshot, each with every n-th part of the
// bookings; the caller, who writes the chunks in the order of the parts; and one
// that hashes what was written. Chunks go around between them, so memory does
// not grow with the bookings.

const (
	chunkSize     = 128 << 10 // bytes, about
	chunksPerLane = 4
	rowsPerPart   = 4096 // a part has at least so many bookings, but for the last
)

// chunk is a run of encoded bookings.
type chunk struct {
	bytes []byte
	rows  int64
	last  bool        // the last of its part
	home  chan []byte // where the bytes go when they are used up
}

// lane is one encoder with its chunks.
type lane struct {
	full chan chunk
	free chan []byte
	err  error // set before full is closed
}

func newLane() *lane {
	l := &lane{full: make(chan chunk, chunksPerLane), free: make(chan []byte, chunksPerLane)}
	for range chunksPerLane {
		l.free <- make([]byte, 0, chunkSize+chunkSize/4)
	}
	return l
}

// part is a range of days, both ends included.
type part struct{ from, to data.Date }

// cut divides all days into parts. Together they cover the calendar, so that no
// booking can fall between two of them.
func cut(days []sqlite.DayCount) []part {
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

// writeBody writes everything but the tail.
func (e *export) writeBody(ctx context.Context, w *hashingWriter, head []byte) error {
	if err := w.write(head); err != nil {
		return err
	}
	parts := cut(e.snapshot.Days)
	lanes := make([]*lane, min(e.lanes(), len(parts)))
	var encoders sync.WaitGroup
	defer encoders.Wait()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	for i := range lanes {
		l := newLane()
		lanes[i] = l
		encoders.Go(func() {
			defer close(l.full)
			for p := i; p < len(parts) && l.err == nil; p += len(lanes) {
				l.err = e.encodePart(ctx, l, i, parts[p])
			}
		})
	}
	done := int64(0)
	for i := range parts {
		n, err := e.writePart(ctx, w, lanes[i%len(lanes)], done)
		if err != nil {
			return err
		}
		done = n
	}
	if done != e.backup.Bookings {
		return fmt.Errorf("%w: it counts %d bookings and holds %d", ErrDamaged, e.backup.Bookings, done)
	}
	end := "],\n"
	if done > 0 {
		end = "\n],\n"
	}
	return w.write([]byte(end))
}

// writePart writes the chunks of the lane's next part. done is how many bookings
// were written before; it returns how many there are now.
func (e *export) writePart(ctx context.Context, w *hashingWriter, l *lane, done int64) (int64, error) {
	since := time.Now()
	for {
		var c chunk
		var open bool
		select {
		case c, open = <-l.full:
		case <-ctx.Done():
			return done, context.Cause(ctx)
		}
		if !open {
			return done, l.err
		}
		if done == 0 && c.rows > 0 {
			c.bytes = c.bytes[separatorLength:]
		}
		if err := w.writeChunk(c); err != nil {
			return done, err
		}
		done += c.rows
		if e.Progress != nil {
			e.Progress(done, e.backup.Bookings)
		}
		e.rest(&since)
		if c.last {
			return done, nil
		}
	}
}

// lanes returns how many encoders may work at once.
func (e *export) lanes() int {
	if e.gentle {
		return 1
	}
	return e.snapshot.Readers()
}

// rest lets a gentle export pause for as long as it has worked since, so that it
// takes half of one core and of the disk.
func (e *export) rest(since *time.Time) {
	if e.gentle {
		time.Sleep(min(time.Since(*since), longestRest))
		*since = time.Now()
	}
}

const longestRest = 50 * time.Millisecond

// encodePart fills chunks with the bookings of a part.
func (e *export) encodePart(ctx context.Context, l *lane, reader int, p part) error {
	take := func() (c chunk, err error) {
		select {
		case c.bytes = <-l.free:
			c.bytes, c.home = c.bytes[:0], l.free
			return c, nil
		case <-ctx.Done():
			return c, context.Cause(ctx)
		}
	}
	c, err := take()
	if err != nil {
		return err
	}
	encoder := *e.encoder
	err = e.snapshot.Bookings(ctx, reader, p.from, p.to, func(row *sqlite.Row) (err error) {
		if len(c.bytes) >= chunkSize {
			l.full <- c
			if c, err = take(); err != nil {
				return err
			}
		}
		c.bytes = encoder.appendBooking(c.bytes, row)
		c.rows++
		return nil
	})
	if err != nil {
		return err
	}
	c.last = true
	l.full <- c // never waits: a lane has no more chunks than full has places
	return nil
}

// countingWriter counts what gets through.
type countingWriter struct {
	to      io.Writer
	written int64
}

func (w *countingWriter) Write(b []byte) (int, error) {
	n, err := w.to.Write(b)
	w.written += int64(n)
	return n, err
}

// hashingWriter writes and, beside that, hashes what was written.
type hashingWriter struct {
	to     io.Writer
	size   int64
	hash   hash.Hash
	chunks chan chunk
	done   chan struct{}
	hex    string
}

func newHashingWriter(to io.Writer) *hashingWriter {
	w := &hashingWriter{to: to, hash: sha256.New(), chunks: make(chan chunk, 2*chunksPerLane), done: make(chan struct{})}
	go func() {
		defer close(w.done)
		for c := range w.chunks {
			w.hash.Write(c.bytes)
			if c.home != nil {
				c.home <- c.bytes // never waits: it came from there
			}
		}
	}()
	return w
}

func (w *hashingWriter) write(b []byte) error { return w.writeChunk(chunk{bytes: b}) }

func (w *hashingWriter) writeChunk(c chunk) error {
	n, err := w.to.Write(c.bytes)
	w.size += int64(n)
	if err == nil && n < len(c.bytes) {
		err = io.ErrShortWrite
	}
	if err == nil && w.hex == "" {
		w.chunks <- c
	}
	return err
}

// sum ends the hashing and returns the SHA-256 of what was written until its
// first call.
func (w *hashingWriter) sum() string {
	if w.hex == "" {
		close(w.chunks)
		<-w.done
		w.hex = hex.EncodeToString(w.hash.Sum(nil))
	}
	return w.hex
}

// shortestBooking returns how many bytes a booking takes at least.
func (e *encoder) shortestBooking() int64 {
	shortest := func(parts [][]byte) (n int) {
		for _, p := range parts {
			if len(p) > 0 && (n == 0 || len(p) < n) {
				n = len(p)
			}
		}
		return n
	}
	const fixed = len(",\n{\"id\":\"") + 36 + len("2006-01-02") + len(data.TimeFormat) + len("\"}")
	return int64(fixed + shortest(e.desks) + shortest(e.users))
}
