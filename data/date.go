package data

import (
	"fmt"
	"time"
)

// Date is a civil date: a day in the calendar, with no clock and no time zone.
// Its value is the number of days since 1970-01-01 in the Gregorian calendar,
// which is also how the store keeps it. In text and JSON it is YYYY-MM-DD.
type Date int32

// The first and the last day that a Date may name.
const (
	MinDate Date = -719162 // 0001-01-01
	MaxDate Date = 2932896 // 9999-12-31
)

const secondsPerDay = 24 * 60 * 60

// NewDate returns the date of the given year, month and day. Values outside
// their usual ranges are carried over, as in [time.Date].
func NewDate(year int, month time.Month, day int) Date {
	return Date(floorDiv(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix(), secondsPerDay))
}

// DateOf returns the civil date of t in t's own location.
func DateOf(t time.Time) Date {
	return NewDate(t.Date())
}

// ParseDate reads a date of the form YYYY-MM-DD and nothing else.
func ParseDate(text string) (Date, error) {
	if len(text) != len("2006-01-02") || text[4] != '-' || text[7] != '-' {
		return 0, fmt.Errorf("%q is not a date like 2026-11-24", clip(text))
	}
	number := func(digits string) int {
		n := 0
		for _, c := range []byte(digits) {
			if c < '0' || c > '9' {
				return -1
			}
			n = n*10 + int(c-'0')
		}
		return n
	}
	y, m, d := number(text[:4]), number(text[5:7]), number(text[8:])
	if y < 1 || m < 1 || m > 12 || d < 1 || d > DaysInMonth(y, time.Month(m)) {
		return 0, fmt.Errorf("%q is not a day in the calendar", clip(text))
	}
	return NewDate(y, time.Month(m), d), nil
}

// DaysInMonth returns how many days the month has in that year.
func DaysInMonth(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Valid reports whether d lies between MinDate and MaxDate.
func (d Date) Valid() bool { return d >= MinDate && d <= MaxDate }

// Civil returns the year, month and day of the month.
func (d Date) Civil() (year int, month time.Month, day int) {
	return d.utc().Date()
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// IsWorkday reports whether d is a Monday to Friday.
func (d Date) IsWorkday() bool {
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
}

// AddDays returns the date n days later, or earlier where n is negative, held
// between MinDate and MaxDate.
func (d Date) AddDays(n int) Date {
	return min(max(Date(min(max(int64(d)+int64(n), int64(MinDate)), int64(MaxDate))), MinDate), MaxDate)
}

// AddMonths returns the same day n months later. Where that month is shorter,
// its last day is meant: 31 January and one month is 28 or 29 February.
func (d Date) AddMonths(n int) Date {
	y, m, day := d.Civil()
	first := time.Date(y, m+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	day = min(day, DaysInMonth(first.Year(), first.Month()))
	return min(max(NewDate(first.Year(), first.Month(), day), MinDate), MaxDate)
}

// String returns the date as YYYY-MM-DD.
func (d Date) String() string {
	return string(d.append(make([]byte, 0, len("2006-01-02"))))
}

// AppendText appends the date as YYYY-MM-DD.
func (d Date) AppendText(b []byte) ([]byte, error) {
	if !d.Valid() {
		return b, fmt.Errorf("day number %d is outside the calendar", int32(d))
	}
	return d.append(b), nil
}

// MarshalText returns the date as YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return d.AppendText(nil) }

// UnmarshalText reads YYYY-MM-DD.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// In returns the moment at which the day begins in the given location. Where a
// clock change skips midnight it is the first moment after the gap.
func (d Date) In(loc *time.Location) time.Time {
	y, m, day := d.Civil()
	t := time.Date(y, m, day, 0, 0, 0, 0, loc)
	for hour := 1; t.Day() != day && hour <= 3; hour++ {
		t = time.Date(y, m, day, hour, 0, 0, 0, loc)
	}
	return t
}

func (d Date) append(b []byte) []byte {
	return d.utc().AppendFormat(b, "2006-01-02")
}

func (d Date) utc() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
