package words

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"seatkeeper/data"
)

func TestParseDay(t *testing.T) {
	today := data.NewDate(2026, time.November, 24) // a Tuesday
	tests := []struct{ locale, text, want string }{
		{"en-GB", "2026-11-24", "2026-11-24"}, {"en-US", "2026-11-24", "2026-11-24"},
		{"en-GB", "2026/11/04", "2026-11-04"}, {"en-US", "2026.4.11", "2026-04-11"},
		{"en-GB", "24.11.2026", "2026-11-24"}, {"en-GB", " 4/11/2026 ", "2026-11-04"}, {"en-US", "4/11/2026", "2026-04-11"},
		{"en-US", "11/24/2026", "2026-11-24"}, {"en-GB", "24 11 26", "2026-11-24"}, {"en-US", "11-24-27", "2027-11-24"},
		{"en-GB", "24 . 11 . 2026", "2026-11-24"}, {"de-DE", "24. 11.", "2026-11-24"}, {"de-DE", "3.4", "2027-04-03"},
		{"en-GB", "24/11", "2026-11-24"}, {"en-GB", "24/5", "2026-05-24"}, {"en-GB", "23/5", "2027-05-23"},
		{"en-US", "1/4", "2027-01-04"}, {"en-GB", "31/12", "2026-12-31"},
		{"en-GB", "24 November", "2026-11-24"}, {"en-GB", "Nov 24", "2026-11-24"}, {"en-GB", "24 nov 2027", "2027-11-24"},
		{"en-US", "24 nov 27", "2027-11-24"}, {"en-US", "November 24, 2027", "2027-11-24"}, {"en-GB", "2027 Nov 24", "2027-11-24"},
		{"en-GB", "24nov", "2026-11-24"}, {"en-GB", "4-may-2027", "2027-05-04"}, {"en-GB", "4 Sept.", "2026-09-04"},
		{"en-GB", "1 jan", "2027-01-01"}, {"en-GB", "٢٤/١١", ""},
		{"en-GB", "TODAY", "2026-11-24"}, {"en-GB", "tomorrow", "2026-11-25"}, {"en-GB", "Yesterday ", "2026-11-23"},
		{"en-GB", "Tue", "2026-11-24"}, {"en-GB", "tuesday", "2026-11-24"}, {"en-GB", "mon", "2026-11-30"}, {"en-US", "Fri.", "2026-11-27"},
		{"en-GB", "Mon 4 Jan", "2027-01-04"}, {"en-US", "Tue, Nov 24", "2026-11-24"}, {"en-GB", "tue 24.11.2026", "2026-11-24"},
		{"en-GB", "29 feb 2028", "2028-02-29"}, {"en-GB", "1/1/0001", "0001-01-01"}, {"en-GB", "31/12/9999", "9999-12-31"},
		{"en-GB", "２４/１１/２０２６", "2026-11-24"}, // as East Asian keyboards type digits

		{"en-GB", "31/11", ""}, {"en-GB", "11/24/2026", ""}, {"en-US", "24/11/2026", ""}, {"en-GB", "29 feb", ""},
		{"en-GB", "29/2/2027", ""}, {"en-GB", "0/1/2026", ""}, {"en-GB", "1/0/2026", ""}, {"en-GB", "1/1/0000", ""},
		{"en-GB", "2026-24-11", ""}, {"en-GB", "Mon 24 Nov", ""}, {"en-GB", "24", ""}, {"en-GB", "November", ""},
		{"en-GB", "Nov 2026", ""}, {"en-GB", "11/2026", ""}, {"en-GB", "20261124", ""}, {"en-GB", "24112026", ""},
		{"en-GB", "24/11/026", ""}, {"en-GB", "24/11/6", ""}, {"en-GB", "024/11", ""}, {"en-GB", "24//11", ""}, {"en-GB", "/24/11", ""},
		{"en-GB", "24/11/", ""}, {"en-GB", "-1/11/2026", ""}, {"en-GB", "ma 4", ""}, {"en-GB", "ju 4", ""}, {"en-GB", "24 nov dec", ""},
		{"en-GB", "tue wed", ""}, {"en-GB", "24 11 26 1", ""}, {"en-GB", "", ""}, {"en-GB", " ", ""}, {"en-GB", "soon", ""},
		{"en-GB", strings.Repeat("1", 5000), ""}, {"en-GB", "2026\xff-11-24", ""},
		{"ja-JP", "26/11/24", ""}, {"ja-JP", "26 Nov 24", ""}, {"ja-JP", "2026/11/24", "2026-11-24"}, {"sv-SE", "26-11-24", ""},
	}
	for _, tt := range tests {
		useLocale(t, tt.locale)
		day, err := ParseDay(tt.text, today)
		switch {
		case tt.want == "" && err == nil:
			t.Errorf("%s: %.40q is read as %s", tt.locale, tt.text, day)
		case tt.want != "" && err != nil:
			t.Errorf("%s: %q is refused: %v", tt.locale, tt.text, err)
		case tt.want != "" && day.String() != tt.want:
			t.Errorf("%s: %q is read as %s, want %s", tt.locale, tt.text, day, tt.want)
		}
	}
}

func TestParseDaySaysWhatIsWrong(t *testing.T) {
	today := data.NewDate(2026, time.November, 24)
	tests := []struct{ locale, text, want string }{
		{"en-GB", "31/11", "November 2026 has only 30 days."},
		{"en-GB", "29 feb", "February 2027 has only 28 days."},
		{"en-GB", "0 feb 2028", "February 2028 has only 29 days."},
		{"en-GB", "11/24/2026", "There is no month 24. The day comes first: 24/11/2026."},
		{"en-US", "24/11/2026", "There is no month 24. The month comes first: 11/24/2026."},
		{"en-GB", "Mon 24 Nov", "That day is Tuesday 24 November 2026."},
		{"en-GB", "soon", "That can’t be read as a day. Write it like 24/11/2026, 24 Nov, Friday."},
	}
	for _, tt := range tests {
		useLocale(t, tt.locale)
		if _, err := ParseDay(tt.text, today); err == nil || err.Error() != tt.want {
			t.Errorf("%s: %q is answered with %v, want %q", tt.locale, tt.text, err, tt.want)
		}
	}
}

func TestParseDayAtTheEndsOfTheCalendar(t *testing.T) {
	useLocale(t, "en-GB")
	for _, today := range []data.Date{data.MinDate, data.MinDate + 1, data.MaxDate - 1, data.MaxDate, data.MinDate - 5, data.MaxDate + 5, -1 << 31, 1<<31 - 1} {
		for _, text := range []string{"yesterday", "today", "tomorrow", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "1/1", "31/12", "30 jun", "29/2"} {
			if day, err := ParseDay(text, today); err == nil && !day.Valid() {
				t.Errorf("on %d, %q is %d", today, text, day)
			}
		}
	}
	if day, err := ParseDay("tomorrow", data.MaxDate); err == nil {
		t.Errorf("there is a day after the last one: %s", day)
	}
	if day, err := ParseDay("yesterday", data.MinDate); err == nil {
		t.Errorf("there is a day before the first one: %s", day)
	}
	if day, err := ParseDay("sat", data.MaxDate); err == nil { // it is a Friday
		t.Errorf("the Saturday after the last day is %s", day)
	}
}

// What the program writes it reads again, whatever the day.
func TestParseDayReadsWhatDayWrites(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, locale := range []string{"en-GB", "en-US", "ja-JP"} {
		useLocale(t, locale)
		for range 3000 {
			day := data.MinDate.AddDays(random.IntN(int(data.MaxDate - data.MinDate + 1)))
			other := day.AddDays(400)
			if other == data.MaxDate {
				other = day.AddDays(-400)
			}
			for _, text := range []string{Day(day, other), Day(day, day), ShortDay(day), day.String(), numericDay(day)} {
				if got, err := ParseDay(text, day); err != nil || got != day {
					t.Fatalf("%s: %q is read as %s, %v; want %s", locale, text, got, err, day)
				}
			}
			if got, err := ParseDay(Day(day, other), other); err != nil || got != day {
				t.Fatalf("%s: %q is read as %s, %v on %s", locale, Day(day, other), got, err, other)
			}
		}
	}
}

func TestDayWritesTheYearWithFourDigits(t *testing.T) {
	useLocale(t, "en-GB")
	if got := Day(data.NewDate(987, time.March, 3), data.MaxDate); got != "Saturday 3 March 0987" {
		t.Errorf("the day is %q", got)
	}
	if got := Day(data.NewDate(987, time.March, 3), data.NewDate(987, time.May, 3)); got != "Saturday 3 March" {
		t.Errorf("in its own year the day is %q", got)
	}
	if got := MonthYear(data.MinDate); got != "January 0001" {
		t.Errorf("the month is %q", got)
	}
}

func FuzzParseDay(f *testing.F) {
	for _, text := range []string{"2026-11-24", "24.11.26", "Tue, Nov 24", "31/11", "tomorrow", "4 Sept. 0001", "/", "sat", "\u0130 1"} {
		f.Add(text, int32(20781), false)
		f.Add(text, int32(data.MaxDate), true)
	}
	f.Fuzz(func(t *testing.T, text string, today int32, monthFirst bool) {
		useLocale(t, map[bool]string{false: "en-GB", true: "en-US"}[monthFirst])
		day, err := ParseDay(text, data.Date(today))
		if err != nil {
			if err.Error() == "" {
				t.Error("the error says nothing")
			}
			return
		}
		if !day.Valid() {
			t.Errorf("%q on %d is %d", text, today, day)
		}
		if again, err := ParseDay(day.String(), data.Date(today)); err != nil || again != day {
			t.Errorf("%s is read as %s, %v", day, again, err)
		}
	})
}
