//go:build linux

package realwindow

import (
	"encoding/json"
	"image"
	"net"
	"os"
	"slices"
	"strings"
	"time"
)

// item is something that the program shows (listing.go at the top).
type item struct {
	Kind, Name string
	Area       image.Rectangle // on the screen
	Focused    bool
}

// items asks the program what it shows, in the order in which that is painted. There is
// nothing before the window is open.
func (w *window) items() (items []item) {
	w.t.Helper()
	if w.program == os.Getenv(plain) {
		w.t.Fatal("the program that people get tells nobody what it shows: open the listed one")
	}
	socket, err := net.Dial("unix", w.socket)
	if err != nil {
		return nil
	}
	defer socket.Close()
	if err := socket.SetDeadline(time.Now().Add(patience)); err != nil {
		w.t.Fatal(err)
	}
	if err := json.NewDecoder(socket).Decode(&items); err != nil {
		w.t.Fatalf("the program does not say what it shows: %v; it says:\n%s", err, w.log)
	}
	return items
}

// named returns what has a name, the topmost at the end. A name may be the text of
// something, or what a screen reader says about it.
func (w *window) named(name string) (found []item) {
	w.t.Helper()
	for _, i := range w.items() {
		if i.Name == name {
			found = append(found, i)
		}
	}
	return found
}

// await waits until something has that name.
func (w *window) await(name string) {
	w.t.Helper()
	w.wait(name, func() bool { return len(w.named(name)) > 0 })
}

// isTyping reports whether something that a text can be typed into has the keys.
func (w *window) isTyping() bool {
	w.t.Helper()
	return slices.ContainsFunc(w.items(), func(i item) bool {
		return i.Focused && strings.Contains(strings.ToLower(i.Kind), "entry")
	})
}

// awaitEntry waits until a text can be typed.
func (w *window) awaitEntry() {
	w.t.Helper()
	w.wait("a field to type into", w.isTyping)
}

// click clicks the topmost of what has a name.
func (w *window) click(name string) {
	w.t.Helper()
	w.clickThe(name, func(n string) bool { return n == name })
}

// clickLike clicks the topmost of what has a name that begins so.
func (w *window) clickLike(start string) {
	w.t.Helper()
	w.clickThe(start+"…", func(n string) bool { return strings.HasPrefix(n, start) })
}

func (w *window) clickThe(what string, is func(name string) bool) {
	w.t.Helper()
	var at image.Point
	w.wait(what, func() (found bool) {
		for _, i := range w.items() {
			if is(i.Name) {
				at, found = middle(i.Area), true
			}
		}
		return found
	})
	w.clickAt(at)
}

// around returns the smallest rectangle that is drawn about the first, and so the
// lowest, of what has a name: a desk about its label, a message about its title.
func (w *window) around(name string) (smallest image.Rectangle) {
	w.t.Helper()
	items := w.items()
	for _, i := range items {
		if i.Name == name {
			return around(items, i)
		}
	}
	return image.Rectangle{}
}

func around(items []item, inner item) (smallest image.Rectangle) {
	for _, i := range items {
		larger := i.Area.Dx() > inner.Area.Dx() && i.Area.Dy() > inner.Area.Dy()
		if i.Kind == "Rectangle" && larger && inner.Area.In(i.Area) && (smallest.Empty() || i.Area.Dx() < smallest.Dx()) {
			smallest = i.Area
		}
	}
	return smallest
}

// toast returns where the lowest message at the corner lies, which is the newest one.
func (w *window) toast() (lowest image.Rectangle) {
	w.t.Helper()
	items := w.items()
	for _, i := range items {
		if i.Kind == "Button" && i.Name == "Close" {
			lowest = around(items, i)
		}
	}
	return lowest
}

func middle(r image.Rectangle) image.Point { return r.Min.Add(r.Max).Div(2) }
