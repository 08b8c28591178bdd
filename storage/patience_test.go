package storage

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
)

// Five changes that come while another program keeps the store locked are told so at one
// time, and not one after the other.
func TestNobodyWaitsForALockInLine(t *testing.T) {
	folder := t.TempDir()
	const wait = 300 * time.Millisecond
	s := mustOpenSample(t, folder, Options{busyTimeout: wait})
	other := mustOpen(t, folder, Options{})
	locked, free := make(chan struct{}), make(chan struct{})
	held := make(chan error, 1)
	go func() {
		held <- other.change(context.Background(), func(*engine.Change, *Step) error {
			close(locked)
			<-free
			return nil
		})
	}()
	<-locked
	begun := time.Now()
	var one sync.Mutex // as a window makes its changes: the store sees one at a time
	var changes sync.WaitGroup
	for range 5 {
		changes.Go(func() {
			_, err := s.AddUser(context.Background(), data.User{Name: "Too late"})
			if !errors.Is(err, failure.ErrLocked) {
				t.Error(err)
			}
		})
		changes.Go(func() {
			ctx := WaitingSince(context.Background(), begun)
			one.Lock()
			defer one.Unlock()
			if _, err := s.AddUser(ctx, data.User{Name: "Too late"}); !errors.Is(err, failure.ErrLocked) {
				t.Error(err)
			}
		})
	}
	changes.Wait()
	if took := time.Since(begun); took < wait || took > 5*wait {
		t.Errorf("ten changes waited %v, where one waits %v", took, wait)
	}
	// Who comes now waits as long as anybody.
	begun = time.Now()
	if _, err := s.AddUser(t.Context(), data.User{Name: "Too late"}); !errors.Is(err, failure.ErrLocked) || time.Since(begun) < wait {
		t.Errorf("after %v: %v", time.Since(begun), err)
	}
	close(free)
	if err := <-held; err != nil {
		t.Fatal(err)
	}
	mustAdd(t, s, data.User{Name: "In time", Active: true})
}
