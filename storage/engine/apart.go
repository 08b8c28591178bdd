package engine

import (
	"cmp"

	"seatkeeper/data"
)

// Called returns what a person is called: the name, or where others have it too, what
// [data.Apart] says. named returns the people whose names have a key.
func Called(u data.User, named func(key string) ([]User, error)) (string, error) {
	sharing, err := named(data.NameKey(u.Name))
	if err != nil || len(sharing) < 2 {
		return u.Name, err
	}
	labels, err := Apart(sharing, named)
	return cmp.Or(labels[u.ID], u.Name), err
}

// Apart is [data.Apart] for people of the store.
func Apart(sharing []User, named func(key string) ([]User, error)) (labels map[string]string, err error) {
	users := make([]data.User, len(sharing))
	for i, u := range sharing {
		users[i] = u.User
	}
	labels = data.Apart(users, func(name string) bool {
		if err != nil {
			return false
		}
		var others []User
		others, err = named(data.NameKey(name))
		return len(others) > 0
	})
	return labels, err
}

// Called returns what a person is called: see [Called].
func (c *Change) Called(u data.User) (string, error) { return Called(u, c.tx.UsersNamed) }
