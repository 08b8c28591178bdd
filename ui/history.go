package ui

import (
	"context"
	"errors"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
	"seatkeeper/ui/working"
)

// What every change of the data has in common: it is made in the background, one
// after the other, and says what it did, with Undo, or why it could not be.

// history makes the changes of the data, and undoes and redoes them.
type history struct {
	*session
	news      *news
	allowPast func(bool)
	goBack    func(id int64, redo bool) // for a step that puts all data back

	changing               sync.Mutex // one change at a time, so that each knows its step
	undoItem, redoItem     *fyne.MenuItem
	undoButton, redoButton *kit.Button
	pastItem               *fyne.MenuItem // allows days before today to be changed
	menuChanged            bool
}

// change makes a change. offer returns what else could be done after a conflict;
// it and done may be nil. done is told the outcome, on Fyne's goroutine.
func (h *history) change(make func(context.Context, *storage.Store) error, offer func(*data.ConflictError) []kit.Action, done func(error)) {
	store := h.store
	if h.looking != nil {
		make = func(context.Context, *storage.Store) error { return failure.ErrIsBackup }
	}
	ctx := storage.WaitingSince(context.Background(), time.Now())
	h.background.Go(func() {
		h.changing.Lock()
		before := newestStep(store)
		err := make(ctx, store)
		after := newestStep(store)
		h.changing.Unlock()
		h.background.Do(func() {
			if !h.isOn(store) {
				return
			}
			switch {
			case err != nil && done == nil:
				h.news.refuse(words.DoingChange, err, offer)
			case err == nil && after.ID != before.ID && after.ID == 0:
				h.sayTooLarge()
			case err == nil && after.ID != before.ID:
				h.sayDone(after)
			}
			if done != nil {
				done(err)
			}
		})
	})
}

// sayTooLarge says that a change was made of which no step is kept.
func (h *history) sayTooLarge() {
	h.news.say(kit.Toast{Tone: kit.Good, Title: words.Say("done.too-large")})
}

func newestStep(store *storage.Store) storage.Step {
	undo, _ := store.History()
	if len(undo) == 0 {
		return storage.Step{}
	}
	return undo[len(undo)-1]
}

// sayDone says what a step has done, in the place of the news before it.
func (h *history) sayDone(step storage.Step) {
	h.news.say(kit.Toast{Tone: kit.Good, Title: words.Done(step), Actions: []kit.Action{h.undoing(step)}})
}

// undoing is the action of a toast that takes its step back, and redoing makes it
// again. The toast goes at once, so that it is not done twice.
func (h *history) undoing(step storage.Step) kit.Action {
	return h.reverting(step, "undo", (*storage.Store).Undo, words.DoingUndo)
}

func (h *history) redoing(step storage.Step) kit.Action {
	return h.reverting(step, "redo", (*storage.Store).Redo, words.DoingRedo)
}

func (h *history) reverting(step storage.Step, key string, how func(*storage.Store, context.Context, int64) (storage.Step, error), doing words.Doing) kit.Action {
	store := h.store
	return kit.Action{Label: words.Say(key), Run: func() {
		h.news.hideChanged()
		if h.store == store { // in another one the number means another step
			h.revert(step.ID, how, doing)
		}
	}}
}

// toldIn is for a change that is begun where its failure is said too. Where that
// has been closed meanwhile, a toast says it.
func (h *history) toldIn(isShown func() bool, done func(error)) func(error) {
	return func(err error) {
		shown := isShown()
		done(err)
		if err != nil && !shown {
			h.news.refuse(words.DoingChange, err, nil)
		}
	}
}

// undo takes the last change back; in a text field, the last thing typed.
func (h *history) undo() {
	if h.passToEntry(&fyne.ShortcutUndo{}) || !h.mayChange() {
		return
	}
	h.revert(0, (*storage.Store).Undo, words.DoingUndo)
}

// redo makes again what was undone.
func (h *history) redo() {
	if h.passToEntry(&fyne.ShortcutRedo{}) || !h.mayChange() {
		return
	}
	h.revert(0, (*storage.Store).Redo, words.DoingRedo)
}

// passToEntry gives a shortcut to the text field that has the focus, if one has:
// the menu, which has the same shortcut, comes first.
func (h *history) passToEntry(shortcut fyne.Shortcut) bool {
	focused := h.win.Canvas().Focused()
	if !isEntry(focused) {
		return false
	}
	focused.(fyne.Shortcutable).TypedShortcut(shortcut)
	return true
}

// isEntry reports whether an object is a text field, or one of ours that is made
// of one: only they can undo what was typed.
func isEntry(o fyne.Focusable) bool {
	_, ok := o.(interface {
		fyne.Shortcutable
		Undo()
		Redo()
	})
	return ok
}

// workingAt are the keys for what takes its time.
var workingAt = map[words.Doing]string{words.DoingUndo: "working.undo", words.DoingRedo: "working.redo"}

// revert undoes or redoes a step, the newest one where id is 0.
func (h *history) revert(id int64, how func(*storage.Store, context.Context, int64) (storage.Step, error), doing words.Doing) {
	store := h.store
	if store == nil {
		return
	}
	step := stepOf(store, id, doing == words.DoingRedo)
	if step.Back != nil {
		h.goBack(step.ID, doing == words.DoingRedo)
		return
	}
	w := working.Show(h.background, h.news.toasts.AddLive, words.Say(workingAt[doing], words.Args{"Step": words.Step(step)}), words.Say("working.meanwhile"))
	ctx := storage.WithProgress(storage.WaitingSince(w.Ctx, time.Now()), w.Progress)
	h.background.Go(func() {
		h.changing.Lock()
		step, err := how(store, ctx, id)
		h.changing.Unlock()
		w.End()
		h.background.Do(func() {
			if !h.isOn(store) {
				return
			}
			switch {
			case w.IsStopped() && words.IsCancelled(err):
				h.news.say(working.Stopped())
				return
			case err != nil:
				h.news.refuse(doing, err, h.offerPast)
				return
			}
			title, again := words.Undone(step), h.redoing(step)
			if doing == words.DoingRedo {
				title, again = words.Redone(step), h.undoing(step)
			}
			h.news.say(kit.Toast{Tone: kit.Good, Title: title, Actions: []kit.Action{again}})
		})
	})
}

// stepOf returns a step that can be undone, or redone: the newest one where id is 0.
func stepOf(store *storage.Store, id int64, redo bool) (step storage.Step) {
	list, redone := store.History()
	if redo {
		list = redone
	}
	for _, one := range list {
		if id == 0 || one.ID == id {
			step = one
		}
	}
	return step
}

// offerPast offers to allow what only the rule about past days is against: then
// the step can be undone.
func (h *history) offerPast(c *data.ConflictError) []kit.Action {
	if !errors.Is(c, data.ErrPastDay) {
		return nil
	}
	return []kit.Action{{Label: words.Say("past.allow"), Run: func() { h.news.hideChanged(); h.allowPast(true) }}}
}

// show names what can be undone and redone, in the menu and on the buttons.
func (h *history) show() {
	undo, redo := h.store.History()
	if h.readOnly() != nil {
		undo, redo = nil, nil
	}
	show := func(item *fyne.MenuItem, button *kit.Button, steps []storage.Step, none string, some func(storage.Step) string) {
		label, disabled := none, len(steps) == 0
		if !disabled {
			label = some(steps[len(steps)-1])
		}
		if button != nil {
			kit.Enable(button, !disabled)
		}
		if item.Label != label || item.Disabled != disabled {
			item.Label, item.Disabled = label, disabled
			h.menuChanged = true
		}
	}
	show(h.undoItem, h.undoButton, undo, words.Say("menu.undo"), func(s storage.Step) string {
		return words.Say("menu.undo-step", words.Args{"Step": words.Step(s)})
	})
	show(h.redoItem, h.redoButton, redo, words.Say("menu.redo"), func(s storage.Step) string {
		return words.Say("menu.redo-step", words.Args{"Step": words.Step(s)})
	})
	if h.menuChanged {
		h.menuChanged = false
		h.bar.MenuChanged()
	}
}

// mayChange reports whether a change can be begun, and says why not if that is
// not plain to see.
func (h *history) mayChange() bool {
	if !h.isReady() {
		return false
	}
	if err := h.readOnly(); err != nil {
		h.news.refuse(words.DoingChange, err, nil)
		return false
	}
	return true
}

// showPast ticks in the menu whether days before today can be changed.
func (h *history) showPast(allowed bool) {
	if h.pastItem.Checked != allowed {
		h.pastItem.Checked, h.menuChanged = allowed, true
	}
}
