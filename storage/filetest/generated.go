package filetest

import "io"

// ManyScripts are parts of names.
var ManyScripts = []string{
	"Zoë", "Łukasz", "Ελένη", "Дмитрий", "שרה", "محمد", "สมชาย", "दीपिका", "小林", "김민준", "Nguyễn", "👩‍👩‍👧", "🙂", "O'Brien", "\"quoted\"", `back\slash`,
	"tab\there", "<b>&amp;</b>", "\u2028line", "\u200fRTL", "ﬁ", "e\u0301", "null", "\x01", "\x7f", "/", "\U0010FFFD", "İ", "ß",
}

// Generated is a file that is nowhere: a head, then one byte for ever.
type Generated struct {
	Head string
	Fill byte
	Size int64
}

func (g Generated) ReadAt(p []byte, off int64) (n int, err error) {
	for n = range p {
		at := off + int64(n)
		switch {
		case at >= g.Size:
			return n, io.EOF
		case at < int64(len(g.Head)):
			p[n] = g.Head[at]
		default:
			p[n] = g.Fill
		}
	}
	return len(p), nil
}
