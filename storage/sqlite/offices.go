package sqlite

import (
	"context"
	"encoding/json"
	"fmt"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// Offices returns all offices with all that is on their floors, in the order of
// their IDs; floors, desks and fixtures keep the order in which they came.
func (db *DB) Offices(ctx context.Context) (offices []data.Office, err error) {
	err = db.read(ctx, func(conn *sqlite.Conn) error {
		offices, _, err = readOffices(conn)
		return err
	})
	return offices, err
}

// readOffices returns the offices, and the place of each desk by its number. Where a
// row hangs in the air, which only damage can do, the error is ErrDamaged.
func readOffices(conn *sqlite.Conn) ([]data.Office, map[int64]data.DeskRef, error) {
	offices := []data.Office{}
	officeAt := map[int64]int{}
	err := sqlitex.Execute(conn, "SELECT number, id, name, code FROM offices ORDER BY id",
		&sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
			officeAt[row.ColumnInt64(0)] = len(offices)
			offices = append(offices, data.Office{
				ID: row.ColumnText(1), Name: row.ColumnText(2), Code: row.ColumnText(3), Floors: []data.Floor{},
			})
			return nil
		}})
	if err != nil {
		return nil, nil, err
	}
	type floorAt struct{ office, floor int }
	floors := map[int64]floorAt{}
	err = sqlitex.Execute(conn, "SELECT number, office, id, name, level, width, height FROM floors ORDER BY office, place",
		&sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
			o, there := officeAt[row.ColumnInt64(1)]
			if !there {
				return fmt.Errorf("%w: the office of floor %q is not there", engine.ErrDamaged, row.ColumnText(2))
			}
			floors[row.ColumnInt64(0)] = floorAt{o, len(offices[o].Floors)}
			offices[o].Floors = append(offices[o].Floors, data.Floor{
				ID: row.ColumnText(2), Name: row.ColumnText(3), Level: row.ColumnInt(4),
				Layout:   data.Size{Width: row.ColumnFloat(5), Height: row.ColumnFloat(6)},
				Fixtures: []data.Fixture{}, Desks: []data.Desk{},
			})
			return nil
		}})
	if err != nil {
		return nil, nil, err
	}
	err = sqlitex.Execute(conn, "SELECT floor, id, label, type, x, y, width, height, rotation, color FROM fixtures ORDER BY floor, place",
		&sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
			at, there := floors[row.ColumnInt64(0)]
			if !there {
				return fmt.Errorf("%w: the floor of fixture %q is not there", engine.ErrDamaged, row.ColumnText(1))
			}
			f := &offices[at.office].Floors[at.floor]
			position, size, rotation := place(row, 4)
			f.Fixtures = append(f.Fixtures, data.Fixture{
				ID: row.ColumnText(1), Label: row.ColumnText(2), Type: row.ColumnText(3),
				Position: position, Size: size, Rotation: rotation, Color: row.ColumnText(9),
			})
			return nil
		}})
	if err != nil {
		return nil, nil, err
	}
	blocks, err := readAllBlocks(conn)
	if err != nil {
		return nil, nil, err
	}
	desks := map[int64]data.DeskRef{}
	err = sqlitex.Execute(conn, "SELECT floor, number, id, label, x, y, width, height, rotation, zone, features, retired FROM desks ORDER BY floor, place",
		&sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
			at, there := floors[row.ColumnInt64(0)]
			if !there {
				return fmt.Errorf("%w: the floor of desk %q is not there", engine.ErrDamaged, row.ColumnText(2))
			}
			f := &offices[at.office].Floors[at.floor]
			position, size, rotation := place(row, 4)
			desk := data.Desk{
				ID: row.ColumnText(2), Label: row.ColumnText(3), Position: position, Size: size, Rotation: rotation,
				Zone: row.ColumnText(9), Features: []string{}, Retired: row.ColumnBool(11), Blocks: blocks[row.ColumnInt64(1)],
			}
			if err := json.Unmarshal([]byte(row.ColumnText(10)), &desk.Features); err != nil {
				return fmt.Errorf("%w: features of desk %q: %w", engine.ErrDamaged, desk.ID, err)
			}
			f.Desks = append(f.Desks, desk)
			desks[row.ColumnInt64(1)] = data.DeskRef{Office: offices[at.office].ID, Floor: f.ID, Desk: desk.ID}
			return nil
		}})
	return offices, desks, err
}

// place reads x, y, width, height and rotation from the column on.
func place(row *sqlite.Stmt, column int) (data.Point, data.Size, float64) {
	return data.Point{X: row.ColumnFloat(column), Y: row.ColumnFloat(column + 1)},
		data.Size{Width: row.ColumnFloat(column + 2), Height: row.ColumnFloat(column + 3)},
		row.ColumnFloat(column + 4)
}

// AddOffice adds an office with its floors. It returns a [*data.RuleError] for
// one that can't be or whose ID is there already.
func (tx *Tx) AddOffice(o data.Office) error {
	if err := o.Check(); err != nil {
		return err
	}
	err := tx.exec("INSERT INTO offices (id, name, code) VALUES (?, ?, ?)", o.ID, o.Name, o.Code)
	if isUnique(err) {
		return &data.RuleError{Field: "offices.id", Value: o.ID, Rule: data.RuleTwice}
	}
	if err != nil {
		return err
	}
	tx.changed, tx.offices = true, true
	if err := tx.addFloors(o.ID, o.Floors); err != nil {
		return err
	}
	return tx.noteOffice(nil, o.ID)
}

// noteOffice notes what has become of an office.
func (tx *Tx) noteOffice(before *data.Office, id string) error {
	after, _, err := findOffice(tx.conn, id)
	tx.note(officeEdit{before: before, after: &after})
	return err
}

// findOffice returns the office with that ID.
func findOffice(conn *sqlite.Conn, id string) (office data.Office, found bool, err error) {
	offices, _, err := readOffices(conn)
	for _, o := range offices {
		if o.ID == id {
			return o, true, err
		}
	}
	return office, false, err
}

// AddFloors adds floors behind those that the office has. Errors are those of
// AddOffice.
func (tx *Tx) AddFloors(officeID string, floors []data.Floor) error {
	before, _, err := findOffice(tx.conn, officeID)
	if err != nil || len(floors) == 0 {
		return err
	}
	if err := tx.addFloors(officeID, floors); err != nil {
		return err
	}
	return tx.noteOffice(&before, officeID)
}

func (tx *Tx) addFloors(officeID string, floors []data.Floor) error {
	if err := (data.Office{ID: officeID, Floors: floors}).Check(); err != nil {
		return err
	}
	office, err := integer(tx.conn, "SELECT number FROM offices WHERE id = ?", officeID)
	if err != nil {
		return err
	}
	have, err := integer(tx.conn, "SELECT count(*) FROM floors WHERE office = ?", office)
	if err != nil {
		return err
	}
	if have+int64(len(floors)) > data.MaxFloors {
		return &data.RuleError{Field: "floors", Rule: data.RuleTooMany}
	}
	for i, f := range floors {
		err := tx.exec("INSERT INTO floors (office, place, id, name, level, width, height) VALUES (?, ?, ?, ?, ?, ?, ?)",
			office, have+int64(i), f.ID, f.Name, f.Level, f.Layout.Width, f.Layout.Height)
		if isUnique(err) {
			return &data.RuleError{Field: "floors.id", Value: f.ID, Rule: data.RuleTwice}
		}
		if err == nil {
			err = tx.fillFloor(tx.conn.LastInsertRowID(), f)
		}
		if err != nil {
			return err
		}
		tx.changed, tx.offices = true, true
	}
	return nil
}

func (tx *Tx) fillFloor(floor int64, f data.Floor) error {
	if err := tx.addFixtures(floor, f.Fixtures); err != nil {
		return err
	}
	for i, d := range f.Desks {
		if err := tx.addDesk(floor, i, d); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) addFixtures(floor int64, fixtures []data.Fixture) error {
	for i, x := range fixtures {
		if err := tx.exec(`INSERT INTO fixtures (floor, place, id, label, type, x, y, width, height, rotation, color)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, floor, i, x.ID, x.Label, x.Type,
			x.Position.X, x.Position.Y, x.Size.Width, x.Size.Height, x.Rotation, x.Color); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) addDesk(floor int64, place int, d data.Desk) error {
	features, err := json.Marshal(append([]string{}, d.Features...))
	if err != nil {
		return err
	}
	if err := tx.exec(`INSERT INTO desks (floor, place, id, label, x, y, width, height, rotation, zone, features, retired)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, floor, place, d.ID, d.Label,
		d.Position.X, d.Position.Y, d.Size.Width, d.Size.Height, d.Rotation, d.Zone, string(features), d.Retired); err != nil {
		return err
	}
	if len(d.Blocks) == 0 {
		return nil
	}
	return tx.writeBlocks(tx.conn.LastInsertRowID(), d.Label, d.Blocks)
}
