package storage

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/regular"
)

// holderFile says who has the store of a network drive open, for those who are kept
// out meanwhile. It is a hint for people: what keeps them out is the lock on the store.
const holderFile = "seatkeeper-open.json"

const maxHolderFile = 4096

// held says who has the store, where it is locked on a network drive.
func (f *storeFile) held(err error) error {
	if !f.remote || !errors.Is(err, failure.ErrLocked) {
		return err
	}
	holder, _ := readHolder(f.folder) // or it is not known
	computer, _ := os.Hostname()
	return &failure.HeldError{Holder: holder, Here: holder.Computer == computer, Err: err}
}

// sayHeld writes that this process has the store. The lock is taken, so that nobody else
// writes there. Where it fails, others are only told less.
func (f *storeFile) sayHeld() {
	if !f.remote || f.readOnly != nil {
		return
	}
	holder := failure.Holder{Text: "Seatkeeper has the data in this folder open. This file goes when it is closed.", Since: f.now().UTC()}
	holder.Computer, _ = os.Hostname()
	if own, err := user.Current(); err == nil {
		if holder.User = own.Name; holder.User == "" {
			holder.User = own.Username
		}
	}
	content, err := json.Marshal(holder)
	if err != nil {
		return
	}
	path := filepath.Join(f.folder, holderFile)
	temp := filepath.Join(f.folder, "."+holderFile) // one name, as there is one holder
	err = writeAnew(temp, append(content, '\n'))
	if err == nil {
		err = os.Rename(temp, path)
	}
	if f.holds = err == nil; !f.holds {
		_ = os.Remove(temp)
	}
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

// sayLeft takes that back, while the lock is still held: once, as the next one's file
// has the same name.
func (f *storeFile) sayLeft() {
	f.mu.Lock()
	holds := f.holds
	f.holds = false
	f.mu.Unlock()
	if holds {
		_ = os.Remove(filepath.Join(f.folder, holderFile))
	}
}

func readHolder(folder string) (h failure.Holder, err error) {
	path := filepath.Join(folder, holderFile)
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
