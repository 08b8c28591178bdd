//go:build linux

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/google/renameio/v2"
	"golang.org/x/sys/unix"
	zombiezen "zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage"
)

var exportRows = []string{"export/limit", "export/before", "export/floor", "export-cpu/before", "export/write", "export/sqlite3",
	"export/naive", "export-ms", "export-cpu-ms", "export-before-ms", "export-floor-ms", "export-MB"}

// export measures the export as a command: both fsyncs and reading back included.
func (b *bench) export() error {
	store, err := b.storeOf(many)
	if err != nil {
		return err
	}
	before, noBefore := b.storeBeforeFor("export/limit", "export/before", "export-cpu/before", "export-before-ms")
	noSQLite := need("sqlite3")
	s := samples{}
	for range b.rounds {
		file, err := b.exportOnce(s, "export", b.program, store)
		if err != nil {
			return err
		}
		if err := b.exportBare(s, file); err != nil {
			return err
		}
		if before != "" {
			if _, err := b.exportOnce(s, "before", b.before, before); err != nil {
				return err
			}
		}
		if noSQLite == nil && b.wants("export/sqlite3") {
			took, err := b.exportSQLite(store)
			if err != nil {
				return err
			}
			s.time("sqlite3", took)
		}
		if b.wants("export/naive") {
			if err := b.exportNaive(s, store); err != nil {
				return err
			}
		}
		debug.FreeOSMemory()
	}
	b.setExport(s, noBefore, noSQLite)
	return nil
}

func (b *bench) setExport(s samples, noBefore, noSQLite error) {
	b.set("export-ms", s.of("export"))
	b.set("export-cpu-ms", s.of("export-cpu"))
	b.set("export-MB", s.of("MB"))
	b.set("export-floor-ms", s.of("floor"))
	b.set("export/floor", s.over("export", "floor"))
	b.set("export/write", s.over("export", "write"))
	if b.wants("export/naive") {
		b.set("export/naive", s.over("export", "naive"))
	}
	if noSQLite != nil {
		b.missing(noSQLite, "export/sqlite3")
	} else if b.wants("export/sqlite3") {
		b.set("export/sqlite3", s.over("export", "sqlite3"))
	}
	if len(s["before"]) == 0 {
		if noBefore != nil {
			b.missing(noBefore, "export/limit", "export/before", "export-cpu/before", "export-before-ms")
		}
		return
	}
	b.set("export-before-ms", s.of("before"))
	b.set("export/before", s.over("export", "before"))
	b.set("export-cpu/before", s.over("export-cpu", "before-cpu"))
	limit := s.combined("before", "floor", func(before, floor float64) float64 { return max(0.6*before, 1.3*floor) })
	inRounds := samples{"export": s["export"]}
	for i := range s["before"] {
		inRounds.add("limit", max(0.6*s["before"][i], 1.3*s["floor"][i]))
	}
	ratio := inRounds.over("export", "limit")
	ratio.median = s.of("export").median / limit.median
	b.set("export/limit", ratio)
}

// exportOnce exports a store into an empty folder and returns the file, which the
// next call removes.
func (b *bench) exportOnce(s samples, name, program, store string) (file string, err error) {
	out, err := b.emptyFolder("out")
	if err != nil {
		return "", err
	}
	file, took, err := b.command(program, "export", "--quiet", "--data", store, "--to", out)
	if err != nil {
		return "", err
	}
	s.time(name, took.Wall)
	s.time(name+"-cpu", took.cpu())
	s.add(name+"-memory", took.megabytes())
	return file, nil
}

// exportBare does what no export can do without: it writes and fsyncs the bytes of
// a file, and reads them again from the drive.
func (b *bench) exportBare(s samples, of string) error {
	content, err := os.ReadFile(of)
	if err != nil {
		return err
	}
	s.add("MB", float64(len(content))/1e6)
	path := filepath.Join(b.temp, "bytes")
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer os.Remove(path)
	defer file.Close()
	unix.Sync()
	write, err := timed(func() error {
		_, err := file.Write(content)
		return errors.Join(err, file.Sync())
	})
	if err != nil {
		return err
	}
	read, err := timed(func() error {
		if err := unix.Fadvise(int(file.Fd()), 0, 0, unix.FADV_DONTNEED); err != nil {
			return err
		}
		n, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, io.NewSectionReader(file, 0, int64(len(content))), make([]byte, 1<<20))
		if err == nil && n != int64(len(content)) {
			err = fmt.Errorf("%d bytes of %d", n, len(content))
		}
		return err
	})
	s.time("write", write)
	s.time("floor", write+read)
	return err
}

// joinedRows are what a backup holds of a booking, in its order. It is a yardstick,
// no part of the program.
const joinedRows = `SELECT lower(hex(b.id)) AS id, o.id AS office, f.id AS floor, d.id AS deskId, b.day AS date,
	u.id AS userId, b.created AS createdAt, b.released AS releasedAt, b.guest AS guest FROM bookings b
	CROSS JOIN desks d ON d.number = b.desk CROSS JOIN floors f ON f.number = d.floor
	CROSS JOIN offices o ON o.number = f.office CROSS JOIN users u ON u.number = b.user ORDER BY b.day, b.id`

func (b *bench) exportSQLite(store string) (time.Duration, error) {
	rows := filepath.Join(b.temp, "rows.json")
	defer os.Remove(rows)
	_, took, err := b.command("sqlite3", filepath.Join(store, storage.StoreFile), ".mode json", ".output "+rows, joinedRows)
	return took.Wall, err
}

// exportNaive is how one would export without a thought: everything in memory, the
// encoder of the standard library, one library call to write.
func (b *bench) exportNaive(s samples, store string) error {
	debug.FreeOSMemory() // as a new process would start
	unix.Sync()
	path := filepath.Join(b.temp, "naive.json")
	defer os.Remove(path)
	took, err := timed(func() error { return naive(filepath.Join(store, storage.StoreFile), path) })
	s.time("naive", took)
	return err
}

func naive(store, path string) error {
	conn, err := zombiezen.OpenConn(store, zombiezen.OpenReadOnly)
	if err != nil {
		return err
	}
	defer conn.Close()
	var all struct {
		Bookings []data.Booking `json:"bookings"`
	}
	err = sqlitex.ExecuteTransient(conn, joinedRows, &sqlitex.ExecOptions{ResultFunc: func(row *zombiezen.Stmt) error {
		all.Bookings = append(all.Bookings, data.Booking{
			ID: row.ColumnText(0), DeskRef: data.DeskRef{Office: row.ColumnText(1), Floor: row.ColumnText(2), Desk: row.ColumnText(3)},
			Date: data.Date(row.ColumnInt64(4)), UserID: row.ColumnText(5), CreatedAt: time.UnixMilli(row.ColumnInt64(6)).UTC(),
		})
		return nil
	}})
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	return renameio.WriteFile(path, text, 0o600)
}

// memory measures the most memory that an export has, above what "--version" has.
func (b *bench) memory() error {
	s := samples{}
	for range b.rounds {
		_, took, err := b.command(b.program, "--version")
		if err != nil {
			return err
		}
		s.add("version", took.megabytes())
		for _, size := range []size{few, many, most} {
			store, err := b.storeOf(size)
			if err != nil {
				return err
			}
			if _, err := b.exportOnce(s, size.String(), b.program, store); err != nil {
				return err
			}
		}
	}
	b.set("memory-some", s.above(few.String()+"-memory", "version"))
	b.set("memory-many", s.above(many.String()+"-memory", "version"))
	b.set("memory-most", s.above(most.String()+"-memory", "version"))
	b.set("memory-most/many", s.over(most.String()+"-memory", many.String()+"-memory"))
	return nil
}
