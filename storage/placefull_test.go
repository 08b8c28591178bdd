package storage

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

func TestCopiesWaitAndCatchUp(t *testing.T) {
	place := filepath.Join(t.TempDir(), "usb")
	filetest.MustMkdir(t, place)
	bubble(t, func(t *testing.T, s *Store, change func()) {
		mustHavePlace(t, s, place, "")
		a := StartAutomatic(s, func() {})
		if err := os.Rename(place, place+"-aside"); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			change()
			time.Sleep(10 * time.Minute)
		}
		signs := a.Signs()
		if !errors.Is(signs.Away, failure.ErrPlaceAway) || signs.Waiting != 3 || signs.AwaySince.IsZero() || signs.Failed != nil {
			t.Errorf("%+v", signs)
		}
		if err := os.Rename(place+"-aside", place); err != nil {
			t.Fatal(err)
		}
		time.Sleep(placeEvery + time.Second)
		synctest.Wait()
		if names := placed(t, place); len(names) != 3 || !a.Signs().isEqual(Signs{}) {
			t.Errorf("%v, %+v", names, a.Signs())
		}
		change()
		if err := a.End(t.Context()); err != nil {
			t.Error(err)
		}
		if names := placed(t, place); len(names) != 4 {
			t.Errorf("after the end: %v", names)
		}
	})
}

// A full drive is tried again after growing pauses, whatever else wakes the loop, and at
// once where somebody asks for it.
func TestAFullSecondPlaceIsNotTriedOverAndOver(t *testing.T) {
	place := t.TempDir()
	bubble(t, func(t *testing.T, s *Store, change func()) {
		mustHavePlace(t, s, place, "")
		change()
		mustBackUp(t, s, format.OriginChanges)
		full := &counting{Files: atomicfile.System{}, place: place}
		useFiles(s, full)
		a := StartAutomatic(s, func() {})
		time.Sleep(time.Hour)
		if n := full.tries.Load(); n < 4 || n > 8 || failure.KindOf(a.Signs().Away) != failure.KindFull {
			t.Errorf("%d tries in an hour, %+v", n, a.Signs())
		}
		before := full.tries.Load()
		a.TryNow()
		synctest.Wait()
		if n := full.tries.Load() - before; n != 1 {
			t.Errorf("%d tries when asked", n)
		}
		useFiles(s, atomicfile.System{})
		a.TryNow()
		time.Sleep(settle + time.Second)
		if names := placed(t, place); len(names) != 1 || !a.Signs().isEqual(Signs{}) {
			t.Errorf("%v, %+v", names, a.Signs())
		}
		if err := a.End(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestLockedCopiesInTheSecondPlace(t *testing.T) {
	place := t.TempDir()
	s := mustOpenSample(t, t.TempDir(), Options{})
	b := mustHavePlace(t, s, place, "correct horse")
	backup := mustBackUp(t, s, format.OriginChanges)
	if err := s.backups.CopyWaiting(t.Context(), b, func() {}); err != nil {
		t.Fatal(err)
	}
	names := placed(t, place)
	if !slices.Equal(names, []string{"auto/" + filepath.Base(backup) + ".age"}) {
		t.Fatalf("%v", names)
	}
	locked := filepath.Join(place, filepath.FromSlash(names[0]))
	if text := filetest.MustRead(t, locked); strings.Contains(text, "Alice") || strings.Contains(text, "correct") {
		t.Error("it can be read")
	}
	file, err := backupfile.Open(locked, backupfile.ReadOptions{Passphrase: "correct horse"})
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.NewSectionReader(file, 0, file.Size))
	if err != nil || string(text) != filetest.MustRead(t, backup) {
		t.Errorf("it holds something else, or %v", err)
	}
	if export := filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path); strings.Contains(export, "correct") {
		t.Error("a backup holds the passphrase")
	}
}

func TestACopyThatIsStopped(t *testing.T) {
	place := t.TempDir()
	s := mustOpenSample(t, t.TempDir(), Options{})
	backup := mustBackUp(t, s, format.OriginChanges)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := CopyBackup(ctx, s, backup, place, backups.CopyOptions{})
	filetest.WantKind(t, err, failure.KindCancelled)
	if names := placed(t, place); len(names) > 0 {
		t.Errorf("%v", names)
	}
}
