package atomicfile

import (
	"os"

	"golang.org/x/sys/unix"
)

// RenameExclusive renames without replacing (renameat2(2)).
func RenameExclusive(from, to string) error {
	err := uninterrupted(func() error { return unix.Renameat2(unix.AT_FDCWD, from, unix.AT_FDCWD, to, unix.RENAME_NOREPLACE) })
	if err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}

func freeSpace(folder string) (int64, error) {
	var stat unix.Statfs_t
	if err := uninterrupted(func() error { return unix.Statfs(folder, &stat) }); err != nil {
		return -1, &os.PathError{Op: "statfs", Path: folder, Err: err}
	}
	return int64(stat.Bavail) * stat.Bsize, nil
}

// startWriteBack begins to write a range of the file to the disk without waiting
// for it (sync_file_range(2)). It is a hint: Sync tells whether it went well.
func startWriteBack(file *os.File, from, length int64) {
	_ = unix.SyncFileRange(int(file.Fd()), from, length, unix.SYNC_FILE_RANGE_WRITE)
}
