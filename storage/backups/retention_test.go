package backups

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"seatkeeper/data"
)

func TestRetention(t *testing.T) {
	now := time.Date(2026, 11, 26, 18, 0, 0, 0, time.UTC)
	ago := func(days int, hour int) time.Time { return time.Date(2026, 11, 26-days, hour, 0, 0, 0, time.UTC) }
	tests := map[string]struct {
		rule Retention
		// times, newest first, with the ones that stay
		times []time.Time
		want  string
	}{
		"all of two days":                  {Retention{All: 2}, []time.Time{ago(0, 17), ago(0, 9), ago(1, 12), ago(1, 8), ago(2, 8)}, "++++-"},
		"days without one don't count":     {Retention{All: 2}, []time.Time{ago(0, 17), ago(30, 9), ago(30, 8), ago(31, 8)}, "+++-"},
		"the last of each day":             {Retention{Daily: 2}, []time.Time{ago(0, 17), ago(0, 9), ago(1, 12), ago(1, 8), ago(2, 8)}, "+-+--"},
		"the last of each week":            {Retention{Weekly: 2}, []time.Time{ago(0, 17), ago(3, 9), ago(4, 9), ago(10, 12), ago(11, 8)}, "+-+--"},
		"the last of each month":           {Retention{Months: 3}, []time.Time{ago(0, 17), ago(25, 9), ago(26, 9), ago(57, 8), ago(87, 8)}, "+-++-"},
		"one of a time to come":            {Retention{Daily: 1}, []time.Time{ago(-400, 1), ago(-1, 1), ago(0, 17), ago(0, 9)}, "+++-"},
		"no rule":                          {Retention{}, []time.Time{ago(0, 17), ago(1, 17)}, "--"},
		"a week ends on Sunday":            {Retention{Weekly: 9}, []time.Time{ago(3, 23), ago(4, 23), ago(5, 9), ago(11, 1)}, "++-+"},
		"rules keep independently":         {Retention{Daily: 1, Months: 2}, []time.Time{ago(0, 17), ago(1, 9), ago(27, 9), ago(28, 9)}, "+-+-"},
		"the same second twice, one stays": {Retention{Daily: 5}, []time.Time{ago(0, 17), ago(0, 17)}, "+-"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, kept := range test.rule.isKept(test.times, now) {
				got += map[bool]string{true: "+", false: "-"}[kept]
			}
			if got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}

func TestDaysOfRetentionAreThoseOfTheUser(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skip(err)
	}
	// 23:30 and 00:30 there are one day in UTC.
	late := time.Date(2026, 11, 1, 23, 30, 0, 0, newYork)
	times := []time.Time{late.Add(time.Hour).UTC(), late.UTC()}
	if kept := (Retention{Daily: 2}).isKept(times, late.Add(2*time.Hour)); !kept[0] || !kept[1] {
		t.Errorf("%v", kept)
	}
}

// Over years of random times, with a clock that is set back and forward, the newest
// of each period stays, and what a rule once let go it never wants back.
func TestRetentionOverYears(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := func(name string) int { return rapid.IntRange(0, 5).Draw(t, name) }
		rule := Retention{All: number("all"), Daily: number("daily"), Weekly: number("weekly"), Months: number("months")}
		now := time.Date(2024, 2, 27, 12, 0, 0, 0, time.UTC)
		goesBack := rapid.Bool().Draw(t, "clock goes back")
		var ever, left []time.Time
		for range rapid.IntRange(1, 120).Draw(t, "backups") {
			hours := rapid.OneOf(rapid.IntRange(1, 9), rapid.IntRange(10, 900)).Draw(t, "hours")
			if rapid.IntRange(0, 19).Draw(t, "clock") == 0 {
				hours = rapid.IntRange(1, 20000).Draw(t, "jump")
				if goesBack {
					hours = -hours / 2
				}
			}
			now = now.Add(time.Duration(hours) * time.Hour)
			ever, left = append(ever, now), append(left, now)
			newest := func(a, b time.Time) int { return b.Compare(a) }
			slices.SortStableFunc(ever, newest)
			slices.SortStableFunc(left, newest)
			var stay []time.Time
			for i, kept := range rule.isKept(left, now) {
				if kept || !left[i].Before(now) { // never the newest good one
					stay = append(stay, left[i])
				} else if left[i].After(now) {
					t.Fatal("one of a time to come goes")
				}
			}
			left = stay
			for i, kept := range rule.isKept(left, now) {
				if !kept && left[i].Before(now) {
					t.Fatalf("%s stays once and goes at the same moment", left[i])
				}
			}
			future := 0 // or of this very moment, of which a clock that goes back may make two
			for _, b := range left {
				if !b.Before(now) {
					future++
				}
			}
			ofAll := map[data.Date]int{}
			for _, b := range left {
				ofAll[data.DateOf(b)]++
			}
			most := future + 1 + rule.Daily + rule.Weekly + rule.Months
			for _, n := range ofAll {
				if rule.All > 0 {
					most += n
				}
			}
			if len(left) > most {
				t.Fatalf("%d stay", len(left))
			}
		}
		if !goesBack {
			// What thinning left step by step is what it would leave of everything.
			for i, kept := range rule.isKept(ever, now) {
				if kept && !slices.ContainsFunc(left, ever[i].Equal) {
					t.Fatalf("%s is missing", ever[i])
				}
			}
		}
	})
}
