package bars

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*StatusBar)(nil)

// StatusBar is the line at the bottom of the window: a sign where something needs
// somebody, when the last change was
// saved, how much of it no backup has, how much there is, and the folder that
// holds it; at its end something to do may be offered. Where there is little room the last but one goes first, then the folder.
type StatusBar struct {
	widget.BaseWidget
	Sign, Offer                    *SignLink
	Saved, Changes, Counts, Folder *kit.Line
}

// NewStatusBar returns a bar that says nothing yet.
func NewStatusBar() *StatusBar {
	s := &StatusBar{Sign: newSignLink(), Offer: newSignLink(), Saved: kit.NewSmallLine(""), Changes: kit.NewSmallLine(""), Counts: kit.NewSmallLine(""), Folder: kit.NewSmallLine("")}
	s.Folder.CutMiddle, s.Folder.Alignment = true, fyne.TextAlignTrailing
	s.ExtendBaseWidget(s)
	return s
}

// SetSaved says when the last change was saved, in the location of t. The zero
// time says nothing.
func (s *StatusBar) SetSaved(t time.Time) {
	text := ""
	if !t.IsZero() {
		text = words.Say("status.saved", words.Args{"Time": words.Clock(t)})
	}
	s.Saved.SetText(text)
	s.Refresh()
}

// SetChanges says how many changes were made since the last backup. A negative
// number means that there is no backup at all.
func (s *StatusBar) SetChanges(n int) {
	text := words.Say("status.no-backup")
	if n == 0 {
		text = words.Say("status.all-backed-up")
	} else if n > 0 {
		text = words.Count("changes-since", n)
	}
	s.Changes.Color = kit.ColorNameQuiet
	s.Changes.SetText(text)
	s.Refresh()
}

// Warn says in the same place that the last backup is too old.
func (s *StatusBar) Warn(text string) {
	s.Changes.Color = theme.ColorNameWarning
	s.Changes.SetText(text)
	s.Refresh()
}

// SetSign says what needs somebody; tapped opens what to do about it. An empty text
// takes the sign away.
func (s *StatusBar) SetSign(text string, color fyne.ThemeColorName, tapped func()) {
	s.Sign.set(words.Plain(text), color, tapped)
	s.Refresh()
}

// SetOffer offers something to do, at the end of the line. An empty text takes it away.
func (s *StatusBar) SetOffer(text string, tapped func()) {
	if s.Offer.Text != text {
		s.Offer.set(text, theme.ColorNamePrimary, tapped)
		s.Refresh()
	}
}

// SetCounts says how many people, desks and bookings there are, released ones apart.
func (s *StatusBar) SetCounts(people, desks int, bookings, released int64) {
	s.Counts.SetText(words.Dots(words.Count("people", people), words.Count("desks", desks), words.Bookings(bookings, released)))
	s.Refresh()
}

// SetFolder names the data folder. A long path is cut in its middle.
func (s *StatusBar) SetFolder(path string) {
	s.Folder.SetText(words.Plain(path))
	s.Refresh()
}

func (s *StatusBar) CreateRenderer() fyne.WidgetRenderer {
	return kit.Drawn(&statusBarRenderer{s: s, back: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil)})
}

type statusBarRenderer struct {
	s          *StatusBar
	back, line *canvas.Rectangle
}

func (r *statusBarRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.line.Resize(fyne.NewSize(size.Width, 1))
	place := func(l fyne.CanvasObject, x, width float32) {
		l.Move(fyne.NewPos(x, 0))
		l.Resize(fyne.NewSize(max(0, width), size.Height))
	}
	const between = 20
	need := func(l *kit.Line) float32 {
		if l.Text == "" {
			return 0
		}
		return l.MinSize().Width + between
	}
	saved, changes, counts, folder := need(r.s.Saved), need(r.s.Changes), need(r.s.Counts), need(r.s.Folder)
	left, right := kit.Inset-2, size.Width-kit.Inset+2
	if r.s.Offer.Visible() {
		width := min(r.s.Offer.MinSize().Width, (right-left)*0.4)
		place(r.s.Offer, right+signPad-width, width)
		right -= width + between - signPad
	}
	if r.s.Sign.Visible() {
		// It says more than all the others, which begin where it ends.
		width := min(r.s.Sign.MinSize().Width, (right-left)*0.62)
		place(r.s.Sign, left-signPad, width)
		left += width + between - signPad
	}
	room := right - left
	// A path says enough with its ends.
	folder = min(folder, max(leastFolder, room-saved-changes-counts))
	r.s.Counts.Hidden = saved+changes+counts+folder > room+between
	if r.s.Counts.Hidden {
		counts = 0
	}
	r.s.Folder.Hidden = saved+changes+folder > room+between && saved+changes+leastFolder > room
	place(r.s.Saved, left, min(room, saved-between))
	place(r.s.Changes, left+saved, min(room-saved, changes-between))
	place(r.s.Counts, left+saved+changes, counts-between)
	place(r.s.Folder, left+saved+changes+counts, room-saved-changes-counts)
}

const leastFolder float32 = 120

func (r *statusBarRenderer) MinSize() fyne.Size { return fyne.NewSize(200, 32) }

func (r *statusBarRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.s) }
	r.back.FillColor, r.line.FillColor = look(kit.ColorNameSurface), look(kit.ColorNameLine)
	r.Layout(r.s.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *statusBarRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.line, r.s.Sign, r.s.Saved, r.s.Changes, r.s.Counts, r.s.Folder, r.s.Offer}
}

func (r *statusBarRenderer) Destroy() {}
