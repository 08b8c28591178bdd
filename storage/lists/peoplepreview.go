package lists

import (
	"slices"
	"strings"

	"seatkeeper/data"
)

// SameName says what becomes of somebody whose name somebody else has already.
type SameName string

// What can become of them.
const (
	SameNameAsk    SameName = ""            // nothing, before somebody has chosen
	SameNamePerson SameName = "same-person" // it is the same person: those there get the new address and team
	SameNameEmail  SameName = "email"       // another person of that name, told apart by the e-mail address
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
	PersonUpdated                     // is there already, and gets an e-mail address, a team or another word about assistance
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

// ClassifyPeople holds a file against the people who are there. A row is first matched by
// its e-mail address, then by a name that only one has. Names are the same where their
// [data.NameKey] is; but somebody with another e-mail address or, where there is none, in
// another team may be somebody else. Two rows with an address each are two people; else that
// is for the user to say.
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
	byName  map[string][]*somebody
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
	c := &classifier{same, make(map[string][]*somebody, len(known)), map[string][]*somebody{}, map[string]int{}}
	for _, u := range known {
		one := &somebody{user: u, isStored: true}
		c.byName[data.NameKey(u.Name)] = append(c.byName[data.NameKey(u.Name)], one)
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
	all := c.byName[key]
	if one := whoFits(all, p); one != nil {
		c.stored(p, one)
	} else if len(all) == 0 || c.same != SameNamePerson && c.same != SameNameNumber && c.areOthers(all, p) {
		c.add(p, p.Name)
	} else {
		c.sameName(p, all)
	}
	for _, one := range all {
		if p.Like == 0 && p.State != PersonKnown && p.State != PersonUpdated && p.State != PersonInactive {
			p.Like = one.line
		}
	}
}

// whoFits returns the one of that name who is there and whom the row may name: the only
// one, or the only one in that team.
func whoFits(all []*somebody, p *PreviewRow) *somebody {
	var fitting, inTeam []*somebody
	stored := 0
	for _, one := range all {
		if !one.isStored {
			continue
		}
		stored++
		if one.line == 0 && fits(one.user.Email, p.Email) {
			fitting = append(fitting, one)
			if p.Team != "" && one.user.Team != "" && fits(one.user.Team, p.Team) {
				inTeam = append(inTeam, one)
			}
		}
	}
	switch {
	case stored == 1 && len(fitting) == 1:
		return fitting[0]
	case len(inTeam) == 1:
		return inTeam[0]
	}
	return nil
}

// areOthers reports whether all of that name have addresses of their own, and the file
// names them beside this one.
func (c *classifier) areOthers(all []*somebody, p *PreviewRow) bool {
	for _, one := range all {
		named := one.line > 0 || c.inFile[data.NameKey(one.user.Email)] > 0
		if !named || fits(one.user.Email, p.Email) {
			return false
		}
	}
	return true
}

// byAddress returns the one who was brought in as this person before: with something behind
// the name that tells them apart, or with the parts of the name in another order, as when
// surnames stood first in one of two files. An address alone may have gone to somebody else.
func (c *classifier) byAddress(p *PreviewRow, key string) *somebody {
	email := data.NameKey(p.Email)
	if stored := c.byEmail[email]; email != "" && len(stored) == 1 && c.inFile[email] == 1 && stored[0].line == 0 {
		if name := data.NameKey(stored[0].user.Name); name == key || strings.HasPrefix(name, key+" ") || slices.Equal(partsOf(name), partsOf(key)) {
			return stored[0]
		}
	}
	return nil
}

// partsOf returns the words of a name in an order of their own.
func partsOf(key string) []string {
	return slices.Sorted(slices.Values(strings.Fields(strings.ReplaceAll(key, ",", " "))))
}

// fits reports whether two values may be one person's: nothing rules nothing out.
func fits(a, b string) bool { return a == "" || b == "" || data.NameKey(a) == data.NameKey(b) }

func (c *classifier) add(p *PreviewRow, name string) {
	p.State = PersonNew
	p.After = data.User{Name: name, Active: p.Active, Email: p.Email, Team: p.Team, Assistance: p.Assistance}
	c.byName[data.NameKey(name)] = append(c.byName[data.NameKey(name)], &somebody{user: p.After, line: p.Line})
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
	if p.SaysAssistance {
		p.After.Assistance = p.Assistance
	}
	switch {
	case p.After != p.User:
		p.State = PersonUpdated
	case p.User.Active:
		p.State = PersonKnown
	default:
		p.State = PersonInactive
	}
	one.user = p.After // whom a later row is told from
}

// sameName decides about a row whose name others have already.
func (c *classifier) sameName(p *PreviewRow, all []*somebody) {
	repeats := slices.ContainsFunc(all, func(one *somebody) bool {
		return one.line > 0 && fits(one.user.Email, p.Email) && (fits(one.user.Team, p.Team) || one.user.Email != "" && p.Email != "")
	})
	switch {
	case c.same == SameNamePerson && all[0].isStored && all[0].line == 0:
		c.stored(p, all[0])
	case c.same == SameNamePerson, repeats && c.same != SameNameNumber:
		p.State = PersonAgain
	case c.same == SameNameAsk:
		p.State = PersonSameName
	case c.same == SameNameEmail && p.Email != "" && (c.known(p, p.Email) || c.namesake(p, all)):
	case c.same == SameNameTeam && p.Team != "" && (c.known(p, p.Team) || c.namesake(p, all)):
	default:
		data.FreeName(p.Name, func(name string) bool { return c.apart(p, name) })
	}
}

// known takes a row for the person who was brought in before with that behind the name, as
// earlier programs did. It reports whether there is one.
func (c *classifier) known(p *PreviewRow, behind string) bool {
	return len(c.byName[data.NameKey(p.Name+" ("+behind+")")]) > 0 && c.apart(p, p.Name+" ("+behind+")")
}

// namesake takes a row for another person of the same name, if an address or a team tells
// them from all others. It reports whether it did.
func (c *classifier) namesake(p *PreviewRow, all []*somebody) bool {
	u := data.User{Name: p.Name, Email: p.Email, Team: p.Team}
	if slices.ContainsFunc(all, func(one *somebody) bool { return !u.IsToldFrom(one.user) }) {
		return false
	}
	c.add(p, p.Name)
	return true
}

// apart takes a row for the person with that name, where it is nobody's, or that of
// one who may have been brought in so before. It reports whether it did.
func (c *classifier) apart(p *PreviewRow, name string) bool {
	name, err := data.CleanName(name)
	if err != nil {
		return false // too long
	}
	all := c.byName[data.NameKey(name)]
	if len(all) == 0 {
		c.add(p, name)
		return true
	}
	one := all[0]
	if len(all) > 1 || !one.isStored || one.line > 0 || !fits(one.user.Email, p.Email) || !fits(one.user.Team, p.Team) {
		return false
	}
	c.stored(p, one)
	return true
}
