package storage

import (
	"path/filepath"
	"testing"
)

func TestAFolderBelowAFileIsNotCalledMissing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	mustWrite(t, file, "x")
	for _, folder := range []string{filepath.Join(file, "data"), filepath.Join(file, "a", "data")} {
		wantKind(t, makeFolder(system{}, folder), KindNotAFolder)
		_, err := Open(t.Context(), folder, Options{})
		wantKind(t, err, KindNotAFolder)
	}
	wantKind(t, makeFolder(system{}, filepath.Join(t.TempDir(), "away", "data")), KindMissing)
}
