package kit

import (
	"time"

	"fyne.io/fyne/v2"
)

// Background runs work in the background. Its fields are functions so that tests
// decide when things happen.
type Background struct {
	Go    func(work func())                    // on a goroutine of its own
	Do    func(apply func())                   // on Fyne's goroutine; called from work
	After func(d time.Duration, action func()) // on Fyne's goroutine, later
}

// NewBackground returns the one that the program uses.
func NewBackground() Background {
	return Background{
		Go: func(work func()) { go work() },
		Do: fyne.Do,
		After: func(d time.Duration, action func()) {
			time.AfterFunc(d, func() { fyne.Do(action) })
		},
	}
}

// AskFor does work in the background and hands over what came of it on Fyne's
// goroutine, unless nobody wants it any more by then.
func AskFor[T any](b Background, isWanted func() bool, work func() (T, error), done func(T, error)) {
	b.Go(func() {
		answer, err := work()
		b.Do(func() {
			if isWanted() {
				done(answer, err)
			}
		})
	})
}

// Call calls a callback that may be missing.
func Call[T any](f func(T), value T) {
	if f != nil {
		f(value)
	}
}
