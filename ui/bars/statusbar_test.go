package bars

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestStatusBar(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	s := NewStatusBar()
	uitest.Show(t, s, 700, 32)
	s.SetSaved(time.Date(2026, 11, 24, 10, 42, 7, 0, time.UTC))
	s.SetCounts(128, 1, 14302, 0)
	s.SetFolder("/home/someone/a/very/long/way/to/a/folder/that/does/not/fit/in/the/bar/Seatkeeper/data")
	if s.Saved.Text != "Saved 10:42:07" || s.Counts.Text != "128 people · 1 desk · 14,302 bookings" {
		t.Errorf("it says %q, %q", s.Saved.Text, s.Counts.Text)
	}
	if s.Saved.Position().X+s.Saved.Size().Width > s.Counts.Position().X ||
		s.Counts.Position().X+s.Counts.Size().Width > s.Folder.Position().X ||
		s.Folder.Position().X+s.Folder.Size().Width > 700 {
		t.Error("the texts lie on each other")
	}
	if got := uitest.Find[*canvas.Text](t, s.Folder).Text; !strings.Contains(got, "…") || !strings.HasSuffix(got, "Seatkeeper/data") {
		t.Errorf("the folder is shown as %q", got)
	}
	s.SetSaved(time.Time{})
	if s.Saved.Text != "" {
		t.Errorf("without a change it says %q", s.Saved.Text)
	}
}

func TestStatusBarSaysWhatNoBackupHas(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	s := NewStatusBar()
	for n, want := range map[int]string{
		-1: "Not backed up yet", 0: "All in the last backup", 1: "1 change since the last backup", 1234: "1,234 changes since the last backup",
	} {
		if s.SetChanges(n); s.Changes.Text != want {
			t.Errorf("%d: %q", n, s.Changes.Text)
		}
	}
}

func TestStatusBarDropsWhatMattersLeast(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	s := NewStatusBar()
	w := uitest.Show(t, s, 1024, 32)
	s.SetSaved(time.Date(2026, 11, 24, 10, 42, 7, 0, time.UTC))
	s.SetChanges(12345)
	s.SetCounts(99_999, 12_500, 1_000_000, 0)
	s.SetFolder("/home/someone/a/very/long/way/to/a/folder/that/does/not/fit/in/the/bar/Seatkeeper/data")
	for _, tt := range []struct {
		width          float32
		counts, folder bool
	}{{1024, true, true}, {560, false, true}, {390, false, false}} {
		w.Resize(fyne.NewSize(tt.width, 32))
		if s.Counts.Visible() != tt.counts || s.Folder.Visible() != tt.folder || !s.Saved.Visible() || !s.Changes.Visible() {
			t.Errorf("%v wide: counts %t, folder %t", tt.width, s.Counts.Visible(), s.Folder.Visible())
		}
		end := float32(0)
		for _, l := range []*kit.Line{s.Saved, s.Changes, s.Counts, s.Folder} {
			if !l.Visible() {
				continue
			}
			if l.Position().X < end || l.Position().X+l.Size().Width > tt.width {
				t.Errorf("%v wide: %q lies at %v to %v", tt.width, l.Text, l.Position().X, l.Position().X+l.Size().Width)
			}
			if !l.CutMiddle && uitest.Find[*canvas.Text](t, l).Text != l.Text {
				t.Errorf("%v wide: %q is cut to %q", tt.width, l.Text, uitest.Find[*canvas.Text](t, l).Text)
			}
			end = l.Position().X + l.Size().Width
		}
	}
}
