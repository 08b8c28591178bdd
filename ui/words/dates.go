package words

import (
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"github.com/jeandeaual/go-locale"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"seatkeeper/data"
)

// Locale is how dates and numbers are written, names ordered and weeks begun where the user
// is. In which language is another question; see [SetLanguage].
type Locale struct {
	Tag        language.Tag
	MonthFirst bool         // "Tuesday, November 24" instead of "Tuesday 24 November"
	FirstDay   time.Weekday // of a week
}

var current atomic.Pointer[localeInUse]

type localeInUse struct {
	Locale
	numbers *message.Printer
}

func init() { SetLocale(SystemLocale()) }

// CurrentLocale returns the locale in use: the system's, until [SetLocale].
func CurrentLocale() Locale { return current.Load().Locale }

// SetLocale changes the locale in use, for the whole program.
func SetLocale(l Locale) { current.Store(&localeInUse{l, message.NewPrinter(l.Tag)}) }

// printer writes numbers.
func printer() *message.Printer { return current.Load().numbers }

// SystemLocale asks the system. Where it does not answer, or answers "C", weeks
// begin on Monday and the day stands before the month.
func SystemLocale() Locale {
	name, err := locale.GetLocale()
	if err != nil {
		name = ""
	}
	return LocaleOf(name)
}

// LocaleOf returns the locale of a name such as "en-US" or "de_DE.UTF-8". For a
// name it can't read it returns the one that SystemLocale promises.
func LocaleOf(name string) Locale {
	name, _, _ = strings.Cut(name, ".")
	name, _, _ = strings.Cut(name, "@")
	l := Locale{Tag: language.English, FirstDay: time.Monday}
	if name == "" || name == "C" || name == "POSIX" {
		return l
	}
	tag, err := language.Parse(name)
	if err != nil {
		return l
	}
	l.Tag = tag
	region, _ := tag.Region()
	l.FirstDay = firstDay(region.String())
	l.MonthFirst = names(monthFirst, region.String())
	return l
}

// The first day of the week by region, from CLDR's supplementalData.xml, element
// weekData/firstDay (the state since version 43, in which AE went to Monday).
// All regions that are not named begin on Monday.
const (
	fridayFirst   = "MV"
	saturdayFirst = "AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY"
	sundayFirst   = "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA " +
		"MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW"

	// Regions whose English puts the month first: those whose CLDR locale en-XX
	// takes its long dates from "en" and not from "en-001".
	monthFirst = "AS BI CA GU MH MP PH PR UM US VI"
)

func firstDay(region string) time.Weekday {
	switch {
	case names(fridayFirst, region):
		return time.Friday
	case names(saturdayFirst, region):
		return time.Saturday
	case names(sundayFirst, region):
		return time.Sunday
	}
	return time.Monday
}

func names(regions, region string) bool {
	return region != "" && strings.Contains(" "+regions+" ", " "+region+" ")
}

var (
	weekdays = [7]string{"weekday.sunday", "weekday.monday", "weekday.tuesday", "weekday.wednesday",
		"weekday.thursday", "weekday.friday", "weekday.saturday"}
	weekdaysShort = [7]string{"weekday.sun", "weekday.mon", "weekday.tue", "weekday.wed",
		"weekday.thu", "weekday.fri", "weekday.sat"}
	months = [12]string{"month.january", "month.february", "month.march", "month.april", "month.may", "month.june",
		"month.july", "month.august", "month.september", "month.october", "month.november", "month.december"}
	monthsShort = [12]string{"month.jan", "month.feb", "month.mar", "month.apr", "month.may-short", "month.jun",
		"month.jul", "month.aug", "month.sep", "month.oct", "month.nov", "month.dec"}
)

// Day returns the day in words, such as "Tuesday 24 November", with the year
// if it is not that of today.
func Day(d, today data.Date) string {
	year, _, _ := d.Civil()
	if thisYear, _, _ := today.Civil(); year != thisYear {
		return DayAndYear(d)
	}
	args := dayArgs(d, &weekdays, &months)
	if CurrentLocale().MonthFirst {
		return Say("date.day-month-first", args)
	}
	return Say("date.day", args)
}

// DayAndYear returns the day in words, such as "Tuesday 24 November 2026".
func DayAndYear(d data.Date) string {
	args := dayArgs(d, &weekdays, &months)
	if CurrentLocale().MonthFirst {
		return Say("date.day-year-month-first", args)
	}
	return Say("date.day-year", args)
}

// DayAndWeek returns the day with the number of its week (ISO 8601), such as "Tuesday 24
// November 2026 · week 48"; in short "Tue 24 Nov · week 48".
func DayAndWeek(d data.Date, short bool) string {
	day := DayAndYear(d)
	if short {
		day = ShortDay(d)
	}
	_, week := d.In(time.UTC).ISOWeek()
	return Dots(day, Say("date.week", Args{"Week": fmt.Sprint(week)}))
}

// clock tells what today is, for texts that say a day's year only if it is another.
var clock atomic.Pointer[func() time.Time]

// SetClock changes the clock in use, for the whole program. Until then it is time.Now.
func SetClock(now func() time.Time) { clock.Store(&now) }

func today() data.Date {
	if now := clock.Load(); now != nil {
		return data.DateOf((*now)())
	}
	return data.DateOf(time.Now())
}

// ShortDay returns the day in few letters: "Tue 24 Nov", and of another year "Fri 14 Nov
// 2025".
func ShortDay(d data.Date) string {
	year, _, _ := d.Civil()
	if thisYear, _, _ := today().Civil(); year != thisYear {
		return Say("date.short-year", Args{"Day": shortDay(d), "Year": fmt.Sprintf("%04d", year)})
	}
	return shortDay(d)
}

func shortDay(d data.Date) string {
	args := dayArgs(d, &weekdaysShort, &monthsShort)
	if CurrentLocale().MonthFirst {
		return Say("date.short-month-first", args)
	}
	return Say("date.short", args)
}

// MonthYear returns the month that d lies in, such as "November 2026".
func MonthYear(d data.Date) string {
	return Say("date.month-year", dayArgs(d, &weekdays, &months))
}

// WeekdayShort returns the day of the week in three letters.
func WeekdayShort(day time.Weekday) string { return Say(weekdaysShort[day]) }

func dayArgs(d data.Date, dayNames *[7]string, monthNames *[12]string) Args {
	year, month, day := d.Civil()
	return Args{
		"Weekday": Say(dayNames[d.Weekday()]),
		"Month":   Say(monthNames[month-1]),
		"Day":     fmt.Sprint(day), // as text: a year or a day is not grouped
		"Year":    fmt.Sprintf("%04d", year),
	}
}

// Moment returns the day and the time of t in t's own location.
func Moment(t time.Time, today data.Date) string {
	return Say("date.moment", Args{"Day": Day(data.DateOf(t), today), "Time": t.Format("15:04")})
}

// Clock returns the time of day of t in t's own location: 10:42:07.
func Clock(t time.Time) string { return t.Format("15:04:05") }

// Ago returns how long ago something was, in the largest unit that fits. What
// lies ahead, as it does after the clock was set back, is "just now".
func Ago(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d < time.Minute:
		return Say("ago.now")
	case d < time.Hour:
		return Count("minutes-ago", int(d/time.Minute))
	case d < day:
		return Count("hours-ago", int(d/time.Hour))
	case d < 60*day:
		return Count("days-ago", int(d/day))
	case d < 730*day:
		return Count("months-ago", int(d/(30*day)))
	}
	return Count("years-ago", int(d/(365*day)))
}

// AgoFrom is [Ago] for a moment, and knows the calendar of now's location: what
// was on the day before today, and not only some hours ago, is "yesterday".
func AgoFrom(then, now time.Time) string {
	then = then.In(now.Location())
	const few = 12 * time.Hour
	if d := now.Sub(then); d >= few && data.DateOf(then) == data.DateOf(now).AddDays(-1) {
		return Say("ago.yesterday")
	}
	return Ago(now.Sub(then))
}
