package storage

import (
	"errors"
	"os"

	"seatkeeper/storage/datafolder"
	"seatkeeper/storage/failure"
)

// held says who has the store, where it is locked on a network drive.
func (f *storeFile) held(err error) error {
	if !f.remote || !errors.Is(err, failure.ErrLocked) {
		return err
	}
	holder, _ := datafolder.ReadHolder(f.folder) // or it is not known
	computer, _ := os.Hostname()
	return &failure.HeldError{Holder: holder, Here: holder.Computer == computer, Err: err}
}

// sayHeld writes that this process has the store.
func (f *storeFile) sayHeld() {
	if f.remote && f.readOnly == nil {
		f.holds = datafolder.SayHeld(f.folder, f.now())
	}
}

// sayLeft takes that back, while the lock is still held: once, as the next one's file
// has the same name.
func (f *storeFile) sayLeft() {
	f.mu.Lock()
	holds := f.holds
	f.holds = false
	f.mu.Unlock()
	if holds {
		datafolder.SayLeft(f.folder)
	}
}
