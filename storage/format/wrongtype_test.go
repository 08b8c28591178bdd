package format

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// Every field of every kind of record, edited by hand to what it can't be: each is told
// by its name and its line, and alone.
func TestAValueOfAWrongTypeIsToldByItsNameAndBringsNoOtherFaults(t *testing.T) {
	whole := strings.Replace(filetest.Sound, "],\n\"sha256\": \"SUM\"\n", "]\n", 1) // a hand-edited file has no sum
	whole = strings.Replace(whole, `"fixtures":[]`, `"fixtures":[{"id":"x1","label":"Stairs","type":"stairs","position":{"x":0.1,"y":0.1},"size":{"width":0.1,"height":0.1},"rotation":90,"color":"#808080"}]`, 1)
	whole = strings.Replace(whole, `"features":[]`, `"features":["window"],"retired":false,"blocks":[{"from":"2027-01-01","to":"2027-01-02","reason":"paint"}]`, 1)
	whole = strings.Replace(whole, `"guest":"Ann"`, `"releasedAt":"2026-11-24T09:11:12.345Z","guest":"Ann"`, 1)
	for _, test := range []struct {
		old, new string
		line     int64
		key      string
		want     failure.Want
		got      string
	}{
		{`"schemaVersion": "1.0.0"`, `"schemaVersion": 1`, 2, "schemaVersion", failure.WantText, "number"},
		{`"app": "Seatkeeper 0.1.0"`, `"app": ["Seatkeeper"]`, 3, "app", failure.WantText, "list"},
		{`"exportedAt": "2026-11-23T10:11:12.345+01:00"`, `"exportedAt": 1700000000`, 4, "exportedAt", failure.WantText, "number"},
		{`"lastUpdated": "2026-11-23T09:11:12.345Z"`, `"lastUpdated": true`, 5, "lastUpdated", failure.WantText, "true"},
		{`"counts": {"offices": 1, "users": 2, "bookings": 3}`, `"counts": 6`, 6, "counts", failure.WantObject, "number"},
		{`"users": 2`, `"users": "2"`, 6, "users", failure.WantWhole, "text"},
		{`"bookings": 3`, `"bookings": 3.5`, 6, "bookings", failure.WantWhole, "number"},
		{`"id":"hq"`, `"id":["hq"]`, 8, "id", failure.WantText, "list"},
		{`"name":"HQ"`, `"name":null,"name":7`, 8, "name", failure.WantText, "number"},
		{`"code":"HQ"`, `"code":{}`, 8, "code", failure.WantText, "object"},
		{`"floors":[`, `"floors":{},"x":[`, 8, "floors", failure.WantList, "object"},
		{`"name":"Ground"`, `"name":false`, 8, "name", failure.WantText, "false"},
		{`"level":0`, `"level":"0"`, 8, "level", failure.WantWhole, "text"},
		{`"layout":{"width":30,"height":20}`, `"layout":[30,20]`, 8, "layout", failure.WantObject, "list"},
		{`"width":30`, `"width":"30"`, 8, "width", failure.WantNumber, "text"},
		{`"label":"Stairs"`, `"label":1`, 8, "label", failure.WantText, "number"},
		{`"type":"stairs"`, `"type":1`, 8, "type", failure.WantText, "number"},
		{`"color":"#808080"`, `"color":808080`, 8, "color", failure.WantText, "number"},
		{`"rotation":90`, `"rotation":"90"`, 8, "rotation", failure.WantNumber, "text"},
		{`"label":"D 2"`, `"label":2`, 8, "label", failure.WantText, "number"},
		{`"x":0.5`, `"x":"0.5"`, 8, "x", failure.WantNumber, "text"},
		{`"zone":"A"`, `"zone":0`, 8, "zone", failure.WantText, "number"},
		{`"features":["window"]`, `"features":"window"`, 8, "features", failure.WantList, "text"},
		{`["window"]`, `[1]`, 8, "features", failure.WantText, "number"},
		{`"retired":false`, `"retired":"false"`, 8, "retired", failure.WantTruth, "text"},
		{`"blocks":[{`, `"blocks":{},"x":[{`, 8, "blocks", failure.WantList, "object"},
		{`"from":"2027-01-01"`, `"from":20270101`, 8, "from", failure.WantText, "number"},
		{`"reason":"paint"`, `"reason":true`, 8, "reason", failure.WantText, "true"},
		{`{"id":"d2"`, `"d2",{"id":"d2"`, 8, "desks", failure.WantRecord, "text"},
		{`{"id":"u1"`, `{"id":1`, 11, "id", failure.WantText, "number"},
		{`"name":"Alice"`, `"name":["Alice"]`, 11, "name", failure.WantText, "list"},
		{`"Alice","active":true`, `"Alice","active":"true"`, 11, "active", failure.WantTruth, "text"},
		{`"Alice","active":true`, `"Alice","active":1`, 11, "active", failure.WantTruth, "number"},
		{`{"id":"u1","name":"Alice","active":true}`, `"Alice"`, 11, "users", failure.WantRecord, "text"},
		{`"id":"00000000-0000-4000-8000-000000000001"`, `"id":1`, 15, "id", failure.WantText, "number"},
		{`"office":"hq"`, `"office":1`, 15, "office", failure.WantText, "number"},
		{`"floor":"f1"`, `"floor":1`, 15, "floor", failure.WantText, "number"},
		{`"deskId":"d1"`, `"deskId":1`, 15, "deskId", failure.WantText, "number"},
		{`"date":"2026-11-23"`, `"date":20261123`, 15, "date", failure.WantText, "number"},
		{`"userId":"u1"`, `"userId":1`, 15, "userId", failure.WantText, "number"},
		{`"createdAt":"2026-11-23T09:11:12.345Z"}`, `"createdAt":0}`, 15, "createdAt", failure.WantText, "number"},
		{`"releasedAt":"2026-11-24T09:11:12.345Z"`, `"releasedAt":true`, 17, "releasedAt", failure.WantText, "true"},
		{`"guest":"Ann"`, `"guest":["Ann"]`, 17, "guest", failure.WantText, "list"},
		{`{"id":"00000000-0000-4000-8000-000000000002"`, `7,` + "\n" + `{"id":"00000000-0000-4000-8000-000000000002"`, 16, "bookings", failure.WantRecord, "number"},
	} {
		t.Run(fmt.Sprintf("%s must be %s, not %s", test.key, test.want, test.got), func(t *testing.T) {
			file := strings.Replace(whole, test.old, test.new, 1)
			if file == whole {
				t.Fatal("nothing was replaced")
			}
			if test.want == failure.WantRecord && test.key == "bookings" {
				file = strings.Replace(file, `"bookings": 3`, `"bookings": 4`, 1)
			}
			// With the sum at its end the lines are read, without it any JSON.
			_, byLine := ReadLines(t.Context(), strings.NewReader(filetest.Summed(strings.TrimSuffix(file, "]\n}\n")+"],\n\"sha256\": \"SUM\"\n}\n")))
			_, any := readAny(t.Context(), strings.NewReader(file), int64(len(file)))
			for i, err := range []error{byLine, any} {
				var faults *failure.FaultsError
				if !errors.As(err, &faults) || len(faults.Faults) != 1 {
					t.Fatal(err)
				}
				f := faults.Faults[0]
				if f.Code != failure.FaultWrongType || f.Key != test.key || f.Want != test.want || f.Got != test.got {
					t.Errorf("%+v", f)
				}
				if i == 0 && f.Line != test.line || i == 1 && f.Where == "" {
					t.Errorf("it is in line %d, at %q", f.Line, f.Where)
				}
			}
		})
	}
}

func TestAFaultOfAPersonOrADateIsNoFaultOfOthers(t *testing.T) {
	for name, test := range map[string]struct{ old, new string }{
		"a person with a name too long":        {`"name":"Alice"`, `"name":"` + strings.Repeat("x", 300) + `"`},
		"a person without a name":              {`"name":"Alice",`, ``},
		"a person whose ID is a number":        {`"id":"u1"`, `"id":1`},
		"an office whose desk is off the plan": {`"x":0.25`, `"x":7`},
		"a booking with a bad date":            {`"date":"2026-11-23"`, `"date":"soon"`},
		"a booking without an ID":              {`"id":"00000000-0000-4000-8000-000000000001",`, ``},
	} {
		file := strings.Replace(filetest.Sound, test.old, test.new, 1)
		_, lines, any, _ := readBoth(t, filetest.Summed(file))
		for _, err := range []error{lines, any} {
			var faults *failure.FaultsError
			if !errors.As(err, &faults) || len(faults.Faults) != 1 {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	// The first day is that of the first booking whose date can be read.
	r, _, _, _ := readBoth(t, filetest.Summed(strings.Replace(filetest.Sound, `"date":"2026-11-23"`, `"date":"soon"`, 1)))
	if r.First != aMonday || r.Last != aMonday+1 {
		t.Errorf("from %v to %v", r.First, r.Last)
	}
}
