package trash

import (
	"errors"
	"path/filepath"
	"strconv"
	"strings"
)

// ErrNone says that the system keeps no trash for the volume of a file. The file
// is where it was.
var ErrNone = errors.New("there is no trash for this volume")

// trashName returns the name that a file gets in the trash: its own, and where
// that is taken "name 2.ending", "name 3.ending" and so on.
func trashName(path string, attempt int) string {
	name := filepath.Base(path)
	if attempt == 0 {
		return name
	}
	// All of ".json.age" is the ending.
	stem, ending, found := strings.Cut(name, ".")
	if found {
		ending = "." + ending
	}
	return stem + " " + strconv.Itoa(attempt+1) + ending
}

// maxTrashAttempts bounds the search for a free name.
const maxTrashAttempts = 10_000
