package storage

import (
	"context"
	"path/filepath"
	"runtime"
	"testing"
	"time"
	_ "time/tzdata"

	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

func TestCancellingAtAnyProgressStepLeavesNothing(t *testing.T) {
	days := filetest.OrFewer(200, 60)
	s := mustOpenMany(t, 100, days)
	folder := filepath.Join(s.Folder(), BackupFolder)
	steps := 0
	mustExport(t, s, ExportOptions{Progress: func(int64, int64) { steps++ }})
	before := filetest.FilesIn(t, folder)
	status, _ := s.Status(t.Context())
	for step := range steps {
		ctx, cancel := context.WithCancel(t.Context())
		now := 0
		_, err := ExportBackup(ctx, s, ExportOptions{Progress: func(int64, int64) {
			if now == step {
				cancel()
			}
			now++
		}})
		cancel()
		filetest.WantKind(t, err, failure.KindCancelled)
		sameFiles(t, folder, before)
	}
	if after, _ := s.Status(t.Context()); after != status {
		t.Errorf("%+v, not %+v", after, status)
	}
	mustHold(t, s, int64(100*days))
}

func TestCancellingBetweenAnyTwoOperationsLeavesNothing(t *testing.T) {
	fsys := &faultyFiles{Files: atomicfile.System{}}
	s := mustOpenSample(t, t.TempDir(), Options{files: fsys})
	folder := filepath.Join(s.Folder(), BackupFolder)
	first := mustExport(t, s, ExportOptions{})
	before := filetest.FilesIn(t, folder)
	published := 0
	for n := 1; published == 0; n++ {
		ctx, cancel := context.WithCancel(t.Context())
		count := 0
		fsys.after = func(string) {
			if count++; count == n {
				cancel()
			}
		}
		b, err := ExportBackup(ctx, s, ExportOptions{})
		fsys.after = nil
		cancel()
		if err == nil {
			// Once it has its name, it is a backup like any other.
			published = n
			if r := mustVerify(t, b.Path); r.Bookings != 4 || b.Path == first.Path {
				t.Errorf("%+v", r)
			}
			continue
		}
		filetest.WantKind(t, err, failure.KindCancelled)
		sameFiles(t, folder, before)
	}
	if published < 5 {
		t.Errorf("it was published after %d operations", published)
	}
}

func TestWaitingForAnotherExportCanBeCancelled(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	exporting <- struct{}{}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := ExportBackup(ctx, s, ExportOptions{})
	<-exporting
	filetest.WantKind(t, err, failure.KindCancelled)
	mustHold(t, s, 4)
}

func TestExportLeavesNoGoroutineBehind(t *testing.T) {
	s := mustOpenMany(t, 50, filetest.OrFewer(300, 100))
	mustExport(t, s, ExportOptions{})
	before := runtime.NumGoroutine()
	for i := range 20 {
		ctx, cancel := context.WithCancel(t.Context())
		if _, err := ExportBackup(ctx, s, ExportOptions{Progress: func(done, total int64) {
			if i%2 == 0 {
				cancel()
			}
		}}); (err == nil) != (i%2 == 1) {
			t.Error(err)
		}
		cancel()
	}
	for i := 0; runtime.NumGoroutine() > before+2; i++ {
		if i > 1_000_000 {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
		runtime.Gosched()
	}
}

func TestAnAutomaticBackupDoesNotWaitForEverForAnotherExport(t *testing.T) {
	defer func(was time.Duration) { longestTurn = was }(longestTurn)
	longestTurn = time.Millisecond
	s := mustOpenSample(t, t.TempDir(), Options{})
	exporting <- struct{}{} // to a drive that does not answer
	_, err := backUp(t.Context(), s, format.OriginQuit)
	<-exporting
	filetest.WantKind(t, err, failure.KindExportHangs)
	if made, err := backUp(t.Context(), s, format.OriginQuit); !made || err != nil {
		t.Error(made, err)
	}
}
