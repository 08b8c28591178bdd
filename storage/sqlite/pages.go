package sqlite

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	"zombiezen.com/go/sqlite"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/query"
)

// Of all that an export does, fetching a million bookings through SQL cost most: SQLite
// hands out each value by a call. So a snapshot takes the pages of the table as they are,
// a hundred bookings by one call (https://sqlite.org/dbpage.html), and reads them by
// the format of the file (https://sqlite.org/fileformat2.html). Which pages are those
// of the snapshot's moment, in the file or in the log, SQLite knows.
//
// Whatever is not just as a page of bookings should be, damaged or not, is left to SQL,
// from the last booking on that was read here; see eachBooking.

// pageLayout is what must be known of the file to read the pages of the bookings.
type pageLayout struct {
	root     int64
	usable   int // bytes of a page
	maxLocal int // the longest record that lies in its page as a whole
}

// bookingColumns are the columns of the table in their order.
const bookingColumns = "day INTEGER,id BLOB,desk INTEGER,user INTEGER,created INTEGER,released INTEGER,guest TEXT"

// readLayout returns nil where the pages are not what can be read here.
func readLayout(conn *sqlite.Conn) *pageLayout {
	columns, err := query.Text(conn, "SELECT group_concat(name || ' ' || type) FROM (SELECT name, type FROM pragma_table_xinfo('bookings') ORDER BY cid)")
	if err != nil || columns != bookingColumns {
		return nil
	}
	if plain, err := query.Integer(conn, "SELECT wr AND strict FROM pragma_table_list('bookings') WHERE schema = 'main'"); err != nil || plain != 1 {
		return nil
	}
	root, err := query.Integer(conn, "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'bookings'")
	if err != nil {
		return nil
	}
	stmt, err := conn.Prepare(selectPage)
	if err != nil {
		return nil
	}
	head, err := readPage(stmt, 1, nil)
	if err != nil || len(head) < 512 || binary.BigEndian.Uint32(head[56:]) != inUTF8 {
		return nil
	}
	l := &pageLayout{root: root, usable: len(head) - int(head[20])}
	l.maxLocal = (l.usable-12)*64/255 - 23
	return l
}

const (
	selectPage = "SELECT data FROM sqlite_dbpage('main') WHERE pgno = ?"
	inUTF8     = 1 // what the head of the file says of its texts
)

// readPage reads a page into memory that may be used again.
func readPage(stmt *sqlite.Stmt, number int64, into []byte) ([]byte, error) {
	stmt.BindInt64(1, number)
	defer stmt.Reset()
	there, err := stmt.Step()
	if err != nil {
		return nil, err
	}
	if !there {
		return nil, errOtherPage
	}
	if n := stmt.ColumnLen(0); n != len(into) {
		into = make([]byte, n)
	}
	stmt.ColumnBytes(0, into)
	return into, nil
}

var (
	errOtherPage = errors.New("a page is not what was expected")
	errPassed    = errors.New("all bookings were read that were asked for")
)

// pageWalk reads the bookings from one day to another.
type pageWalk struct {
	*pageLayout
	stmt     *sqlite.Stmt
	from, to data.Date
	pages    [mostLevels][]byte
	row      engine.Row
	any      bool // row is a booking that was read
	use      func(*engine.Row) error
	final    error // of use, or of bookings that are not in their order
}

// mostLevels is far above what a tree of so short records has.
const mostLevels = 12

const leafPage, innerPage = 10, 2 // types of pages

// walk reads a page and all below. Only the first page of each level may hold bookings
// of days before.
func (w *pageWalk) walk(number int64, level int, first bool) (err error) {
	if level == mostLevels {
		return errOtherPage
	}
	if w.pages[level], err = readPage(w.stmt, number, w.pages[level]); err != nil {
		return err
	}
	page := w.pages[level]
	if len(page) < w.usable {
		return errOtherPage
	}
	page = page[:w.usable]
	count, cells := int(binary.BigEndian.Uint16(page[3:])), 8
	inner := page[0] == innerPage
	if inner {
		cells = 12
	} else if page[0] != leafPage {
		return errOtherPage
	}
	if cells+2*count > len(page) {
		return errOtherPage
	}
	i := 0
	if first {
		if i, err = w.firstCell(page, cells, count, inner); err != nil {
			return err
		}
	}
	for ; i < count; i++ {
		cell, err := cellOf(page, cells, count, i)
		if err != nil {
			return err
		}
		if inner {
			if len(cell) < 4 {
				return errOtherPage
			}
			if err := w.walk(int64(binary.BigEndian.Uint32(cell)), level+1, first); err != nil {
				return err
			}
			cell, first = cell[4:], false
		}
		if err := w.booking(cell); err != nil {
			return err
		}
	}
	if inner {
		return w.walk(int64(binary.BigEndian.Uint32(page[8:])), level+1, first)
	}
	return nil
}

// firstCell returns the first cell of a day that is asked for.
func (w *pageWalk) firstCell(page []byte, cells, count int, inner bool) (int, error) {
	var row engine.Row
	low, high := 0, count
	for low < high {
		middle := (low + high) / 2
		cell, err := cellOf(page, cells, count, middle)
		if err == nil && inner {
			cell = cell[min(4, len(cell)):]
		}
		if err != nil || !w.decode(cell, &row) {
			return 0, errOtherPage
		}
		if row.Day < w.from {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low, nil
}

// cellOf returns what stands in the page from the start of a cell on.
func cellOf(page []byte, cells, count, i int) ([]byte, error) {
	at := int(binary.BigEndian.Uint16(page[cells+2*i:]))
	if at < cells+2*count || at >= len(page) {
		return nil, errOtherPage
	}
	return page[at:], nil
}

// booking reads a booking and hands it on. One that does not follow the one before is
// damage for certain, and nothing that SQL should begin a search with.
func (w *pageWalk) booking(cell []byte) error {
	day, id, any := w.row.Day, w.row.ID, w.any
	if !w.decode(cell, &w.row) {
		w.row.Day, w.row.ID = day, id
		return errOtherPage
	}
	if w.row.Day < w.from || any && (w.row.Day < day || w.row.Day == day && bytes.Compare(w.row.ID[:], id[:]) <= 0) {
		w.final = fmt.Errorf("%w: bookings on %s are not in their order", engine.ErrDamaged, w.row.Day)
		return w.final
	}
	if w.row.Day > w.to {
		return errPassed
	}
	w.any = true
	w.final = w.use(&w.row)
	return w.final
}

// decode reads the record of a booking at the start of a cell: its length, the types of
// its values, and the values.
func (w *pageWalk) decode(cell []byte, row *engine.Row) bool {
	size, n := number(cell)
	if n == 0 || size > w.maxLocal || size > len(cell)-n {
		return false
	}
	record := cell[n : n+size]
	if len(record) < 8 || record[0] < 8 || int(record[0]) > len(record) {
		return false
	}
	if record[2] != blobOf16 {
		// SQL would sort it elsewhere, and not find it behind the booking before.
		w.final = fmt.Errorf("%w: a booking has an ID that is none", engine.ErrDamaged)
		return false
	}
	guest, n := number(record[7:record[0]])
	if n == 0 || int(record[0]) != 7+n {
		return false
	}
	values := valueReader{bytes: record[record[0]:]}
	row.Day = data.Date(values.integer(record[1]))
	if len(values.bytes) < len(row.ID) {
		return false
	}
	row.ID = [16]byte(values.bytes)
	values.bytes = values.bytes[len(row.ID):]
	row.Desk, row.User = int(values.integer(record[3])), int(values.integer(record[4]))
	row.Created = values.integer(record[5])
	if row.IsReleased = record[6] != 0; row.IsReleased {
		row.Released = values.integer(record[6])
	}
	row.Guest = row.Guest[:0]
	if guest != 0 {
		if guest < 13 || guest%2 == 0 || len(values.bytes) != (guest-13)/2 {
			return false
		}
		row.Guest = append(row.Guest, values.bytes...)
		values.bytes = nil
	}
	return !values.wrong && len(values.bytes) == 0
}

const blobOf16 = 12 + 2*16 // the type of an ID

// number reads a varint of at most two bytes, which is all that a short record has. n is
// how many it has, or 0.
func number(b []byte) (value, n int) {
	switch {
	case len(b) > 0 && b[0] < 0x80:
		return int(b[0]), 1
	case len(b) > 1 && b[1] < 0x80:
		return int(b[0]&0x7f)<<7 | int(b[1]), 2
	}
	return 0, 0
}

// valueReader reads the values of a record.
type valueReader struct {
	bytes []byte
	wrong bool
}

// sizes are how many bytes the whole numbers of each type have.
var sizes = [10]int{1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

// integer reads a whole number of that type.
func (r *valueReader) integer(kind byte) (value int64) {
	if kind == 0 || kind == 7 || kind > 9 || len(r.bytes) < sizes[kind] {
		r.wrong = true
		return 0
	}
	b := r.bytes
	r.bytes = b[sizes[kind]:]
	switch kind {
	case 1:
		return int64(int8(b[0]))
	case 2:
		return int64(int16(binary.BigEndian.Uint16(b)))
	case 3:
		return int64(int8(b[0]))<<16 | int64(b[1])<<8 | int64(b[2])
	case 4:
		return int64(int32(binary.BigEndian.Uint32(b)))
	case 5:
		return int64(int16(binary.BigEndian.Uint16(b)))<<32 | int64(binary.BigEndian.Uint32(b[2:]))
	case 6:
		return int64(binary.BigEndian.Uint64(b))
	}
	return int64(kind - 8) // 0 and 1 have types of their own
}
