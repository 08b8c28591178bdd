package storage

import (
	"path/filepath"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

func TestADamagedNewestBackupIsSigned(t *testing.T) {
	bubble(t, func(t *testing.T, s *Store, change func()) {
		change()
		path := mustBackUp(t, s, format.OriginChanges)
		text := []byte(filetest.MustRead(t, path))
		text[len(text)/2] ^= 1
		filetest.MustWrite(t, path, string(text))
		a := StartAutomatic(s, func() {})
		synctest.Wait()
		if d := a.Signs().Damaged; d == nil || d.Path != path || failure.KindOf(d.Err) != failure.KindBadBackup {
			t.Fatalf("%+v", a.Signs())
		}
		mustExport(t, s, ExportOptions{})
		time.Sleep(2 * time.Minute)
		if d := a.Signs().Damaged; d != nil {
			t.Errorf("signed with a newer good one: %+v", d)
		}
		if err := a.End(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestADamagedCopyOfAnotherNameIsNotTheNewestBackup(t *testing.T) {
	bubble(t, func(t *testing.T, s *Store, change func()) {
		change()
		text := filetest.MustRead(t, mustBackUp(t, s, format.OriginChanges))
		copied := filepath.Join(s.backups.AutoFolder(), "edited by hand.json")
		filetest.MustWrite(t, copied, text[:len(text)/2]+"?"+text[len(text)/2+1:])
		if _, err := CheckBackup(t.Context(), s, copied, backupfile.ReadOptions{}); err == nil {
			t.Fatal("the copy is good")
		}
		a := StartAutomatic(s, func() {})
		synctest.Wait()
		if d := a.Signs().Damaged; d != nil {
			t.Errorf("%+v", d)
		}
		if err := a.End(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestOldBackupsThatCantBeRemovedAreSignedUntilTheyAre(t *testing.T) {
	bubble(t, func(t *testing.T, s *Store, change func()) {
		var locked atomic.Bool
		locked.Store(true)
		useFiles(s, unremovable{atomicfile.System{}, &locked})
		settings := backups.DefaultSettings()
		settings.Keep = backups.Retention{}
		if err := setBackups(s, settings); err != nil {
			t.Fatal(err)
		}
		a := StartAutomatic(s, func() {})
		change()
		time.Sleep(6 * time.Minute)
		change()
		time.Sleep(6 * time.Minute)
		for range 3 { // looks without a change in between
			if signs := a.Signs(); failure.KindOf(signs.Unthinned) != failure.KindNoPermission || signs.Failed != nil || inAuto(t, s) != 2 {
				t.Errorf("%d backups, %+v", inAuto(t, s), signs)
			}
			time.Sleep(90 * time.Minute)
		}
		locked.Store(false)
		time.Sleep(2 * time.Hour)
		if n := inAuto(t, s); n != 1 || !a.Signs().isEqual(Signs{}) {
			t.Errorf("%d backups, %+v", n, a.Signs())
		}
		if err := a.End(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestSignsHoldAnyError(t *testing.T) {
	told := 0
	a := &Automatic{told: func() { told++ }}
	for _, text := range []string{"a", "a", "b"} {
		a.sign(func(s *Signs) { s.Failed, s.Away, s.Unthinned = manyErrors{text}, manyErrors{text}, manyErrors{text} })
	}
	if told != 2 {
		t.Errorf("told %d times", told)
	}
}
