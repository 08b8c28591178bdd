package words

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"seatkeeper/data"
)

// ParseDay reads a day as people type it:
//
//   - YYYY-MM-DD, and the year first with other separators: 2026/11/24
//   - numbers in the order of the locale, apart by any of . / - , and spaces:
//     24.11.2026, 24/11, 24 11 26, and 11/24/2026 if the month comes first.
//     A year of two digits is in this century.
//   - with a month's name, or at least three letters of it: 24 November, Nov 24,
//     24 nov 2027. Then the day of the week may stand there too, and must fit, so
//     that what [Day] and [ShortDay] write is read again.
//   - today, tomorrow, yesterday, and the day of a week, Fri or Friday, which is
//     the next such day from today on
//
// A day without a year lies in the year of today, or in the next one where it
// would lie more than six months back: who types 4 January in November means the
// coming one. Nothing but the locale decides between two ways of reading a text,
// and what can't be read for certain is refused. The error says what is wrong in
// words for the user.
func ParseDay(text string, today data.Date) (data.Date, error) {
	today = today.AddDays(0) // within the calendar
	unreadable := errors.New(Say("day.not-a-date", Args{"Example": DayExample(today)}))
	const longest = 100 // that any of these forms is in bytes
	if len(text) > longest {
		return 0, unreadable
	}
	text = foldDay(text)
	for i, key := range []string{"day.yesterday", "day.today", "day.tomorrow"} {
		if text != foldDay(Say(key)) {
			continue
		}
		if day := today.AddDays(i - 1); int(day) == int(today)+i-1 {
			return day, nil
		}
		return 0, unreadable // past the ends of the calendar
	}
	parts, ok := splitDay(text)
	if !ok {
		return 0, unreadable
	}
	if parts.weekday >= 0 && len(parts.numbers) == 0 && parts.month == 0 {
		day := today.AddDays((parts.weekday - int(today.Weekday()) + 7) % 7)
		if int(day.Weekday()) != parts.weekday {
			return 0, unreadable
		}
		return day, nil
	}
	year, month, number, ok := parts.order()
	if !ok {
		return 0, unreadable
	}
	return civilDay(year, month, number, parts.weekday, today)
}

// civilDay returns the day of these values, of which the year and the weekday are
// negative if they were not given, or says which of them can't be.
func civilDay(year, month, number, weekday int, today data.Date) (data.Date, error) {
	given := year >= 0
	if !given {
		year, _, _ = today.Civil()
	}
	switch {
	case year < 1 || year > 9999:
		return 0, errors.New(Say("day.not-a-date", Args{"Example": DayExample(today)}))
	case month < 1 || month > 12:
		args := Args{"Month": fmt.Sprint(month), "Example": numericDay(today)}
		if CurrentLocale().MonthFirst {
			return 0, errors.New(Say("day.no-month-first", args))
		}
		return 0, errors.New(Say("day.no-month", args))
	}
	if !given && year < 9999 && number >= 1 && number <= 31 && data.NewDate(year, time.Month(month), number) < today.AddMonths(-6) {
		year++
	}
	if days := data.DaysInMonth(year, time.Month(month)); number < 1 || number > days {
		of := data.NewDate(year, time.Month(month), 1)
		return 0, errors.New(Say("day.month-has", Args{"Month": MonthYear(of), "Days": days}))
	}
	day := data.NewDate(year, time.Month(month), number)
	if weekday >= 0 && int(day.Weekday()) != weekday {
		return 0, errors.New(Say("day.other-weekday", Args{"Day": DayAndYear(day)}))
	}
	return day, nil
}

// dayParts is what a text about a day consists of.
type dayParts struct {
	numbers []dayNumber
	month   int // by name, from 1; 0 is none
	weekday int // -1 is none
}

type dayNumber struct{ value, digits int }

func (n dayNumber) isShort() bool { return n.digits <= 2 }
func (n dayNumber) isYear() bool  { return n.digits == 4 }

// year returns the year that the number means: two digits are in this century.
func (n dayNumber) year() int {
	if n.digits == 2 {
		return 2000 + n.value
	}
	return n.value
}

// order finds out which number is what. The year is negative if there is none.
func (p dayParts) order() (year, month, day int, ok bool) {
	n := p.numbers
	year = -1
	if len(n) > 1 && n[0].isYear() { // 2026/11/24, 2026 Nov 24
		year, n = n[0].year(), n[1:]
		if p.month == 0 && len(n) == 2 && n[0].isShort() && n[1].isShort() {
			return year, n[0].value, n[1].value, true
		}
		return year, p.month, n[0].value, p.month > 0 && len(n) == 1 && n[0].isShort()
	}
	fields := 2 // without the year
	if p.month > 0 {
		fields = 1
	}
	if len(n) == fields+1 {
		last := n[fields]
		// Where dates begin with the year, two digits may be the year at either end.
		region, _ := CurrentLocale().Tag.Region()
		if !last.isYear() && (last.digits != 2 || names(yearFirst, region.String())) {
			return 0, 0, 0, false
		}
		year, n = last.year(), n[:fields]
	}
	if len(n) != fields || slices.ContainsFunc(n, func(n dayNumber) bool { return !n.isShort() }) {
		return 0, 0, 0, false
	}
	switch {
	case p.month > 0:
		return year, p.month, n[0].value, true
	case CurrentLocale().MonthFirst:
		return year, n[0].value, n[1].value, true
	}
	return year, n[1].value, n[0].value, true
}

// Regions in which short dates are written with the year first, by their main
// language's CLDR locale, and by the English one in Canada and South Africa.
const yearFirst = "BT CA CN HU IR JP KP KR LK LT MN SE TW ZA"

// splitDay takes a folded text apart into numbers and names, between which stand
// spaces with at most one other separator. It is false if there is anything else.
func splitDay(text string) (parts dayParts, ok bool) {
	parts.weekday = -1
	for text != "" {
		end := strings.IndexFunc(text, func(r rune) bool { return !isDigit(r) })
		if end < 0 {
			end = len(text)
		}
		if end > 0 {
			if end > 4 || len(parts.numbers) == 3 {
				return parts, false
			}
			number := dayNumber{digits: end}
			for _, c := range []byte(text[:end]) {
				number.value = number.value*10 + int(c-'0')
			}
			parts.numbers = append(parts.numbers, number)
		} else {
			end = strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
			if end < 0 {
				end = len(text)
			}
			if end == 0 || !parts.name(text[:end]) {
				return parts, false
			}
		}
		rest := strings.TrimLeft(text[end:], " ")
		if rest != "" && strings.ContainsRune("./-,", rune(rest[0])) {
			if separator := rest[0]; len(rest) == 1 && separator != '.' {
				return parts, false // only a dot may end a date: 24.11.
			}
			rest = strings.TrimLeft(rest[1:], " ")
		}
		text = rest
	}
	return parts, true
}

// name takes the name of a month or of a day of the week.
func (p *dayParts) name(word string) bool {
	month, weekday := named(word, months[:], monthsShort[:]), named(word, weekdays[:], weekdaysShort[:])
	switch {
	case month >= 0 && weekday >= 0:
		return false
	case month >= 0 && p.month == 0:
		p.month = month + 1
	case weekday >= 0 && p.weekday < 0:
		p.weekday = weekday
	default:
		return false
	}
	return true
}

// named returns which of the names a word is, in full or short, or which one it
// begins with three letters or more; -1 is none, or several.
func named(word string, full, short []string) int {
	found := -1
	for i := range full {
		name := foldDay(Say(full[i]))
		if word == name || word == foldDay(Say(short[i])) {
			return i
		}
		if len([]rune(word)) >= 3 && strings.HasPrefix(name, word) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func foldDay(text string) string {
	return strings.Join(strings.Fields(cases.Fold().String(norm.NFKC.String(text))), " ")
}

// DayExample returns some texts that [ParseDay] reads, the first of which is today.
func DayExample(today data.Date) string {
	if CurrentLocale().MonthFirst {
		return List(numericDay(today), Say("day.example-month-first"))
	}
	return List(numericDay(today), Say("day.example"))
}

// numericDay returns the day in numbers, in the order of the locale.
func numericDay(d data.Date) string {
	year, month, day := d.Civil()
	if CurrentLocale().MonthFirst {
		return fmt.Sprintf("%d/%d/%04d", int(month), day, year)
	}
	return fmt.Sprintf("%d/%d/%04d", day, int(month), year)
}
