package ui

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
)

func TestTheTitleNamesOfficeDayAndFolder(t *testing.T) {
	home, err := os.UserHomeDir()
	if err != nil {
		t.Skip("nobody is at home")
	}
	got := titleOf("Harbour House", "Tuesday 24 November 2026", filepath.Join(home, "Seatkeeper"))
	if want := "Harbour House · Tuesday 24 November 2026 · ~" + string(filepath.Separator) + "Seatkeeper – Seatkeeper"; got != want {
		t.Errorf("it is %q, not %q", got, want)
	}
	if got := titleOf("", "Tuesday", "/mnt/x"); got != "Tuesday · /mnt/x – Seatkeeper" {
		t.Errorf("without an office it is %q", got)
	}
}

func TestAWindowFitsItsScreen(t *testing.T) {
	wanted := fyne.NewSize(1180, 700)
	for _, c := range []struct{ room, want fyne.Size }{
		{fyne.Size{}, wanted}, {fyne.NewSize(1366, 728), wanted},
		{fyne.NewSize(1024, 668), fyne.NewSize(1024, 668)}, {fyne.NewSize(640, 368), fyne.NewSize(640, 368)},
	} {
		if got := fit(wanted, c.room); got != c.want {
			t.Errorf("where there is room for %v it is %v", c.room, got)
		}
	}
}
