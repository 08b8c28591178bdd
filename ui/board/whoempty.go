package board

import (
	"seatkeeper/data"
	"seatkeeper/ui/words"
)

// What the list says of how many it shows, and where it shows none.

// sayCount says how many are shown: of those that are there, while a filter leaves some out.
func (w *WhosWhere) sayCount() {
	text := words.Count("desks-taken", w.desks, words.Args{"Taken": len(w.rows)})
	short := words.Say("who.taken-short", words.Args{"Taken": len(w.rows), "Desks": w.desks})
	if all := len(w.rows) + w.others; w.IsFiltered() || w.places.Some {
		short = words.Say("who.taken-short", words.Args{"Taken": len(w.shown), "Desks": all})
		text = words.Say("who.filtered", words.Args{"Shown": len(w.shown), "All": all})
	}
	if w.count.Text != text {
		w.count.SetText(text)
		w.short.SetText(short)
		w.Refresh() // there may be room for the whole of it now, or no more
	}
}

// sayEmpty says what to do if there is no row.
func (w *WhosWhere) sayEmpty() {
	nobody := len(w.shown) == 0
	w.list.Hidden, w.empty.Hidden, w.emptyMore.Hidden = nobody, !nobody, !nobody
	w.clear.Hidden = !nobody || len(w.rows) == 0 && !w.places.Some
	if !nobody {
		return
	}
	text, more, button := w.whyEmpty()
	w.empty.SetText(text)
	w.emptyMore.SetText(more)
	w.clear.SetText(button)
	w.Refresh() // the message may have another height now
}

// whyEmpty says why there is no row, what to do, and what the button below it does.
func (w *WhosWhere) whyEmpty() (text, more, button string) {
	button = words.Say("who.clear")
	if len(w.rows) > 0 {
		key := []string{"who.no-match", "who.no-match-office", "who.no-match-all"}[w.scope]
		more = words.Say("who.no-match-more")
		if w.scope == AllOffices {
			more = words.Say("who.no-match-more-all")
		}
		return words.Say(key, words.Args{"Filter": words.Plain(w.filter.Text)}), more, button
	}
	kind := data.KindDesk
	if w.places.Some {
		kind, button = w.places.Kind, words.Say("who.show-all")
		if w.desks == 0 {
			key := []string{"who.no-place", "who.no-place-office", "who.no-place-all"}[w.scope]
			return words.Say(key, words.Args{"Places": words.Say(kindsInSentences[kind].many)}), "", button
		}
	}
	if !w.fixed {
		more = words.Say("who.empty-more")
		if kind != data.KindDesk {
			more = words.Say("who.empty-more-place")
		}
	}
	key := []string{"who.empty", "who.empty-office", "who.empty-all"}[w.scope]
	return words.Say(key, words.Args{"Place": words.Say(kindsInSentences[kind].one)}), more, button
}

// kindsInSentences name a place of a kind, and the places of a kind, within a sentence.
var kindsInSentences = map[data.Kind]struct{ one, many string }{
	data.KindDesk:    {"who.one-desk", "who.many-desk"},
	data.KindParking: {"who.one-parking", "who.many-parking"},
	data.KindLocker:  {"who.one-locker", "who.many-locker"},
	data.KindRoom:    {"who.one-room", "who.many-room"},
}

// showMore takes away what leaves all rows out.
func (w *WhosWhere) showMore() {
	if len(w.rows) == 0 && w.places.Some {
		if w.OnShowAll != nil {
			w.OnShowAll()
		}
		return
	}
	w.filter.SetText("")
	w.FocusFilter()
}
