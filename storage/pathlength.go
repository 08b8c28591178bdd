package storage

import (
	"path/filepath"
	"runtime"
	"unicode/utf16"

	"seatkeeper/storage/failure"
)

// The longest paths that SQLite opens files by: MAX_PATHNAME of os_unix.c, in bytes, and
// MAX_PATH of Windows, in UTF-16 units, either with the end of the text.
const (
	longestUnixPath    = 512 - 1
	longestWindowsPath = 260 - 1
)

// longestStoreName is the longest name that SQLite gets to see: that of the journal of a
// store that is being made. It asks for room for that whether it writes one or not.
const longestStoreName = "." + StoreFile + "12345678901234567890-journal"

// checkPathLength refuses a data folder in which not every file of a store could be
// opened.
func checkPathLength(folder string) error {
	path := filepath.Join(folder, longestStoreName)
	length, most := len(path), longestUnixPath
	if runtime.GOOS == "windows" {
		length, most = len(utf16.Encode([]rune(path))), longestWindowsPath
	}
	if length > most {
		return failure.ErrPathTooLong
	}
	return nil
}
