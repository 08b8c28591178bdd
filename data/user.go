package data

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// User is a person who can have a desk.
type User struct {
	// ID names the person for ever; it follows the rule of [CheckID].
	ID string `json:"id"`
	// Name is what people read: never blank, at most MaxNameLength characters. Names that
	// differ only in case, in spaces, in marks without a width or in their Unicode form
	// are the same (see [NameKey]); several people may have one.
	Name string `json:"name"`
	// Active is false for somebody who has left: no new bookings, but those
	// there are keep their name.
	Active bool `json:"active"`
	// Email and Team may be empty. They are as [CleanEmail] and [CleanTeam] return
	// them.
	Email string `json:"email,omitempty"`
	Team  string `json:"team,omitempty"`
	// Assistance says that the person needs help to leave the building.
	Assistance bool `json:"needsAssistance,omitempty"`
}

// VisitorID is the user of bookings for guests. The visitor is not in the list
// of users and may have many desks on one day, each with a guest's name.
const VisitorID = "visitor"

// Check returns a [*RuleError] where the user breaks a rule that can be seen
// without the other users.
func (u User) Check() error {
	if err := CheckID("id", u.ID); err != nil {
		return err
	}
	if u.ID == VisitorID {
		return &RuleError{Field: "id", Value: u.ID, Rule: RuleReserved}
	}
	if _, err := CleanName(u.Name); err != nil {
		return err
	}
	if _, err := CleanEmail(u.Email); err != nil {
		return err
	}
	_, err := CleanTeam(u.Team)
	return err
}

// Clean returns the user with name, e-mail address and team as they are kept, or
// the [*RuleError] of the first that can't be.
func (u User) Clean() (User, error) {
	if err := u.Check(); err != nil {
		return u, err
	}
	u.Name, _ = CleanName(u.Name)
	u.Email, _ = CleanEmail(u.Email)
	u.Team, _ = CleanTeam(u.Team)
	return u, nil
}

// IsToldFrom reports whether an e-mail address or a team tells the person from another
// one of the same name: it has one that the other has not.
func (u User) IsToldFrom(other User) bool {
	return u.Email != "" && NameKey(u.Email) != NameKey(other.Email) || u.Team != "" && NameKey(u.Team) != NameKey(other.Team)
}

// MaxEmailLength is how many bytes an e-mail address has at most (RFC 5321,
// section 4.5.3.1.3, without the angle brackets).
const MaxEmailLength = 254

// CleanEmail returns the address without spaces around it; empty stays empty. The
// error, a [*RuleError], says why it can't be one: too long, without an @ between
// two parts, with a space or a control character inside, or not valid text. That it
// exists nobody can see from here.
func CleanEmail(email string) (string, error) {
	fail := func(rule Rule) (string, error) {
		return "", &RuleError{Field: "email", Value: email, Rule: rule}
	}
	if len(email) > 100*MaxEmailLength {
		return "", &RuleError{Field: "email", Rule: RuleTooLong}
	}
	if !utf8.ValidString(email) {
		return "", &RuleError{Field: "email", Rule: RuleNotText}
	}
	email = cleanText(email)
	at := strings.LastIndexByte(email, '@')
	switch {
	case email == "":
		return "", nil
	case len(email) > MaxEmailLength:
		return fail(RuleTooLong)
	case strings.ContainsFunc(email, unicode.IsControl):
		return fail(RuleControl)
	case at <= 0, at == len(email)-1, strings.ContainsAny(email, " ,;<>"), strings.Count(email, "@") > 1:
		return fail(RuleNotEmail)
	}
	return email, nil
}

// CleanTeam returns the team's name as it is kept, as [CleanName] does with a
// person's; empty, or nothing that can be seen, is no team.
func CleanTeam(team string) (string, error) {
	switch {
	case !utf8.ValidString(team):
		return "", &RuleError{Field: "team", Rule: RuleNotText}
	case len(team) > 100*MaxNameLength:
		return "", &RuleError{Field: "team", Rule: RuleTooLong}
	}
	team = cleanText(team)
	switch {
	case !strings.ContainsFunc(team, isVisible) && !strings.ContainsFunc(team, unicode.IsControl):
		return "", nil
	case strings.ContainsFunc(team, unicode.IsControl):
		return "", &RuleError{Field: "team", Value: team, Rule: RuleControl}
	}
	return team, checkText("team", team, MaxNameLength)
}
