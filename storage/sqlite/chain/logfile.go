package chain

import (
	"bufio"
	"encoding/binary"
	"io"
)

// Log is what the committed part of a write-ahead log says about the chain. The layout is
// that of https://sqlite.org/fileformat2.html, section 4.
type Log struct {
	PageSize int
	Commits  int // transactions that would be replayed
	// Before is the link that stood in the store before the first transaction of the
	// log, if Known says that the log tells; Links are those that came after.
	Before Link
	Known  bool
	Links  map[Link]bool
}

// Link is one link of the chain: see the schema's step 0004-chain.sql.
type Link [16]byte

const (
	logMagic       = 0x377f0682 // the last bit says which byte order the checksums have
	logHeaderSize  = 32
	logFrameHeader = 24
)

// ReadLog reads a log as SQLite would: up to the first frame that is not whole, and
// of that up to the last commit. A file that is no log, or was cut before its first
// commit, has none, and SQLite takes nothing from it.
func ReadLog(file io.Reader) (*Log, error) {
	l := &Log{Links: map[Link]bool{}}
	in := bufio.NewReaderSize(file, 1<<20)
	header := make([]byte, logHeaderSize)
	if whole, err := ReadWhole(in, header); !whole {
		return l, err
	}
	number := func(b []byte, at int) uint32 { return binary.BigEndian.Uint32(b[at:]) }
	order := binary.ByteOrder(binary.LittleEndian)
	if number(header, 0)&1 == 1 {
		order = binary.BigEndian
	}
	sum := logSum{order: order}
	sum.add(header[:24])
	l.PageSize = int(number(header, 8))
	if number(header, 0)&^1 != logMagic || !sum.is(header[24:]) || l.PageSize < 512 || l.PageSize > 65536 || l.PageSize&(l.PageSize-1) != 0 {
		return l, nil
	}
	frame := make([]byte, logFrameHeader+l.PageSize)
	var open []Row // of the transaction that has no commit yet
	for {
		if whole, err := ReadWhole(in, frame); !whole {
			return l, err
		}
		page := frame[logFrameHeader:]
		sum.add(frame[:8])
		sum.add(page)
		if string(frame[8:16]) != string(header[16:24]) || number(frame, 0) == 0 || !sum.is(frame[16:24]) {
			return l, nil // left over from before the log began anew, or torn
		}
		if row, is := On(page); is {
			open = append(open, row)
		}
		if number(frame, 4) == 0 {
			continue
		}
		l.Commits++
		for _, row := range open {
			if !l.Known {
				l.Before, l.Known = row.Before, true
			}
			l.Links[row.Link] = true
		}
		open = open[:0]
	}
}

// ReadWhole fills b. It reports false where the file ends before.
func ReadWhole(in io.Reader, b []byte) (bool, error) {
	_, err := io.ReadFull(in, b)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return false, nil
	}
	return err == nil, err
}

// logSum is the running checksum of a log.
type logSum struct {
	order binary.ByteOrder
	a, b  uint32
}

func (s *logSum) add(content []byte) {
	for ; len(content) >= 8; content = content[8:] {
		s.a += s.order.Uint32(content) + s.b
		s.b += s.order.Uint32(content[4:]) + s.a
	}
}

func (s *logSum) is(sum []byte) bool {
	return s.a == binary.BigEndian.Uint32(sum) && s.b == binary.BigEndian.Uint32(sum[4:])
}

// Row is the row of the table chain.
type Row struct{ Before, Link Link }

// cell is how that row begins on its page, up to the values that change: the
// size of the record and the row's number; then the size of the record's header, and
// the types of its columns: NULL for the number, and three BLOBs of 16 bytes (section
// 2.1 of the file format); then the mark.
const cell = "\x35\x01" + "\x05\x00\x2c\x2c\x2c" + mark

// mark tells the row from whatever else a page may hold.
const mark = "seatchain\x9b\xd2\xf0\xc4\xa1\x8e\x57"

// On returns the row of the table chain where that is what the page holds: a
// leaf of a table with this one row (section 1.6 of the file format).
func On(page []byte) (row Row, is bool) {
	if page[0] != 0x0d || page[3] != 0 || page[4] != 1 {
		return row, false
	}
	at := int(binary.BigEndian.Uint16(page[8:]))
	if at+len(cell)+32 > len(page) || string(page[at:at+len(cell)]) != cell {
		return row, false
	}
	rest := page[at+len(cell):]
	copy(row.Before[:], rest)
	copy(row.Link[:], rest[16:])
	return row, true
}

// FirstIn returns the row of the chain that a journal puts back. Each of its records
// is the number of a page, the page, and a checksum.
func FirstIn(records io.Reader, pageSize int) (row Row, found bool) {
	record := make([]byte, 4+pageSize+4)
	for {
		if whole, err := ReadWhole(records, record); !whole || err != nil {
			return row, false
		}
		if row, is := On(record[4 : 4+pageSize]); is {
			return row, true
		}
	}
}
