//go:build linux

package realwindow

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
)

// TestTheScreenshot makes the picture of the window that the README shows, into the
// file that SEATKEEPER_SCREENSHOT names.
func TestTheScreenshot(t *testing.T) {
	file := os.Getenv("SEATKEEPER_SCREENSHOT")
	if file == "" {
		t.Skip("SEATKEEPER_SCREENSHOT does not name a file: run ./dev screenshot")
	}
	// The window shows the path of its data folder; a plain one looks best.
	folder := "/tmp/seatkeeper"
	if err := os.Mkdir(folder, 0o700); err != nil {
		folder = t.TempDir()
	} else {
		t.Cleanup(func() {
			if err := os.RemoveAll(folder); err != nil {
				t.Error(err)
			}
		})
	}
	in := filepath.Join(folder, "data")
	addSample(t, in)
	storeThatIs(t, in)
	w := newScreen(t, plain).open(in, "light")
	w.wait("the board", func() bool { return w.shows(theme.ColorNamePrimary) })
	w.xdotool("mousemove", "1399", "899") // out of the window
	w.wait("all of it", w.standsStill)
	// Nobody has a desk at the weekend: go back to Friday.
	for day := data.DateOf(time.Now()); !day.IsWorkday(); day-- {
		before := w.look()
		w.key("alt+Left")
		w.wait("the day before", func() bool { return differs(before, w.look(), before.Rect) && w.standsStill() })
	}
	if err := os.WriteFile(file, w.capture(), 0o644); err != nil {
		t.Fatal(err)
	}
}
