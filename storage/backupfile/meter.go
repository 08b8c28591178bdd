package backupfile

import "io"

// Meter tells how far a piece of work is, and never goes back.
type Meter struct {
	tell        func(done, total int64)
	most, total int64
}

// NewMeter returns a meter that calls tell, unless it is nil, for each step of a whole.
func NewMeter(tell func(done, total int64), total int64) *Meter {
	return &Meter{tell: tell, total: total}
}

// Reach says that so much is done.
func (m *Meter) Reach(done int64) {
	if done = min(done, m.total); m.tell != nil && done > m.most {
		m.most = done
		m.tell(done, m.total)
	}
}

// MeteredFile tells how far a file is read.
type MeteredFile struct {
	io.ReaderAt
	Meter *Meter
}

func (f *MeteredFile) ReadAt(p []byte, off int64) (int, error) {
	n, err := f.ReaderAt.ReadAt(p, off)
	f.Meter.Reach(off + int64(n))
	return n, err
}
