package lists

import (
	"strings"

	"seatkeeper/data"
)

// SameName says what becomes of somebody whose name somebody else has already.
type SameName string

// What can become of them.
const (
	SameNameAsk    SameName = ""            // nothing, before somebody has chosen
	SameNamePerson SameName = "same-person" // it is the same person: those there get the new address and team
	SameNameEmail  SameName = "email"       // another person, told apart by the e-mail address behind the name
	SameNameTeam   SameName = "team"        // likewise by the team
	SameNameNumber SameName = "number"      // likewise by a number
)

// SameNames returns the ways to choose from.
func SameNames() []SameName {
	return []SameName{SameNamePerson, SameNameEmail, SameNameTeam, SameNameNumber}
}

// PersonState says what importing a row of a file of people would do.
type PersonState int

// The states of a row.
const (
	PersonNew      PersonState = iota // would be added
	PersonKnown                       // is there already, so nothing is done
	PersonUpdated                     // is there already, and gets an e-mail address or a team
	PersonInactive                    // is there already, but not active; nothing is done
	PersonAgain                       // an earlier row has them, so nothing is done
	PersonSameName                    // somebody else may have that name; see [SameName]
	PersonFaulty                      // can't be added; see Fault
)

// PreviewRow is a row with what importing it would do.
type PreviewRow struct {
	PersonRow
	State PersonState
	User  data.User // who is there already; zero for the other states
	After data.User // who is added, or what becomes of User; without an ID for somebody new
	Like  int       // the line of the earlier row with that name; 0 where there is none
}

// PeoplePreview says what importing a file of people would do.
type PeoplePreview struct {
	Rows []PreviewRow // in the order of the file
	// How many rows are in each state.
	New, Known, Updated, Inactive, Again, SameName, Faulty int
}

// ClassifyPeople holds a file against the people who are there. Names are the same
// where their [data.NameKey] is; but somebody with another e-mail address or, where
// there is none, in another team may be somebody else: that is for the user to say.
func ClassifyPeople(file PeopleFile, known []data.User, same SameName) PeoplePreview {
	c := newClassifier(file, known, same)
	preview := PeoplePreview{Rows: make([]PreviewRow, len(file.Rows))}
	counts := [...]*int{PersonNew: &preview.New, PersonKnown: &preview.Known, PersonUpdated: &preview.Updated, PersonInactive: &preview.Inactive,
		PersonAgain: &preview.Again, PersonSameName: &preview.SameName, PersonFaulty: &preview.Faulty}
	for i, row := range file.Rows {
		p := PreviewRow{PersonRow: row, State: PersonFaulty}
		if row.Fault == nil {
			c.classify(&p)
		}
		*counts[p.State]++
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
			people = append(people, row.After)
		}
	}
	return people
}

// Changes returns what importing changes of those who are there.
func (p PeoplePreview) Changes() []data.Change[data.User] {
	changes := make([]data.Change[data.User], 0, p.Updated)
	for _, row := range p.Rows {
		if row.State == PersonUpdated {
			changes = append(changes, data.Change[data.User]{Before: row.User, After: row.After})
		}
	}
	return changes
}

// classifier knows who is there, and whom the rows before have named.
type classifier struct {
	same    SameName
	byName  map[string]*somebody
	byEmail map[string][]*somebody // of those in the store
	inFile  map[string]int         // how many rows have an e-mail address
}

// somebody has a name: in the store, or by an earlier row.
type somebody struct {
	user     data.User
	isStored bool
	line     int // of the row that is them; 0 for none so far
}

func newClassifier(file PeopleFile, known []data.User, same SameName) *classifier {
	c := &classifier{same, make(map[string]*somebody, len(known)), map[string][]*somebody{}, map[string]int{}}
	for _, u := range known {
		one := &somebody{user: u, isStored: true}
		c.byName[data.NameKey(u.Name)] = one
		if u.Email != "" {
			c.byEmail[data.NameKey(u.Email)] = append(c.byEmail[data.NameKey(u.Email)], one)
		}
	}
	for _, row := range file.Rows {
		if row.Fault == nil && row.Email != "" {
			c.inFile[data.NameKey(row.Email)]++
		}
	}
	return c
}

func (c *classifier) classify(p *PreviewRow) {
	key := data.NameKey(p.Name)
	if one := c.byAddress(p, key); one != nil {
		c.stored(p, one)
		return
	}
	one := c.byName[key]
	switch {
	case one == nil:
		c.add(p, p.Name)
	case one.isStored && one.line == 0 && fits(one.user.Email, p.Email):
		c.stored(p, one)
	default:
		p.Like = one.line
		c.sameName(p, one)
	}
}

// byAddress returns the one who was brought in as this person before, with something
// behind the name that tells them apart.
func (c *classifier) byAddress(p *PreviewRow, key string) *somebody {
	email := data.NameKey(p.Email)
	if stored := c.byEmail[email]; email != "" && len(stored) == 1 && c.inFile[email] == 1 && stored[0].line == 0 {
		if name := data.NameKey(stored[0].user.Name); name == key || strings.HasPrefix(name, key+" ") {
			return stored[0]
		}
	}
	return nil
}

// fits reports whether two values may be one person's: nothing rules nothing out.
func fits(a, b string) bool { return a == "" || b == "" || data.NameKey(a) == data.NameKey(b) }

func (c *classifier) add(p *PreviewRow, name string) {
	p.State = PersonNew
	p.After = data.User{Name: name, Active: p.Active, Email: p.Email, Team: p.Team}
	c.byName[data.NameKey(name)] = &somebody{user: p.After, line: p.Line}
}

// stored takes a row for somebody who is there. What the file does not say stays,
// and whether they are active does in any case.
func (c *classifier) stored(p *PreviewRow, one *somebody) {
	if one.line == 0 {
		one.line = p.Line
	}
	p.User, p.After = one.user, one.user
	if p.Email != "" {
		p.After.Email = p.Email
	}
	if p.Team != "" {
		p.After.Team = p.Team
	}
	switch {
	case p.After != p.User:
		p.State = PersonUpdated
	case p.User.Active:
		p.State = PersonKnown
	default:
		p.State = PersonInactive
	}
}

// sameName decides about a row whose name somebody has already.
func (c *classifier) sameName(p *PreviewRow, one *somebody) {
	repeats := one.line > 0 && fits(one.user.Email, p.Email) && (fits(one.user.Team, p.Team) || one.user.Email != "" && p.Email != "")
	switch {
	case c.same == SameNamePerson && one.isStored && one.line == 0:
		c.stored(p, one)
	case c.same == SameNamePerson, repeats && c.same != SameNameNumber:
		p.State = PersonAgain
	case c.same == SameNameAsk:
		p.State = PersonSameName
	case c.same == SameNameEmail && p.Email != "" && c.apart(p, p.Name+" ("+p.Email+")"):
	case c.same == SameNameTeam && p.Team != "" && c.apart(p, p.Name+" ("+p.Team+")"):
	default:
		data.FreeName(p.Name, func(name string) bool { return c.apart(p, name) })
	}
}

// apart takes a row for the person with that name, where it is nobody's, or that of
// one who may have been brought in so before. It reports whether it did.
func (c *classifier) apart(p *PreviewRow, name string) bool {
	name, err := data.CleanName(name)
	if err != nil {
		return false // too long
	}
	one := c.byName[data.NameKey(name)]
	switch {
	case one == nil:
		c.add(p, name)
	case one.isStored && one.line == 0 && fits(one.user.Email, p.Email) && fits(one.user.Team, p.Team):
		c.stored(p, one)
	default:
		return false
	}
	return true
}
