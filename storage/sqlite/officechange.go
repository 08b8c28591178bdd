package sqlite

import (
	"encoding/json"
	"slices"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// SetOffice makes an office be as given: it is added where there is none with its
// ID, else changed. Desks, and floors, that it has no more are removed, or retired
// where bookings name them. What it did comes back for each floor that changed, and
// before them for the office where that is another now; for an office that stays as
// it is, nothing.
// Errors are those of AddOffice, and a [*data.ConflictError] with ErrBlockedDesk.
func (tx *Tx) SetOffice(o data.Office) ([]engine.OfficeChange, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	before, found, err := findOffice(tx.conn, o.ID)
	if err != nil {
		return nil, err
	}
	if !found {
		var changes []engine.OfficeChange
		for _, f := range o.Floors {
			changes = append(changes, engine.OfficeChange{Office: o.Name, Floor: f.Name, IsNew: true, Added: len(f.Desks)})
		}
		if changes == nil {
			changes = []engine.OfficeChange{{Office: o.Name}}
		}
		return changes, tx.AddOffice(o)
	}
	if before.Equal(o) {
		return nil, nil
	}
	c := &officeChanger{tx: tx, before: before, after: o}
	if err := c.change(); err != nil {
		return nil, err
	}
	if len(c.changes) == 0 || before.Name != o.Name || before.Code != o.Code {
		c.changes = slices.Insert(c.changes, 0, engine.OfficeChange{Office: o.Name})
	}
	tx.changed, tx.offices = true, true
	after, _, err := findOffice(tx.conn, o.ID)
	tx.note(officeEdit{before: &before, after: &after, revived: c.revived})
	return c.changes, err
}

// officeChanger brings the rows of one office to another state.
type officeChanger struct {
	tx            *Tx
	before, after data.Office
	changes       []engine.OfficeChange
	revived       int64 // bookings from today on at desks that come back into use
}

func (c *officeChanger) change() error {
	office, err := integer(c.tx.conn, "SELECT number FROM offices WHERE id = ?", c.after.ID)
	if err != nil {
		return err
	}
	if err := c.tx.exec("UPDATE offices SET name = ?, code = ? WHERE number = ?", c.after.Name, c.after.Code, office); err != nil {
		return err
	}
	for i, f := range c.after.Floors {
		if err := c.setFloor(office, i, f); err != nil {
			return err
		}
	}
	place := len(c.after.Floors)
	for _, f := range c.before.Floors {
		if slices.ContainsFunc(c.after.Floors, func(kept data.Floor) bool { return kept.ID == f.ID }) {
			continue
		}
		if err := c.dropFloor(office, place, f); err != nil {
			return err
		}
		place++
	}
	return nil
}

func (c *officeChanger) setFloor(office int64, place int, f data.Floor) error {
	at := slices.IndexFunc(c.before.Floors, func(had data.Floor) bool { return had.ID == f.ID })
	if at < 0 {
		c.changes = append(c.changes, engine.OfficeChange{Office: c.after.Name, Floor: f.Name, IsNew: true, Added: len(f.Desks)})
		if err := c.tx.exec("INSERT INTO floors (office, place, id, name, level, width, height) VALUES (?, ?, ?, ?, ?, ?, ?)",
			office, place, f.ID, f.Name, f.Level, f.Layout.Width, f.Layout.Height); err != nil {
			return err
		}
		return c.tx.fillFloor(c.tx.conn.LastInsertRowID(), f)
	}
	before := c.before.Floors[at]
	floor, err := c.floorNumber(office, f.ID)
	if err != nil {
		return err
	}
	if err := c.tx.exec("UPDATE floors SET place = ?, name = ?, level = ?, width = ?, height = ? WHERE number = ?",
		place, f.Name, f.Level, f.Layout.Width, f.Layout.Height, floor); err != nil {
		return err
	}
	if !slices.Equal(before.Fixtures, f.Fixtures) {
		if err := c.tx.exec("DELETE FROM fixtures WHERE floor = ?", floor); err != nil {
			return err
		}
		if err := c.tx.addFixtures(floor, f.Fixtures); err != nil {
			return err
		}
	}
	change := engine.OfficeChange{Office: c.after.Name, Floor: f.Name}
	if err := c.setDesks(floor, before.Desks, f.Desks, &change); err != nil {
		return err
	}
	if !before.Equal(f) {
		c.changes = append(c.changes, change)
	}
	return nil
}

func (c *officeChanger) floorNumber(office int64, id string) (int64, error) {
	return integer(c.tx.conn, "SELECT number FROM floors WHERE office = ? AND id = ?", office, id)
}

func (c *officeChanger) setDesks(floor int64, before, after []data.Desk, change *engine.OfficeChange) error {
	had := map[string]data.Desk{}
	for _, d := range before {
		had[d.ID] = d
	}
	for i, d := range after {
		old, known := had[d.ID]
		delete(had, d.ID)
		if !known {
			change.Added++
			if err := c.tx.addDesk(floor, i, d); err != nil {
				return err
			}
			continue
		}
		if err := c.setDesk(floor, i, old, d, change); err != nil {
			return err
		}
	}
	place := len(after)
	for _, d := range before {
		if _, vanished := had[d.ID]; !vanished {
			continue
		}
		if err := c.dropDesk(floor, place, d, change); err != nil {
			return err
		}
		place++
	}
	return nil
}

func (c *officeChanger) setDesk(floor int64, place int, old, d data.Desk, change *engine.OfficeChange) error {
	number, err := integer(c.tx.conn, "SELECT number FROM desks WHERE floor = ? AND id = ?", floor, d.ID)
	if err != nil {
		return err
	}
	if d.Retired && !old.Retired {
		if err := c.countRetired(number, change); err != nil {
			return err
		}
	} else if old.Equal(d) {
		change.Unchanged++
	} else if old.Retired && !d.Retired {
		coming, err := integer(c.tx.conn, comingAtDesk, number, int64(c.tx.today))
		if err != nil {
			return err
		}
		c.revived += coming
		change.Changed++
	} else {
		change.Changed++
	}
	features, err := json.Marshal(append([]string{}, d.Features...))
	if err != nil {
		return err
	}
	if err := c.tx.exec(`UPDATE desks SET place = ?, label = ?, x = ?, y = ?, width = ?, height = ?, rotation = ?, zone = ?,
		features = ?, retired = ? WHERE number = ?`, place, d.Label, d.Position.X, d.Position.Y, d.Size.Width, d.Size.Height,
		d.Rotation, d.Zone, string(features), d.Retired, number); err != nil {
		return err
	}
	if slices.Equal(old.Blocks, d.Blocks) {
		return nil
	}
	return c.tx.writeBlocks(number, d.Label, d.Blocks)
}

// countRetired counts a desk that goes out of use, and who still has it.
func (c *officeChanger) countRetired(desk int64, change *engine.OfficeChange) error {
	coming, err := integer(c.tx.conn, comingAtDesk, desk, int64(c.tx.today))
	change.Retired++
	change.Coming += int(coming)
	return err
}

// dropDesk removes a desk, or retires it where bookings name it.
func (c *officeChanger) dropDesk(floor int64, place int, d data.Desk, change *engine.OfficeChange) error {
	number, err := integer(c.tx.conn, "SELECT number FROM desks WHERE floor = ? AND id = ?", floor, d.ID)
	if err != nil {
		return err
	}
	used, err := c.isUsed(number)
	if err != nil {
		return err
	}
	if err := c.tx.exec("DELETE FROM blocks WHERE desk = ?", number); err != nil {
		return err
	}
	if !used {
		change.Removed++
		return c.tx.exec("DELETE FROM desks WHERE number = ?", number)
	}
	if !d.Retired {
		if err := c.countRetired(number, change); err != nil {
			return err
		}
	}
	return c.tx.exec("UPDATE desks SET retired = 1, place = ? WHERE number = ?", place, number)
}

const (
	comingAtDesk = "SELECT count(*) FROM bookings WHERE desk = ? AND released IS NULL AND day >= ?"
	deskIsUsed   = "SELECT EXISTS (SELECT 1 FROM bookings WHERE desk = ?)"
)

// isUsed reports whether any booking, released or not, names the desk.
func (c *officeChanger) isUsed(desk int64) (bool, error) {
	n, err := integer(c.tx.conn, deskIsUsed, desk)
	return n != 0, err
}

// dropFloor removes a floor, or retires its desks where bookings name some.
func (c *officeChanger) dropFloor(office int64, place int, f data.Floor) error {
	floor, err := c.floorNumber(office, f.ID)
	if err != nil {
		return err
	}
	change := engine.OfficeChange{Office: c.after.Name, Floor: f.Name}
	if err := c.setDesks(floor, f.Desks, nil, &change); err != nil {
		return err
	}
	c.changes = append(c.changes, change)
	left, err := integer(c.tx.conn, "SELECT count(*) FROM desks WHERE floor = ?", floor)
	if err != nil {
		return err
	}
	if left > 0 {
		return c.tx.exec("UPDATE floors SET place = ? WHERE number = ?", place, floor)
	}
	if err := c.tx.exec("DELETE FROM fixtures WHERE floor = ?", floor); err != nil {
		return err
	}
	return c.tx.exec("DELETE FROM floors WHERE number = ?", floor)
}

// removeOffice removes an office whose desks no booking names; else it returns
// ErrInUse in a [*data.ConflictError].
func (tx *Tx) removeOffice(o data.Office) error {
	c := &officeChanger{tx: tx, before: o, after: data.Office{ID: o.ID, Name: o.Name, Code: o.Code}}
	if err := c.change(); err != nil {
		return err
	}
	left, err := integer(tx.conn, "SELECT count(*) FROM floors f JOIN offices o ON o.number = f.office WHERE o.id = ?", o.ID)
	if err != nil {
		return err
	}
	if left > 0 {
		return &data.ConflictError{Err: data.ErrInUse, What: o.Name}
	}
	tx.changed, tx.offices = true, true
	tx.note(officeEdit{before: &o})
	return tx.exec("DELETE FROM offices WHERE id = ?", o.ID)
}

// ReadOffices returns all offices, as [DB.Offices] does.
func (tx *Tx) ReadOffices() ([]data.Office, error) {
	offices, _, err := readOffices(tx.conn)
	return offices, err
}
