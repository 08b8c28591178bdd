//go:build linux

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"seatkeeper/storage"
)

var restoreRows = []string{"restore-empty/before", "restore-over/before", "restore/import", "restore-empty-ms", "restore-over-ms",
	"restore-empty-before-ms", "restore-over-before-ms", "memory-restore", "memory-restore-over"}

// restore measures the restore as a command, with its safety backup, all checks and
// fsyncs, into an empty folder and over as many bookings.
func (b *bench) restore() error {
	backup, err := b.backupFile(many)
	if err != nil {
		return err
	}
	store, err := b.storeOf(many)
	if err != nil {
		return err
	}
	before, noBefore := b.storeBeforeFor("restore-empty/before", "restore-over/before", "restore-empty-before-ms", "restore-over-before-ms")
	var importing *csvImport
	noSQLite := need("sqlite3")
	if noSQLite == nil && b.wants("restore/import") {
		if importing, err = b.newImport(store); err != nil {
			return err
		}
	}
	s := samples{}
	for range min(3, b.rounds) {
		if err := b.restoreOnce(s, "now", b.program, store, backup); err != nil {
			return err
		}
		if before != "" {
			if err := b.restoreOnce(s, "before", b.before, before, backup); err != nil {
				return err
			}
		}
		if importing != nil {
			took, err := importing.run(b)
			if err != nil {
				return err
			}
			s.time("import", took)
		}
		_, took, err := b.command(b.program, "--version")
		if err != nil {
			return err
		}
		s.add("version", took.megabytes())
	}
	b.setRestore(s, noBefore, noSQLite)
	return nil
}

func (b *bench) setRestore(s samples, noBefore, noSQLite error) {
	b.set("restore-empty-ms", s.of("now-empty"))
	b.set("restore-over-ms", s.of("now-over"))
	b.set("memory-restore", s.above("now-empty-memory", "version"))
	b.set("memory-restore-over", s.above("now-over-memory", "version"))
	if noSQLite != nil {
		b.missing(noSQLite, "restore/import")
	} else if len(s["import"]) > 0 {
		b.set("restore/import", s.over("now-over", "import"))
	}
	if len(s["before-empty"]) > 0 {
		b.set("restore-empty/before", s.over("now-empty", "before-empty"))
		b.set("restore-over/before", s.over("now-over", "before-over"))
		b.set("restore-empty-before-ms", s.of("before-empty"))
		b.set("restore-over-before-ms", s.of("before-over"))
	} else if noBefore != nil {
		b.missing(noBefore, "restore-empty/before", "restore-over/before", "restore-empty-before-ms", "restore-over-before-ms")
	}
}

// restoreOnce restores a backup into an empty folder, and over a copy of a store.
func (b *bench) restoreOnce(s samples, name, program, store, backup string) error {
	empty, err := b.emptyFolder("restored")
	if err != nil {
		return err
	}
	defer os.RemoveAll(empty)
	full, err := b.copyOf(store, "restored-over")
	if err != nil {
		return err
	}
	defer os.RemoveAll(full)
	for _, side := range []struct{ name, folder string }{{name + "-empty", empty}, {name + "-over", full}} {
		_, took, err := b.command(program, "restore", "--yes", "--quiet", "--data", side.folder, backup)
		if err != nil {
			return err
		}
		s.time(side.name, took.Wall)
		s.add(side.name+"-memory", took.megabytes())
	}
	return nil
}

// csvImport is what sqlite3 needs to import the rows of a store from CSV into the
// same schema, in one transaction.
type csvImport struct {
	store, csv string
	rows       int
}

// newImport writes the bookings as sqlite3 can import them. IDs are other ones of
// the same length and order, as CSV holds no bytes; the columns that most bookings
// leave empty are missing, so that they become NULL.
func (b *bench) newImport(folder string) (*csvImport, error) {
	size := b.scaled(many)
	i := &csvImport{store: filepath.Join(folder, storage.StoreFile), csv: filepath.Join(b.temp, "bookings.csv"), rows: size.people * size.days}
	_, _, err := b.command("sqlite3", i.store, ".mode csv", ".output "+i.csv,
		"SELECT day, substr(lower(hex(id)), 1, 16), desk, user, created FROM bookings ORDER BY day, id")
	return i, err
}

func (i *csvImport) run(b *bench) (took time.Duration, err error) {
	schema, err := exec.CommandContext(b.ctx, "sqlite3", i.store, ".schema").Output()
	if err != nil {
		return 0, err
	}
	script := strings.Replace(string(schema), "BLOB NOT NULL", "ANY NOT NULL", 1)
	if script == string(schema) {
		return 0, errors.New("the schema has other words than it had")
	}
	script += fmt.Sprintf("ATTACH '%s' AS s;\n", i.store)
	for _, table := range []string{"meta", "offices", "floors", "fixtures", "desks", "users", "blocks"} {
		script += fmt.Sprintf("INSERT INTO %[1]s SELECT * FROM s.%[1]s;\n", table)
	}
	script += fmt.Sprintf("DETACH s;\nBEGIN;\n.import --csv %s bookings\nCOMMIT;\nSELECT count(*) FROM bookings;\n", i.csv)
	into := filepath.Join(b.temp, "imported.db")
	defer os.Remove(into)
	c := exec.CommandContext(b.ctx, "sqlite3", into)
	c.Stdin = strings.NewReader(script)
	nobody, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return 0, err
	}
	defer nobody.Close()
	c.Stderr = nobody // it speaks of the missing columns, row by row
	unix.Sync()
	var out []byte
	took, err = timed(func() (err error) {
		out, err = c.Output()
		return err
	})
	if err == nil && !bytes.Contains(out, fmt.Append(nil, i.rows)) {
		err = fmt.Errorf("sqlite3 has imported %s", firstLine(string(out)))
	}
	return took, err
}

// verify measures the check of a backup as a command.
func (b *bench) verify() error {
	store, err := b.storeOf(many)
	if err != nil {
		return err
	}
	noSum := need("sha256sum")
	s := samples{}
	file, err := b.exportOnce(s, "export", b.program, store)
	if err != nil {
		return err
	}
	for range b.rounds {
		_, took, err := b.command(b.program, "verify", file)
		if err != nil {
			return err
		}
		s.time("verify", took.Wall)
		if noSum != nil {
			continue
		}
		if _, took, err = b.command("sha256sum", file); err != nil {
			return err
		}
		s.time("sum", took.Wall)
	}
	b.set("verify-ms", s.of("verify"))
	if noSum != nil {
		b.missing(noSum, "verify/sha256sum")
		return nil
	}
	b.set("verify/sha256sum", s.over("verify", "sum"))
	return nil
}
