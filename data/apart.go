package data

import (
	"cmp"
	"slices"
)

// Labels returns, by their IDs, what those are called of whose name there are several:
// see [Apart]. All others are called by their names, and are not in it.
func Labels(users []User) map[string]string {
	number := make(map[string]int, len(users))
	keys := make([]string, len(users))
	for i, u := range users {
		keys[i] = NameKey(u.Name)
		number[keys[i]]++
	}
	if len(number) == len(users) {
		return nil
	}
	sharing := map[string][]User{}
	for i, u := range users {
		if number[keys[i]] > 1 {
			sharing[keys[i]] = append(sharing[keys[i]], u)
		}
	}
	labels := map[string]string{}
	for _, of := range sharing {
		for id, label := range Apart(of, func(name string) bool { return number[NameKey(name)] > 0 }) {
			labels[id] = label
		}
	}
	return labels
}

// Apart returns, by their IDs, what people of one name are called so that each can be
// told from the others: as [ApartName] says, by what no other of them has. One of those
// who have no such thing keeps the name, the first by ID. isTaken knows the names of all
// people. Of one person it returns nothing.
func Apart(sharing []User, isTaken func(name string) bool) map[string]string {
	if len(sharing) < 2 {
		return nil
	}
	sharing = slices.SortedFunc(slices.Values(sharing), func(a, b User) int { return cmp.Compare(a.ID, b.ID) })
	wanted := map[string]int{} // how many would have it
	for _, u := range sharing {
		for name := range taggedNames(u) {
			wanted[NameKey(name)]++
		}
	}
	labels, given, kept := map[string]string{}, map[string]bool{}, false
	isFree := func(name string) bool {
		key := NameKey(name)
		return wanted[key] < 2 && !given[key] && !isTaken(name)
	}
	for _, u := range sharing {
		label, found := taggedName(u, isFree)
		if !found && !kept {
			label, found, kept = u.Name, true, true
		}
		if !found {
			label = FreeName(u.Name, isFree)
		}
		labels[u.ID], given[NameKey(label)] = label, true
	}
	return labels
}
