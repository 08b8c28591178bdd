package single

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// place is where the claim on a folder lies.
type place struct{ lock, socket string }

// longestSocket is how long the path of a socket may be: 104 bytes on macOS, 108 on Linux and
// Windows, with a zero at the end.
const longestSocket = 103

// errNoPlace says that there is no folder for a claim.
var errNoPlace = errors.New("there is no folder of the user's own in which a socket can lie")

// placeOf returns the place for a data folder, which need not exist, on the screen on which
// this start shows its window: to raise one on another screen would show nothing here.
func placeOf(folder string) (place, error) {
	sum := sha256.Sum256([]byte(realPath(folder) + "\x00" + screen()))
	name := hex.EncodeToString(sum[:8])
	for _, in := range rooms() {
		at := place{lock: filepath.Join(in, name+".lock"), socket: filepath.Join(in, name+".sock")}
		if len(at.socket) <= longestSocket && makeOwn(in) == nil {
			return at, nil
		}
	}
	return place{}, errNoPlace
}

// realPath returns the one path of a folder that may be reached by several, and need not
// exist yet.
func realPath(folder string) string {
	rest := ""
	for at := folder; ; at = filepath.Dir(at) {
		if real, err := filepath.EvalSymlinks(at); err == nil {
			return foldCase(filepath.Join(real, rest))
		}
		if at == filepath.Dir(at) {
			return foldCase(folder)
		}
		rest = filepath.Join(filepath.Base(at), rest)
	}
}

// makeOwn makes a folder for the user alone, unless it is there.
func makeOwn(folder string) error {
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := os.Lstat(folder)
	if err == nil && !(info.IsDir() && isOwn(info)) {
		err = errNoPlace
	}
	return err
}
