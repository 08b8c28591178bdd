package ui

import (
	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/offices"
	"seatkeeper/ui/search"
	"seatkeeper/ui/words"
)

// apply shows what a load has brought, or why it could not.
func (w *Window) apply(day data.Date, v loaded, err error) {
	if err != nil {
		w.loads.missBoard()
		w.shown.stayOnDay(day)
		w.sayUnread(words.Explain(words.DoingRead, err))
		return
	}
	if !v.same && (day != w.loads.wantedDay() || v.sort != w.shown.state.Sort) {
		w.loads.missBoard()
		return // the user has gone on; the load for that day follows
	}
	w.news.hideUnread()
	if !v.same {
		w.shown.apply(day, v)
		w.people.refresh(v.index)
		w.desks.refreshBlocks()
		w.offerSampleAway(v.index)
		w.offices.Apply(data.InUse(v.offices), v.status.Counts.Users, w.looking == nil)
		counts := v.status.Counts
		w.frame.status.SetCounts(counts.Users, counts.Desks, counts.Bookings, counts.Released())
		w.history.showPast(v.status.Settings.AllowPast)
	}
	if w.looking == nil {
		w.applyStatus(v)
		w.drafts.Look()
	}
	w.history.show()
}

// offerSampleAway offers to take the sample data away while there are any.
func (w *Window) offerSampleAway(people *search.PeopleIndex) {
	text := ""
	if w.readOnly() == nil && offices.HasSample(people.Get) {
		text = words.Say("menu.sample-remove")
	}
	w.frame.status.SetOffer(text, w.offices.AskRemoveSample)
}

// applyStatus says how the present data stand: saved, backed up, in their place.
func (w *Window) applyStatus(v loaded) {
	w.frame.warn(w.frame.displaced, v.away)
	w.frame.warn(w.frame.damaged, v.damaged)
	w.frame.status.SetSaved(v.status.LastUpdated.In(w.now().Location()))
	w.backups.Keeping.Apply(v.status, v.gone)
}

// sayUnread says that the board could not be read, and what helps if the store
// is at fault.
func (w *Window) sayUnread(e words.Explanation) {
	t := kit.Toast{Tone: kit.Error, Title: e.Title, Text: e.Text()}
	if canStartAnew(e.Kind) {
		t.Stay, t.Actions = -1, []kit.Action{{Label: words.Say("anew.do"), Run: w.askAnew}}
	}
	w.news.sayUnread(t)
}
