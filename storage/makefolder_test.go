package storage

import (
	"path/filepath"
	"testing"

	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

func TestAFolderBelowAFileIsNotCalledMissing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	filetest.MustWrite(t, file, "x")
	for _, folder := range []string{filepath.Join(file, "data"), filepath.Join(file, "a", "data")} {
		filetest.WantKind(t, atomicfile.MakeFolder(atomicfile.System{}, folder), failure.KindNotAFolder)
		_, err := Open(t.Context(), folder, Options{})
		filetest.WantKind(t, err, failure.KindNotAFolder)
	}
	filetest.WantKind(t, atomicfile.MakeFolder(atomicfile.System{}, filepath.Join(t.TempDir(), "away", "data")), failure.KindMissing)
}
