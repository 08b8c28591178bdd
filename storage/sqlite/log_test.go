package sqlite

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/chain"
	"seatkeeper/storage/sqlite/query"
)

// beforeChain takes the chain away, as if the store were of the schema before it.
const beforeChain = `PRAGMA foreign_keys = OFF; DROP TABLE chain; ALTER TABLE users DROP COLUMN email; ALTER TABLE users DROP COLUMN team;
	ALTER TABLE users DROP COLUMN assistance; ALTER TABLE desks DROP COLUMN kind; ALTER TABLE fixtures DROP COLUMN outline;
	ALTER TABLE floors DROP COLUMN unit; ALTER TABLE floors DROP COLUMN picture; ALTER TABLE floors DROP COLUMN picture_x;
	ALTER TABLE floors DROP COLUMN picture_y; ALTER TABLE floors DROP COLUMN picture_width; ALTER TABLE floors DROP COLUMN picture_height;
	ALTER TABLE offices DROP COLUMN place; DROP TABLE pictures;
	ALTER TABLE offices DROP COLUMN retired; ALTER TABLE floors DROP COLUMN retired; DROP TABLE drafts; DROP TABLE draft_bases; PRAGMA user_version = 3;`

// leave runs statements on a database past the program, and returns the file and the
// log that a kill would have left then.
func leave(t *testing.T, path string, statements ...string) (file, log []byte) {
	t.Helper()
	conn, err := sqlite.OpenConn(path, sqlite.OpenReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, s := range statements {
		if err := sqlitex.ExecuteScript(conn, s, nil); err != nil {
			t.Fatal(s, err)
		}
	}
	return read(t, path), read(t, path+"-wal")
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// putDown makes a database with a log in a new folder.
func putDown(t *testing.T, file, log []byte) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "store.db")
	for name, content := range map[string][]byte{path: file, path + "-wal": log} {
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

func mustClose(t *testing.T, db *DB) {
	t.Helper()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestTheChainIsReadFromALog(t *testing.T) {
	db, path := mustCreate(t)
	log, err := os.Open(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	first, err := chain.ReadLog(log)
	if err != nil || first.Commits != 1 || !first.Known || len(first.Links) != 1 || first.Links[first.Before] {
		t.Fatalf("%+v, %v", first, err)
	}
	mustNote(t, db, "value")
	mustUpdate(t, db, func(tx *engine.Change) error { return nil }) // which writes nothing
	if err := func() error {
		_, err := db.UpdateNotes(t.Context(), func(n *Notes) error {
			if err := n.Set("topic", "key", "other"); err != nil {
				return err
			}
			return io.EOF
		})
		return err
	}(); !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	if _, err := log.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	second, err := chain.ReadLog(log)
	if err != nil || second.Commits != 2 || second.Before != first.Before || len(second.Links) != 2 {
		t.Errorf("%+v, %v", second, err)
	}
	// Cut anywhere it is no more than it was, and never an error.
	content := read(t, path+"-wal")
	for _, size := range []int{0, 1, 31, 32, 33, 56, 4151, 4152, 4153, len(content) / 2, len(content) - 1} {
		at := filepath.Join(t.TempDir(), "cut")
		if err := os.WriteFile(at, content[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := os.Open(at)
		if err != nil {
			t.Fatal(err)
		}
		l, err := chain.ReadLog(file)
		if err != nil || l.Commits > 1 {
			t.Errorf("cut at %d of %d: %+v, %v", size, len(content), l, err)
		}
		file.Close()
	}
}

func TestWithoutAChainALogIsTriedOnACopy(t *testing.T) {
	older := func() (path string) {
		db, path := mustCreate(t)
		mustClose(t, db)
		leave(t, path, beforeChain)
		return path
	}
	const change = "UPDATE meta SET value = value + 1 WHERE key = 'changes'; UPDATE users SET name = 'Alicia' WHERE id = 'u1';"
	// The log of an older program that was killed.
	path := older()
	file, log := leave(t, path, change)
	db := mustOpen(t, putDown(t, file, log))
	if db.Found() != LogOwn {
		t.Errorf("its own: %d", db.Found())
	}
	if u, err := engine.FindUser(t.Context(), db, "u1"); err != nil || u.Name != "Alicia" {
		t.Errorf("%v, %v", u, err)
	}
	mustClose(t, db)

	// That of another store, and one that would go back.
	_, other := leave(t, older(), change)
	newer, _ := leave(t, path, change, "PRAGMA wal_checkpoint(TRUNCATE)")
	for name, log := range map[string][]byte{"another store's": other, "an older one": log} {
		path := putDown(t, newer, log)
		db, err := Open(t.Context(), path, Options{ForeignLog: func(_ string, from io.ReaderAt, size int64) error {
			content := make([]byte, size)
			if _, err := from.ReadAt(content, 0); err != nil || string(content) != string(newer) {
				t.Errorf("%s: %d bytes of the store, %v", name, size, err)
			}
			// Nobody can open it meanwhile.
			if conn, err := sqlite.OpenConn(path, sqlite.OpenReadWrite); err == nil {
				conn.SetBusyTimeout(time.Millisecond)
				if _, err := query.Integer(conn, "SELECT count(*) FROM users"); sqlite.ErrCode(err).ToPrimary() != sqlite.ResultBusy {
					t.Errorf("%s: it could be read meanwhile: %v", name, err)
				}
				conn.Close()
			}
			return os.Rename(path+"-wal", path+"-aside")
		}})
		if err != nil {
			t.Fatal(err)
		}
		if db.Found() != LogForeign {
			t.Errorf("%s: %d", name, db.Found())
		}
		mustClose(t, db)
		if string(read(t, path+"-aside")) != string(log) {
			t.Errorf("%s: the log has changed", name)
		}
	}
}

func TestAStoreThatIsDamagedWithAndWithoutItsLogIsNotTouched(t *testing.T) {
	db, path := mustCreate(t)
	mustClose(t, db)
	leave(t, path, beforeChain)
	file, log := leave(t, path, "UPDATE users SET name = 'Alicia' WHERE id = 'u1'")
	for at := 4096 * 3; at < len(file); at++ {
		file[at] = 0xa5
	}
	path = putDown(t, file, log)
	_, err := Open(t.Context(), path, Options{})
	if !errors.Is(err, engine.ErrDamaged) {
		t.Error(err)
	}
	if string(read(t, path)) != string(file) || string(read(t, path+"-wal")) != string(log) {
		t.Error("it was changed")
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(left) != 2 {
		t.Error(left)
	}
}

func TestAForeignLogIsNotReadInAFolderThatCanOnlyBeRead(t *testing.T) {
	db, path := mustCreate(t)
	_, other := mustCreate(t)
	mustClose(t, db)
	file, log := read(t, path), read(t, other+"-wal")
	path = putDown(t, file, log)
	db, err := Open(t.Context(), path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if seats, err := db.Day(t.Context(), monday); err != nil || len(seats) != 1 || db.Found() != LogForeign {
		t.Errorf("%v, %v, %v", seats, err, db.Found())
	}
	mustClose(t, db)
	if string(read(t, path)) != string(file) || string(read(t, path+"-wal")) != string(log) {
		t.Error("it was changed")
	}
}
