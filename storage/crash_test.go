package storage

import (
	"io"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

func TestAPanicOfAHelperIsTheErrorOfItsWork(t *testing.T) {
	work := func() (err error) {
		defer failure.Rescue(&err)
		var none []int
		_ = none[len(none)]
		return nil
	}
	if err := work(); failure.KindOf(err) != failure.KindCrash {
		t.Error(err)
	}
	// A loader that panics ends the restore, which leaves nothing behind.
	if err := (&loadBatch{users: []numbered[data.User]{{}}}).loadSafely(nil); failure.KindOf(err) != failure.KindCrash {
		t.Error(err)
	}
}

func TestAPanicInTheMiddleOfAFileLeavesNothing(t *testing.T) {
	panics := func(f func()) {
		t.Helper()
		defer func() {
			if recover() == nil {
				t.Error("it did not panic")
			}
		}()
		f()
	}
	folder := t.TempDir()
	p := &atomicfile.Publication{
		Files: atomicfile.System{}, Folder: folder, Temps: backups.TempPattern, Name: func(int) string { return "backup-20261123-101112.json" },
		Write: func(io.Writer) error { panic("in the middle") },
	}
	panics(func() { _, _ = p.Run(t.Context()) })
	sameFiles(t, folder, map[string]string{})

	s := mustOpenSample(t, t.TempDir(), Options{})
	many := mustOpen(t, t.TempDir(), Options{})
	if _, err := many.AddSample(t.Context(), data.SampleSize{People: 200, Days: 50, Full: true, Until: monday}, nil); err != nil {
		t.Fatal(err)
	}
	backup := mustExport(t, many, ExportOptions{}).Path
	before := filetest.FilesIn(t, s.Folder())
	for _, after := range []int{0, 2} {
		panics(func() {
			_, _ = PrepareRestore(t.Context(), s, backup, RestoreOptions{Progress: func(int64, int64) {
				if after--; after < 0 {
					panic("in the middle")
				}
			}})
		})
		for name := range filetest.FilesIn(t, s.Folder()) {
			if _, was := before[name]; !was {
				t.Errorf("%s is left", name)
			}
		}
	}
	mustHold(t, s, 4)
}
