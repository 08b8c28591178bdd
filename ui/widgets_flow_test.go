package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"seatkeeper/ui/board"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/people"
	"seatkeeper/ui/plan"
	"seatkeeper/ui/uitest"
)

func (f *flow) shownPlan() *plan.FloorPlan { return uitest.Find[*plan.FloorPlan](f, f.w.shown.board) }

func (f *flow) person() *people.PersonChoice {
	return uitest.Find[*people.PersonChoice](f, f.w.shown.board)
}

// rows is the list of who sits where.
func (f *flow) rows() *kit.KeyList {
	return uitest.Find[*kit.KeyList](f, uitest.Find[*board.WhosWhere](f, f.w.shown.board))
}

// link presses a link that a row of the list has.
func (f *flow) link(label string) {
	f.Helper()
	for _, o := range test.LaidOutObjects(f.w.win.Content()) {
		if l, ok := o.(*kit.RowLink); ok && l.Visible() && l.Text == label {
			test.Tap(l)
			f.hand.Run()
			return
		}
	}
	f.Fatalf("no link %q", label)
}

// texts returns all that is read in an object.
func textsOf(o fyne.CanvasObject) string { return textOf(test.LaidOutObjects(o)) }

func textOf(objects []fyne.CanvasObject) string {
	var all []string
	for _, o := range objects {
		switch o := o.(type) {
		case *kit.Paragraph:
			all = append(all, o.Text)
		case *kit.Line:
			all = append(all, o.Text)
		case *kit.Button:
			all = append(all, o.Text)
		case *kit.SignRow:
			all = append(all, o.Signed.Text, o.Signed.More)
		}
	}
	return strings.Join(all, "\n")
}

// shownText is all that can be read in the window, but for what lies over it.
func (f *flow) shownText() string { return textOf(uitest.Shown(f.w.frame.content)) }

// reads reports whether all that can be read there.
func (f *flow) reads(parts ...string) bool {
	text := f.shownText()
	return !slices.ContainsFunc(parts, func(part string) bool { return !strings.Contains(text, part) })
}

// shownButton returns a button below the bars.
func (f *flow) shownButton(label string) *kit.Button {
	f.Helper()
	for _, o := range uitest.Shown(f.w.frame.parts.middle) {
		if b, ok := o.(*kit.Button); ok && b.Text == label {
			return b
		}
	}
	f.Fatalf("no button %q in:\n%s", label, f.shownText())
	return nil
}

// tap presses it, and lets what follows happen.
func (f *flow) tap(label string) {
	f.Helper()
	f.shownButton(label).Tapped(nil)
	f.hand.Run()
}

// toastButton returns a button of the newest toast that has one of those words.
func (f *flow) toastButton(label string) *kit.Button {
	f.Helper()
	return toastButton(f.T, f.w, label)
}

func toastButton(t *testing.T, w *Window, label string) (newest *kit.Button) {
	t.Helper()
	for _, o := range test.LaidOutObjects(w.news.toasts) {
		if b, ok := o.(*kit.Button); ok && b.Text == label {
			newest = b // the newest toast is the last one
		}
	}
	if newest == nil {
		t.Fatalf("no toast has a button %q: %q", label, w.toastTitles())
	}
	return newest
}

// tapFirst taps the first widget of a type over the window that is meant.
func tapFirst[T interface {
	fyne.CanvasObject
	fyne.Tappable
}](f *flow, what string, isMeant func(T) bool) {
	f.Helper()
	for _, o := range test.LaidOutObjects(f.top()) {
		if o, ok := o.(T); ok && isMeant(o) {
			test.Tap(o)
			f.hand.Run()
			return
		}
	}
	f.Fatalf("there is no %T called %q", *new(T), what)
}

// exportNews is the line beside the Export button.
func exportNews(w *Window) string {
	for _, o := range uitest.Shown(w.backups.Exports.Controls) {
		if l, ok := o.(*kit.Line); ok {
			return l.Text
		}
	}
	return ""
}

// buttonsIn returns the buttons that are shown in an object, in the order of Tab.
func buttonsIn(o fyne.CanvasObject) (all []*kit.Button) {
	for _, o := range uitest.Shown(o) {
		if b, ok := o.(*kit.Button); ok {
			all = append(all, b)
		}
	}
	return all
}
