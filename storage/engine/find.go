package engine

import (
	"context"
	"strings"

	"seatkeeper/data"
)

// FindUser returns the person with that ID or, where no ID fits, that name. The
// visitor is found by its ID. It returns ErrUnknownUser in a
// [*data.ConflictError] where there is none.
func FindUser(ctx context.Context, db DB, idOrName string) (data.User, error) {
	if strings.EqualFold(idOrName, data.VisitorID) {
		idOrName = data.VisitorID
	}
	u, found, err := db.User(ctx, idOrName)
	if err != nil || found {
		return u, err
	}
	key := data.NameKey(idOrName)
	if u, found, err = db.UserNamed(ctx, key); err != nil || found {
		return u, err
	}
	// Keyboards have a straight apostrophe, names often a curved one.
	key = straight(key)
	users, err := db.Users(ctx)
	for _, u := range users {
		if straight(data.NameKey(u.Name)) == key {
			return u, err
		}
	}
	if err == nil {
		err = &data.ConflictError{Err: data.ErrUnknownUser, What: idOrName}
	}
	return data.User{}, err
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
