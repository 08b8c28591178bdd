package words

import (
	"strings"
	"testing"
	"time"

	"seatkeeper/data"
)

func useLocale(t *testing.T, name string) {
	t.Helper()
	before := CurrentLocale()
	SetLocale(LocaleOf(name))
	t.Cleanup(func() { SetLocale(before) })
}

func TestDaysInWords(t *testing.T) {
	today := data.NewDate(2026, time.November, 23)
	SetClock(func() time.Time { return today.In(time.UTC) })
	defer SetClock(time.Now)
	tests := []struct {
		locale      string
		day         data.Date
		long, brief string
	}{
		{"en-GB", data.NewDate(2026, time.November, 24), "Tuesday 24 November", "Tue 24 Nov"},
		{"en-US", data.NewDate(2026, time.November, 24), "Tuesday, November 24", "Tue, Nov 24"},
		{"en-GB", data.NewDate(2027, time.May, 1), "Saturday 1 May 2027", "Sat 1 May 2027"},
		{"en-US", data.NewDate(2027, time.May, 1), "Saturday, May 1, 2027", "Sat, May 1 2027"},
		{"de-DE", data.NewDate(1999, time.December, 31), "Friday 31 December 1999", "Fri 31 Dec 1999"},
	}
	for _, tt := range tests {
		useLocale(t, tt.locale)
		if got := Day(tt.day, today); got != tt.long {
			t.Errorf("%s: Day(%s) is %q, want %q", tt.locale, tt.day, got, tt.long)
		}
		if got := ShortDay(tt.day); got != tt.brief {
			t.Errorf("%s: ShortDay(%s) is %q, want %q", tt.locale, tt.day, got, tt.brief)
		}
	}
	if got := MonthYear(today); got != "November 2026" {
		t.Errorf("MonthYear is %q", got)
	}
}

func TestLocaleOf(t *testing.T) {
	tests := []struct {
		name       string
		first      time.Weekday
		monthFirst bool
	}{
		{"", time.Monday, false}, {"C", time.Monday, false}, {"C.UTF-8", time.Monday, false},
		{"nonsense!", time.Monday, false},
		{"en_GB.UTF-8", time.Monday, false}, {"de_DE@euro", time.Monday, false},
		{"en-US", time.Sunday, true}, {"ja-JP", time.Sunday, false}, {"ar-EG", time.Saturday, false},
		{"ar-AE", time.Monday, false}, {"dv-MV", time.Friday, false}, {"pt-BR", time.Sunday, false},
	}
	for _, tt := range tests {
		got := LocaleOf(tt.name)
		if got.FirstDay != tt.first || got.MonthFirst != tt.monthFirst {
			t.Errorf("LocaleOf(%q) begins weeks on %s, month first %t", tt.name, got.FirstDay, got.MonthFirst)
		}
	}
}

func TestAgo(t *testing.T) {
	const day = 24 * time.Hour
	tests := []struct {
		d    time.Duration
		want string
	}{
		{-time.Hour, "just now"}, {59 * time.Second, "just now"}, {time.Minute, "1 minute ago"},
		{5*time.Minute + 59*time.Second, "5 minutes ago"}, {59 * time.Minute, "59 minutes ago"},
		{time.Hour, "1 hour ago"}, {23*time.Hour + 59*time.Minute, "23 hours ago"}, {day, "1 day ago"},
		{3 * day, "3 days ago"}, {60 * day, "2 months ago"}, {400 * day, "13 months ago"}, {1000 * day, "2 years ago"},
	}
	for _, tt := range tests {
		if got := Ago(tt.d); got != tt.want {
			t.Errorf("Ago(%s) is %q, want %q", tt.d, got, tt.want)
		}
	}
}

func TestAgoFromKnowsTheCalendar(t *testing.T) {
	now := time.Date(2026, time.November, 24, 8, 0, 0, 0, time.UTC)
	tests := []struct {
		then time.Time
		want string
	}{
		{now.Add(-10 * time.Hour), "10 hours ago"}, // late last night
		{now.Add(-14 * time.Hour), "yesterday"},
		{now.Add(-31 * time.Hour), "yesterday"},
		{now.Add(-33 * time.Hour), "1 day ago"}, // two dates ago, one day and nine hours
		{now.Add(-50 * time.Hour), "2 days ago"},
	}
	for _, tt := range tests {
		if got := AgoFrom(tt.then, now); got != tt.want {
			t.Errorf("AgoFrom(%s) is %q, want %q", tt.then, got, tt.want)
		}
	}
}

func TestClock(t *testing.T) {
	if got := Clock(time.Date(2026, 11, 24, 9, 5, 7, 0, time.UTC)); got != "09:05:07" {
		t.Errorf("Clock is %q", got)
	}
}

func TestAShortDayOfAnotherYearHasItsYear(t *testing.T) {
	defer SetClock(time.Now)
	SetClock(func() time.Time { return time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC) })
	before := CurrentLocale()
	defer SetLocale(before)
	SetLocale(LocaleOf("en-GB"))
	if got := ShortDay(data.NewDate(2026, 11, 24)); got != "Tue 24 Nov" {
		t.Error(got)
	}
	if got := ShortDay(data.NewDate(2025, 11, 14)); got != "Fri 14 Nov 2025" {
		t.Error(got)
	}
	text, _ := conflict(&data.ConflictError{Err: data.ErrAlreadySeated, Date: data.NewDate(2027, 1, 4)})
	if !strings.Contains(text, "2027") {
		t.Error(text)
	}
}
