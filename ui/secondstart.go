package ui

import (
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// begin shows what the window was opened for, when the data are open.
func (w *Window) begin() {
	for _, t := range w.o.News {
		w.news.toasts.Add(t)
	}
	w.help.Begin()
	file := w.o.File
	w.o.News, w.o.File = nil, ""
	w.exchange.openFile(file)
}

// Raise brings the window to the front, as a second start of the program asks for, and shows
// what a file would change, unless that is empty. It reports false when the window closes:
// then nothing of that can be done.
func (w *Window) Raise(file string) bool {
	if w.ended {
		return false
	}
	w.win.Show()
	w.win.RequestFocus()
	switch {
	case file == "":
	case w.store == nil:
		w.o.File = file
	case !w.isReady():
		// Nothing takes the place of what somebody is in the middle of.
		w.news.refused(kit.Toast{Tone: kit.Warning, Title: words.Say("raise.busy"), Text: words.Say("raise.busy-text", words.Args{"Path": words.Plain(file)}), Stay: -1})
	default:
		w.exchange.openFile(file)
	}
	return true
}
