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

// Offices returns all offices with all that is on their floors, in the user's order;
// floors, desks and fixtures keep the order in which they came.
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
	r := officeReader{all: []engine.Office{}, at: map[int64]int{}, floors: map[int64]floorAt{}}
	var err error
	if r.blocks, err = readAllBlocks(conn); err != nil {
		return nil, err
	}
	for _, list := range []struct {
		query string
		take  func(row *sqlite.Stmt) error
	}{
		{"SELECT number, id, name, code, retired FROM offices ORDER BY place, id", r.office},
		{`SELECT number, office, id, name, level, width, height, unit, picture, picture_x, picture_y, picture_width, picture_height, retired
			FROM floors ORDER BY office, place`, r.floor},
		{"SELECT floor, id, label, type, x, y, width, height, rotation, color, outline FROM fixtures ORDER BY floor, place", r.fixture},
		{"SELECT floor, number, id, label, x, y, width, height, rotation, zone, features, retired, kind FROM desks ORDER BY floor, place", r.desk},
	} {
		if err := sqlitex.Execute(conn, list.query, &sqlitex.ExecOptions{ResultFunc: list.take}); err != nil {
			return nil, err
		}
	}
	return r.all, nil
}

// officeReader puts the rows of four tables together.
type officeReader struct {
	all    []engine.Office
	at     map[int64]int // of the office with that number
	floors map[int64]floorAt
	blocks map[int64][]data.Block
}

type floorAt struct{ office, floor int }

func (r *officeReader) office(row *sqlite.Stmt) error {
	r.at[row.ColumnInt64(0)] = len(r.all)
	r.all = append(r.all, engine.Office{Number: row.ColumnInt(0), Office: data.Office{
		ID: row.ColumnText(1), Name: row.ColumnText(2), Code: row.ColumnText(3), Floors: []data.Floor{}, Retired: row.ColumnBool(4),
	}})
	return nil
}

func (r *officeReader) floor(row *sqlite.Stmt) error {
	at, there := r.at[row.ColumnInt64(1)]
	if !there {
		return fmt.Errorf("%w: the office of floor %q is not there", engine.ErrDamaged, row.ColumnText(2))
	}
	o := &r.all[at]
	r.floors[row.ColumnInt64(0)] = floorAt{at, len(o.Floors)}
	f := data.Floor{
		ID: row.ColumnText(2), Name: row.ColumnText(3), Level: row.ColumnInt(4),
		Layout:   data.Size{Width: row.ColumnFloat(5), Height: row.ColumnFloat(6)},
		Fixtures: []data.Fixture{}, Desks: []data.Desk{}, Unit: row.ColumnText(7), Retired: row.ColumnBool(13),
	}
	if !row.ColumnIsNull(8) {
		position, size := box(row, 9)
		f.Background = &data.Background{Picture: row.ColumnText(8), Position: position, Size: size}
	}
	o.Floors = append(o.Floors, f)
	o.FloorNumbers = append(o.FloorNumbers, row.ColumnInt(0))
	o.DeskNumbers = append(o.DeskNumbers, nil)
	return nil
}

// floorOf returns the floor on which a thing lies, whose ID is in that column.
func (r *officeReader) floorOf(row *sqlite.Stmt, thing string, id int) (floorAt, error) {
	at, there := r.floors[row.ColumnInt64(0)]
	if !there {
		return at, fmt.Errorf("%w: the floor of %s %q is not there", engine.ErrDamaged, thing, row.ColumnText(id))
	}
	return at, nil
}

func (r *officeReader) fixture(row *sqlite.Stmt) error {
	at, err := r.floorOf(row, "fixture", 1)
	if err != nil {
		return err
	}
	position, size := box(row, 4)
	x := data.Fixture{
		ID: row.ColumnText(1), Label: row.ColumnText(2), Type: row.ColumnText(3),
		Position: position, Size: size, Rotation: row.ColumnFloat(8), Color: row.ColumnText(9),
	}
	if outline := row.ColumnText(10); outline != "" {
		if err := json.Unmarshal([]byte(outline), &x.Outline); err != nil {
			return fmt.Errorf("%w: outline of fixture %q: %w", engine.ErrDamaged, x.ID, err)
		}
	}
	f := &r.all[at.office].Floors[at.floor]
	f.Fixtures = append(f.Fixtures, x)
	return nil
}

func (r *officeReader) desk(row *sqlite.Stmt) error {
	at, err := r.floorOf(row, "desk", 2)
	if err != nil {
		return err
	}
	position, size := box(row, 4)
	desk := data.Desk{
		ID: row.ColumnText(2), Label: row.ColumnText(3), Position: position, Size: size, Rotation: row.ColumnFloat(8),
		Zone: row.ColumnText(9), Features: []string{}, Retired: row.ColumnBool(11), Kind: data.Kind(row.ColumnText(12)),
		Blocks: r.blocks[row.ColumnInt64(1)],
	}
	if err := json.Unmarshal([]byte(row.ColumnText(10)), &desk.Features); err != nil {
		return fmt.Errorf("%w: features of desk %q: %w", engine.ErrDamaged, desk.ID, err)
	}
	o := &r.all[at.office]
	f := &o.Floors[at.floor]
	f.Desks = append(f.Desks, desk)
	o.DeskNumbers[at.floor] = append(o.DeskNumbers[at.floor], row.ColumnInt(1))
	return nil
}

// box reads x, y, width and height from the column on.
func box(row *sqlite.Stmt, column int) (data.Point, data.Size) {
	return data.Point{X: row.ColumnFloat(column), Y: row.ColumnFloat(column + 1)},
		data.Size{Width: row.ColumnFloat(column + 2), Height: row.ColumnFloat(column + 3)}
}

// Offices returns all offices with the numbers of their rows.
func (tx Tx) Offices() ([]engine.Office, error) { return ReadOffices(tx.Conn) }

// InsertOffice adds an office without floors behind the others, or returns ErrTaken.
func (tx Tx) InsertOffice(o data.Office) (number int, err error) {
	return tx.insert("INSERT INTO offices (place, id, name, code, retired) VALUES ((SELECT coalesce(max(place) + 1, 0) FROM offices), ?, ?, ?, ?)",
		o.ID, o.Name, o.Code, o.Retired)
}

// UpdateOffice changes all but the ID and the place of an office.
func (tx Tx) UpdateOffice(number int, o data.Office) error {
	return tx.exec("UPDATE offices SET name = ?, code = ?, retired = ? WHERE number = ?", o.Name, o.Code, o.Retired, number)
}

// PlaceOffice changes the place of an office among the others.
func (tx Tx) PlaceOffice(number, place int) error {
	return tx.exec("UPDATE offices SET place = ? WHERE number = ?", place, number)
}

// DeleteOffice removes an office that has no floors.
func (tx Tx) DeleteOffice(number int) error {
	return tx.exec("DELETE FROM offices WHERE number = ?", number)
}
