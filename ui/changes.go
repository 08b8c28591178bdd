package ui

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// What every change of the data has in common: it is made beside the window, one
// after the other, and says what it did, with Undo, or why it could not be.

// change makes a change. offer returns what else could be done after a conflict;
// it and done may be nil. done is told the outcome, on Fyne's goroutine.
func (w *Window) change(make func(context.Context, *storage.Store) error, offer func(*data.ConflictError) []Action, done func(error)) {
	store := w.store
	if w.looking != nil {
		make = func(context.Context, *storage.Store) error { return storage.ErrIsBackup }
	}
	ctx := storage.WaitingSince(context.Background(), time.Now())
	w.o.Background.Go(func() {
		w.changing.Lock()
		before := newestStep(store)
		err := make(ctx, store)
		after := newestStep(store)
		w.changing.Unlock()
		w.o.Background.Do(func() {
			if w.ended || w.store != store {
				return
			}
			switch {
			case err != nil && done == nil:
				w.refuse(words.DoingChange, err, offer)
			case err == nil && after.ID != before.ID && after.ID == 0:
				w.sayTooLarge()
			case err == nil && after.ID != before.ID:
				w.sayDone(after)
			}
			if done != nil {
				done(err)
			}
		})
	})
}

// sayTooLarge says that a change was made of which no step is kept.
func (w *Window) sayTooLarge() {
	w.sayChange(Toast{Kind: Good, Title: words.Say("done.too-large")})
}

func newestStep(store *storage.Store) storage.Step {
	undo, _ := store.History()
	if len(undo) == 0 {
		return storage.Step{}
	}
	return undo[len(undo)-1]
}

// sayDone says what a step has done, in the place of the news before it.
func (w *Window) sayDone(step storage.Step) {
	w.sayChange(Toast{Kind: Good, Title: words.Done(step), Actions: []Action{w.undoing(step)}})
}

// undoing is the action of a toast that takes its step back, and redoing makes it
// again. The toast goes at once, so that it is not done twice.
func (w *Window) undoing(step storage.Step) Action {
	return w.reverting(step, "undo", (*storage.Store).Undo, words.DoingUndo)
}

func (w *Window) redoing(step storage.Step) Action {
	return w.reverting(step, "redo", (*storage.Store).Redo, words.DoingRedo)
}

func (w *Window) reverting(step storage.Step, key string, how func(*storage.Store, context.Context, int64) (storage.Step, error), doing words.Doing) Action {
	store := w.store
	return Action{Label: words.Say(key), Run: func() {
		w.hideChanged()
		if w.store == store { // in another one the number means another step
			w.revert(step.ID, how, doing)
		}
	}}
}

// toldIn is for a change that is begun where its failure is said too. Where that
// has been closed meanwhile, a toast says it.
func (w *Window) toldIn(isShown func() bool, done func(error)) func(error) {
	return func(err error) {
		shown := isShown()
		done(err)
		if err != nil && !shown {
			w.refuse(words.DoingChange, err, nil)
		}
	}
}

// sayChange shows news about changes: there is one at a time.
func (w *Window) sayChange(t Toast) {
	if w.hideChanged != nil {
		w.hideChanged()
	}
	w.hideChanged = w.toasts.Add(t)
}

// refuse says why a change could not be made and what else could be done.
func (w *Window) refuse(doing words.Doing, err error, offer func(*data.ConflictError) []Action) {
	e := words.Explain(doing, err)
	kind := Error
	var actions []Action
	var conflict *data.ConflictError
	if errors.As(err, &conflict) {
		kind = Warning
		if offer != nil {
			actions = offer(conflict)
		}
	}
	w.sayChange(Toast{Kind: kind, Title: e.Title, Text: e.Text(), Actions: actions})
}

// undo takes the last change back; in a text field, the last thing typed.
func (w *Window) undo() {
	if w.passToEntry(&fyne.ShortcutUndo{}) || !w.mayChange() {
		return
	}
	w.revert(0, (*storage.Store).Undo, words.DoingUndo)
}

// redo makes again what was undone.
func (w *Window) redo() {
	if w.passToEntry(&fyne.ShortcutRedo{}) || !w.mayChange() {
		return
	}
	w.revert(0, (*storage.Store).Redo, words.DoingRedo)
}

// passToEntry gives a shortcut to the text field that has the focus, if one has:
// the menu, which has the same shortcut, comes first.
func (w *Window) passToEntry(shortcut fyne.Shortcut) bool {
	focused := w.win.Canvas().Focused()
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

// revert undoes or redoes a step, the newest one where id is 0.
func (w *Window) revert(id int64, how func(*storage.Store, context.Context, int64) (storage.Step, error), doing words.Doing) {
	store := w.store
	if store == nil {
		return
	}
	ctx := storage.WaitingSince(context.Background(), time.Now())
	w.o.Background.Go(func() {
		w.changing.Lock()
		step, err := how(store, ctx, id)
		w.changing.Unlock()
		w.o.Background.Do(func() {
			if w.ended || w.store != store {
				return
			}
			if err != nil {
				w.refuse(doing, err, w.offerPast)
				return
			}
			title, again := words.Undone(step), w.redoing(step)
			if doing == words.DoingRedo {
				title, again = words.Redone(step), w.undoing(step)
			}
			w.sayChange(Toast{Kind: Good, Title: title, Actions: []Action{again}})
		})
	})
}

// offerPast offers to allow what only the rule about past days is against: then
// the step can be undone.
func (w *Window) offerPast(c *data.ConflictError) []Action {
	if !errors.Is(c, data.ErrPastDay) {
		return nil
	}
	return []Action{{Label: words.Say("past.allow"), Run: func() { w.hideChanged(); w.allowPast(true) }}}
}

// showHistory names what can be undone and redone, in the menu and on the buttons.
func (w *Window) showHistory() {
	undo, redo := w.store.History()
	if w.readOnly() != nil {
		undo, redo = nil, nil
	}
	show := func(item *fyne.MenuItem, button *Button, steps []storage.Step, none string, some func(storage.Step) string) {
		label, disabled := none, len(steps) == 0
		if !disabled {
			label = some(steps[len(steps)-1])
		}
		if button != nil {
			enable(button, !disabled)
		}
		if item.Label != label || item.Disabled != disabled {
			item.Label, item.Disabled = label, disabled
			w.menuChanged = true
		}
	}
	show(w.undoItem, w.undoButton, undo, words.Say("menu.undo"), func(s storage.Step) string {
		return words.Say("menu.undo-step", words.Args{"Step": words.Step(s)})
	})
	show(w.redoItem, w.redoButton, redo, words.Say("menu.redo"), func(s storage.Step) string {
		return words.Say("menu.redo-step", words.Args{"Step": words.Step(s)})
	})
	if w.menuChanged {
		w.menuChanged = false
		w.win.MainMenu().Refresh()
	}
}
