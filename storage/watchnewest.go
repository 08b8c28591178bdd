package storage

import (
	"context"
	"time"

	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/backups"
)

// checkEvery is how often the newest backup is read whole.
const checkEvery = 24 * time.Hour

// watchNewest reads the newest backup whole, once a day and at the start, and signs
// where it is damaged.
func (a *Automatic) watchNewest(ctx context.Context, c *schedule, now time.Time) {
	due := c.checked.IsZero() || now.Sub(c.checked) >= checkEvery || now.Before(c.checked)
	if !due && a.Signs().Damaged == nil {
		return
	}
	newest := func() *backups.File {
		list, err := ListBackups(ctx, a.s)
		if err != nil {
			return nil // the Backups window tells
		}
		for i := range list {
			if b := &list[i]; !b.Locked && !b.Renamed && b.State != backups.Newer && !b.At.After(now) {
				return b
			}
		}
		return nil
	}
	b := newest()
	if due {
		c.checked = now
		if b != nil && b.State != backups.Damaged && now.Sub(b.CheckedAt) >= checkEvery {
			// What it finds it keeps; a file that can't be read now is not damaged.
			_, _ = CheckBackup(ctx, a.s, b.Path, backupfile.ReadOptions{})
			b = newest()
		}
	}
	if b != nil && b.State != backups.Damaged {
		b = nil
	}
	a.sign(func(s *Signs) {
		if s.Damaged == nil || b == nil || s.Damaged.Path != b.Path {
			s.Damaged = b
		}
	})
}
