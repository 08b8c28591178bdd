package rows

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
func (r *Reader) Offices(ctx context.Context) (offices []data.Office, err error) {
	err = r.read(ctx, func(conn *sqlite.Conn) error {
		numbered, err := ReadOffices(conn)
		offices = Plain(numbered)
		return err
	})
	return offices, err
}

// Plain returns the offices without their numbers.
func Plain(numbered []engine.Office) []data.Office {
	offices := make([]data.Office, len(numbered))
	for i, o := range numbered {
		offices[i] = o.Office
	}
	return offices
}

// ReadOffices returns the offices. Where a row hangs in the air, which only damage can
// do, the error is ErrDamaged.
func ReadOffices(conn *sqlite.Conn) ([]engine.Office, error) {
	offices := []engine.Office{}
	officeAt := map[int64]int{}
	err := sqlitex.Execute(conn, "SELECT number, id, name, code FROM offices ORDER BY id",
		&sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
			officeAt[row.ColumnInt64(0)] = len(offices)
			offices = append(offices, engine.Office{Number: row.ColumnInt(0), Office: data.Office{
				ID: row.ColumnText(1), Name: row.ColumnText(2), Code: row.ColumnText(3), Floors: []data.Floor{},
			}})
			return nil
		}})
	if err != nil {
		return nil, err
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
			offices[o].FloorNumbers = append(offices[o].FloorNumbers, row.ColumnInt(0))
			offices[o].DeskNumbers = append(offices[o].DeskNumbers, nil)
			return nil
		}})
	if err != nil {
		return nil, err
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
		return nil, err
	}
	blocks, err := readAllBlocks(conn)
	if err != nil {
		return nil, err
	}
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
			numbers := &offices[at.office].DeskNumbers[at.floor]
			*numbers = append(*numbers, row.ColumnInt(1))
			return nil
		}})
	return offices, err
}

// place reads x, y, width, height and rotation from the column on.
func place(row *sqlite.Stmt, column int) (data.Point, data.Size, float64) {
	return data.Point{X: row.ColumnFloat(column), Y: row.ColumnFloat(column + 1)},
		data.Size{Width: row.ColumnFloat(column + 2), Height: row.ColumnFloat(column + 3)},
		row.ColumnFloat(column + 4)
}

// Offices returns all offices with the numbers of their rows.
func (tx Tx) Offices() ([]engine.Office, error) { return ReadOffices(tx.Conn) }

// InsertOffice adds an office without floors, or returns ErrTaken.
func (tx Tx) InsertOffice(o data.Office) (number int, err error) {
	return tx.insert("INSERT INTO offices (id, name, code) VALUES (?, ?, ?)", o.ID, o.Name, o.Code)
}

// UpdateOffice changes the name and the code of an office.
func (tx Tx) UpdateOffice(number int, o data.Office) error {
	return tx.exec("UPDATE offices SET name = ?, code = ? WHERE number = ?", o.Name, o.Code, number)
}

// DeleteOffice removes an office that has no floors.
func (tx Tx) DeleteOffice(number int) error {
	return tx.exec("DELETE FROM offices WHERE number = ?", number)
}

// InsertFloor adds a floor with nothing on it, or returns ErrTaken.
func (tx Tx) InsertFloor(office, place int, f data.Floor) (number int, err error) {
	return tx.insert("INSERT INTO floors (office, place, id, name, level, width, height) VALUES (?, ?, ?, ?, ?, ?, ?)",
		office, place, f.ID, f.Name, f.Level, f.Layout.Width, f.Layout.Height)
}

// UpdateFloor changes all but the ID of a floor and what is on it.
func (tx Tx) UpdateFloor(number, place int, f data.Floor) error {
	return tx.exec("UPDATE floors SET place = ?, name = ?, level = ?, width = ?, height = ? WHERE number = ?",
		place, f.Name, f.Level, f.Layout.Width, f.Layout.Height, number)
}

// DeleteFloor removes a floor with nothing on it.
func (tx Tx) DeleteFloor(number int) error {
	return tx.exec("DELETE FROM floors WHERE number = ?", number)
}

// SetFixtures gives a floor other fixtures.
func (tx Tx) SetFixtures(floor int, fixtures []data.Fixture) error {
	if err := tx.exec("DELETE FROM fixtures WHERE floor = ?", floor); err != nil {
		return err
	}
	return tx.AddFixtures(floor, fixtures)
}

// AddFixtures adds fixtures to a floor that has none.
func (tx Tx) AddFixtures(floor int, fixtures []data.Fixture) error {
	for i, x := range fixtures {
		if err := tx.exec(`INSERT INTO fixtures (floor, place, id, label, type, x, y, width, height, rotation, color)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, floor, i, x.ID, x.Label, x.Type,
			x.Position.X, x.Position.Y, x.Size.Width, x.Size.Height, x.Rotation, x.Color); err != nil {
			return err
		}
	}
	return nil
}
