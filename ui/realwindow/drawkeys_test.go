//go:build linux

package realwindow

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"seatkeeper/data"
)

// From an empty folder to a floor that is drawn, by keyboard alone.
func TestAnOfficeIsSetUpAndDrawnByKeyboard(t *testing.T) {
	w := newScreen(t, listed).open(filepath.Join(t.TempDir(), "new", "data"), "light")
	w.await("Set up your office")
	w.wait("all of it", w.standsStill)
	w.key("Tab", "space")
	w.awaitEntry()
	w.typed("Our office")
	w.key("Tab", "Tab")
	w.typed("North")
	w.key("Tab")
	w.typed("12")
	w.key("Tab")
	w.typed("4")
	w.picture("draw-keys-set-up")
	w.key("Return")
	w.await("No backup yet")
	w.awaitBoard()
	w.other = openStore(t, w.data)
	w.wantLabels("N", 12)

	w.key("ctrl+m")
	w.await("Editing Ground floor")
	w.awaitFocus("Surface", "Ground floor")
	// A row, of as many desks as are typed, then moved.
	w.key("r", "Return")
	w.awaitLike("draft, 1 change")
	w.key("F6")
	w.awaitFocus("Field", "Desks a row")
	w.typed("3")
	w.key("Return")
	w.await("3 desks")
	w.key("Down", "shift+Down", "Right", "Escape")
	// The first desk of the floor gets another name.
	w.key("Escape")
	w.reach("N1")
	w.key("Return")
	w.awaitFocus("Field", "Label")
	w.typed("Window")
	w.key("Return")
	w.awaitFocus("Surface", "Window")
	w.picture("draw-keys-renamed")
	// Two ways to a copy, and a number for each of the desks.
	w.key("ctrl+d", "ctrl+c", "ctrl+v", "ctrl+a", "F6")
	w.awaitFocus("Field", "Width")
	w.reach("Prefix")
	w.typed("K")
	w.reach("Number the desks")
	w.picture("draw-keys-number")
	w.key("space")
	w.await("K17")
	w.key("ctrl+z")
	w.await("Window")
	w.key("ctrl+shift+z")
	w.await("K17")
	w.key("ctrl+Return")
	w.await("Apply")
	w.wait("the question", w.standsStill)
	w.picture("draw-keys-apply")
	w.key("Return")
	w.awaitBoard()
	w.await("K17")
	w.wantLabels("K", 17)
	w.picture("draw-keys-applied")
}

// wantLabels waits until the desks of the first floor are that many, numbered behind a prefix, as
// another program reads them.
func (w *window) wantLabels(prefix string, n int) {
	w.t.Helper()
	var want []string
	for i := range n {
		want = append(want, prefix+strconv.Itoa(i+1))
	}
	w.wait(fmt.Sprintf("a floor of the desks %v", want), func() bool {
		offices, err := w.other.Offices(context.Background())
		if err != nil {
			w.t.Fatal(err)
		}
		var labels []string
		for _, d := range data.InUse(offices)[0].Floors[0].Desks {
			labels = append(labels, d.Label)
		}
		slices.SortFunc(labels, func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) })
		return slices.Equal(labels, want)
	})
}

// awaitLike waits until something has a name that begins so.
func (w *window) awaitLike(start string) {
	w.t.Helper()
	w.wait(start, func() bool {
		return slices.ContainsFunc(w.items(), func(i item) bool { return strings.HasPrefix(i.Name, start) })
	})
}

// focused returns what has the keys.
func (w *window) focused() item {
	w.t.Helper()
	for _, i := range w.items() {
		if i.Focused {
			return i
		}
	}
	return item{}
}

// awaitFocus waits until something of a kind and a name has the keys.
func (w *window) awaitFocus(kind, name string) {
	w.t.Helper()
	w.wait("the keys at "+name, func() bool { f := w.focused(); return f.Kind == kind && f.Name == name })
}

// reach presses Tab until something of that name has the keys.
func (w *window) reach(name string) {
	w.t.Helper()
	const most = 60
	for range most {
		now := w.focused()
		if now.Name == name {
			return
		}
		w.key("Tab")
		w.wait("the next one behind "+now.Kind+" "+now.Name, func() bool { f := w.focused(); return f.Kind != "" && f != now })
	}
	w.t.Fatalf("Tab does not lead to %q", name)
}
