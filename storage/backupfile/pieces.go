package backupfile

import (
	"context"
	"fmt"
	"hash/maphash"
	"io"
	"sync"

	"seatkeeper/storage/failure"
)

// Piece is a run of bytes that was checked and is to be written.
type Piece struct {
	size int
	sum  uint64
}

// PieceOf sums with a seed that is new in each process. That two texts have one sum
// by accident, one time in 2^64, is no accident that can be aimed at.
func PieceOf(b []byte) Piece { return Piece{len(b), maphash.Bytes(pieceSeed, b)} }

var pieceSeed = maphash.MakeSeed()

// Pieces is the pieces of a file in their order. One goroutine adds, before it
// writes a piece, and another may take, after it has read of it.
type Pieces struct {
	mutex sync.Mutex
	list  []Piece
	taken int
}

// Add adds a piece, unless it is empty.
func (l *Pieces) Add(p Piece) {
	if p.size == 0 {
		return
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.list = append(l.list, p)
}

// next returns the next piece, if there is one.
func (l *Pieces) next() (p Piece, there bool) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.taken == len(l.list) {
		return Piece{}, false
	}
	l.taken++
	return l.list[l.taken-1], true
}

// ReadBack reads a file to its end and holds it against what was to be written. It may run
// while pieces are added, as long as each is added before its bytes come back.
func (l *Pieces) ReadBack(ctx context.Context, file io.Reader) error {
	r := &pieceReader{ctx: ctx, pieces: l}
	r.hash.SetSeed(pieceSeed)
	if _, err := io.Copy(r, file); err != nil {
		return err
	}
	if _, more := l.next(); more || r.inside < r.piece.size {
		return fmt.Errorf("%w: it ends after %d bytes", failure.ErrBadWrite, r.read)
	}
	return nil
}

// pieceReader takes the bytes of a file as they are read.
type pieceReader struct {
	ctx    context.Context
	pieces *Pieces // that are still to come
	piece  Piece   // that is being read
	inside int     // bytes of it that were read
	hash   maphash.Hash
	read   int64 // of the file
}

func (r *pieceReader) Write(b []byte) (int, error) {
	if r.ctx.Err() != nil {
		return 0, context.Cause(r.ctx)
	}
	whole := len(b)
	for len(b) > 0 {
		if r.inside == r.piece.size {
			var there bool
			if r.piece, there = r.pieces.next(); !there {
				return 0, fmt.Errorf("%w: it goes on after %d bytes", failure.ErrBadWrite, r.read)
			}
			r.inside = 0
			r.hash.Reset()
		}
		part := b[:min(len(b), r.piece.size-r.inside)]
		b = b[len(part):]
		r.hash.Write(part)
		r.inside, r.read = r.inside+len(part), r.read+int64(len(part))
		if r.inside == r.piece.size && r.hash.Sum64() != r.piece.sum {
			return 0, fmt.Errorf("%w: bytes %d to %d differ", failure.ErrBadWrite, r.read-int64(r.piece.size), r.read)
		}
	}
	return whole, nil
}
