package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"github.com/google/go-cmp/cmp"

	"seatkeeper/ui/uitest"
)

func TestCutTextFits(t *testing.T) {
	uitest.Start(t, NewTheme(), theme.VariantLight)
	path := "/home/someone/Documents/Seatkeeper/data/backup/backup-20261124-104207.json"
	for _, width := range []float32{5, 20, 60, 150, 300, 2000} {
		for name, cut := range map[string]func(string, float32, float32, fyne.TextStyle) string{"end": FitEnd, "middle": fitMiddle} {
			got := cut(path, width, 14, fyne.TextStyle{})
			if w := TextWidth(got, 14, fyne.TextStyle{}); w > width {
				t.Errorf("cut at its %s for %v, %q is %v wide", name, width, got, w)
			}
			if whole := TextWidth(path, 14, fyne.TextStyle{}) <= width; whole != (got == path) {
				t.Errorf("cut at its %s for %v, the text became %q", name, width, got)
			}
		}
	}
	// As much as fits is kept: one character more would be too wide.
	for _, width := range []float32{60, 150, 300, 450} {
		cut := FitEnd(path, width, 14, fyne.TextStyle{})
		if more := path[:len(cut)-len("…")+1] + "…"; TextWidth(more, 14, fyne.TextStyle{}) <= width {
			t.Errorf("for %v, %q would have fitted instead of %q", width, more, cut)
		}
	}
	middle := fitMiddle(path, 200, 14, fyne.TextStyle{})
	if !strings.HasPrefix(middle, "/home") || !strings.HasSuffix(middle, ".json") {
		t.Errorf("cut in its middle, the path became %q", middle)
	}
	end := FitEnd(path, 200, 14, fyne.TextStyle{})
	if !strings.HasPrefix(end, "/home/someone") || !strings.HasSuffix(end, "…") {
		t.Errorf("cut at its end, the path became %q", end)
	}
}

func TestCutKeepsMarksWithTheirLetters(t *testing.T) {
	want := []string{"e\u0301", "x", "👩\u200d💻", "क\u094d", "ष"}
	if diff := cmp.Diff(want, characters(strings.Join(want, ""))); diff != "" {
		t.Errorf("characters (-want +got):\n%s", diff)
	}
}

func TestWrap(t *testing.T) {
	uitest.Start(t, NewTheme(), theme.VariantLight)
	text := "May not write to /mnt/office/a-very-long-folder-name-without-any-space/backup (permission denied).\nNext line."
	for _, width := range []float32{1, 40, 120, 400} {
		lines := Wrap(text, width, 14, fyne.TextStyle{})
		for _, line := range lines {
			if w := TextWidth(line, 14, fyne.TextStyle{}); w > width && len(characters(line)) > 1 {
				t.Errorf("wrapped for %v, %q is %v wide", width, line, w)
			}
		}
		if got := strings.Join(lines, ""); strings.ReplaceAll(got, " ", "") != strings.NewReplacer(" ", "", "\n", "").Replace(text) {
			t.Errorf("wrapped for %v, letters were lost: %q", width, got)
		}
		if lines[len(lines)-1] != "Next line." && width > 120 {
			t.Errorf("the line break was lost: %q", lines)
		}
	}
}
