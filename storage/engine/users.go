package engine

import (
	"cmp"
	"errors"

	"github.com/google/uuid"

	"seatkeeper/data"
)

// User returns the person with that ID, or ErrUnknownUser in a
// [*data.ConflictError].
func (c *Change) User(id string) (data.User, error) {
	u, err := findPerson(c.tx, id, id)
	return u.User, err
}

// findPerson returns the person with that ID; the visitor is none. The error calls them name.
func findPerson(tx Tx, id, name string) (User, error) {
	u, found, err := tx.User(id)
	if err == nil && (!found || u.Number == 0) {
		err = &data.ConflictError{Err: data.ErrUnknownUser, What: name}
	}
	return u, err
}

// Coming returns the desks that a person has from today on, by day.
func (c *Change) Coming(userID string) ([]data.Seat, error) {
	u, found, err := c.tx.User(userID)
	if err != nil || !found {
		return nil, err
	}
	return c.tx.SeatsOf(u.Number, c.today, data.MaxDate)
}

// SharedNames says whether somebody may get a name that another person has.
type SharedNames int

// The ways to deal with that. Where nothing is said, it is NameOfOne.
const (
	NameOfOne   SharedNames = iota // no: the error is ErrNameTaken
	NamesApart                     // if e-mail address or team tell them from everybody of that name
	NamesShared                    // yes: whoever does it knows of the other
)

// AddUser adds a person, with a new ID where u has none, and returns them as
// kept. It returns a [*data.RuleError] for a name that can't be or an ID that is
// there already, and ErrNameTaken in a [*data.ConflictError] for a name that others have
// and names does not allow.
func (c *Change) AddUser(u data.User, names ...SharedNames) (data.User, error) {
	if u.ID == "" {
		u.ID = uuid.NewString()
	}
	u, err := u.Clean()
	if err != nil {
		return u, err
	}
	if err := checkName(c.tx, u, cmp.Or(names...)); err != nil {
		return u, err
	}
	err = c.tx.InsertUser(u)
	if errors.Is(err, ErrTaken) {
		err = &data.RuleError{Field: "id", Value: u.ID, Rule: data.RuleTwice}
	}
	if err != nil {
		return u, err
	}
	c.touched.Data, c.touched.People = true, true
	c.note(userEdit{after: &u})
	return u, nil
}

// AddUsers adds people as [Change.AddUser] does, until one can't be.
func (c *Change) AddUsers(users []data.User, names ...SharedNames) (added []data.User, err error) {
	for _, u := range users {
		if u, err = c.AddUser(u, names...); err != nil {
			return nil, err
		}
		added = append(added, u)
	}
	return added, nil
}

// ChangeUser gives the person with seen's ID what differs between seen and wanted,
// and leaves all else as it is: who read the person a while ago does not know what
// has changed since. It returns them as they were and as they are now. Errors are
// those of AddUser, and in a [*data.ConflictError] ErrUnknownUser, or ErrChanged
// where what is to change is neither as seen nor as wanted any more.
func (c *Change) ChangeUser(seen, wanted data.User, names ...SharedNames) (before, after data.User, err error) {
	u, err := findPerson(c.tx, seen.ID, cmp.Or(seen.Name, seen.ID))
	before = u.User
	if err != nil {
		return before, before, err
	}
	if wanted, err = cleanChanged(seen, wanted); err != nil {
		return before, before, err
	}
	after = before
	if !mergeUser(&after, seen, wanted) {
		return before, before, &data.ConflictError{Err: data.ErrChanged, What: seen.Name}
	}
	if after == before {
		return before, after, nil
	}
	if data.NameKey(after.Name) != data.NameKey(before.Name) {
		if err := checkName(c.tx, after, cmp.Or(names...)); err != nil {
			return before, before, err
		}
	}
	if err := c.tx.UpdateUser(u.Number, after); err != nil {
		return before, before, err
	}
	c.touched.Data, c.touched.People = true, true
	c.note(userEdit{before: &before, after: &after})
	return before, after, nil
}

// checkName refuses a person whose name others have, unless that is allowed.
func checkName(tx Tx, u data.User, names SharedNames) error {
	if names == NamesShared {
		return nil
	}
	others, err := tx.UsersNamed(data.NameKey(u.Name))
	for _, other := range others {
		if other.ID != u.ID && (names == NameOfOne || !u.IsToldFrom(other.User)) {
			return &data.ConflictError{Err: data.ErrNameTaken, What: u.Name}
		}
	}
	return err
}

// cleanChanged puts what is to change into the form in which it is kept.
func cleanChanged(seen, wanted data.User) (data.User, error) {
	for _, text := range []struct {
		seen   string
		wanted *string
		clean  func(string) (string, error)
	}{
		{seen.Name, &wanted.Name, data.CleanName}, {seen.Email, &wanted.Email, data.CleanEmail}, {seen.Team, &wanted.Team, data.CleanTeam},
	} {
		if *text.wanted == text.seen {
			continue
		}
		clean, err := text.clean(*text.wanted)
		if err != nil {
			return wanted, err
		}
		*text.wanted = clean
	}
	return wanted, nil
}

// mergeUser gives now every field that differs between seen and wanted, as it is in
// wanted. It reports whether all of these were still as seen, or as wanted already.
func mergeUser(now *data.User, seen, wanted data.User) (fits bool) {
	fits = mergeField(&now.Name, seen.Name, wanted.Name)
	fits = mergeField(&now.Active, seen.Active, wanted.Active) && fits
	fits = mergeField(&now.Email, seen.Email, wanted.Email) && fits
	fits = mergeField(&now.Assistance, seen.Assistance, wanted.Assistance) && fits
	return mergeField(&now.Team, seen.Team, wanted.Team) && fits
}

func mergeField[T comparable](now *T, seen, wanted T) (fits bool) {
	if seen == wanted {
		return true
	}
	fits = *now == seen || *now == wanted
	*now = wanted
	return fits
}

// removeUser removes a person whom no booking names; otherwise it returns ErrInUse in
// a [*data.ConflictError].
func (c *Change) removeUser(u User) error {
	deleted, err := c.tx.DeleteUser(u.Number)
	if err == nil && !deleted {
		err = &data.ConflictError{Err: data.ErrInUse, What: u.Name}
	}
	if err != nil {
		return err
	}
	c.touched.Data, c.touched.People = true, true
	removed := u.User
	c.note(userEdit{before: &removed})
	return nil
}
