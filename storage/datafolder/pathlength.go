package datafolder

import (
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

// CheckPathLength refuses a data folder in which not every file of a store could be
// opened.
func CheckPathLength(folder string) error {
	length := len(folder)
	if runtime.GOOS == "windows" {
		length = len(utf16.Encode([]rune(folder)))
	}
	if length > LongestPath() {
		return failure.ErrPathTooLong
	}
	return nil
}

// LongestPath returns how long the path of a data folder may be, in bytes; in UTF-16
// units on Windows.
func LongestPath() int {
	most := longestUnixPath
	if runtime.GOOS == "windows" {
		most = longestWindowsPath
	}
	return most - len("/"+longestStoreName)
}
