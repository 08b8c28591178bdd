package data

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// User is a person who can have a desk.
type User struct {
	// ID names the person for ever; it follows the rule of [CheckID].
	ID string `json:"id"`
	// Name is what people read: never blank, at most MaxNameLength characters,
	// and no two people have names that differ only in case, in spaces or in
	// their Unicode form (see [NameKey]).
	Name string `json:"name"`
	// Active is false for somebody who has left: no new bookings, but those
	// there are keep their name.
	Active bool `json:"active"`
}

// VisitorID is the user of bookings for guests. The visitor is not in the list
// of users and may have many desks on one day, each with a guest's name.
const VisitorID = "visitor"

// CleanName returns the name as it is kept: spaces at the ends and doubled ones
// removed, in the composed Unicode form (NFC). The error, a [*RuleError], says
// what is wrong with a name that shows nothing, is too long, holds a control
// character or is not valid text.
func CleanName(name string) (string, error) {
	if !utf8.ValidString(name) {
		return "", &RuleError{Field: "name", Rule: RuleNotText}
	}
	// Much longer than any name: it would only take time to find that out below.
	if len(name) > 100*MaxNameLength {
		return "", &RuleError{Field: "name", Rule: RuleTooLong}
	}
	name = norm.NFC.String(strings.Join(strings.Fields(name), " "))
	// Measured as it is kept: some characters are several in the composed form.
	if err := checkText("name", name, MaxNameLength); err != nil {
		return "", err
	}
	if !strings.ContainsFunc(name, isVisible) {
		return "", &RuleError{Field: "name", Rule: RuleBlank}
	}
	if strings.ContainsFunc(name, unicode.IsControl) {
		return "", &RuleError{Field: "name", Value: name, Rule: RuleControl}
	}
	return name, nil
}

// isVisible is false for spaces, control characters and those without a width of
// their own, such as U+200B.
func isVisible(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) }

// NameKey returns what two names have in common when a person would take them
// for the same: case folded, compatible Unicode forms made one (NFKC), spaces
// as in [CleanName].
func NameKey(name string) string {
	folded := cases.Fold().String(norm.NFKC.String(name))
	return norm.NFKC.String(strings.Join(strings.Fields(folded), " "))
}

// Check returns a [*RuleError] where the user breaks a rule that can be seen
// without the other users.
func (u User) Check() error {
	if err := CheckID("id", u.ID); err != nil {
		return err
	}
	if u.ID == VisitorID {
		return &RuleError{Field: "id", Value: u.ID, Rule: RuleReserved}
	}
	_, err := CleanName(u.Name)
	return err
}
