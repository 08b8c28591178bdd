package words

import (
	"strings"

	"seatkeeper/data/layout"
	"seatkeeper/storage"
)

// RemovalText says what it would do to remove an office or a floor: what goes, what is
// booked there, and what becomes of that in either way.
func RemovalText(r storage.Removal) string {
	what := Say("removal.office", Args{"Office": Plain(r.Office), "Floors": Count("floors", r.Floors), "Desks": Count("desks", r.Desks)})
	if r.FloorID != "" {
		what = Say("removal.floor", Args{"Office": Plain(r.Office), "Floor": Plain(r.Floor), "Desks": Count("desks", r.Desks)})
	}
	if r.Bookings() == 0 {
		return what + "\n" + Say("removal.no-bookings") + "\n" + Say("removal.undo")
	}
	lines := []string{what}
	if r.Coming > 0 {
		who := Count("people", r.People)
		if r.Visitors > 0 {
			who = Dots(who, Count("removal-visitors", r.Visitors))
		}
		lines = append(lines, Say("removal.coming", Args{"Bookings": Count("bookings", r.Coming), "From": ShortDay(r.From), "Until": ShortDay(r.Until), "Who": who}))
	} else {
		lines = append(lines, Say("removal.none-coming"))
	}
	return strings.Join(append(lines, Say("removal.keep"), Say("removal.all", Args{"Bookings": Count("bookings", r.Bookings())}), Say("removal.undo")), "\n")
}

// RemovalLines is RemovalText for one way that was chosen.
func RemovalLines(r storage.Removal, withBookings bool) []string {
	lines := strings.Split(RemovalText(r), "\n")
	lines = lines[:len(lines)-1] // a command is not undone
	if r.Bookings() == 0 {
		return lines
	}
	lines = lines[:len(lines)-2]
	if withBookings {
		return append(lines, Say("removal.all-go", Args{"Bookings": Count("bookings", r.Bookings())}))
	}
	return append(lines, Say("removal.kept"))
}

// LayoutFaultAt says what is wrong with an office in words, and at which piece of it.
func LayoutFaultAt(f *layout.FaultError) string {
	if f.Text == "" {
		return LayoutFault(f)
	}
	return Say("fault.at", Args{"Where": Plain(f.Text), "Fault": LayoutFault(f)})
}
