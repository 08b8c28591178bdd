//go:build linux

package realwindow

import (
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// After an end by a fault the next start offers to show what is known of it, once.
func TestTheNextStartTellsOfACrash(t *testing.T) {
	s := newScreen(t, listed)
	folder := filepath.Join(t.TempDir(), "data")
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	end := func(w *window, how syscall.Signal) {
		t.Helper()
		pid, err := strconv.Atoi(strings.TrimSpace(w.xdotool("getwindowpid", w.id)))
		if err != nil {
			t.Fatal(err)
		}
		if err := syscall.Kill(pid, how); err != nil {
			t.Fatal(err)
		}
		w.wait("its end", func() bool { return syscall.Kill(pid, 0) != nil })
	}
	w := s.open(folder, "light")
	w.await("Set up your office")
	end(w, syscall.SIGSEGV)
	w = s.open(folder, "light")
	w.await("Seatkeeper closed unexpectedly")
	w.picture("crash-told")
	w.click("Show report")
	w.awaitOverlay()
	w.picture("crash-report")
	w.click("Copy report")
	w.await("✓ Copied")
	w.key("Escape")
	end(w, syscall.SIGTERM)
	w = s.open(folder, "light")
	w.await("Set up your office")
	if len(w.named("Seatkeeper closed unexpectedly")) > 0 {
		t.Error("it is told once more")
	}
}
