package format

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"pgregory.net/rapid"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// anyText is text with everything that can go wrong in JSON.
var anyText = rapid.StringOfN(rapid.OneOf(rapid.Rune(), rapid.RuneFrom([]rune("\"\\\n\t\x00\x1b\x7fé🙂"))), 0, 50, -1)

func anyID(t *rapid.T, label string) string {
	return rapid.StringMatching(`[ -~é"\\🙂]{1,20}`).Draw(t, label)
}

func TestABookingIsReadBackAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &engine.Snapshot{
			DeskRefs: []data.DeskRef{{}, {Office: anyID(t, "office"), Floor: anyID(t, "floor"), Desk: anyID(t, "desk")}},
			UserIDs:  []string{data.VisitorID, anyID(t, "user")},
		}
		row := &engine.Row{
			Day:     data.Date(rapid.Int32Range(int32(data.MinDate), int32(data.MaxDate)).Draw(t, "day")),
			Desk:    1,
			User:    rapid.IntRange(0, 1).Draw(t, "who"),
			Created: rapid.Int64Range(-62135596800000, 253402300799999).Draw(t, "created"),
		}
		copy(row.ID[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id"))
		want := data.Booking{
			ID: uuid.UUID(row.ID).String(), DeskRef: s.DeskRefs[1], Date: row.Day, UserID: s.UserIDs[row.User], CreatedAt: time.UnixMilli(row.Created).UTC(),
		}
		if row.User == 0 {
			want.Guest = anyText.Draw(t, "guest")
			row.Guest = []byte(want.Guest)
		}
		if row.IsReleased = rapid.Bool().Draw(t, "released?"); row.IsReleased {
			row.Released = rapid.Int64Range(row.Created, 253402300799999).Draw(t, "released")
			want.ReleasedAt = time.UnixMilli(row.Released).UTC()
		}
		encoder := newEncoder(s)
		line := encoder.appendBooking(nil, row)[separatorLength:]
		var got data.Booking
		if err := json.Unmarshal(line, &got); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s:\n%s", line, diff)
		}
		if int64(len(line)+separatorLength) < min(encoder.shortestBooking(), math.MaxInt64) {
			t.Fatalf("%d bytes, and %d were to be the least", len(line)+separatorLength, encoder.shortestBooking())
		}
		// Both ways of reading a line see the same.
		var scanned, slow record
		if scanBooking(line, &scanned) {
			if _, err := NewChecker(NotOrdered, CheckOptions{}).records.booking(line, &slow); err != nil {
				t.Fatal(err)
			}
			if fmt.Sprintf("%q", scanned) != fmt.Sprintf("%q", slow) {
				t.Fatalf("%q is not %q", scanned, slow)
			}
		}
	})
}

func TestOfficesAndUsersAreReadBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		users := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) data.User {
			return data.User{ID: anyID(t, "id"), Name: anyText.Draw(t, "name"), Active: rapid.Bool().Draw(t, "active")}
		}), 0, 5).Draw(t, "users")
		b, err := AppendRecords(nil, users)
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(b, []byte("\n")); n != len(users) {
			t.Fatalf("%d lines for %d users", n, len(users))
		}
		got := []data.User{}
		if err := json.Unmarshal(append(append([]byte("["), b...), ']'), &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(users, got); diff != "" {
			t.Fatal(diff)
		}
	})
	b, err := AppendRecords(nil, []data.Office{data.SampleOffice()})
	if err != nil {
		t.Fatal(err)
	}
	var got data.Office
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(data.SampleOffice(), got); diff != "" {
		t.Error(diff)
	}
}
