package atomicfile

import (
	"os"

	"golang.org/x/sys/unix"
)

// renameExclusive is renameat2(2).
func renameExclusive(from, to string) error {
	return unix.Renameat2(unix.AT_FDCWD, from, unix.AT_FDCWD, to, unix.RENAME_NOREPLACE)
}

// startWriteBack begins to write a range of the file to the disk without waiting
// for it (sync_file_range(2)). It is a hint: Sync tells whether it went well.
func startWriteBack(file *os.File, from, length int64) {
	_ = unix.SyncFileRange(int(file.Fd()), from, length, unix.SYNC_FILE_RANGE_WRITE)
}
