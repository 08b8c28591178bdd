package sqlite

import (
	"bufio"
	"encoding/binary"
	"io"
)

// logFile is what the committed part of a write-ahead log says about the chain; see
// log.go. The layout is that of https://sqlite.org/fileformat2.html, section 4.
type logFile struct {
	pageSize int
	commits  int // transactions that would be replayed
	// before is the link that stood in the store before the first transaction of the
	// log, where that says so; links are those that came after.
	before link
	known  bool
	links  map[link]bool
}

// link is one link of the chain: see migrations/0004-chain.sql.
type link [16]byte

const (
	logMagic       = 0x377f0682 // the last bit says which byte order the checksums have
	logHeaderSize  = 32
	logFrameHeader = 24
)

// readLog reads a log as SQLite would: up to the first frame that is not whole, and
// of that up to the last commit. A file that is no log, or was cut before its first
// commit, has none, and SQLite takes nothing from it.
func readLog(file io.Reader) (*logFile, error) {
	l := &logFile{links: map[link]bool{}}
	in := bufio.NewReaderSize(file, 1<<20)
	header := make([]byte, logHeaderSize)
	if whole, err := readWhole(in, header); !whole {
		return l, err
	}
	number := func(b []byte, at int) uint32 { return binary.BigEndian.Uint32(b[at:]) }
	order := binary.ByteOrder(binary.LittleEndian)
	if number(header, 0)&1 == 1 {
		order = binary.BigEndian
	}
	sum := logSum{order: order}
	sum.add(header[:24])
	l.pageSize = int(number(header, 8))
	if number(header, 0)&^1 != logMagic || !sum.is(header[24:]) || l.pageSize < 512 || l.pageSize > 65536 || l.pageSize&(l.pageSize-1) != 0 {
		return l, nil
	}
	frame := make([]byte, logFrameHeader+l.pageSize)
	var open []chainRow // of the transaction that has no commit yet
	for {
		if whole, err := readWhole(in, frame); !whole {
			return l, err
		}
		page := frame[logFrameHeader:]
		sum.add(frame[:8])
		sum.add(page)
		if string(frame[8:16]) != string(header[16:24]) || number(frame, 0) == 0 || !sum.is(frame[16:24]) {
			return l, nil // left over from before the log began anew, or torn
		}
		if row, is := chainOn(page); is {
			open = append(open, row)
		}
		if number(frame, 4) == 0 {
			continue
		}
		l.commits++
		for _, row := range open {
			if !l.known {
				l.before, l.known = row.before, true
			}
			l.links[row.link] = true
		}
		open = open[:0]
	}
}

// readWhole fills b. It reports false where the file ends before.
func readWhole(in io.Reader, b []byte) (bool, error) {
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

// chainRow is the row of the table chain.
type chainRow struct{ before, link link }

// chainCell is how that row begins on its page, up to the values that change: the
// size of the record and the row's number; then the size of the record's header, and
// the types of its columns: NULL for the number, and three BLOBs of 16 bytes (section
// 2.1 of the file format); then the mark.
const chainCell = "\x35\x01" + "\x05\x00\x2c\x2c\x2c" + chainMark

// chainMark tells the row from whatever else a page may hold.
const chainMark = "seatchain\x9b\xd2\xf0\xc4\xa1\x8e\x57"

// chainOn returns the row of the table chain where that is what the page holds: a
// leaf of a table with this one row (section 1.6 of the file format).
func chainOn(page []byte) (row chainRow, is bool) {
	if page[0] != 0x0d || page[3] != 0 || page[4] != 1 {
		return row, false
	}
	at := int(binary.BigEndian.Uint16(page[8:]))
	if at+len(chainCell)+32 > len(page) || string(page[at:at+len(chainCell)]) != chainCell {
		return row, false
	}
	rest := page[at+len(chainCell):]
	copy(row.before[:], rest)
	copy(row.link[:], rest[16:])
	return row, true
}
