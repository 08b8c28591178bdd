package single

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"time"
)

// What goes over the socket: a start writes greeting, the path of a file as the system has
// it, and ends; the window answers with taken, or with anything else if it has not.
const (
	greeting = "seatkeeper window 1\n"
	taken    = "taken\n"
	// mostAsked is longer than any path that a system opens.
	mostAsked = 64 << 10
	// mostEarly is how many wishes are kept until there is a window.
	mostEarly = 20
)

// Claim is that of the window to which other starts come.
type Claim struct {
	lock       *os.File
	socket     net.Listener
	answerTime time.Duration

	mu    sync.Mutex
	do    func(func())
	take  func(Wish) bool
	early []Wish
	ended bool
}

// Serve has take called for each wish, by do, on the goroutine on which the window works.
// It reports whether the wish was taken; the first that is not ends the claim, since the
// window is closing. What was asked for before there was a window comes at once.
func (c *Claim) Serve(do func(func()), take func(Wish) bool) {
	c.mu.Lock()
	early := c.early
	c.do, c.take, c.early = do, take, nil
	c.mu.Unlock()
	go func() {
		for _, wish := range early {
			do(func() { take(wish) })
		}
	}()
}

// Close gives the claim up.
func (c *Claim) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.ended {
		c.ended = true
		c.socket.Close() // which removes it
		c.lock.Close()
	}
}

// accept answers those who ask until the claim is given up.
func (c *Claim) accept() {
	for {
		asked, err := c.socket.Accept()
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil: // such as too many open files
			time.Sleep(pause)
		default:
			go c.answer(asked)
		}
	}
}

func (c *Claim) answer(asked net.Conn) {
	defer asked.Close()
	ctx, stop := context.WithTimeout(context.Background(), c.answerTime)
	defer stop()
	until, _ := ctx.Deadline()
	if asked.SetDeadline(until) != nil {
		return
	}
	text, err := io.ReadAll(io.LimitReader(asked, mostAsked+1))
	file, known := strings.CutPrefix(string(text), greeting)
	if err != nil || len(text) > mostAsked || !known || file != "" && !isFile(file) {
		return
	}
	wasTaken, isClosing := c.hand(ctx, Wish{File: file})
	if wasTaken {
		_, _ = io.WriteString(asked, taken)
	}
	if isClosing {
		c.Close() // whoever asks again has the claim
	}
}

// hand gives a wish to the window.
func (c *Claim) hand(ctx context.Context, wish Wish) (wasTaken, isClosing bool) {
	c.mu.Lock()
	do, take := c.do, c.take
	if take == nil { // it is about to open, in front of all others
		defer c.mu.Unlock()
		if len(c.early) == mostEarly {
			return false, false
		}
		c.early = append(c.early, wish)
		return true, false
	}
	c.mu.Unlock()
	answer := make(chan bool, 1)
	go do(func() {
		if ctx.Err() == nil {
			answer <- take(wish)
		}
	})
	select {
	case ok := <-answer:
		return ok, !ok
	case <-ctx.Done():
		return false, false
	}
}

// ask hands a wish to the window behind a socket, and reports whether it was taken.
func ask(ctx context.Context, socket string, wish Wish) bool {
	var dialer net.Dialer
	window, err := dialer.DialContext(ctx, "unix", socket)
	if err != nil {
		return false
	}
	defer window.Close()
	until, _ := ctx.Deadline()
	if window.SetDeadline(until) != nil {
		return false
	}
	if _, err := io.WriteString(window, greeting+wish.File); err != nil {
		return false
	}
	if end, ok := window.(interface{ CloseWrite() error }); !ok || end.CloseWrite() != nil {
		return false
	}
	answer, err := io.ReadAll(io.LimitReader(window, int64(len(taken))+1))
	return err == nil && string(answer) == taken
}
