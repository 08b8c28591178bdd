package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

var _ fyne.Widget = (*notice)(nil)

// notice says something beside what it is about: a sign and some words, and
// maybe a button for what to do about it. Without words it takes no room.
type notice struct {
	widget.BaseWidget
	tone   Tone
	text   *paragraph
	action *Button
}

func newNotice() *notice {
	n := &notice{text: newParagraph("", bodyText, theme.ColorNameForeground), action: NewButton(LinkButton, "", nil)}
	n.action.Hide()
	n.ExtendBaseWidget(n)
	return n
}

// set says something else, and offers the action if it has a label. It reports
// whether that changed anything.
func (n *notice) set(tone Tone, text string, action Action) bool {
	text = plainLines(text)
	n.action.OnTapped = action.Run
	if n.tone == tone && n.text.text == text && n.action.Text == action.Label {
		return false
	}
	n.tone, n.action.Hidden = tone, action.Label == ""
	n.text.setText(text)
	n.action.SetText(action.Label)
	n.Refresh()
	return true
}

const noticeLeft float32 = 28 // where the words begin: behind the sign

func (n *notice) heightFor(width float32) float32 {
	if n.text.text == "" {
		return 0
	}
	height := n.text.heightFor(n.textWidth(width))
	return max(height, signSize)
}

func (n *notice) textWidth(width float32) float32 {
	width -= noticeLeft
	if n.action.Visible() {
		width -= n.action.MinSize().Width + gap
	}
	return max(width, 60)
}

func (n *notice) CreateRenderer() fyne.WidgetRenderer {
	n.ExtendBaseWidget(n)
	r := &noticeRenderer{n: n, sign: canvas.NewImageFromResource(nil)}
	r.Refresh()
	return r
}

type noticeRenderer struct {
	n    *notice
	sign *canvas.Image
}

func (r *noticeRenderer) Layout(size fyne.Size) {
	r.sign.Resize(fyne.NewSquareSize(signSize))
	width := r.n.textWidth(size.Width)
	height := r.n.text.heightFor(width)
	r.n.text.Move(fyne.NewPos(noticeLeft, max(0, (signSize-height)/2)))
	r.n.text.Resize(fyne.NewSize(width, height))
	button := r.n.action.MinSize()
	r.n.action.Move(fyne.NewPos(size.Width-button.Width, -2))
	r.n.action.Resize(button)
}

func (r *noticeRenderer) MinSize() fyne.Size {
	return fyne.NewSize(120, r.n.heightFor(r.n.Size().Width))
}

func (r *noticeRenderer) Refresh() {
	r.sign.Hidden = r.n.text.text == ""
	r.sign.Resource = r.n.tone.sign()
	r.sign.Refresh()
	r.Layout(r.n.Size())
	canvas.Refresh(r.n)
}

func (r *noticeRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.sign, r.n.text, r.n.action}
}

func (r *noticeRenderer) Destroy() {}
