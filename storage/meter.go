package storage

import (
	"io"
)

// meter tells how far a piece of work is, and never goes back.
type meter struct {
	tell        func(done, total int64)
	most, total int64
}

func newMeter(tell func(done, total int64), total int64) *meter {
	return &meter{tell: tell, total: total}
}

func (m *meter) reach(done int64) {
	if done = min(done, m.total); m.tell != nil && done > m.most {
		m.most = done
		m.tell(done, m.total)
	}
}

// meteredFile tells how far a file is read.
type meteredFile struct {
	io.ReaderAt
	meter *meter
}

func (f *meteredFile) ReadAt(p []byte, off int64) (int, error) {
	n, err := f.ReaderAt.ReadAt(p, off)
	f.meter.reach(off + int64(n))
	return n, err
}
