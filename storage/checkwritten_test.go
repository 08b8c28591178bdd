package storage

import (
	"bytes"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"testing/iotest"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// outCheckFor returns the check of an export of the store, with all its rows and the
// lines that are made of them.
func outCheckFor(t *testing.T, s *Store) (c *outCheck, rows []engine.Row, lines [][]byte) {
	t.Helper()
	snapshot, err := s.db.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(snapshot.Close)
	encoder := newEncoder(snapshot)
	head, err := appendHead(nil, "Seatkeeper", noon, OriginUser, snapshot)
	if err != nil {
		t.Fatal(err)
	}
	if c, err = newOutCheck(snapshot, encoder, head); err != nil {
		t.Fatal(err)
	}
	err = snapshot.Bookings(t.Context(), 0, data.MinDate, data.MaxDate, func(row *engine.Row) error {
		copied := *row
		copied.Guest = bytes.Clone(row.Guest)
		rows, lines = append(rows, copied), append(lines, encoder.appendBooking(nil, row))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return c, rows, lines
}

func TestALineThatSaysAnythingElseThanItsRowIsFound(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	if _, err := s.Release(t.Context(), monday.AddDays(1), filetest.UUIDOf(4)); err != nil {
		t.Fatal(err)
	}
	c, rows, lines := outCheckFor(t, s)
	r := c.newRowCheck()
	for i, line := range lines {
		row := &rows[i]
		if err := r.booking(line, row); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		for at := range line {
			for _, change := range []byte{1, 2, 16, 128} {
				other := bytes.Clone(line)
				other[at] ^= change
				if r.says(other, row) {
					t.Errorf("%q is taken for %q", other, line)
				}
			}
			if r.says(line[:at], row) || r.says(slices.Insert(bytes.Clone(line), at, '0'), row) {
				t.Errorf("%q is taken, changed at %d", line, at)
			}
		}
		for name, change := range map[string]func(*engine.Row){
			"day": func(r *engine.Row) { r.Day++ }, "id": func(r *engine.Row) { r.ID[15]++ },
			"desk": func(r *engine.Row) { r.Desk = 1 + r.Desk%2 }, "user": func(r *engine.Row) { r.User = (r.User + 1) % 3 },
			"created": func(r *engine.Row) { r.Created++ }, "a day later": func(r *engine.Row) { r.Created += 24 * 60 * 60 * 1000 },
			"released": func(r *engine.Row) { r.IsReleased = !r.IsReleased }, "guest": func(r *engine.Row) { r.Guest = append(r.Guest, 'x') },
			"no time": func(r *engine.Row) { r.Created = 1 << 62 },
		} {
			other := *row
			change(&other)
			if r.says(line, &other) {
				t.Errorf("another %s: %q is taken", name, line)
			}
		}
	}
}

func TestAStoreThatBreaksARuleIsNotExported(t *testing.T) {
	for name, sql := range map[string][]string{
		"two places of one person": {"DROP INDEX one_desk_a_person", "DROP TRIGGER keep_place", "UPDATE bookings SET user = 1 WHERE user <> 0"},
		"two people at one desk":   {"DROP INDEX one_person_a_desk", "DROP TRIGGER keep_place", "UPDATE bookings SET desk = 1"},
		"a guest of no visitor":    {"PRAGMA ignore_check_constraints = ON", "UPDATE bookings SET guest = 'Zoë' WHERE user <> 0"},
		"a time after all":         {"PRAGMA ignore_check_constraints = ON", "UPDATE bookings SET created = 1 << 60"},
		"a wrong count":            {"UPDATE days SET bookings = bookings + 1"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			if err := mustOpenSample(t, folder, Options{}).Close(); err != nil {
				t.Fatal(err)
			}
			rawRun(t, filepath.Join(folder, StoreFile), 0, sql...)
			s := mustOpen(t, folder, Options{})
			_, err := ExportBackup(t.Context(), s, ExportOptions{})
			filetest.WantKind(t, err, failure.KindDamaged)
			// What is named is what is damaged, not where the backup was to go.
			var known *failure.Error
			if !errors.As(err, &known) || known.Path != s.path() {
				t.Errorf("%v", err)
			}
			if left := filetest.FilesIn(t, s.backups.Folder); len(left) > 0 {
				t.Errorf("%d files are left", len(left))
			}
		})
	}
}

func TestWhatIsReadBackMustHaveTheSumsOfWhatWasWritten(t *testing.T) {
	texts := [][]byte{bytes.Repeat([]byte("a line\n"), 1000), []byte("x"), bytes.Repeat([]byte("another\n"), 500)}
	pieces := func() *pieceList {
		l := &pieceList{}
		for _, text := range texts {
			l.add(pieceOf(text))
		}
		return l
	}
	good := bytes.Join(texts, nil)
	read := func(text []byte) error {
		return readPieces(t.Context(), iotest.HalfReader(bytes.NewReader(text)), pieces())
	}
	if err := read(good); err != nil {
		t.Fatal(err)
	}
	flipped := bytes.Clone(good)
	flipped[len(good)-1] ^= 1
	for name, text := range map[string][]byte{
		"nothing": {}, "cut": good[:len(good)-1], "longer": append(bytes.Clone(good), 0), "flipped": flipped,
		"in another order": bytes.Join([][]byte{texts[2], texts[1], texts[0]}, nil), "a piece is missing": bytes.Join(texts[:2], nil),
	} {
		if err := read(text); !errors.Is(err, failure.ErrBadWrite) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := readPieces(t.Context(), iotest.ErrReader(errIO), pieces()); !errors.Is(err, errIO) {
		t.Error(err)
	}
}
