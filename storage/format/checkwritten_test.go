package format

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"testing/iotest"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
)

// rowsOf is the reader of a snapshot that is in memory.
type rowsOf []engine.Row

func (rowsOf) Readers() int { return 1 }

func (rowsOf) Picture(context.Context, string) (data.Picture, error) { panic("there is none") }
func (rowsOf) Close()                                                {}

func (r rowsOf) Bookings(_ context.Context, _ int, _, _ data.Date, f func(*engine.Row) error) error {
	for i := range r {
		if err := f(&r[i]); err != nil {
			return err
		}
	}
	return nil
}

// outCheckFor returns the check of an export of some bookings, with their rows and the
// lines that are made of them.
func outCheckFor(t *testing.T) (c *outCheck, rows []engine.Row, lines [][]byte) {
	t.Helper()
	var office data.Office
	if err := json.Unmarshal([]byte(`{"id":"hq","name":"HQ","code":"HQ","floors":[{"id":"f1","name":"Ground","layout":{"width":30,"height":20},
		"desks":[{"id":"d1","label":"D 1","position":{"x":0.2,"y":0.5},"size":{"width":0.1,"height":0.1}},{"id":"d2","label":"D 2","position":{"x":0.6,"y":0.5},"size":{"width":0.1,"height":0.1}}]}]}`), &office); err != nil {
		t.Fatal(err)
	}
	monday, created := data.NewDate(2026, 11, 23), int64(1_795_000_000_123)
	rows = []engine.Row{
		{Day: monday, ID: [16]byte{1}, Desk: 1, User: 1, Created: created},
		{Day: monday, ID: [16]byte{2}, Desk: 2, User: 0, Created: created, Guest: []byte("Zoë \"Z\"")},
		{Day: monday + 1, ID: [16]byte{3}, Desk: 2, User: 2, Created: created, IsReleased: true, Released: created + 1},
		{Day: monday + 1, ID: [16]byte{4}, Desk: 1, User: 2, Created: created + 5},
	}
	snapshot := &engine.Snapshot{
		Offices: []data.Office{office}, Users: []data.User{{ID: "u1", Name: "Alice", Active: true}, {ID: "u2", Name: "Bob"}},
		Days:     []engine.DayCount{{Day: monday, Bookings: 2}, {Day: monday + 1, Bookings: 2}},
		DeskRefs: []data.DeskRef{{}, {Office: "hq", Floor: "f1", Desk: "d1"}, {Office: "hq", Floor: "f1", Desk: "d2"}},
		UserIDs:  []string{data.VisitorID, "u1", "u2"}, Reader: rowsOf(rows),
	}
	snapshot.Status.Counts = engine.Counts{Offices: 1, Users: 2, Bookings: int64(len(rows))}
	encoder := newEncoder(snapshot)
	head, err := appendHead(nil, "Seatkeeper", time.Unix(1_795_000_000, 0), OriginUser, snapshot)
	if err != nil {
		t.Fatal(err)
	}
	if c, err = newOutCheck(snapshot, encoder, head); err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		lines = append(lines, encoder.appendBooking(nil, &rows[i]))
	}
	return c, rows, lines
}

func TestALineThatSaysAnythingElseThanItsRowIsFound(t *testing.T) {
	c, rows, lines := outCheckFor(t)
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

func TestWhatIsReadBackMustHaveTheSumsOfWhatWasWritten(t *testing.T) {
	texts := [][]byte{bytes.Repeat([]byte("a line\n"), 1000), []byte("x"), bytes.Repeat([]byte("another\n"), 500)}
	pieces := func() *backupfile.Pieces {
		l := &backupfile.Pieces{}
		for _, text := range texts {
			l.Add(backupfile.PieceOf(text))
		}
		return l
	}
	good := bytes.Join(texts, nil)
	read := func(text []byte) error {
		return pieces().ReadBack(t.Context(), iotest.HalfReader(bytes.NewReader(text)))
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
	if err := pieces().ReadBack(t.Context(), iotest.ErrReader(errDevice)); !errors.Is(err, errDevice) {
		t.Error(err)
	}
}
