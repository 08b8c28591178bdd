package rows

import (
	"encoding/json"

	"seatkeeper/data"
)

// InsertFloor adds a floor with nothing on it, or returns ErrTaken.
func (tx Tx) InsertFloor(office, place int, f data.Floor) (number int, err error) {
	picture, at := backgroundOf(f)
	number, err = tx.insert(`INSERT INTO floors (office, place, id, name, level, width, height, unit,
			picture, picture_x, picture_y, picture_width, picture_height, retired)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, office, place, f.ID, f.Name, f.Level, f.Layout.Width, f.Layout.Height, f.Unit,
		picture, at.Position.X, at.Position.Y, at.Size.Width, at.Size.Height, f.Retired)
	return number, noPicture(f, err)
}

// UpdateFloor changes all but the ID of a floor and what is on it.
func (tx Tx) UpdateFloor(number, place int, f data.Floor) error {
	picture, at := backgroundOf(f)
	return noPicture(f, tx.exec(`UPDATE floors SET place = ?, name = ?, level = ?, width = ?, height = ?, unit = ?,
			picture = ?, picture_x = ?, picture_y = ?, picture_width = ?, picture_height = ?, retired = ? WHERE number = ?`,
		place, f.Name, f.Level, f.Layout.Width, f.Layout.Height, f.Unit,
		picture, at.Position.X, at.Position.Y, at.Size.Width, at.Size.Height, f.Retired, number))
}

// noPicture is the error of a floor whose background is a picture that is not there.
func noPicture(f data.Floor, err error) error {
	if IsForeignKey(err) && f.Background != nil {
		return &data.ConflictError{Err: data.ErrUnknownPicture, What: f.Name}
	}
	return err
}

// backgroundOf returns the ID of the picture under a floor, or nil, and where it lies.
func backgroundOf(f data.Floor) (picture any, at data.Background) {
	if f.Background == nil {
		return nil, at
	}
	return f.Background.Picture, *f.Background
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
		outline, err := outlineOf(x)
		if err != nil {
			return err
		}
		if err := tx.exec(`INSERT INTO fixtures (floor, place, id, label, type, x, y, width, height, rotation, color, outline)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, floor, i, x.ID, x.Label, x.Type,
			x.Position.X, x.Position.Y, x.Size.Width, x.Size.Height, x.Rotation, x.Color, outline); err != nil {
			return err
		}
	}
	return nil
}

func outlineOf(x data.Fixture) (string, error) {
	if len(x.Outline) == 0 {
		return "", nil
	}
	outline, err := json.Marshal(x.Outline)
	return string(outline), err
}
