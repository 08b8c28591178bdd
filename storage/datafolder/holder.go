package datafolder

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"time"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/regular"
)

// HolderFile says who has the store of a network drive open, for those who are kept
// out meanwhile. It is a hint for people: what keeps them out is the lock on the store.
const HolderFile = "seatkeeper-open.json"

const maxHolderFile = 4096

// SayHeld writes that this process has the store, since now, and reports whether it did.
// The lock is taken, so that nobody else writes there. Where it fails, others are only
// told less.
func SayHeld(folder string, now time.Time) bool {
	holder := failure.Holder{Text: "Seatkeeper has the data in this folder open. This file goes when it is closed.", Since: now.UTC()}
	holder.Computer, _ = os.Hostname()
	if own, err := user.Current(); err == nil {
		if holder.User = own.Name; holder.User == "" {
			holder.User = own.Username
		}
	}
	content, err := json.Marshal(holder)
	if err != nil {
		return false
	}
	path := filepath.Join(folder, HolderFile)
	temp := filepath.Join(folder, "."+HolderFile) // one name, as there is one holder
	err = writeAnew(temp, append(content, '\n'))
	if err == nil {
		err = os.Rename(temp, path)
	}
	if err != nil {
		_ = os.Remove(temp)
	}
	return err == nil
}

// writeAnew writes a file that takes the place of whatever has that name. In a folder
// that others write to, it may be a link to something else, or a pipe that nobody reads.
func writeAnew(path string, content []byte) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	return errors.Join(err, file.Close())
}

// SayLeft takes that back, while the lock is still held.
func SayLeft(folder string) { _ = os.Remove(filepath.Join(folder, HolderFile)) }

// ReadHolder returns who says to have the store of a folder.
func ReadHolder(folder string) (h failure.Holder, err error) {
	path := filepath.Join(folder, HolderFile)
	info, err := os.Lstat(path)
	if err != nil {
		return h, err
	}
	if !info.Mode().IsRegular() {
		return h, errors.New("it is no file")
	}
	file, _, err := regular.Open(path)
	if err != nil {
		return h, err
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, maxHolderFile))
	if err == nil {
		err = json.Unmarshal(content, &h)
	}
	if err != nil {
		return failure.Holder{}, err
	}
	return h, nil
}
