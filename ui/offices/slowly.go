package offices

import (
	"context"

	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
	"seatkeeper/ui/working"
)

// changeSlowly makes a change that may take a while: how much of it is done is shown, and it
// can be stopped, which leaves all as it was. done is told of any other failure.
func (c *Controller) changeSlowly(title string, make func(context.Context, *storage.Store) error, done func(error)) {
	w := working.Show(c.Background(), c.live, title, words.Say("working.meanwhile"))
	c.Change(func(ctx context.Context, s *storage.Store) error {
		defer w.End()
		if w.IsStopped() { // while others were before it
			return context.Canceled
		}
		ctx, end := context.WithCancel(ctx)
		defer end()
		defer context.AfterFunc(w.Ctx, end)()
		return make(storage.WithProgress(ctx, w.Progress), s)
	}, func(err error) {
		w.End()
		switch {
		case err == nil:
		case w.IsStopped() && words.IsCancelled(err):
			c.Say(working.Stopped())
		default:
			done(err)
		}
	})
}

// live shows news in the window and, while that is open, in the sheet of the offices, which
// lies over it.
func (c *Controller) live(t kit.Toast) (say func(text string), hide func()) {
	sayToast, hideToast := c.ToastLive(t)
	inSheet := func(text string, action kit.Action) {
		if c.list != nil && c.list.sheet.Message.Set(t.Tone, text, action) {
			c.list.sheet.Refresh()
		}
	}
	say = func(text string) {
		sayToast(text)
		inSheet(t.Title+"\n"+text, t.Actions[0])
	}
	say(t.Text)
	return say, func() {
		hideToast()
		inSheet("", kit.Action{})
	}
}
