package storage

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/engine/enginetest"
	"seatkeeper/storage/filetest"
)

// zones are those of the world from UTC-12 to UTC+14, and some whose clocks change
// at odd moments or that have skipped a day.
func zones(t testing.TB) (all []*time.Location) {
	t.Helper()
	for hours := -12; hours <= 14; hours++ {
		all = append(all, time.FixedZone(fmt.Sprintf("UTC%+d", hours), hours*60*60))
	}
	all = append(all, time.FixedZone("UTC-9:30", -(9*60+30)*60), time.FixedZone("UTC+5:45", (5*60+45)*60))
	for _, name := range []string{"Europe/Berlin", "America/New_York", "America/Sao_Paulo", "America/Havana", "Africa/Cairo", "Asia/Beirut",
		"Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Chatham", "Asia/Tehran", "Africa/Casablanca"} {
		loc, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, loc)
	}
	return all
}

// turningDays are days at whose ends much changes.
var turningDays = []data.Date{
	data.NewDate(2023, 2, 28), data.NewDate(2024, 2, 28), data.NewDate(2024, 2, 29), data.NewDate(2100, 2, 28), data.NewDate(2000, 2, 29),
	data.NewDate(2026, 1, 31), data.NewDate(2026, 4, 30), data.NewDate(2026, 12, 31), data.NewDate(1999, 12, 31),
	data.NewDate(2026, 3, 28), data.NewDate(2026, 3, 29), data.NewDate(2026, 10, 24), data.NewDate(2026, 10, 25), // Europe
	data.NewDate(2026, 3, 7), data.NewDate(2026, 3, 8), data.NewDate(2026, 10, 31), data.NewDate(2026, 11, 1), // North America
	data.NewDate(2018, 11, 3), data.NewDate(2018, 11, 4), data.NewDate(2019, 2, 16), // São Paulo, at midnight
	data.NewDate(2024, 4, 25), data.NewDate(2024, 4, 26), data.NewDate(2024, 10, 31), // Cairo, at midnight
	data.NewDate(2024, 3, 30), data.NewDate(2024, 3, 31), // Beirut, at midnight
	data.NewDate(2011, 12, 29), data.NewDate(2011, 12, 31), // Apia had no 30 December
}

func TestTodayEndsAtTheUsersOwnMidnight(t *testing.T) {
	var now time.Time
	s := mustOpen(t, t.TempDir(), Options{Now: func() time.Time { return now }})
	n, notKept := 0, errors.New("not to be kept")
	// at books a desk on a day at a moment, keeps nothing, and returns what is said.
	at := func(moment time.Time, day data.Date) error {
		now = moment
		n++
		err := s.change(t.Context(), func(tx *engine.Change, _ *Step) error {
			if _, err := tx.Book(data.Booking{DeskRef: deskA1, Date: day, UserID: data.VisitorID}); err != nil {
				return err
			}
			return notKept
		})
		if errors.Is(err, notKept) {
			return nil
		}
		return err
	}
	for _, zone := range zones(t) {
		for _, day := range turningDays {
			if zone.String() == "Pacific/Apia" && day == data.NewDate(2011, 12, 29) {
				continue // see below
			}
			begin, end := day.In(zone), (day + 1).In(zone)
			for _, test := range []struct {
				name   string
				moment time.Time
				day    data.Date
				past   bool
			}{
				{"its first moment", begin, day, false},
				{"just before it", begin.Add(-time.Millisecond), day, false},
				{"just before it, for the day before", begin.Add(-time.Millisecond), day - 1, false},
				{"its first moment, for the day before", begin, day - 1, true},
				{"noon", begin.Add(12 * time.Hour), day, false},
				{"noon, for the day before", begin.Add(12 * time.Hour), day - 1, true},
				{"noon, for the day after", begin.Add(12 * time.Hour), day + 1, false},
				{"its last moment", end.Add(-time.Millisecond), day, false},
				{"its last nanosecond", end.Add(-time.Nanosecond), day, false},
				{"midnight", end, day, true},
				{"midnight, for the day after", end, day + 1, false},
			} {
				if err := at(test.moment, test.day); errors.Is(err, data.ErrPastDay) != test.past || err != nil && !test.past {
					t.Errorf("%v in %v, at %s: %v", day, zone, test.name, err)
				}
			}
		}
	}
	apia, err := time.LoadLocation("Pacific/Apia")
	if err != nil {
		t.Fatal(err)
	}
	last := time.Date(2011, 12, 29, 23, 59, 59, 0, apia)
	for day, past := range map[data.Date]bool{data.NewDate(2011, 12, 29): true, data.NewDate(2011, 12, 30): true, data.NewDate(2011, 12, 31): false} {
		if err := at(last, day); err != nil {
			t.Errorf("%v a second before: %v", day, err)
		}
		if err := at(last.Add(time.Second), day); errors.Is(err, data.ErrPastDay) != past {
			t.Errorf("%v a second later: %v", day, err)
		}
	}
	t.Logf("%d bookings in %d zones", n, len(zones(t)))
}

func TestWhatComesIsFromTodayOn(t *testing.T) {
	kiritimati := time.FixedZone("", 14*60*60)
	now := time.Date(2026, 11, 23, 23, 59, 59, 0, kiritimati) // 09:59:59 UTC
	s := mustOpen(t, t.TempDir(), Options{Now: func() time.Time { return now }})
	mustAdd(t, s, data.User{ID: "u1", Name: "Alice", Active: true})
	for i := range 3 {
		mustBook(t, s, data.Booking{DeskRef: deskA1, Date: monday.AddDays(i), UserID: "u1"})
	}
	now = now.Add(time.Second)
	released, err := deactivate(s, "u1", true)
	if err != nil || len(released) != 2 || released[0].Date != monday+1 {
		t.Errorf("%v %v", released, err)
	}
	if held, err := s.HeldDays(t.Context(), monday-9, monday+9); err != nil || len(held) != 1 || held[monday] != 1 {
		t.Errorf("%v %v", held, err)
	}
	mustUndo(t, s)
	if held, err := s.PersonSeats(t.Context(), "u1", data.MinDate, data.MaxDate); err != nil || len(held) != 3 {
		t.Errorf("%v %v", held, err)
	}
}

func TestTodayIsTheSameHoweverTheClockIsRead(t *testing.T) {
	all := zones(t)
	var now time.Time
	s := mustOpen(t, t.TempDir(), Options{Now: func() time.Time { return now }})
	enginetest.SetChecks(t, filetest.OrFewer(60, 10), 1)
	rapid.Check(t, func(r *rapid.T) {
		zone := rapid.SampledFrom(all).Draw(r, "zone")
		now = time.Unix(rapid.Int64Range(0, 4102444800).Draw(r, "seconds"), rapid.Int64Range(0, 999999999).Draw(r, "nanoseconds")).In(zone)
		y, m, d := now.Date()
		today := data.NewDate(y, m, d)
		if got := data.DateOf(now); got != today || today.In(zone).After(now) {
			r.Fatalf("%v is on %v, not %v, which begins at %v", now, got, today, today.In(zone))
		}
		for day, past := range map[data.Date]bool{today - 1: true, today: false, today + 1: false} {
			booked, err := s.Book(context.Background(), data.Booking{DeskRef: deskA1, Date: day, UserID: data.VisitorID})
			if errors.Is(err, data.ErrPastDay) != past || err != nil && !past {
				r.Fatalf("%v at %v: %v", day, now, err)
			}
			if err == nil {
				if !booked.CreatedAt.Equal(now.Truncate(time.Millisecond)) || booked.CreatedAt.Location() != time.UTC {
					r.Fatalf("made at %v, not %v", booked.CreatedAt, now)
				}
				if _, err := s.Undo(context.Background(), 0); err != nil {
					r.Fatal(err)
				}
			}
		}
	})
}
