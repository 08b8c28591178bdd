package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// keyList is Fyne's list with two things more for the keyboard: the arrow keys
// tell at once which row they have gone to, so that it can be shown, and Enter
// selects as Space does.
type keyList struct {
	widget.List
	onKey func(widget.ListItemID)

	isKey bool // whether a key is being handled; hovering highlights rows too
}

func newKeyList(length func() int, create func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject)) *keyList {
	l := &keyList{List: widget.List{Length: length, CreateItem: create, UpdateItem: update}}
	l.OnHighlighted = func(i widget.ListItemID) {
		if l.isKey && l.onKey != nil {
			l.onKey(i)
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey is part of Fyne's focus interface.
func (l *keyList) TypedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter {
		key = &fyne.KeyEvent{Name: fyne.KeySpace}
	}
	l.isKey = true
	defer func() { l.isKey = false }()
	l.List.TypedKey(key)
}
