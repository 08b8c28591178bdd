package ui

import (
	"errors"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// news is what the window says at its corner. Of some topics there is one piece of
// news at a time: what came before is no longer so.
type news struct {
	toasts    *kit.Toasts
	ofChanges []func() // hide the news about the last change
	ofRefusal func()   // hides why something was refused since; nil before the first
	ofReading func()   // and that something could not be read
}

// hideChanged takes the news about the last change away, and what was refused since.
func (n *news) hideChanged() {
	kit.HideOne(n.ofRefusal)
	for _, hide := range n.ofChanges {
		hide()
	}
	n.ofChanges = nil
}

// hideUnread takes away that something could not be read.
func (n *news) hideUnread() { kit.HideOne(n.ofReading) }

// say shows news about changes: there is one at a time.
func (n *news) say(t kit.Toast) {
	n.hideChanged()
	n.ofChanges = []func(){n.toasts.Add(t)}
}

// sayToo shows more news about the same change.
func (n *news) sayToo(t kit.Toast) { n.ofChanges = append(n.ofChanges, n.toasts.Add(t)) }

// sayUnread says that something could not be read. That is tried often, so that it
// has one place, and goes when reading succeeds.
func (n *news) sayUnread(t kit.Toast) {
	n.hideUnread()
	n.ofReading = n.toasts.Add(t)
}

// refuse says why a change could not be made and what else could be done. The change
// before it stays in the news: it can still be undone there.
func (n *news) refuse(doing words.Doing, err error, offer func(*data.ConflictError) []kit.Action) {
	e := words.Explain(doing, err)
	tone := kit.Error
	var actions []kit.Action
	var conflict *data.ConflictError
	if errors.As(err, &conflict) {
		tone = kit.Warning
		if offer != nil {
			actions = offer(conflict)
		}
	}
	n.refused(kit.Toast{Tone: tone, Title: e.Title, Text: e.Text(), Actions: actions})
}

// refused shows why something was not done; there is one such reason at a time.
func (n *news) refused(t kit.Toast) {
	kit.HideOne(n.ofRefusal)
	n.ofRefusal = n.toasts.Add(t)
}

// warn says why something that was asked for is not done.
func (n *news) warn(title, text string) {
	n.refused(kit.Toast{Tone: kit.Warning, Title: title, Text: text})
}

// tell says an error that needs no decision.
func (n *news) tell(e words.Explanation) {
	n.toasts.Add(kit.Toast{Tone: kit.Error, Title: e.Title, Text: e.Text()})
}
