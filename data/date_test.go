package data

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"
)

var anyDate = rapid.Custom(func(t *rapid.T) Date {
	return Date(rapid.Int32Range(int32(MinDate), int32(MaxDate)).Draw(t, "date"))
})

func TestDatesAreThoseOfTheTimePackage(t *testing.T) {
	if MinDate.String() != "0001-01-01" || MaxDate.String() != "9999-12-31" || Date(0).String() != "1970-01-01" {
		t.Error(MinDate, MaxDate, Date(0))
	}
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate.Draw(t, "d")
		day := time.Date(1970, 1, 1+int(d), 0, 0, 0, 0, time.UTC)
		if want := day.Format("2006-01-02"); d.String() != want {
			t.Fatalf("%v, not %s", d, want)
		}
		if parsed, err := ParseDate(d.String()); err != nil || parsed != d {
			t.Fatalf("%v is read as %v, %v", d, parsed, err)
		}
		if y, m, dd := d.Civil(); NewDate(y, m, dd) != d || y != day.Year() || m != day.Month() || dd != day.Day() {
			t.Fatal(d)
		}
		if d.Weekday() != day.Weekday() || d.IsWorkday() != (day.Weekday() >= 1 && day.Weekday() <= 5) || !d.Valid() {
			t.Fatal(d)
		}
		if DateOf(day) != d || !d.In(time.UTC).Equal(day) {
			t.Fatal(d)
		}
		text, err := json.Marshal(d)
		var read Date
		if err != nil || json.Unmarshal(text, &read) != nil || read != d {
			t.Fatalf("%s %v %v", text, read, err)
		}
	})
}

func TestOnlyRealDaysAreRead(t *testing.T) {
	for y := 1; y <= 9999; y++ {
		leap := y%4 == 0 && (y%100 != 0 || y%400 == 0)
		if _, err := ParseDate(fmt.Sprintf("%04d-02-29", y)); (err == nil) != leap {
			t.Fatalf("29 February %d: %v", y, err)
		}
	}
	for m := range 14 {
		for d := range 33 {
			text := fmt.Sprintf("2026-%02d-%02d", m, d)
			_, want := time.Parse("2006-01-02", text)
			if _, err := ParseDate(text); (err == nil) != (want == nil) {
				t.Errorf("%s: %v", text, err)
			}
		}
	}
	for _, text := range []string{"", "2026-11-2", "2026-11-240", "26-11-24", "2026/11/24", "2026-1-024", "0000-01-01", "-001-01-01", "+026-11-24",
		"2026-11-24 ", " 2026-11-24", "20261124", "2026-11-2４", "２026-11-24", "2026-11-24T00:00:00Z", "2026_11_24", "2026-0x-01"} {
		if d, err := ParseDate(text); err == nil {
			t.Errorf("%q is read as %v", text, d)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[0-9]{4}-[0-9]{2}-[0-9]{2}`).Draw(t, "text")
		want, wantErr := time.Parse("2006-01-02", text)
		got, err := ParseDate(text)
		if (err == nil) != (wantErr == nil && want.Year() > 0) || err == nil && DateOf(want) != got {
			t.Fatalf("%s: %v %v, not %v %v", text, got, err, want, wantErr)
		}
	})
	if _, err := (MinDate - 1).MarshalText(); err == nil {
		t.Error("a day before the calendar has a text")
	}
	if (MaxDate + 1).Valid() || (MinDate - 1).Valid() {
		t.Error("days outside the calendar are valid")
	}
}

func TestAMonthLaterIsTheSameDayOrTheLast(t *testing.T) {
	for _, test := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"}, {"2024-02-29", 12, "2025-02-28"}, {"2024-02-29", 48, "2028-02-29"},
		{"2026-03-31", -1, "2026-02-28"}, {"2026-12-31", 2, "2027-02-28"}, {"2026-10-31", 1, "2026-11-30"}, {"2026-11-23", 0, "2026-11-23"},
		{"2026-01-15", -1, "2025-12-15"}, {"2026-01-15", -13, "2024-12-15"}, {"9999-12-31", 1, "9999-12-31"}, {"0001-01-01", -1, "0001-01-01"},
	} {
		from, err := ParseDate(test.from)
		if err != nil {
			t.Fatal(err)
		}
		if got := from.AddMonths(test.n).String(); got != test.want {
			t.Errorf("%s and %d months: %s, not %s", test.from, test.n, got, test.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		d, n := anyDate.Draw(t, "d"), rapid.IntRange(-1200, 1200).Draw(t, "n")
		y, m, day := d.Civil()
		months := y*12 + int(m) - 1 + n
		if months < 12 || months >= 120000 {
			if got := d.AddMonths(n); got != MinDate && got != MaxDate {
				t.Fatalf("%v and %d months: %v", d, n, got)
			}
			return
		}
		gotYear, gotMonth, gotDay := d.AddMonths(n).Civil()
		if gotYear*12+int(gotMonth)-1 != months || gotDay != min(day, DaysInMonth(gotYear, gotMonth)) {
			t.Fatalf("%v and %d months: %v", d, n, d.AddMonths(n))
		}
	})
}

func TestDaysAreAddedWithinTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, n := anyDate.Draw(t, "d"), rapid.Int().Draw(t, "n")
		got := d.AddDays(n)
		if want := float64(d) + float64(n); got != min(max(MinDate, got), MaxDate) || want > float64(MinDate) && want < float64(MaxDate) && got != d+Date(n) {
			t.Fatalf("%v and %d days: %v", d, n, got)
		}
	})
}

func TestTheDateIsThatOfTheClocksOwnZone(t *testing.T) {
	moment := time.Date(2026, 11, 23, 11, 30, 0, 0, time.UTC)
	for offset := -12; offset <= 14; offset++ {
		want := "2026-11-23"
		switch {
		case offset == -12:
			want = "2026-11-22"
		case offset > 12:
			want = "2026-11-24"
		}
		if got := DateOf(moment.In(time.FixedZone("", offset*3600))).String(); got != want {
			t.Errorf("at UTC%+d: %s, not %s", offset, got, want)
		}
	}
}

func TestADayBeginsWithItsFirstMoment(t *testing.T) {
	for _, test := range []struct{ zone, day, want string }{
		{"Europe/Berlin", "2026-11-23", "2026-11-23T00:00:00+01:00"},
		{"Europe/Berlin", "2026-03-29", "2026-03-29T00:00:00+01:00"},
		{"Europe/Berlin", "2026-10-25", "2026-10-25T00:00:00+02:00"},
		{"America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00"}, // midnight is skipped
		{"Africa/Cairo", "2024-04-26", "2024-04-26T01:00:00+03:00"},
		{"Asia/Beirut", "2024-03-31", "2024-03-31T01:00:00+03:00"},
		{"America/Havana", "2026-03-08", "2026-03-08T01:00:00-04:00"},
		{"Pacific/Kiritimati", "2026-11-23", "2026-11-23T00:00:00+14:00"},
	} {
		loc, err := time.LoadLocation(test.zone)
		if err != nil {
			t.Fatal(err)
		}
		d, _ := ParseDate(test.day)
		at := d.In(loc)
		if got := at.Format(time.RFC3339); got != test.want {
			t.Errorf("%s in %s: %s, not %s", test.day, test.zone, got, test.want)
		}
		if DateOf(at) != d || DateOf(at.Add(-time.Nanosecond)) != d-1 {
			t.Errorf("%v is not the first moment of %s in %s", at, test.day, test.zone)
		}
	}
	// Over the clock changes of many years and zones.
	for _, zone := range []string{"America/Sao_Paulo", "America/Havana", "Asia/Beirut", "Africa/Cairo", "America/New_York", "Australia/Lord_Howe", "Asia/Tehran", "America/Asuncion"} {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		for d := NewDate(1990, 1, 1); d < NewDate(2030, 1, 1); d++ {
			if got := DateOf(d.In(loc)); got != d {
				t.Errorf("%v in %s begins at %v", d, zone, d.In(loc))
			}
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, text := range []string{"2026-11-24", "0001-01-01", "9999-12-31", "2024-02-29", "", "2026-1١-24"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if d, err := ParseDate(text); err == nil && d.String() != text {
			t.Errorf("%q is read as %v", text, d)
		}
	})
}
