package atomicfile

import (
	"os"

	"golang.org/x/sys/unix"
)

// renameExclusive is renamex_np(2).
func renameExclusive(from, to string) error { return unix.RenamexNp(from, to, unix.RENAME_EXCL) }

// startWriteBack has nothing to do: macOS knows no such hint.
func startWriteBack(*os.File, int64, int64) {}
