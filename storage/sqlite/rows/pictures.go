package rows

import (
	"context"
	"fmt"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/query"
)

// Picture returns the picture with that ID.
func (r *Reader) Picture(ctx context.Context, id string) (p data.Picture, found bool, err error) {
	err = r.read(ctx, func(conn *sqlite.Conn) error {
		p, found, err = ReadPicture(conn, id)
		return err
	})
	return p, found, err
}

// ReadPicture returns the picture with that ID.
func ReadPicture(conn *sqlite.Conn, id string) (p data.Picture, found bool, err error) {
	err = sqlitex.Execute(conn, "SELECT id, type, bytes FROM pictures WHERE id = ?",
		&sqlitex.ExecOptions{Args: []any{id}, ResultFunc: func(row *sqlite.Stmt) error {
			found = true
			p = data.Picture{ID: row.ColumnText(0), Type: row.ColumnText(1), Bytes: make([]byte, row.ColumnLen(2))}
			row.ColumnBytes(2, p.Bytes)
			return nil
		}})
	return p, found, err
}

// ReadPictures returns the pictures under the floors, by ID. Where one is not there,
// which only damage can do, the error is ErrDamaged.
func ReadPictures(conn *sqlite.Conn) (pictures []engine.PictureSize, err error) {
	err = sqlitex.Execute(conn, `SELECT DISTINCT floors.picture, length(pictures.bytes) FROM floors
			LEFT JOIN pictures ON pictures.id = floors.picture WHERE floors.picture IS NOT NULL ORDER BY floors.picture`,
		&sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
			if row.ColumnIsNull(1) {
				return fmt.Errorf("%w: the picture %q of a floor is not there", engine.ErrDamaged, row.ColumnText(0))
			}
			pictures = append(pictures, engine.PictureSize{ID: row.ColumnText(0), Bytes: row.ColumnInt(1)})
			return nil
		}})
	return pictures, err
}

// InsertPicture adds a picture, unless it is there.
func (tx Tx) InsertPicture(p data.Picture) error {
	return tx.exec("INSERT INTO pictures (id, type, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", p.ID, p.Type, p.Bytes)
}

// picturesOfDrafts are those under the floors that drafts are of, or NULL.
const picturesOfDrafts = `SELECT drawn ->> '$.background.picture' AS picture FROM drafts UNION SELECT base ->> '$.background.picture' FROM draft_bases`

const isUnusedPicture = `id NOT IN (SELECT picture FROM floors WHERE picture IS NOT NULL)
	AND NOT EXISTS (SELECT 1 FROM (` + picturesOfDrafts + `) WHERE picture = pictures.id)`

// HasUnusedPictures reports whether there are pictures that nothing names.
func (r *Reader) HasUnusedPictures(ctx context.Context) (has bool, err error) {
	err = r.read(ctx, func(conn *sqlite.Conn) error {
		n, err := query.Integer(conn, "SELECT EXISTS (SELECT 1 FROM pictures WHERE "+isUnusedPicture+")")
		has = n != 0
		return err
	})
	return has, err
}

// copyPicturesOfDrafts writes into another database the pictures that the drafts of this
// one need.
func copyPicturesOfDrafts(from, to *sqlite.Conn) error {
	var ids []string
	err := sqlitex.Execute(from, picturesOfDrafts, &sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
		ids = append(ids, row.ColumnText(0))
		return nil
	}})
	for _, id := range ids {
		var p data.Picture
		var found bool
		if err == nil {
			p, found, err = ReadPicture(from, id)
		}
		if err == nil && found {
			err = Tx{Conn: to}.InsertPicture(p)
		}
	}
	return err
}

// DeletePictures removes the pictures that nothing names.
func (tx Tx) DeletePictures() error { return tx.exec("DELETE FROM pictures WHERE " + isUnusedPicture) }
