package values

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"seatkeeper/data"
)

func TestStringsAreReadBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.RuneFrom([]rune("\x00\x01\x1f \"\\/\n\r\t\x7f\u2028\u2029é<>&\U0001F642\uFFFD")))).Draw(t, "text")
		wantString(t, text)
	})
	for c := range 256 {
		wantString(t, string([]byte{'a', byte(c), 'b'}))
	}
}

type failer interface {
	Fatal(...any)
	Fatalf(string, ...any)
}

func wantString(t failer, text string) {
	encoded := AppendString([]byte("x"), text)[1:]
	var got string
	if err := json.Unmarshal(encoded, &got); err != nil {
		t.Fatalf("%q: %v", encoded, err)
	}
	if want := strings.ToValidUTF8(text, "\uFFFD"); utf8.ValidString(text) && got != text || got != want {
		t.Fatalf("%q became %q", text, got)
	}
	if !utf8.Valid(encoded) || bytes.ContainsAny(encoded, "\n\r\x00") {
		t.Fatalf("%q does not fit into a line", encoded)
	}
}

func TestInstantsAreThoseOfTheTimePackage(t *testing.T) {
	first, last := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli(), time.Date(9999, 12, 31, 23, 59, 59, 999e6, time.UTC).UnixMilli()
	rapid.Check(t, func(t *rapid.T) {
		ms := rapid.OneOf(rapid.Int64Range(first, last), rapid.SampledFrom([]int64{first, last, 0, -1, 1, -62135596800000})).Draw(t, "ms")
		moment := time.UnixMilli(ms).UTC()
		text := string(AppendInstant(nil, ms))
		if want := moment.Format(data.TimeFormat); text != want {
			t.Fatalf("%s, not %s", text, want)
		}
		if !IsInstant([]byte(text)) {
			t.Fatalf("%s is not taken for a time", text)
		}
		var read time.Time
		if err := json.Unmarshal([]byte(`"`+text+`"`), &read); err != nil || !read.Equal(moment) {
			t.Fatalf("%s is read as %v, %v", text, read, err)
		}
	})
}

func TestDatesAreThoseOfTheTimePackageOnEveryDay(t *testing.T) {
	var got [10]byte
	day := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	for d := data.MinDate; d <= data.MaxDate; d++ {
		text := AppendDate(got[:0], d)
		y, m, dd := day.Date()
		if int(text[0]-'0')*1000+int(text[1]-'0')*100+int(text[2]-'0')*10+int(text[3]-'0') != y ||
			int(text[5]-'0')*10+int(text[6]-'0') != int(m) || int(text[8]-'0')*10+int(text[9]-'0') != dd || text[4] != '-' || text[7] != '-' {
			t.Fatalf("%s, not %s", text, day.Format("2006-01-02"))
		}
		day = day.AddDate(0, 0, 1)
	}
}

func TestWhatIsAnInstantAndWhatIsNot(t *testing.T) {
	for text, want := range map[string]bool{
		"2026-11-23T10:11:12.345Z": true, "2024-02-29T00:00:00.000Z": true, "0001-01-01T00:00:00.000Z": true, "9999-12-31T23:59:59.999Z": true,
		"2026-11-23T10:11:12Z": true, "2026-11-23T10:11:12+01:00": true, "2026-11-23T10:11:12.123456789-05:30": true,
		"2026-02-29T00:00:00.000Z": false, "2026-02-30T00:00:00.000Z": false, "2026-04-31T00:00:00.000Z": false, "2026-11-00T00:00:00.000Z": false,
		"2026-13-01T00:00:00.000Z": false, "2026-00-01T00:00:00.000Z": false, "2026-11-39T00:00:00.000Z": false, "2026-11-23T24:00:00.000Z": false,
		"2026-11-23T10:60:00.000Z": false, "2026-11-23T10:00:60.000Z": false, "0000-01-01T00:00:00.000Z": false, "2026-11-23": false,
		"2026-11-23T10:11:12.345": false, "2026-11-23 10:11:12.345Z": false, "": false, "0001-01-01T00:00:00+05:00": false, "2026-11-2aT10:11:12.345Z": false,
	} {
		if got := IsInstant([]byte(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
