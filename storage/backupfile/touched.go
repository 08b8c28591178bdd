package backupfile

import (
	"bytes"
	"errors"
	"io"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/regular"
)

// A backup may have been through an editor, a mail program or a version control, which
// write a text in a way of their own and change nothing of what it says. Such a file is
// read as it was before, and its checksum is held against that.

// TextForm says how a file's text differs from how a backup is written.
type TextForm struct {
	Mark     bool // a byte order mark at its start
	LineEnds bool // those of Windows
	UTF16    bool
	BigFirst bool // of UTF-16
}

// IsChanged reports whether it does.
func (f TextForm) IsChanged() bool { return f.Mark || f.LineEnds || f.UTF16 }

// formLength is how much of a file tells its form.
const formLength = 4096

// FormOf tells the form by the start of a file.
func FormOf(start []byte) (f TextForm) {
	switch {
	case bytes.HasPrefix(start, regular.UTF8Mark):
		f.Mark = true
	case bytes.HasPrefix(start, []byte("\xff\xfe")):
		f.Mark, f.UTF16 = true, true
	case bytes.HasPrefix(start, []byte("\xfe\xff")):
		f.Mark, f.UTF16, f.BigFirst = true, true, true
	case bytes.HasPrefix(start, []byte("{\x00")):
		f.UTF16 = true
	case bytes.HasPrefix(start, []byte("\x00{")):
		f.UTF16, f.BigFirst = true, true
	}
	plain, _ := io.ReadAll(f.Reader(bytes.NewReader(start))) // its end may be half a character
	f.LineEnds = bytes.Contains(plain, []byte("\r\n"))
	return f
}

// Reader returns the text as it is written in a backup.
func (f TextForm) Reader(r io.Reader) io.Reader {
	switch order := unicode.LittleEndian; {
	case f.UTF16:
		if f.BigFirst {
			order = unicode.BigEndian
		}
		r = transform.NewReader(r, unicode.UTF16(order, unicode.UseBOM).NewDecoder())
	case f.Mark:
		// Not by a decoder, which would put up with what is not UTF-8.
		if _, err := io.CopyN(io.Discard, r, int64(len(regular.UTF8Mark))); err != nil {
			return &failingReader{err}
		}
	}
	if f.LineEnds {
		r = transform.NewReader(r, noReturns{})
	}
	return r
}

// failingReader has nothing but an error.
type failingReader struct{ err error }

func (r *failingReader) Read([]byte) (int, error) { return 0, r.err }

// noReturns takes the carriage return before a line feed away. A JSON text has none within
// its strings.
type noReturns struct{ transform.NopResetter }

// Transform is part of transform.Transformer.
func (noReturns) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		if src[nSrc] == '\r' {
			if nSrc+1 == len(src) && !atEOF {
				return nDst, nSrc, transform.ErrShortSrc
			}
			if nSrc+1 < len(src) && src[nSrc+1] == '\n' {
				nSrc++
				continue
			}
		}
		if nDst == len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		dst[nDst] = src[nSrc]
		nDst, nSrc = nDst+1, nSrc+1
	}
	return nDst, nSrc, nil
}

// plainText is the text of a file of another form. It is read from its start on; to go
// back begins anew. It serves one goroutine.
type plainText struct {
	file io.ReaderAt
	size int64 // of the file
	form TextForm
	from io.Reader
	at   int64 // where from is in the text
}

func (p *plainText) rewind() {
	p.from, p.at = p.form.Reader(io.NewSectionReader(p.file, 0, p.size)), 0
}

// length reads the text to its end.
func (p *plainText) length() (int64, error) {
	p.rewind()
	n, err := io.Copy(io.Discard, p.from)
	p.from = nil
	return n, err
}

func (p *plainText) ReadAt(b []byte, off int64) (int, error) {
	if p.from == nil || off < p.at {
		p.rewind()
	}
	skipped, err := io.CopyN(io.Discard, p.from, off-p.at)
	p.at += skipped
	if err != nil {
		return 0, err
	}
	n, err := io.ReadFull(p.from, b)
	p.at += int64(n)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}

// isChecksumAlone reports whether nothing is wrong with a file but its checksum.
func isChecksumAlone(err error) bool {
	var faults *failure.FaultsError
	return errors.As(err, &faults) && len(faults.Faults) == 1 && faults.Faults[0].Code == failure.FaultChecksum
}
