package backups

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
	"seatkeeper/ui/words"
)

func byHandForTest(hand *uitest.ByHand) kit.Background {
	return kit.Background{Go: hand.Go, Do: hand.Do, After: hand.After}
}

func controlsForTest(t *testing.T, export Exporter) (*exportControls, *uitest.ByHand) {
	t.Helper()
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	hand := &uitest.ByHand{}
	now := uitest.Backup.ExportedAt
	c := newExportControls(export, byHandForTest(hand), func() time.Time { return now }, "Ctrl+E")
	uitest.Show(t, c, 900, 40)
	return c, hand
}

func TestExportTellsWhenTheBackupIsThere(t *testing.T) {
	var folder string
	c, hand := controlsForTest(t, func(_ context.Context, o storage.ExportOptions) (storage.Backup, error) {
		folder = o.Folder
		return uitest.Backup, nil
	})
	if got := c.news.Text; got != "No backup yet" {
		t.Errorf("before the first backup it says %q", got)
	}
	var done []storage.Backup
	c.OnDone = func(b storage.Backup) { done = append(done, b) }
	test.Tap(c.Button)
	if !c.IsRunning() || len(done) != 0 {
		t.Fatal("the button does not begin an export in the background")
	}
	hand.Run()
	if c.IsRunning() || len(done) != 1 || done[0] != uitest.Backup || folder != "" {
		t.Errorf("after the export: running %v, told %v, folder %q", c.IsRunning(), done, folder)
	}
	if got := c.news.Text; got != "Last backup just now, checked ✓" {
		t.Errorf("after the export it says %q", got)
	}
}

func TestExportSaysWhyItFailed(t *testing.T) {
	failed := func(op failure.Op, err error) error {
		return &failure.Error{Op: op, Path: "/mnt/office/backup", Err: err}
	}
	temp := func(op failure.Op, err error) error {
		return &failure.Error{Op: op, Path: "/mnt/office/backup/.backup-20261124-104207.json123", Err: err}
	}
	tests := []struct {
		name              string
		err               error
		title, says, next string
	}{
		{"no permission", failed(failure.OpCreate, fs.ErrPermission), "could not be written", "may not write to /mnt/office/backup", "Choose another folder"},
		{"read-only", failed(failure.OpCreate, syscall.EROFS), "could not be written", "write-protected", "another drive"},
		{"full, known before", failed(failure.OpCheckSpace, &failure.SpaceError{Need: 2_600_000, Free: 1000}), "could not be written", "takes at least 2.6 MB, and 1.0 kB are free", "Make some room"},
		{"full while writing", temp(failure.OpWrite, &failure.SpaceError{Need: 5000, Free: 0, Err: syscall.ENOSPC}), "could not be written", "too little room in /mnt/office/backup", "Make some room"},
		{"full, unknown by how much", temp(failure.OpWrite, &failure.SpaceError{Need: 5000, Free: -1, Err: syscall.ENOSPC}), "could not be written", "The drive of /mnt/office/backup is full", "Make some room"},
		{"a file in the folder's place", failed(failure.OpMakeFolder, syscall.ENOTDIR), "could not be written", "is not a folder", "Move that file away"},
		{"the volume is gone", failed(failure.OpMakeFolder, fs.ErrNotExist), "could not be written", "unplugged", "Plug the drive in"},
		{"the drive is faulty", temp(failure.OpSync, syscall.EIO), "could not be written", "reports a fault", "looked at"},
		{"another content than written", temp(failure.OpReadBack, failure.ErrBadWrite), "could not be written", "is not what was written", "trust"},
		{"too large a file", temp(failure.OpWrite, syscall.EFBIG), "could not be written", "does not allow a file of that size", "another drive"},
		{"not confirmed", failed(failure.OpSyncFolder, fmt.Errorf("%w (%w)", failure.ErrNotConfirmed, syscall.EIO)), "not confirmed", "could not confirm", "Export once more"},
		{"anything else", failed(failure.OpPublish, errors.New("the moon is full")), "could not be written", "the moon is full", "Try again"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, hand := controlsForTest(t, func(context.Context, storage.ExportOptions) (storage.Backup, error) {
				return storage.Backup{}, tt.err
			})
			c.SetLast(uitest.Backup.ExportedAt, uitest.Backup.Path, false)
			var told []words.Explanation
			c.OnFailed = func(e words.Explanation) { told = append(told, e) }
			c.OnDone = func(storage.Backup) { t.Error("a failed export is told as done") }
			c.Export("")
			hand.Run()
			if len(told) != 1 {
				t.Fatalf("told %d times", len(told))
			}
			e := told[0]
			for what, pair := range map[string][2]string{"title": {e.Title, tt.title}, "cause": {e.Cause, tt.says}, "next": {e.Next, tt.next}} {
				if !strings.Contains(pair[0], pair[1]) {
					t.Errorf("the %s is %q, without %q", what, pair[0], pair[1])
				}
			}
			if e.Safe == "" || e.Details == "" || strings.Contains(e.Cause, ".json123") {
				t.Errorf("safe %q, details %q, cause %q", e.Safe, e.Details, e.Cause)
			}
			if c.news.Color != theme.ColorNameError || c.IsRunning() {
				t.Errorf("the line beside the button says %q", c.news.Text)
			}
		})
	}
}

func TestATemporaryFileThatStaysIsNamed(t *testing.T) {
	e := words.Explain(words.DoingExport, &failure.Error{Op: failure.OpWrite, Path: "/b/.backup-1.json1", Err: syscall.EIO, Left: "/b/.backup-1.json1"})
	if !strings.Contains(e.Safe, "/b/.backup-1.json1") || strings.Contains(e.Safe, "Nothing half-written") {
		t.Errorf("it says %q", e.Safe)
	}
}

func TestASecondPressIsRefusedKindly(t *testing.T) {
	begun := 0
	c, hand := controlsForTest(t, func(context.Context, storage.ExportOptions) (storage.Backup, error) {
		begun++
		return uitest.Backup, nil
	})
	busy := 0
	c.OnBusy = func() { busy++ }
	test.Tap(c.Button)
	test.Tap(c.Button)
	c.Export("/elsewhere")
	hand.Run()
	if begun != 1 || busy != 2 {
		t.Errorf("%d exports begun, %d refused", begun, busy)
	}
	test.Tap(c.Button)
	hand.Run()
	if begun != 2 {
		t.Error("after the first export there is no second")
	}
}

func TestExportCanBeStopped(t *testing.T) {
	c, hand := controlsForTest(t, func(ctx context.Context, _ storage.ExportOptions) (storage.Backup, error) {
		<-ctx.Done()
		return storage.Backup{}, &failure.Error{Op: failure.OpWrite, Path: "/b", Err: ctx.Err()}
	})
	var told []words.Explanation
	c.OnFailed = func(e words.Explanation) { told = append(told, e) }
	c.Export("")
	hand.Fire() // 300 ms later the progress and the button to stop are there
	if !c.stop.Visible() {
		t.Fatal("there is nothing to stop it with")
	}
	test.Tap(c.stop)
	hand.Run()
	if len(told) != 1 || told[0].Kind != failure.KindCancelled || c.failed != "" {
		t.Errorf("told %+v, line %q", told, c.news.Text)
	}
}

func TestProgressIsShownWhenItTakesLonger(t *testing.T) {
	var c *exportControls
	var hand *uitest.ByHand
	c, hand = controlsForTest(t, func(_ context.Context, o storage.ExportOptions) (storage.Backup, error) {
		o.Progress(420, 1000)
		if c.shown || c.Button.Text != "Export backup" {
			t.Error("progress is shown before its time")
		}
		hand.Fire()
		if !c.bar.Visible() || c.Button.Text != "Exporting… 42 %" {
			t.Errorf("after 300 ms the button says %q", c.Button.Text)
		}
		o.Progress(1000, 1000)
		if c.Button.Text != "Exporting… 100 %" {
			t.Errorf("at the end the button says %q", c.Button.Text)
		}
		return uitest.Backup, nil
	})
	c.Export("")
	if len(hand.Waits) != 1 || hand.Waits[0] != 300*time.Millisecond {
		t.Errorf("the progress waits for %v", hand.Waits)
	}
	hand.Run()
	if c.bar.Visible() || c.Button.Text != "Export backup" {
		t.Errorf("after the export the button says %q", c.Button.Text)
	}
}

func TestATimerOfAnEarlierExportShowsNothing(t *testing.T) {
	c, hand := controlsForTest(t, func(context.Context, storage.ExportOptions) (storage.Backup, error) { return uitest.Backup, nil })
	c.Export("")
	hand.Run()
	c.Export("")
	early := hand.Timers[0]
	early()
	if c.shown {
		t.Error("the timer of the first export shows the progress of the second")
	}
}

func TestTheLineGrowsOld(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	now := uitest.Backup.ExportedAt
	c := newExportControls(nil, byHandForTest(&uitest.ByHand{}), func() time.Time { return now }, "Ctrl+E")
	c.SetLast(uitest.Backup.ExportedAt, uitest.Backup.Path, false)
	now = now.Add(5 * time.Minute)
	c.Tick()
	if got := c.news.Text; got != "Last backup 5 minutes ago, checked ✓" {
		t.Errorf("after five minutes it says %q", got)
	}
	c.SetLast(uitest.Backup.ExportedAt, uitest.Backup.Path, true)
	if !strings.Contains(c.news.Text, "moved or deleted") {
		t.Errorf("without its file it says %q", c.news.Text)
	}
}

func TestExportButtonByKeyboard(t *testing.T) {
	begun := 0
	c, hand := controlsForTest(t, func(context.Context, storage.ExportOptions) (storage.Backup, error) {
		begun++
		return uitest.Backup, nil
	})
	for _, key := range []fyne.KeyName{fyne.KeySpace, fyne.KeyReturn} {
		c.Button.TypedKey(&fyne.KeyEvent{Name: key})
		hand.Run()
	}
	if begun != 2 {
		t.Errorf("Space and Enter began %d exports", begun)
	}
}
