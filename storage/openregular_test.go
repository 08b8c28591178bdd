//go:build unix

package storage

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

// A pipe that nobody writes to, and a device, in the place of a file: each is refused
// at once.
func TestWhatIsNoRegularFileIsNotWaitedFor(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "backup-20261123-101112.json")
	if err := unix.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	s := mustOpenSample(t, t.TempDir(), Options{})
	for _, path := range []string{pipe, "/dev/zero", "/dev/null"} {
		for name, try := range map[string]func(context.Context) error{
			"verify": func(ctx context.Context) error {
				_, err := format.VerifyBackup(ctx, path, backupfile.ReadOptions{})
				return err
			},
			"restore": func(ctx context.Context) error { _, err := PrepareRestore(ctx, s, path, RestoreOptions{}); return err },
			"copy": func(ctx context.Context) error {
				_, err := CopyBackup(ctx, s, path, t.TempDir(), backups.CopyOptions{})
				return err
			},
			"compare": func(ctx context.Context) error {
				_, err := DiffBackups(ctx, s, path, "", backupfile.ReadOptions{})
				return err
			},
		} {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			done := make(chan error, 1)
			go func() { done <- try(ctx) }()
			select {
			case err := <-done:
				if failure.KindOf(err) != failure.KindBadBackup {
					t.Errorf("%s %s: %v", name, path, err)
				}
			case <-ctx.Done():
				t.Fatalf("%s %s hangs", name, path)
			}
			cancel()
		}
	}
	// In the place of the store.
	folder := t.TempDir()
	if err := unix.Mkfifo(filepath.Join(folder, StoreFile), 0o600); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { _, err := Open(t.Context(), folder, Options{}); done <- err }()
	select {
	case err := <-done:
		filetest.WantKind(t, err, failure.KindForeign)
	case <-time.After(time.Minute):
		t.Fatal("opening it hangs")
	}
}
