package backups

import (
	"context"
	"errors"
	"os"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/datafolder"
	"seatkeeper/storage/failure"
)

// Retention says which automatic backups are kept. A backup is kept when one of its
// rules keeps it; a rule of 0 keeps none. Days, weeks and months are those of the
// local calendar, weeks from Monday, and only those count that have a backup: after a
// holiday, or a clock that has jumped ahead, as many are left as before.
type Retention struct {
	All    int `json:"all"`    // days of which all are kept
	Daily  int `json:"daily"`  // days of which the last is kept,
	Weekly int `json:"weekly"` // weeks,
	Months int `json:"months"` // and months
}

// isKept says for each time, newest first, whether the backup made then is kept at
// that moment. One of a time to come is, and keeps no other from it.
func (r Retention) isKept(times []time.Time, now time.Time) []bool {
	kept := make([]bool, len(times))
	day, week, month := newPeriods(), newPeriods(), newPeriods()
	for i, t := range times {
		if t.After(now) {
			kept[i] = true
			continue
		}
		date := data.DateOf(t.In(now.Location()))
		days, isLast := day.reach(int(date))
		kept[i] = days <= r.All || isLast && days <= r.Daily
		if weeks, isLast := week.reach(weekOf(date)); isLast && weeks <= r.Weekly {
			kept[i] = true
		}
		if months, isLast := month.reach(monthOf(date)); isLast && months <= r.Months {
			kept[i] = true
		}
	}
	return kept
}

// periods counts days, weeks or months back from the newest.
type periods struct{ seen map[int]int }

func newPeriods() periods { return periods{map[int]int{}} }

// reach returns which of the periods that have a backup this is, from 1, and whether
// it is reached for the first time.
func (p periods) reach(period int) (count int, first bool) {
	if count := p.seen[period]; count > 0 {
		return count, false
	}
	p.seen[period] = len(p.seen) + 1
	return len(p.seen), true
}

// weekOf returns the number of the week, from Monday to Sunday, that a day is in.
// The first day of the calendar was a Monday.
func weekOf(d data.Date) int { return int(d-data.MinDate) / 7 }

// monthOf returns the number of a day's month.
func monthOf(d data.Date) int {
	year, month, _ := d.Civil()
	return 12*year + int(month) - 1
}

// Thin removes automatic backups that no rule keeps. Only files that this store made
// by itself are touched, only those older than one that was read whole and found good,
// and never the newest good one, nor one of a time to come, nor one to which the Undo of an
// open window goes back.
func (f *Folder) Thin(ctx context.Context, r Retention) error {
	list, err := f.List(ctx)
	if err != nil {
		return err
	}
	now := f.Now()
	var files []File
	var times []time.Time
	var verified time.Time // of the newest that was read whole
	for _, b := range list {
		if b.State == Checked && !b.Locked && !b.Renamed && !b.At.After(now) && b.At.After(verified) {
			verified = b.At
		}
		// One that is damaged does not stand for a good one, and is not removed either:
		// it may be all that somebody has.
		if b.Own && b.State != Damaged {
			files, times = append(files, b), append(times, b.At)
		}
	}
	var errs []error
	for i, kept := range r.isKept(times, now) {
		b := files[i]
		if kept || b.Newest || b.ForUndo || !b.At.Before(verified) {
			continue
		}
		if err := f.Files.Remove(b.Path); err != nil && !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, &failure.Error{Op: failure.OpDelete, Path: b.Path, Err: err})
		}
	}
	_ = f.forgetGone(ctx) // a note without its file is in nobody's way
	if _, over, err := f.forUndo(ctx); err == nil {
		_ = f.forgetNotes(ctx, topicUndo, over) // nor is one that keeps nothing
	}
	return errors.Join(errs...)
}

// forgetGone removes the notes of files that are gone.
func (f *Folder) forgetGone(ctx context.Context) error {
	notes, err := f.fileNotes(ctx)
	if err != nil {
		return err
	}
	var gone []string
	for key := range notes {
		if !datafolder.Exists(f.keyPath(key)) {
			gone = append(gone, key)
		}
	}
	return f.forgetNotes(ctx, topicFiles, gone)
}
