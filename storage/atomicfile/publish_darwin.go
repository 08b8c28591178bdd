package atomicfile

import (
	"os"

	"golang.org/x/sys/unix"
)

// RenameExclusive renames without replacing (renamex_np(2)).
func RenameExclusive(from, to string) error {
	if err := uninterrupted(func() error { return unix.RenamexNp(from, to, unix.RENAME_EXCL) }); err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}

func freeSpace(folder string) (int64, error) {
	var stat unix.Statfs_t
	if err := uninterrupted(func() error { return unix.Statfs(folder, &stat) }); err != nil {
		return -1, &os.PathError{Op: "statfs", Path: folder, Err: err}
	}
	return int64(stat.Bavail) * int64(stat.Bsize), nil
}

// startWriteBack has nothing to do: macOS knows no such hint.
func startWriteBack(*os.File, int64, int64) {}
