package atomicfile

import "io"

// CountingWriter counts what gets through.
type CountingWriter struct {
	To      io.Writer
	Written int64 // bytes
}

func (w *CountingWriter) Write(b []byte) (int, error) {
	n, err := w.To.Write(b)
	w.Written += int64(n)
	return n, err
}
