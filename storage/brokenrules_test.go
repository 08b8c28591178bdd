package storage

import (
	"errors"
	"path/filepath"
	"testing"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

func TestAStoreThatBreaksARuleIsNotExported(t *testing.T) {
	for name, sql := range map[string][]string{
		"two places of one person": {"DROP INDEX one_desk_a_person", "DROP TRIGGER keep_place", "UPDATE bookings SET user = 1 WHERE user <> 0"},
		"two people at one desk":   {"DROP INDEX one_person_a_desk", "DROP TRIGGER keep_place", "UPDATE bookings SET desk = 1"},
		"a guest of no visitor":    {"PRAGMA ignore_check_constraints = ON", "UPDATE bookings SET guest = 'Zoë' WHERE user <> 0"},
		"a time after all":         {"PRAGMA ignore_check_constraints = ON", "UPDATE bookings SET created = 1 << 60"},
		"a wrong count":            {"UPDATE days SET bookings = bookings + 1"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			if err := mustOpenSample(t, folder, Options{}).Close(); err != nil {
				t.Fatal(err)
			}
			rawRun(t, filepath.Join(folder, StoreFile), 0, sql...)
			s := mustOpen(t, folder, Options{})
			_, err := ExportBackup(t.Context(), s, ExportOptions{})
			filetest.WantKind(t, err, failure.KindDamaged)
			// What is named is what is damaged, not where the backup was to go.
			var known *failure.Error
			if !errors.As(err, &known) || known.Path != s.path() {
				t.Errorf("%v", err)
			}
			if left := filetest.FilesIn(t, s.backups.Path); len(left) > 0 {
				t.Errorf("%d files are left", len(left))
			}
		})
	}
}
