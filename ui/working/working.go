package working

import (
	"context"
	"sync/atomic"
	"time"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// Live shows news whose text can be changed, and hides them; all of it is called on Fyne's
// goroutine. It is [kit.Toasts.AddLive] of a window.
type Live = func(kit.Toast) (say func(text string), hide func())

// showAfter is how long something may take before it is shown: most is done by then, and news
// that flash by only unsettle.
const showAfter = 300 * time.Millisecond

// Work is something that is under way.
type Work struct {
	// Ctx ends when the user stops it.
	Ctx context.Context

	do      func(apply func())
	cancel  context.CancelFunc
	text    string
	percent atomic.Int64 // -1 while nothing is known
	stopped atomic.Bool
	ended   atomic.Bool
	say     func(text string) // nil while it is not shown
	hide    func()
}

// Show shows after a moment what is under way, unless it has ended by then. It is called on
// Fyne's goroutine.
func Show(b kit.Background, live Live, title, text string) *Work {
	w := &Work{do: b.Do, text: text}
	w.Ctx, w.cancel = context.WithCancel(context.Background())
	w.percent.Store(-1)
	b.After(showAfter, func() {
		if w.ended.Load() {
			return
		}
		w.say, w.hide = live(kit.Toast{
			Tone: kit.Good, Title: title, Text: w.now(), Stay: -1,
			Actions: []kit.Action{{Label: words.Say("export.stop"), Run: w.Stop}},
		})
	})
	return w
}

// Stop asks it to end.
func (w *Work) Stop() {
	w.stopped.Store(true)
	w.cancel()
}

// IsStopped reports whether the user has stopped it.
func (w *Work) IsStopped() bool { return w.stopped.Load() }

// Progress says how much is done. It may be called on any goroutine.
func (w *Work) Progress(done, total int64) {
	percent := 100 * done / max(total, 1)
	if w.percent.Swap(percent) == percent {
		return
	}
	w.do(func() {
		if w.say != nil {
			w.say(w.now())
		}
	})
}

// now says how far it is.
func (w *Work) now() string {
	percent := w.percent.Load()
	if percent < 0 {
		return w.text
	}
	return words.Dots(words.Say("restore.percent", words.Args{"Percent": int(percent)}), w.text)
}

// End takes the news away. It may be called on any goroutine, and again.
func (w *Work) End() {
	if w.ended.Swap(true) {
		return
	}
	w.do(func() { kit.HideOne(w.hide) })
	w.cancel()
}

// Stopped is the news that the user has stopped a change.
func Stopped() kit.Toast {
	return kit.Toast{Tone: kit.Warning, Title: words.Say("working.stopped"), Text: words.Say("working.stopped-text")}
}
