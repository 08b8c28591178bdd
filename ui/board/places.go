package board

import (
	"slices"

	"seatkeeper/data"
	"seatkeeper/ui/plan"
	"seatkeeper/ui/search"
)

// RowsOf returns the seats that hold, with where they are, in the given order, names
// in that of the people, which may be nil. Those at desks that are not there are left
// out.
func RowsOf(offices []data.Office, seats []data.Seat, people *search.PeopleIndex, by WhoSort) []WhoRow {
	if people == nil {
		people = search.NewPeopleIndex(nil)
	}
	type place struct{ office, floor, desk int }
	places := map[data.DeskRef]place{}
	for i, o := range offices {
		for j, f := range o.Floors {
			for k, d := range f.Desks {
				places[data.DeskRef{Office: o.ID, Floor: f.ID, Desk: d.ID}] = place{i, j, k}
			}
		}
	}
	rows := make([]WhoRow, 0, len(seats))
	for _, s := range seats {
		at, known := places[s.DeskRef]
		if !known || s.IsReleased() {
			continue
		}
		office := offices[at.office]
		floor := office.Floors[at.floor]
		user, _ := people.Get(s.UserID)
		rows = append(rows, WhoRow{Seat: s, Desk: floor.Desks[at.desk], Floor: floor, Office: office,
			Order: people.Order, Assistance: user.Assistance})
	}
	sortWho(rows, by)
	return rows
}

// placesOf returns the offices and floors that there are to look at on a day: those in use,
// and of the others those where somebody has a desk then.
func placesOf(offices []data.Office, seats []data.Seat) []data.Office {
	type place struct{ office, floor string }
	taken := map[place]bool{}
	for _, s := range seats {
		taken[place{s.Office, s.Floor}], taken[place{office: s.Office}] = true, true
	}
	places := make([]data.Office, 0, len(offices))
	for _, o := range offices {
		if o.Retired && !taken[place{office: o.ID}] {
			continue
		}
		o.Floors = slices.DeleteFunc(slices.Clone(o.Floors), func(f data.Floor) bool { return f.Retired && !taken[place{o.ID, f.ID}] })
		places = append(places, o)
	}
	return places
}

func placesInUse(f data.Floor, shown plan.Filter) (n int) {
	for _, d := range f.Desks {
		if !d.Retired && shown.Shows(d.Kind) {
			n++
		}
	}
	return n
}

func officeOf(offices []data.Office, id string) data.Office {
	for _, o := range offices {
		if o.ID == id {
			return o
		}
	}
	if len(offices) > 0 {
		return offices[0]
	}
	return data.Office{}
}

func floorOf(office data.Office, id string) data.Floor {
	for _, f := range office.Floors {
		if f.ID == id {
			return f
		}
	}
	if len(office.Floors) > 0 {
		return office.Floors[0]
	}
	return data.Floor{}
}
