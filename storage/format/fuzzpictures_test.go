package format

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/engine/enginetest"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// FuzzPictured reads backups with drawings and pictures whose sum is right whatever is changed
// in them, so that it is not the sum that keeps faults from what lies behind it.
func FuzzPictured(f *testing.F) {
	p := enginetest.Picture(1, 2)
	line := string(appendPicture(nil, p))
	whole := strings.NewReplacer(
		`"fixtures":[]`, `"unit":"m","fixtures":[{"id":"z","type":"zone","label":"North","color":"#7799EE","position":{"x":0.1,"y":0.1},"size":{"width":0.5,"height":0.5},"rotation":0,`+
			`"outline":[{"x":0,"y":0},{"x":1,"y":0},{"x":1,"y":1}]}]`,
		`"features":[]},{"id":"d2"`, `"features":["a"],"kind":"parking"},{"id":"d2"`, `"name":"Bob","active":true`, `"name":"Bob","active":true,"needsAssistance":true`,
	).Replace(pictured(p.ID, line))
	for _, seed := range []string{
		whole, pictured(p.ID), pictured(p.ID, line, line), pictured(strings.ToUpper(p.ID), line), pictured(p.ID, strings.Replace(line, "image/png", "image/gif", 1)),
		pictured(p.ID, strings.Replace(line, `"data":"`, `"data":"A`, 1)), pictured(p.ID, `null`, `{"id":[],"data":{}}`), strings.ReplaceAll(whole, "\n", ""),
		strings.Replace(whole, `"pictures": [`, `"pictures": {}, "x": [`, 1), strings.Replace(whole, `{"x":1,"y":1}`, `{"x":1e300,"y":null},[]`, 1),
	} {
		body, _, _ := strings.Cut(seed, `"sha256"`)
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		content := []byte(filetest.Summed(string(body) + "\"sha256\": \"SUM\"\n}\n"))
		isGood := readsAlike(t, content)
		got := &collected{pictures: map[string]bool{}}
		c := NewChecker(NotOrdered, CheckOptions{Sink: got, LeaveOut: true, Picture: func(string) (data.Picture, error) { return data.Picture{}, errors.New("none") }})
		if _, err := Read(t.Context(), bytes.NewReader(content), int64(len(content)), c); err != nil {
			if isGood {
				t.Fatalf("good, but not to be restored: %v\n%s", err, content)
			}
			return
		}
		got.check(t, isGood)
	})
}

// readsAlike fails unless what ReadLines takes for good is so for readAny, with the same report.
// It returns whether it is good.
func readsAlike(t *testing.T, content []byte) bool {
	t.Helper()
	lines, linesErr := ReadLines(t.Context(), bytes.NewReader(content))
	any, anyErr := readAny(t.Context(), bytes.NewReader(content), int64(len(content)))
	if linesErr != nil {
		return anyErr == nil
	}
	if anyErr != nil {
		t.Fatalf("good for readLines, and for readAny: %v\n%s", anyErr, content)
	}
	if !any.ExportedAt.Equal(lines.ExportedAt) || !any.LastUpdated.Equal(lines.LastUpdated) {
		t.Fatalf("%+v, %+v", any, lines)
	}
	any.ExportedAt, any.LastUpdated = lines.ExportedAt, lines.LastUpdated
	if any != lines {
		t.Fatalf("%+v\n%+v\n%s", any, lines, content)
	}
	return true
}

// collected is what a restore would have got.
type collected struct {
	offices  []data.Office
	pictures map[string]bool
	faulty   []data.Picture
	row      engine.Row
	leftOut  []failure.Fault
	without  int // pictures that were left out
}

func (c *collected) Office(o data.Office, _ []int) { c.offices = append(c.offices, o) }

func (c *collected) Picture(p data.Picture) {
	c.pictures[p.ID] = true
	if p.Check() != nil {
		c.faulty = append(c.faulty, p)
	}
}

func (c *collected) User(int, data.User) {}

func (c *collected) Row() *engine.Row { return &c.row }

func (c *collected) LeftOut(l LeftOut) {
	if c.leftOut = append(c.leftOut, l.Faults...); l.IsPicture {
		c.without++
	}
}

// check fails unless what was got can be kept, and what is missing was told.
func (c *collected) check(t *testing.T, isGood bool) {
	t.Helper()
	if isGood && len(c.leftOut) > 0 {
		t.Fatalf("good, but left out: %v", c.leftOut)
	}
	if len(c.faulty) > 0 {
		t.Fatalf("pictures that are none: %v", c.faulty)
	}
	missing := 0
	for _, o := range c.offices {
		if err := o.Check(); err != nil {
			t.Fatalf("%v: %+v", err, o)
		}
		for _, floor := range o.Floors {
			if b := floor.Background; b != nil && !c.pictures[b.Picture] {
				missing++
			}
		}
	}
	if missing > c.without {
		t.Fatalf("%d floors have no picture, and %d were told", missing, c.without)
	}
}
