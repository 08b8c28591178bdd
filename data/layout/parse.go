package layout

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"seatkeeper/data"
)

// FaultCode says what is wrong with a text that [Parse] can't read.
type FaultCode string

// The faults.
const (
	FaultEmpty    FaultCode = "empty"     // there is no room in it
	FaultNoDesks  FaultCode = "no-desks"  // no number stands behind a room's name
	FaultNoNumber FaultCode = "no-number" // something else stands where a number belongs
	FaultNoRow    FaultCode = "no-row"    // none, or 0, behind the stroke
	FaultTooMany  FaultCode = "too-many"  // more desks than a room or a floor can have
	FaultRooms    FaultCode = "rooms"     // more rooms than a floor can have
	FaultName     FaultCode = "name"      // a name is too long or holds what can't be read
)

// FaultError says what is wrong with a text, and where.
type FaultError struct {
	Code FaultCode
	Text string // the piece that is at fault, cut where it is long
	Room int    // which piece it is, from 1 on; 0 for the whole
	Line int    // in which line it stands, from 1 on
}

func (e *FaultError) Error() string {
	return fmt.Sprintf("line %d, room %d: %s %q", e.Line, e.Room, e.Code, e.Text)
}

// Parse reads floors as people type them: "Ground: North 12/4, South 12/4", which is
// the floor's name, and for each room its name, the number of desks, and how many of
// them stand in a row. The floor's name and the desks a row may be missing. Rooms are
// parted by commas, semicolons or line breaks; what stands before a colon begins
// another floor. The error is a [*FaultError].
func Parse(text string) ([]Floor, error) {
	p := parser{}
	for i, line := range strings.FieldsFunc(norm.NFC.String(strings.ToValidUTF8(text, "\ufffd")), isLineEnd) {
		p.line = i + 1
		for _, piece := range strings.FieldsFunc(line, isBetween) {
			if piece = strings.TrimSpace(piece); piece == "" {
				continue
			}
			p.pieces++
			if err := p.piece(piece); err != nil {
				return nil, err
			}
		}
	}
	if p.rooms == 0 {
		return nil, &FaultError{Code: FaultEmpty, Line: 1}
	}
	return p.floors, nil
}

// ParseFloor is [Parse] for one floor; of several the first room of the second is at
// fault.
func ParseFloor(text string) (Floor, error) {
	floors, err := Parse(text)
	if err != nil {
		return Floor{}, err
	}
	if len(floors) > 1 {
		return Floor{}, &FaultError{Code: FaultRooms, Text: floors[1].Name, Line: 1}
	}
	return floors[0], nil
}

func isLineEnd(r rune) bool { return r == '\n' || r == '\r' || r == '\u2028' }

func isBetween(r rune) bool { return strings.ContainsRune(",;，、；،؛", r) }

func isColon(r rune) bool { return r == ':' || r == '：' }

type parser struct {
	floors       []Floor
	line, pieces int
	rooms        int
}

func (p *parser) fault(code FaultCode, text string) error {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return &FaultError{Code: code, Text: text, Room: p.pieces, Line: p.line}
}

// piece reads what stands between two commas: a room, maybe with the name of its floor
// before it.
func (p *parser) piece(text string) error {
	if at := strings.IndexFunc(text, isColon); at >= 0 {
		before := strings.TrimSpace(text[:at])
		rest := strings.TrimSpace(strings.TrimLeftFunc(text[at:], isColon))
		// "Ground: East 8, West: 8": behind the first floor a name with nothing but
		// numbers is a room.
		isRoom := len(p.floors) > 0 && rest != "" && strings.IndexFunc(rest, unicode.IsLetter) < 0
		if !isRoom {
			name, err := p.name(before)
			if err != nil {
				return err
			}
			p.floors = append(p.floors, Floor{Name: name})
			if text = rest; text == "" {
				return nil
			}
		}
	}
	if len(p.floors) == 0 {
		p.floors = append(p.floors, Floor{})
	}
	room, err := p.room(text)
	if err != nil {
		return err
	}
	f := &p.floors[len(p.floors)-1]
	if len(f.Rooms) == MaxRooms {
		return p.fault(FaultRooms, text)
	}
	if f.Desks()+room.Desks > data.MaxDesks {
		return p.fault(FaultTooMany, text)
	}
	f.Rooms = append(f.Rooms, room)
	p.rooms++
	return nil
}

// room reads "North hall 12/4". What stands behind the last blank that has no number
// behind it is the name.
func (p *parser) room(text string) (Room, error) {
	before, row, hasRow := cutLast(text, '/', '／')
	r := Room{}
	if hasRow {
		n, ok := number(strings.TrimSpace(row))
		switch {
		case !ok && strings.TrimSpace(row) == "" || ok && n == 0:
			return r, p.fault(FaultNoRow, text)
		case !ok:
			return r, p.fault(FaultNoNumber, text)
		}
		r.Row = n
	} else {
		before = text
	}
	before = strings.TrimSpace(before)
	at := strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsDigit(r) })
	if at >= 0 {
		at += len(string([]rune(before[at:])[:1]))
	} else {
		at = 0
	}
	name, digits := before[:at], before[at:]
	n, ok := number(digits)
	switch {
	case digits == "", strings.HasSuffix(name, "."), strings.HasSuffix(name, "-"): // "Room 1.03" is a name
		return r, p.fault(FaultNoDesks, text)
	case !ok || n > MaxRoomDesks:
		return r, p.fault(FaultTooMany, text)
	}
	r.Desks = n
	r.Row = min(r.Row, max(n, 1))
	var err error
	r.Name, err = p.name(strings.TrimRightFunc(name, func(r rune) bool {
		return unicode.IsSpace(r) || isColon(r) || strings.ContainsRune("=–—", r)
	}))
	return r, err
}

// ReadRoom reads a room of which each part was typed by itself. The desks a row may be
// empty. The error is a [*FaultError].
func ReadRoom(name, desks, row string) (r Room, err error) {
	p := parser{line: 1, pieces: 1}
	if r.Name, err = p.name(name); err != nil {
		return r, err
	}
	desks, row = strings.TrimSpace(desks), strings.TrimSpace(row)
	n, ok := number(desks)
	switch {
	case desks == "":
		return r, p.fault(FaultNoDesks, name)
	case !ok && strings.ContainsFunc(desks, func(r rune) bool { return !unicode.IsDigit(r) }):
		return r, p.fault(FaultNoNumber, desks)
	case !ok || n > MaxRoomDesks:
		return r, p.fault(FaultTooMany, desks)
	}
	r.Desks = n
	if row == "" {
		return r, nil
	}
	n, ok = number(row)
	if !ok || n == 0 {
		return r, p.fault(FaultNoRow, row)
	}
	r.Row = min(n, max(r.Desks, 1))
	return r, nil
}

// name returns a name as it is kept; nothing that can be seen is no name.
func (p *parser) name(text string) (string, error) {
	if strings.TrimSpace(text) == "" {
		return "", nil
	}
	name, err := data.CleanName(text)
	if err != nil {
		return "", p.fault(FaultName, text)
	}
	return name, nil
}

// cutLast cuts text about the last of some runes.
func cutLast(text string, about ...rune) (before, after string, found bool) {
	at := strings.LastIndexFunc(text, func(r rune) bool { return strings.ContainsRune(string(about), r) })
	if at < 0 {
		return text, "", false
	}
	return text[:at], strings.TrimLeftFunc(text[at:], func(r rune) bool { return strings.ContainsRune(string(about), r) }), true
}

// number reads a number in the digits of any of the scripts that people type them in.
// A number that is far too large is not ok.
func number(text string) (n int, ok bool) {
	var plain strings.Builder
	for _, r := range norm.NFKC.String(text) {
		switch {
		case '٠' <= r && r <= '٩':
			r = '0' + r - '٠'
		case '۰' <= r && r <= '۹':
			r = '0' + r - '۰'
		case '०' <= r && r <= '९':
			r = '0' + r - '०'
		}
		plain.WriteRune(r)
	}
	if plain.Len() == 0 || strings.ContainsFunc(plain.String(), func(r rune) bool { return r < '0' || r > '9' }) {
		return 0, false
	}
	n, err := strconv.Atoi(plain.String())
	return n, err == nil
}
