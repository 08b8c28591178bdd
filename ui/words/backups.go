package words

import (
	"fmt"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/format"
)

// Made says in few words when a backup was made, in t's own location: "Today
// 10:42", "Yesterday 18:05", "Fri 20 Nov 18:01", and of another year "Fri 14 Nov
// 2025".
func Made(t time.Time, today data.Date) string {
	day := data.DateOf(t)
	args := Args{"Time": t.Format("15:04"), "Day": shortDay(day), "Year": fmt.Sprint(t.Year())}
	thisYear, _, _ := today.Civil()
	switch {
	case day == today:
		return Say("date.today-at", args)
	case day == today.AddDays(-1):
		return Say("date.yesterday-at", args)
	case t.Year() == thisYear:
		return Say("date.short-at", args)
	}
	return Say("date.short-year", args)
}

// Exactly returns the day with its year and the time to the second, in t's own
// location.
func Exactly(t time.Time) string {
	return Say("date.moment", Args{"Day": DayAndYear(data.DateOf(t)), "Time": Clock(t)})
}

// Since says since when something is so, by the calendar of now's location: "since
// 10:42", "since yesterday", "since Monday", "since Tuesday 3 November".
func Since(t, now time.Time) string {
	t = t.In(now.Location())
	day, today := data.DateOf(t), data.DateOf(now)
	switch {
	case day >= today:
		return Say("date.since-time", Args{"Time": t.Format("15:04")})
	case day == today.AddDays(-1):
		return Say("date.since-yesterday")
	case day > today.AddDays(-7): // a week ago the weekday is that of today
		return Say("date.since-day", Args{"Day": Say(weekdays[day.Weekday()])})
	}
	return Say("date.since-day", Args{"Day": Day(day, today)})
}

var kinds = map[storage.Origin]string{
	format.OriginUser: "kind.yours", format.OriginChanges: "kind.changes", format.OriginQuit: "kind.quit",
	format.OriginRestore: "kind.restore", format.OriginUpgrade: "kind.upgrade", format.OriginOther: "kind.other",
	format.OriginRemoval: "kind.removal",
}

// BackupKind says why a backup was made. Of a locked one that is not known.
func BackupKind(f storage.BackupFile) string {
	if f.Locked {
		return Say("kind.locked")
	}
	return Say(kinds[f.Origin])
}

// Bookings says how many bookings there are, of which released ones are told apart:
// "1,156 bookings, 10 released". It is said so everywhere.
func Bookings(all, released int64) string {
	held := Count("bookings", int(all-released))
	if released <= 0 {
		return held
	}
	return Say("bookings-released", Args{"Bookings": held, "Released": Number(int(released))})
}

// BackupHolds says what a backup holds; nothing if that is not known.
func BackupHolds(f storage.BackupFile) string {
	if !f.HasCounts {
		return ""
	}
	return Dots(Count("people", f.Users), Bookings(f.Bookings, f.Released))
}

// BackupState says how good a backup is, with a sign.
func BackupState(f storage.BackupFile) string {
	switch f.State {
	case storage.BackupChecked:
		return Say("state.checked")
	case storage.BackupDamaged:
		return Say("state.damaged", Args{"Reason": BackupFault(f.Err)})
	case storage.BackupNewer:
		return Say("state.newer")
	}
	return Say("state.unchecked")
}

// Pause returns a span of whole minutes or hours: "5 minutes", "1 hour".
func Pause(d time.Duration) string {
	if d >= time.Hour && d%time.Hour == 0 {
		return Count("hours", int(d/time.Hour))
	}
	return Count("minutes", int(d/time.Minute))
}

// Kept says which automatic backups are kept, as a list.
func Kept(r storage.Retention) string {
	parts := counted{{"count.keep-all", r.All}, {"count.keep-daily", r.Daily}, {"count.keep-weekly", r.Weekly}, {"count.keep-months", r.Months}}.say()
	if len(parts) == 0 {
		return Say("backup-settings.only-newest")
	}
	return List(parts...)
}

// Touched says how another program has changed the text of a backup, and that it was
// read all the same; nothing where none has.
func Touched(r storage.Report) string {
	var how []string
	if r.Form.UTF16 {
		how = append(how, Say("touched.utf16"))
	} else if r.Form.Mark {
		how = append(how, Say("touched.mark"))
	}
	if r.Form.LineEnds {
		how = append(how, Say("touched.line-ends"))
	}
	if len(how) == 0 {
		return ""
	}
	key := "touched.read"
	if r.Checksummed {
		key = "touched.fits"
	}
	return Say(key, Args{"What": List(how...)})
}
