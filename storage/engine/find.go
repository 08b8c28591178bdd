package engine

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"seatkeeper/data"
)

// FindUser returns the person with that ID or, where no ID fits, that e-mail address, or
// that name: of several with one name, the one with that team or e-mail address in
// brackets behind it. The visitor is found by its ID. It returns ErrUnknownUser in a
// [*data.ConflictError] where there is none, and ErrAmbiguousUser with those who may be
// meant.
func FindUser(ctx context.Context, db DB, idOrName string) (data.User, error) {
	if strings.EqualFold(idOrName, data.VisitorID) {
		idOrName = data.VisitorID
	}
	u, found, err := db.User(ctx, idOrName)
	if err != nil || found {
		return u, err
	}
	users, err := db.Users(ctx)
	if err != nil {
		return data.User{}, err
	}
	// Keyboards have a straight apostrophe, names often a curved one.
	key := straight(data.NameKey(idOrName))
	for _, called := range []func(u data.User) []string{
		func(u data.User) []string { return []string{u.Email} },
		func(u data.User) []string { return []string{u.Name} },
		func(u data.User) []string {
			return []string{u.Name + " (" + u.Team + ")", u.Name + " (" + u.Email + ")"}
		},
	} {
		var fitting []data.User
		for _, u := range users {
			if slices.ContainsFunc(called(u), func(text string) bool { return text != "" && straight(data.NameKey(text)) == key }) {
				fitting = append(fitting, u)
			}
		}
		switch len(fitting) {
		case 0:
		case 1:
			return fitting[0], nil
		default: // in an order that is the same each time: IDs are random
			slices.SortFunc(fitting, func(a, b data.User) int {
				return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Team, b.Team), cmp.Compare(a.Email, b.Email), cmp.Compare(a.ID, b.ID))
			})
			return data.User{}, &data.ConflictError{Err: data.ErrAmbiguousUser, What: idOrName, Users: fitting}
		}
	}
	return data.User{}, &data.ConflictError{Err: data.ErrUnknownUser, What: idOrName}
}

func straight(key string) string { return strings.ReplaceAll(key, "’", "'") }

// FindDesk returns the desk in use that text names: office/floor/desk, or a desk's ID
// or label where only one desk has it. It returns ErrUnknownDesk or
// ErrAmbiguousDesk in a [*data.ConflictError].
func FindDesk(ctx context.Context, db DB, text string) (data.DeskRef, error) {
	offices, err := db.Offices(ctx)
	if err != nil {
		return data.DeskRef{}, err
	}
	named := strings.TrimSpace(text)
	label := lower(named)
	for _, fits := range []func(ref data.DeskRef, d data.Desk) bool{
		func(ref data.DeskRef, _ data.Desk) bool { return ref.String() == named },
		func(_ data.DeskRef, d data.Desk) bool { return d.ID == named },
		func(_ data.DeskRef, d data.Desk) bool { return lower(d.Label) == label },
	} {
		switch found := desksThat(offices, fits); len(found) {
		case 0:
		case 1:
			return found[0], nil
		default:
			return data.DeskRef{}, &data.ConflictError{Err: data.ErrAmbiguousDesk, What: text}
		}
	}
	return data.DeskRef{}, &data.ConflictError{Err: data.ErrUnknownDesk, What: text}
}

// desksThat returns the desks in use that fit.
func desksThat(offices []data.Office, fits func(data.DeskRef, data.Desk) bool) (found []data.DeskRef) {
	for _, o := range offices {
		for _, f := range o.Floors {
			for _, d := range f.Desks {
				ref := data.DeskRef{Office: o.ID, Floor: f.ID, Desk: d.ID}
				if !d.Retired && fits(ref, d) {
					found = append(found, ref)
				}
			}
		}
	}
	return found
}

// lower makes the letters from A to Z small.
func lower(label string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, label)
}
