package atomicfile

import (
	"context"
	"errors"
	"sync"

	"seatkeeper/storage/failure"
)

// A large file is read back while it is still being written: part by part, what is
// written is brought to the disk, dropped from the system's memory and read from the
// drive, and so both cores and the drive have work until the end. A part that was read
// is never written again. The sync of the whole file still comes after the last write,
// and only then the end is read.

// GrowingFile is a temporary file that is still being written, open to be read back.
// Reading waits for what is settled.
type GrowingFile interface {
	WrittenFile
	// Settle brings what is written to the disk; up to there it may then be read from
	// the drive, as far as the system has forgotten it. As with a sync, an error is final.
	Settle(upTo int64) error
	// End says that the whole file is on the disk, so that it may be read to its end.
	End()
	// Stop ends all waiting and reading with an error.
	Stop(err error)
}

// growth is how much of a file that grows may be read.
type growth struct {
	mutex   sync.Mutex
	changed sync.Cond
	upTo    int64
	ended   bool // all of it
	err     error
	read    int64
}

func newGrowth() *growth {
	g := &growth{}
	g.changed.L = &g.mutex
	return g
}

// wait waits until n more bytes may be read, and takes them. whole says that the file
// has come to its end, which may be before that.
func (g *growth) wait(n int) (whole bool, err error) {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	g.read += int64(n)
	for g.upTo < g.read && !g.ended {
		g.changed.Wait()
	}
	return g.ended, g.err
}

func (g *growth) Settled() int64 {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	return g.upTo
}

func (g *growth) settle(upTo int64) {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	g.upTo = max(g.upTo, upTo)
	g.changed.Broadcast()
}

// end lets everything be read, or nothing more where there is an error. Only the first
// one counts.
func (g *growth) end(err error) {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	if !g.ended {
		g.ended, g.err = true, err
	}
	g.changed.Broadcast()
}

// earlyReader is what a file is written through that is read back early. A small file,
// and one on a system that can't do it, is read back when all is written.
type earlyReader struct {
	p    *Publication
	ctx  context.Context
	temp TempFile
	part int64 // 0 where nothing is read early

	written, begun int64       // bytes; begun are to be settled
	file           GrowingFile // nil until there is a part
	parts          chan int64  // where a part ends that is to be settled
	endParts, fail func()      // as often as one likes
	failed         chan struct{}

	settling, checking  sync.WaitGroup
	settleErr, checkErr error // of those, when they have ended
}

// errStopped ends the writing of a file of which a part can't be settled, or was read
// back and is bad.
var errStopped = errors.New("a part of the file is no good")

// readEarly begins a file. Whoever writes it must call stop in the end.
func (p *Publication) readEarly(ctx context.Context, temp TempFile) *earlyReader {
	r := &earlyReader{p: p, ctx: ctx, temp: temp}
	if p.Early {
		r.part = p.Files.Part()
	}
	return r
}

// Write writes. When that makes a part, and the one before is settled, it is settled and
// read back in the background.
func (r *earlyReader) Write(b []byte) (int, error) {
	n, err := r.temp.Write(b)
	r.written += int64(n)
	if err != nil || r.part == 0 || r.written-r.begun < r.part {
		return n, err
	}
	if r.file == nil && !r.begin() {
		r.part = 0
		return n, nil
	}
	select {
	case <-r.failed:
		return n, errStopped
	case r.parts <- r.written:
		r.begun = r.written
	default:
	}
	return n, nil
}

func (r *earlyReader) begin() bool {
	file, err := r.p.Files.OpenGrowing(r.temp.Name())
	if err != nil {
		return false // which is told when all is written
	}
	r.file, r.parts, r.failed = file, make(chan int64), make(chan struct{})
	r.endParts = sync.OnceFunc(func() { close(r.parts) })
	r.fail = sync.OnceFunc(func() { close(r.failed) })
	r.settling.Go(func() {
		if r.settleErr = r.settle(); r.settleErr != nil {
			r.fail()
			r.file.Stop(r.settleErr)
		}
	})
	r.checking.Go(func() {
		if r.checkErr = r.check(); r.checkErr != nil {
			r.fail()
		}
	})
	return true
}

func (r *earlyReader) settle() (err error) {
	defer failure.Rescue(&err)
	for upTo := range r.parts {
		if err := r.file.Settle(upTo); err != nil {
			return err
		}
	}
	return nil
}

func (r *earlyReader) check() (err error) {
	defer failure.Rescue(&err)
	return r.p.Check(r.ctx, r.file)
}

// settled waits, when all is written, until no part is being settled any more.
func (r *earlyReader) settled() error {
	if r.file == nil {
		return nil
	}
	r.endParts()
	r.settling.Wait()
	return r.settleErr
}

// rest reads what was not yet read of a file that is on the disk.
func (r *earlyReader) rest() error {
	if r.file == nil {
		return r.p.readBack(r.ctx, r.temp.Name())
	}
	r.file.End()
	r.checking.Wait()
	r.p.FromDrive = r.file.FromDrive()
	return readBackError(r.ctx, r.checkErr)
}

// stop ends what is still at work, and closes the file. It may be called again.
func (r *earlyReader) stop() {
	if r.file == nil {
		return
	}
	_ = r.settled()
	r.file.Stop(errStopped)
	r.checking.Wait()
	_ = r.file.Close()
}
