package kit

import "fyne.io/fyne/v2"

// Extend tells a new widget what it is, as the base that Fyne gives it has to know, and
// returns it.
func Extend[W interface {
	fyne.Widget
	ExtendBaseWidget(fyne.Widget)
}](w W) W {
	w.ExtendBaseWidget(w)
	return w
}

// Change gives a widget another value of what it shows and has it drawn anew, unless it is
// that value already. It reports whether there was a change.
func Change[T comparable](w fyne.Widget, shown *T, now T) (changed bool) {
	if *shown == now {
		return false
	}
	*shown = now
	w.Refresh()
	return true
}

// Drawn gives the objects of a new renderer the look of its widget, and returns it.
func Drawn(r fyne.WidgetRenderer) fyne.WidgetRenderer {
	r.Refresh()
	return r
}
