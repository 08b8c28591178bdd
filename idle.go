package main

import (
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"

	"seatkeeper/ui/kit"
)

const (
	// awake is how long Fyne goes on as it does after an event: what the event has
	// started, a fade or a scroll, is drawn in every frame.
	awake = 2 * time.Second
	// Then it waits for the next event, longer each time that none came. What Fyne's own
	// goroutines want from the window, such as a click in the tray, waits as long at most.
	shortestNap = 250 * time.Millisecond
	longestNap  = time.Second
	// frame is time enough between two naps for Fyne to draw.
	frame = time.Second / 50
)

// idler lets the computer rest while nobody does anything. Fyne looks for events, and
// for something to draw, 60 times a second as long as a window is open (2.8.1,
// internal/driver/glfw/loop.go), which is most of what an idle window costs. When
// nothing has come for a while, Fyne's goroutine waits in the window system instead,
// which wakes it with the next key, pointer or window event; so does what our own
// goroutines hand it.
type idler struct {
	pending atomic.Int64 // what was handed over and has not run yet
	napping atomic.Bool
}

// background returns how the window works in the background, with wake after each
// hand-over.
func (i *idler) background() kit.Background {
	b := kit.NewBackground()
	do := func(apply func()) {
		i.pending.Add(1)
		fyne.Do(func() {
			i.pending.Add(-1)
			apply()
		})
		i.wake()
	}
	b.Do = do
	b.After = func(d time.Duration, action func()) { time.AfterFunc(d, func() { do(action) }) }
	return b
}

// rest naps again and again; it returns when the program ends.
func (i *idler) rest() {
	last := time.Now() // when the last event came
	next := shortestNap
	for ended := false; !ended; time.Sleep(frame) {
		if left := awake - time.Since(last); left > 0 {
			time.Sleep(left)
		}
		fyne.DoAndWait(func() {
			defer func() { ended = recover() != nil }() // GLFW panics when it has ended
			if i.nap(next) {
				next = min(2*next, longestNap)
			} else {
				last, next = time.Now(), shortestNap
			}
		})
	}
}

// nap waits so long for an event and reports whether none came.
func (i *idler) nap(long time.Duration) (undisturbed bool) {
	i.napping.Store(true)
	defer i.napping.Store(false)
	if i.pending.Load() > 0 {
		return false // it came before it could wake anybody
	}
	began := time.Now()
	glfw.WaitEventsTimeout(long.Seconds())
	return time.Since(began) > long*9/10
}

// wake ends a nap.
func (i *idler) wake() {
	if i.napping.Load() {
		defer func() { _ = recover() }() // the program has ended meanwhile
		glfw.PostEmptyEvent()
	}
}
