package storage

import (
	"os"

	"golang.org/x/sys/unix"
)

// renameExclusive renames without replacing (renameat2(2)).
func renameExclusive(from, to string) error {
	if err := unix.Renameat2(unix.AT_FDCWD, from, unix.AT_FDCWD, to, unix.RENAME_NOREPLACE); err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}

func freeSpace(folder string) (int64, error) {
	var stat unix.Statfs_t
	if err := unix.Statfs(folder, &stat); err != nil {
		return -1, &os.PathError{Op: "statfs", Path: folder, Err: err}
	}
	return int64(stat.Bavail) * stat.Bsize, nil
}
