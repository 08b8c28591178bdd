package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestStatusBar(t *testing.T) {
	startTest(t, theme.VariantLight)
	s := NewStatusBar()
	showTest(t, s, 700, 32)
	s.SetSaved(time.Date(2026, 11, 24, 10, 42, 7, 0, time.UTC))
	s.SetCounts(128, 1, 14302)
	s.SetFolder("/home/someone/a/very/long/way/to/a/folder/that/does/not/fit/in/the/bar/Seatkeeper/data")
	if s.saved.Text != "Saved 10:42:07" || s.counts.Text != "128 people · 1 desk · 14,302 bookings" {
		t.Errorf("it says %q, %q", s.saved.Text, s.counts.Text)
	}
	if s.saved.Position().X+s.saved.Size().Width > s.counts.Position().X ||
		s.counts.Position().X+s.counts.Size().Width > s.folder.Position().X ||
		s.folder.Position().X+s.folder.Size().Width > 700 {
		t.Error("the texts lie on each other")
	}
	if got := s.folder.text.Text; !strings.Contains(got, "…") || !strings.HasSuffix(got, "Seatkeeper/data") {
		t.Errorf("the folder is shown as %q", got)
	}
	s.SetSaved(time.Time{})
	if s.saved.Text != "" {
		t.Errorf("without a change it says %q", s.saved.Text)
	}
}

func TestBanner(t *testing.T) {
	startTest(t, theme.VariantLight)
	pressed := 0
	b := NewBanner(Warning, "The data folder can only be read.", Action{Label: "Try again", Run: func() { pressed++ }})
	showTest(t, b, 900, 60)
	test.Tap(b.action)
	if pressed != 1 {
		t.Error("the action is not done")
	}
	b.SetText(strings.Repeat("The data folder can only be read. ", 8))
	b.Resize(fyne.NewSize(500, 60))
	if b.MinSize().Height < 60 || b.text.Position().X+b.text.Size().Width > b.action.Position().X {
		t.Errorf("a long text gets a height of %v, or lies on the button", b.MinSize().Height)
	}
	quiet := NewBanner(Error, "Nothing can be done.", Action{})
	if quiet.action.Visible() {
		t.Error("a button without words is shown")
	}
}
