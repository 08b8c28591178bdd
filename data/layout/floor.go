package layout

import (
	"strconv"
	"strings"
)

// Floor is a floor in words.
type Floor struct {
	Name  string // may be empty
	Rooms []Room
}

// Room is a room in words.
type Room struct {
	Name  string // may be empty
	Desks int
	// Row is how many desks stand in a row; 0 leaves it to the drawing.
	Row int
}

// Bounds of what is drawn.
const (
	MaxRooms     = 200  // on a floor
	MaxRoomDesks = 2000 // in a room
)

// Desks returns how many desks stand on the floor.
func (f Floor) Desks() int {
	n := 0
	for _, r := range f.Rooms {
		n += r.Desks
	}
	return n
}

// String writes the floor as [Parse] reads it: "Ground: North 12/4, South 12/4".
func (f Floor) String() string {
	rooms := make([]string, len(f.Rooms))
	for i, r := range f.Rooms {
		rooms[i] = r.String()
	}
	text := strings.Join(rooms, ", ")
	if f.Name == "" {
		return text
	}
	return strings.TrimSpace(f.Name + ": " + text)
}

// String writes the room as [Parse] reads it: "North 12/4".
func (r Room) String() string {
	text := strconv.Itoa(r.Desks)
	if r.Row > 0 {
		text += "/" + strconv.Itoa(r.Row)
	}
	return strings.TrimSpace(r.Name + " " + text)
}
