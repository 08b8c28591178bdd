//go:build linux

package realwindow

import (
	"context"
	"os/exec"
	"strings"
	"testing"

	"seatkeeper/storage"
)

// A second start brings the window that is open to the front, and hands it a file.
func TestASecondStartRaisesTheWindow(t *testing.T) {
	w := openOffice(t, listed, "light")
	backup, err := storage.ExportBackup(context.Background(), w.other, storage.ExportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	w.startAgain()
	w.xdotool("windowminimize", "--sync", w.id)
	w.startAgain()
	w.wait("the window in front", func() bool { return strings.TrimSpace(w.xdotool("getactivewindow")) == w.id })
	w.startAgain(backup.Path)
	w.await("Restore this backup?")
	w.picture("second-start")
	if shown := strings.Fields(w.xdotool("search", "--onlyvisible", "--name", "Seatkeeper$")); len(shown) != 1 {
		t.Errorf("%d windows are shown", len(shown))
	}
}

// startAgain starts the program once more on the same data, and waits for its end.
func (w *window) startAgain(args ...string) {
	w.t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	again := exec.CommandContext(ctx, w.program, append([]string{"--data", w.data}, args...)...)
	for _, variable := range w.env {
		if !strings.HasPrefix(variable, "SEATKEEPER_LISTING=") { // that of the window is taken
			again.Env = append(again.Env, variable)
		}
	}
	if out, err := again.CombinedOutput(); err != nil {
		w.t.Fatalf("the second start: %v\n%s", err, out)
	}
}
