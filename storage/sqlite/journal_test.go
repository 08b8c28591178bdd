package sqlite

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/storage/engine"
)

// interrupted returns the file and the journal that a kill would have left in the middle
// of a transaction without a log; with spilled pages already in the file, or none.
func interrupted(t *testing.T, path string, spilled bool) (file, journal []byte) {
	t.Helper()
	conn, err := sqlite.OpenConn(path, sqlite.OpenReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	statements := []string{"PRAGMA journal_mode = DELETE", "BEGIN IMMEDIATE",
		"UPDATE chain SET before = link, link = randomblob(16)", "UPDATE meta SET value = value + 1 WHERE key = 'changes'",
		"UPDATE users SET name = 'Half done' WHERE id = 'u1'"}
	if spilled {
		statements = append([]string{"PRAGMA cache_spill = 1", "PRAGMA cache_size = 1"}, statements...)
		statements = append(statements, "UPDATE desks SET label = label || 'x'", "UPDATE fixtures SET label = label || 'x'",
			"CREATE TABLE filler (x)", "INSERT INTO filler WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) SELECT zeroblob(3000) FROM n")
	}
	for _, s := range statements {
		if err := sqlitex.ExecuteTransient(conn, s, nil); err != nil {
			t.Fatal(s, err)
		}
	}
	return read(t, path), read(t, path+"-journal")
}

func TestAJournalIsPlayedBackWhereItIsTheStoresOwn(t *testing.T) {
	db, path := mustCreate(t)
	mustClose(t, db)
	before := read(t, path)
	file, journal := interrupted(t, path, true)
	for name, test := range map[string]struct {
		file, journal []byte
		want          LogFound
	}{
		"its own":                       {file, journal, LogOwn},
		"one of a state that is over":   {nil, journal, LogForeign},
		"its own, but cut to nothing":   {before, journal[:20], LogNone},
		"its own, with a head of zeros": {before, append(make([]byte, 28), journal[28:]...), LogNone},
	} {
		content := test.file
		if content == nil { // the store went on without it
			p := putDown(t, before, nil)
			s := mustOpen(t, p)
			for range 2 {
				mustNote(t, s, "value")
				mustNote(t, s, "x")
			}
			mustClose(t, s)
			content = read(t, p)
		}
		p := filepath.Join(t.TempDir(), "store.db")
		for name, content := range map[string][]byte{p: content, p + "-journal": test.journal} {
			if err := os.WriteFile(name, content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		s, err := Open(t.Context(), p, Options{ForeignLog: func(ending string, _ io.ReaderAt, _ int64) error {
			return os.Rename(p+ending, p+"-aside")
		}})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if s.Found() != test.want {
			t.Errorf("%s: %d, not %d", name, s.Found(), test.want)
		}
		if u, err := engine.FindUser(t.Context(), s, "u1"); err != nil || u.Name != "Alice" {
			t.Errorf("%s: %v, %v", name, u, err)
		}
		if err := s.CheckWhole(t.Context()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		mustClose(t, s)
	}
}
