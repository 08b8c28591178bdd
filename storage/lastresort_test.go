//go:build linux

package storage

import (
	"testing"
)

// The tests of this file are of file systems that know neither an exclusive rename nor
// links, and perhaps no locks.

// Two computers, or two processes where the file system knows no locks, take their
// time between the look for a file of that name and the rename.
func TestTwoExportersThatNothingHoldsApartMakeTwoFiles(t *testing.T) {
	line := mustTrace(t, "renameat2:error=EINVAL", "linkat:error=EPERM", "flock:error=ENOSYS", "renameat:delay_enter=1000000")
	s := mustOpenSample(t, t.TempDir(), Options{})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	var exporters []<-chan answer
	for range 2 {
		c := task{Do: "export", Data: s.Folder(), Now: noon}.command(t, line...)
		exporters = append(exporters, startReading(t, c))
	}
	paths := map[string]bool{}
	for _, answers := range exporters {
		for a := range answers {
			if a.Err != "" {
				t.Error(a.Err)
			}
			mustVerify(t, a.Backup.Path)
			paths[a.Backup.Path] = true
		}
	}
	if len(paths) != 2 {
		t.Errorf("two backups were reported, %d are there", len(paths))
	}
}
