package ui

import (
	"time"

	"fyne.io/fyne/v2"
)

// Background runs work beside the window. Its fields are functions so that tests
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

// call calls a callback that may be missing.
func call[T any](f func(T), value T) {
	if f != nil {
		f(value)
	}
}
