package ui

import (
	"errors"

	"seatkeeper/data"
	"seatkeeper/ui/words"
)

// news is what the window says at its corner. Of some topics there is one piece of
// news at a time: what came before is no longer so.
type news struct {
	toasts    *Toasts
	ofChanges func() // hides the news about changes; nil before the first
	ofReading func() // and that about what could not be read
}

// hideChanged takes the news about the last change away.
func (n *news) hideChanged() { hideOne(n.ofChanges) }

// hideUnread takes away that something could not be read.
func (n *news) hideUnread() { hideOne(n.ofReading) }

// say shows news about changes: there is one at a time.
func (n *news) say(t Toast) {
	n.hideChanged()
	n.ofChanges = n.toasts.Add(t)
}

// sayUnread says that something could not be read. That is tried often, so that it
// has one place, and goes when reading succeeds.
func (n *news) sayUnread(t Toast) {
	n.hideUnread()
	n.ofReading = n.toasts.Add(t)
}

// refuse says why a change could not be made and what else could be done.
func (n *news) refuse(doing words.Doing, err error, offer func(*data.ConflictError) []Action) {
	e := words.Explain(doing, err)
	tone := Error
	var actions []Action
	var conflict *data.ConflictError
	if errors.As(err, &conflict) {
		tone = Warning
		if offer != nil {
			actions = offer(conflict)
		}
	}
	n.say(Toast{Tone: tone, Title: e.Title, Text: e.Text(), Actions: actions})
}

// tell says an error that needs no decision.
func (n *news) tell(e words.Explanation) {
	n.toasts.Add(Toast{Tone: Error, Title: e.Title, Text: e.Text()})
}
