package format

import (
	"encoding/binary"
	"hash/maphash"

	"seatkeeper/data"
	"seatkeeper/storage/format/values"
)

// What a checker keeps in mind of a file is small and of a fixed size for each desk,
// person or booking, however long their names are.

// key stands for a text: 128 bits that nobody can foresee.
type key [16]byte

var keySeeds = [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}

func textKey(text []byte) (k key) {
	binary.LittleEndian.PutUint64(k[:8], maphash.Bytes(keySeeds[0], text))
	binary.LittleEndian.PutUint64(k[8:], maphash.Bytes(keySeeds[1], text))
	return k
}

// numbers gives each of the file's desks or users a number. Where bookings come
// before the lists, as in a file whose keys were sorted, some are mentioned first.
type numbers struct {
	of       map[key]int32
	unlisted map[key]string // mentioned, but in no list so far
	room     int            // for the names of those, in bytes
}

// roomForNames is far above what the names of any office's desks or people take.
const roomForNames = 16 << 20

func newNumbers() *numbers {
	return &numbers{map[key]int32{}, map[key]string{}, roomForNames}
}

func (n *numbers) isListed(k key) bool {
	_, unlisted := n.unlisted[k]
	return !unlisted
}

func (n *numbers) list(name []byte) int32 {
	k := textKey(name)
	number, known := n.of[k]
	if !known {
		number = int32(len(n.of))
		n.of[k] = number
	}
	delete(n.unlisted, k)
	return number
}

// mention returns unknown where there are more than most, or their names are longer
// than any.
func (n *numbers) mention(name []byte, most int) int32 {
	k := textKey(name)
	number, known := n.of[k]
	if known {
		return number
	}
	if len(n.of) >= most || len(name) > n.room {
		return unknown
	}
	n.room -= len(name)
	number = int32(len(n.of))
	n.of[k], n.unlisted[k] = number, string(name)
	return number
}

// seatDay is a desk or a person on a day.
type seatDay uint64

func seatOn(number int32, day data.Date) seatDay {
	return seatDay(uint64(uint32(number))<<32 | uint64(uint32(day)))
}

// dayID is a booking's ID as the store keeps it, on its day.
type dayID [20]byte

func idOn(day data.Date, id []byte) (d dayID) {
	binary.LittleEndian.PutUint32(d[:4], uint32(day))
	uuid := values.BookingID(id)
	copy(d[4:], uuid[:])
	return d
}

// seats is which desks, or which people, are booked on which day.
type seats struct {
	last []data.Date // by number: the last such day, which is enough if the days come in order
	held map[seatDay]struct{}
}

func newSeats(o Ordering) seats {
	if o == NotOrdered {
		return seats{held: map[seatDay]struct{}{}}
	}
	return seats{}
}

// isTaken reports whether the desk or the person of that number is booked on that day
// already.
func (s *seats) isTaken(number int32, day data.Date) bool {
	if s.held != nil {
		_, taken := s.held[seatOn(number, day)]
		return taken
	}
	return int(number) < len(s.last) && s.last[number] == day
}

// take notes that it is.
func (s *seats) take(number int32, day data.Date) {
	if s.held != nil {
		s.held[seatOn(number, day)] = struct{}{}
		return
	}
	for int(number) >= len(s.last) {
		s.last = append(s.last, data.MinDate-1)
	}
	s.last[number] = day
}

// Numbers of the database: the visitor has 0.
func deskNumber(n int32) int { return int(n) + 1 }

func userNumber(n int32) int {
	if n == visitor {
		return 0
	}
	return int(n) + 1
}
