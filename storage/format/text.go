package format

import (
	"context"
	"crypto/sha256"
	"io"
	"time"

	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/engine"
)

// Text is the text of one backup in the making: each record is checked on its way out,
// and what is read back is held against what was written.
type Text struct {
	// SHA256 is of all bytes before the file's own sha256 line, in hexadecimal, once the
	// text is written.
	SHA256 string

	o        TextOptions
	snapshot *engine.Snapshot
	encoder  *encoder
	check    *outCheck
	head     []byte

	pieces  backupfile.Pieces // of what is written
	written int64             // bookings
	last    rowKey            // of the bookings written
}

// TextOptions are what a backup says of itself, and how it is made.
type TextOptions struct {
	App        string // what makes it
	ExportedAt time.Time
	Origin     Origin
	// Progress hears now and then how many of all bookings are written. It is called
	// from one goroutine and must return at once.
	Progress func(done, total int64)
	// Gentle leaves the computer to others as far as that is possible.
	Gentle bool
}

// NewText begins the text of what the snapshot holds. The error is one of the store's
// data, which break a rule.
func NewText(s *engine.Snapshot, o TextOptions) (t *Text, err error) {
	t = &Text{o: o, snapshot: s, encoder: newEncoder(s)}
	if t.head, err = appendHead(make([]byte, 0, likelyHead(s)), o.App, o.ExportedAt, o.Origin, s); err != nil {
		return nil, err
	}
	t.check, err = newOutCheck(s, t.encoder, t.head)
	return t, err
}

// Least returns how many bytes the text takes at least.
func (t *Text) Least() int64 {
	least := int64(len(t.head)) + t.bookings()*t.encoder.shortestBooking()
	for _, p := range t.snapshot.Pictures {
		least += pictureLength(p.Bytes)
	}
	return least
}

// bookings is how many there are to write.
func (t *Text) bookings() int64 { return t.snapshot.Status.Counts.Bookings }

// Write writes all of it.
func (t *Text) Write(ctx context.Context, to io.Writer) error {
	w := &hashingWriter{to: to, hash: sha256.New()}
	if err := t.writeBody(ctx, w, t.head); err != nil {
		return err
	}
	end := "],\n"
	if t.written > 0 {
		end = "\n],\n"
	}
	t.check.behind(t.written)
	end, err := t.writePictures(ctx, w, end)
	if err != nil {
		return err
	}
	if err := t.writePiece(w, []byte(end)); err != nil {
		return err
	}
	t.SHA256 = w.sum()
	tail := appendTail(nil, t.SHA256)
	if err := t.check.end(append([]byte(end), tail...), t.SHA256); err != nil {
		return err
	}
	return t.writePiece(w, tail)
}

// ReadBack reads the text and holds it against what is written, also while that is still
// being done.
func (t *Text) ReadBack(ctx context.Context, text io.Reader) error {
	return t.pieces.ReadBack(ctx, text)
}
