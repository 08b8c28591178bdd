package words

import (
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/format"
)

func TestMadeAndSince(t *testing.T) {
	before := CurrentLocale()
	SetLocale(LocaleOf("en-GB"))
	t.Cleanup(func() { SetLocale(before) })
	now := time.Date(2026, 11, 24, 10, 42, 7, 0, time.UTC) // a Tuesday
	today := data.DateOf(now)
	for _, tt := range []struct {
		ago         time.Duration
		made, since string
	}{
		{0, "Today 10:42", "since 10:42"},
		{10*time.Hour + 42*time.Minute, "Today 00:00", "since 00:00"},
		{11 * time.Hour, "Yesterday 23:42", "since yesterday"},
		{4 * 24 * time.Hour, "Fri 20 Nov 10:42", "since Friday"},
		{6 * 24 * time.Hour, "Wed 18 Nov 10:42", "since Wednesday"},
		{7 * 24 * time.Hour, "Tue 17 Nov 10:42", "since Tuesday 17 November"},
		{365 * 24 * time.Hour, "Mon 24 Nov 2025", "since Monday 24 November 2025"},
		{-time.Hour, "Today 11:42", "since 11:42"}, // the clock was set back
	} {
		at := now.Add(-tt.ago)
		if got := Made(at, today); got != tt.made {
			t.Errorf("Made %v ago is %q, want %q", tt.ago, got, tt.made)
		}
		if got := Since(at, now); got != tt.since {
			t.Errorf("Since %v ago is %q, want %q", tt.ago, got, tt.since)
		}
	}
	if got := Exactly(now); got != "Tuesday 24 November 2026, 10:42:07" {
		t.Errorf("Exactly is %q", got)
	}
}

func TestKept(t *testing.T) {
	for _, tt := range []struct {
		keep storage.Retention
		want string
	}{
		{storage.DefaultBackupSettings().Keep, "all of the last 2 days, one a day for 14 days, one a week for 8 weeks, one a month for 24 months"},
		{storage.Retention{All: 1, Months: 1}, "all of the last day, one a month for 1 month"},
		{storage.Retention{}, "only the newest good one"},
	} {
		if got := Kept(tt.keep); got != tt.want {
			t.Errorf("Kept(%+v) is %q, want %q", tt.keep, got, tt.want)
		}
	}
}

func TestBackupInWords(t *testing.T) {
	// The place in the file is left to where there is room for it.
	cut := &failure.FaultsError{Faults: []failure.Fault{{Where: "/bookings/187", Code: failure.FaultCutOff, Value: "1100000"}}}
	for _, tt := range []struct {
		file               storage.BackupFile
		kind, holds, state string
	}{
		{storage.BackupFile{HasCounts: true, Users: 128, Bookings: 14302, State: storage.BackupChecked}, "Yours", "128 people · 14,302 bookings", "✓ checked"},
		{storage.BackupFile{Origin: format.OriginQuit}, "Automatic, on quit", "", "not checked yet"},
		{storage.BackupFile{Origin: format.OriginChanges, State: storage.BackupDamaged, Err: cut}, "Automatic", "", "✕ damaged: the file is cut off after 1.1 MB"},
		{storage.BackupFile{Origin: format.OriginRestore, State: storage.BackupNewer}, "Before a restore", "", "▲ made by a newer version"},
		{storage.BackupFile{Origin: format.OriginUpgrade}, "Before an update", "", "not checked yet"},
		{storage.BackupFile{Locked: true}, "Locked", "", "not checked yet"},
	} {
		kind, holds, state := BackupKind(tt.file), BackupHolds(tt.file), BackupState(tt.file)
		if kind != tt.kind || holds != tt.holds || state != tt.state {
			t.Errorf("%+v is %q, %q, %q", tt.file, kind, holds, state)
		}
	}
}

func TestErrorsOfBackupsAreExplained(t *testing.T) {
	for _, tt := range []struct {
		doing Doing
		err   error
		want  Explanation
	}{
		{DoingRestore, failure.ErrNeedsPassphrase, Explanation{Kind: failure.KindPassphrase, Title: "The backup was not restored",
			Cause: "/x is locked, and opens with its passphrase alone.", Safe: "Your people and bookings are as they were.", Next: "Try once more with its passphrase."}},
		{DoingChange, failure.ErrIsBackup, Explanation{Kind: failure.KindIsBackup, Title: "The change could not be saved",
			Cause: "You are looking at a backup, and a backup is never changed.", Safe: "Nothing was changed: what was there before is still there.", Next: "Press “Back to the present” first."}},
		{DoingRestore, &failure.NewerFormatError{Have: "9.0.0"}, Explanation{Kind: failure.KindNewer, Title: "The backup was not restored",
			Cause: "/x was made by a newer Seatkeeper.", Safe: "Your people and bookings are as they were.", Next: "Install the newest Seatkeeper, or choose another backup."}},
		{DoingDelete, failure.ErrNewestBackup, Explanation{Kind: failure.KindNewestBackup, Title: "The backup could not be deleted",
			Cause: "/x is the newest good backup.", Safe: "The backup is where it was.", Next: "Export a new backup first; then this one can be deleted."}},
		{DoingCopy, failure.ErrPlaceAway, Explanation{Kind: failure.KindPlaceAway, Title: "The copy could not be written",
			Cause: "The second place /x is not there. Its drive may be unplugged.", Safe: "The backup itself is untouched, and nothing half-written was left behind.",
			Next: "Plug the drive in. The copies that wait are made then, by themselves."}},
	} {
		got := Explain(tt.doing, &failure.Error{Op: failure.OpVerify, Path: "/x", Err: tt.err})
		got.Details = ""
		if got != tt.want {
			t.Errorf("%v is explained as\n%+v", tt.err, got)
		}
	}
	for _, doing := range []Doing{DoingCheck, DoingLook, DoingCompare, DoingAutomatic} {
		if e := Explain(doing, &failure.Error{Op: failure.OpVerify, Path: "/x", Err: failure.ErrDamaged}); e.Title == "" || e.Safe == "" {
			t.Errorf("%s has no words", doing)
		}
	}
}
