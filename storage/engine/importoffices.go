package engine

import (
	"slices"

	"seatkeeper/data"
)

// ImportOffices makes offices be as given: each is added where there is none with its ID,
// otherwise changed; offices that are not given stay as they are. Desks that a given
// office has no more are removed, or retired where bookings name them. Blocks stay with
// their desks; and pictures with their floors; those of the given ones are ignored.
func (c *Change) ImportOffices(offices []data.Office) (all []OfficeChange, err error) {
	present, err := c.Offices()
	if err != nil {
		return nil, err
	}
	for _, o := range offices {
		had := slices.IndexFunc(present, func(p data.Office) bool { return p.ID == o.ID })
		if had >= 0 {
			o = keepOwn(o, present[had])
		} else {
			o = keepOwn(o, data.Office{})
		}
		changes, err := c.SetOffice(o)
		if err != nil {
			return nil, err
		}
		all = append(all, changes...)
	}
	return all, nil
}

// keepOwn returns the office with what only the store knows: the blocks of its desks,
// the pictures under its floors, and the desks that were retired before.
func keepOwn(o, present data.Office) data.Office {
	o.Floors = slices.Clone(o.Floors)
	for i := range o.Floors {
		f := &o.Floors[i]
		f.Desks = slices.Clone(f.Desks)
		var had []data.Desk
		f.Background = nil
		if at := floorAt(present, f.ID); at >= 0 {
			had, f.Background = present.Floors[at].Desks, present.Floors[at].Background
		}
		for j := range f.Desks {
			f.Desks[j].Blocks = nil
			if at := deskAt(had, f.Desks[j].ID); at >= 0 {
				f.Desks[j].Blocks = had[at].Blocks
			}
		}
		for _, d := range had {
			if d.Retired && deskAt(f.Desks, d.ID) < 0 {
				f.Desks = append(f.Desks, d)
			}
		}
	}
	for _, f := range present.Floors {
		isRetired := f.Retired || len(f.Desks) > 0 && !slices.ContainsFunc(f.Desks, func(d data.Desk) bool { return !d.Retired })
		if isRetired && floorAt(o, f.ID) < 0 {
			o.Floors = append(o.Floors, f)
		}
	}
	return o
}

func floorAt(o data.Office, id string) int {
	return slices.IndexFunc(o.Floors, func(f data.Floor) bool { return f.ID == id })
}

func deskAt(desks []data.Desk, id string) int {
	return slices.IndexFunc(desks, func(d data.Desk) bool { return d.ID == id })
}
