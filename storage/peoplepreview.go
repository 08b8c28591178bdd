package storage

import "seatkeeper/data"

// PersonState says what importing a row of a file of people would do.
type PersonState int

// The states of a row.
const (
	PersonNew      PersonState = iota // would be added
	PersonKnown                       // is there already, so nothing is done
	PersonInactive                    // is there already, but not active; nothing is done
	PersonFaulty                      // can't be added; see Fault
)

// PreviewRow is a row with what importing it would do.
type PreviewRow struct {
	PersonRow
	State PersonState
	User  data.User // who is there already; zero for the other states
}

// PeoplePreview says what importing a file of people would do.
type PeoplePreview struct {
	Rows                         []PreviewRow // in the order of the file
	New, Known, Inactive, Faulty int          // how many rows are in each state
}

// ClassifyPeople holds a file against the people who are there. Names are the
// same where their [data.NameKey] is.
func ClassifyPeople(file PeopleFile, known []data.User) PeoplePreview {
	byName := make(map[string]data.User, len(known))
	for _, u := range known {
		byName[data.NameKey(u.Name)] = u
	}
	preview := PeoplePreview{Rows: make([]PreviewRow, len(file.Rows))}
	for i, row := range file.Rows {
		p := PreviewRow{PersonRow: row}
		user, is := byName[data.NameKey(row.Name)]
		switch {
		case row.Fault != nil:
			p.State = PersonFaulty
			preview.Faulty++
		case is && user.Active:
			p.State, p.User = PersonKnown, user
			preview.Known++
		case is:
			p.State, p.User = PersonInactive, user
			preview.Inactive++
		default:
			preview.New++
		}
		preview.Rows[i] = p
	}
	return preview
}

// NewPeople returns the people that importing adds, without IDs, in the order of
// the file.
func (p PeoplePreview) NewPeople() []data.User {
	people := make([]data.User, 0, p.New)
	for _, row := range p.Rows {
		if row.State == PersonNew {
			people = append(people, data.User{Name: row.Name, Active: row.Active})
		}
	}
	return people
}
