package single

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"time"
)

// ErrSilent says that a window is open on the folder and does not answer.
var ErrSilent = errors.New("the window that is open on the data folder does not answer")

// errHeld says that another process has the claim.
var errHeld = errors.New("another window has the claim")

const (
	// patience is how long a start waits for the window that is open.
	patience = 2 * time.Second
	// pause is between two attempts, while a window begins or ends.
	pause = 20 * time.Millisecond
)

// Wish is what a start was asked for.
type Wish struct {
	File string // the absolute path of a file to be shown; empty means none
}

// Begin claims to be the window on a data folder. Where another has the claim, it is given
// the wish instead; handed says that it has taken it, and nothing is left to do. Where
// neither comes about, the error says why: ErrSilent, or what of the system is missing.
func Begin(folder string, wish Wish) (claim *Claim, handed bool, err error) {
	at, err := placeOf(folder)
	if err != nil {
		return nil, false, err
	}
	return begin(at, wish, patience)
}

// BeginAnother claims to be the window on a data folder if no other has the claim, which is
// asked for nothing. There may be no claim, nor an error.
func BeginAnother(folder string) (*Claim, error) {
	at, err := placeOf(folder)
	if err != nil {
		return nil, err
	}
	claim, err := take(at, answerTime(patience))
	if errors.Is(err, errHeld) {
		return nil, nil
	}
	return claim, err
}

// answerTime is how long a window has to take what it is asked for. It is less than the
// patience of who asks: what a start has given up is not done late.
func answerTime(patience time.Duration) time.Duration { return 3 * patience / 4 }

// begin is Begin at a place.
func begin(at place, wish Wish, patience time.Duration) (claim *Claim, handed bool, err error) {
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	for {
		claim, err := take(at, answerTime(patience))
		if !errors.Is(err, errHeld) {
			return claim, false, err
		}
		allowFront() // it may take the user's eye, as this start could
		if ask(ctx, at.socket, wish) {
			return nil, true, nil
		}
		select {
		case <-ctx.Done():
			return nil, false, ErrSilent
		case <-time.After(pause):
		}
	}
}

// take takes the claim, or fails with errHeld.
func take(at place, answerTime time.Duration) (*Claim, error) {
	held, err := os.OpenFile(at.lock, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := lock(held); err != nil {
		held.Close()
		return nil, err
	}
	// Whose lock this was has no use for its socket any more.
	err = os.Remove(at.socket)
	var socket net.Listener
	if err == nil || errors.Is(err, os.ErrNotExist) {
		socket, err = net.Listen("unix", at.socket)
	}
	if err == nil {
		err = os.Chmod(at.socket, 0o600) // the folder is closed to others too
	}
	if err != nil {
		if socket != nil {
			socket.Close()
		}
		held.Close()
		return nil, err
	}
	c := &Claim{lock: held, socket: socket, answerTime: answerTime}
	go c.accept()
	return c, nil
}

// isFile reports whether a path is one that a window may be handed: whole, and of a regular
// file.
func isFile(path string) bool {
	if !filepath.IsAbs(path) {
		return false
	}
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
