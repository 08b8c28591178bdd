package ui

import (
	"context"
	"testing"

	"seatkeeper/storage"
	"seatkeeper/ui/uitest"
)

func TestTheBoardIsReadAgainOnlyWhereItHasChanged(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	other := f.otherStore()
	day := uitest.Day(uitest.Tuesday)
	var k kept
	read := func() loaded {
		t.Helper()
		v, err := k.read(f.w.store, day, 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	read()
	if v := read(); !v.same {
		t.Error("nothing has changed, and the board is read again")
	}
	b, err := storage.ExportBackup(context.Background(), other, storage.ExportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if v := read(); !v.same || v.status.Backup.Path != b.Path {
		t.Errorf("after a backup the board is read again: %v, or the backup is not told: %+v", !v.same, v.status.Backup)
	}
	for name, change := range map[string]func(){
		"a booking": func() { f.book(other, "A1", "Ines Okafor", uitest.Tuesday) },
		"a setting": func() {
			if err := other.AllowPast(context.Background(), true); err != nil {
				t.Fatal(err)
			}
		},
		"another day": func() { day++ },
	} {
		change()
		if v := read(); v.same {
			t.Errorf("%s is not shown", name)
		}
	}
}

func TestFlowABoardThatWasNotShownIsReadAgain(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.book(f.w.store, "A1", "Ines Okafor", "2026-11-25")
	day := uitest.Day("2026-11-25")
	v, err := f.w.loads.kept.read(f.w.store, day, f.w.shown.state.Sort, 0)
	f.w.apply(day, v, err) // too late: the user is back on the Tuesday
	f.w.loads.goTo(uitest.Day("2026-11-25"))
	f.hand.Run()
	f.wantSeats("A1 Ines Okafor")
}
