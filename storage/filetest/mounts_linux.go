package filetest

import (
	"os"
	"os/exec"
	"testing"

	"golang.org/x/sys/unix"
)

// NeedRoot skips a test that only root can do.
func NeedRoot(t *testing.T) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("needs root")
	}
}

// NeedTool skips a test if a program is not there.
func NeedTool(t *testing.T, tool string) {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		t.Skip("needs " + tool)
	}
}

// MountTmpfs mounts an empty file system in memory.
func MountTmpfs(t *testing.T, options string) string {
	t.Helper()
	NeedRoot(t)
	folder := PublicFolder(t)
	if err := unix.Mount("tmpfs", folder, "tmpfs", 0, options); err != nil {
		t.Skipf("can't mount a tmpfs: %v", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(folder, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return folder
}

// RemountReadOnly makes a file system of MountTmpfs one that can't be written.
func RemountReadOnly(t *testing.T, folder string) {
	t.Helper()
	if err := unix.Mount("tmpfs", folder, "tmpfs", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
}

// PublicFolder makes a folder that every user can enter.
func PublicFolder(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "seatkeeper-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	return folder
}
