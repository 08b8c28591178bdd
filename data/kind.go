package data

// Kind says what sort of place a [Desk] is. All of them are booked alike.
type Kind string

// The kinds of places.
const (
	KindDesk    Kind = ""
	KindParking Kind = "parking"
	KindLocker  Kind = "locker"
	KindRoom    Kind = "room"
)

// Kinds returns all kinds of places, desks first.
func Kinds() []Kind { return []Kind{KindDesk, KindParking, KindLocker, KindRoom} }

// IsKind reports whether there is such a kind.
func IsKind(kind Kind) bool {
	switch kind {
	case KindDesk, KindParking, KindLocker, KindRoom:
		return true
	}
	return false
}
