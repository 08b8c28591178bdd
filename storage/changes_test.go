package storage

import (
	"context"
	"errors"
	"slices"
	"testing"

	"seatkeeper/data"
)

// setUser makes the person with u's ID be as given, whatever they are now.
func setUser(s *Store, u data.User) (data.User, error) {
	users, err := s.Users(context.Background())
	if err != nil {
		return data.User{}, err
	}
	seen := data.User{ID: u.ID}
	if i := slices.IndexFunc(users, func(v data.User) bool { return v.ID == u.ID }); i >= 0 {
		seen = users[i]
	}
	return s.ChangeUser(context.Background(), seen, u)
}

func TestAChangeOfAPersonLeavesTheRestOfThemAsItIs(t *testing.T) {
	alice := data.User{ID: "u1", Name: "Alice", Active: true}
	gone := data.User{ID: "u1", Name: "Alice"}
	alicia := data.User{ID: "u1", Name: "Alicia", Active: true}
	for _, test := range []struct {
		name           string
		was, meanwhile data.User // when the list was read, and when the change comes
		wanted         data.User
		becomes        data.User
		err            error
	}{
		{"a rename does not bring back who left", alice, gone, alicia, data.User{ID: "u1", Name: "Alicia"}, nil},
		{"who comes back keeps a new name", gone, data.User{ID: "u1", Name: "Alicia"}, alice, alicia, nil},
		{"who leaves keeps a new name", alice, alicia, gone, data.User{ID: "u1", Name: "Alicia"}, nil},
		{"another rename came first", alice, alicia, data.User{ID: "u1", Name: "Ali", Active: true}, alicia, data.ErrChanged},
		{"the same rename came first", alice, alicia, alicia, alicia, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := mustOpen(t, t.TempDir(), Options{})
			mustAdd(t, s, test.was)
			if _, err := setUser(s, test.meanwhile); err != nil {
				t.Fatal(err)
			}
			if _, err := s.ChangeUser(t.Context(), test.was, test.wanted); !errors.Is(err, test.err) {
				t.Errorf("%v, not %v", err, test.err)
			}
			if users, err := s.Users(t.Context()); err != nil || users[0] != test.becomes {
				t.Errorf("%+v, not %+v; %v", users, test.becomes, err)
			}
		})
	}
}

func TestUndoOfARenameDoesNotBringBackWhoLeft(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	mustAdd(t, s, data.User{ID: "u1", Name: "Alice", Active: true})
	if err := renaming("u1", "Alicia")(s); err != nil {
		t.Fatal(err)
	}
	undo, _ := s.History()
	rename := undo[len(undo)-1].ID
	if _, err := setUser(s, data.User{ID: "u1", Name: "Alicia"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo(t.Context(), rename); err != nil {
		t.Fatal(err)
	}
	if users, err := s.Users(t.Context()); err != nil || users[0] != (data.User{ID: "u1", Name: "Alice"}) {
		t.Errorf("%+v %v", users, err)
	}
}
