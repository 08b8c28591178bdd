package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

var _ fyne.Widget = (*Notice)(nil)

// Notice says something beside what it is about: a sign and some words, and
// maybe a button for what to do about it. Without words it takes no room.
type Notice struct {
	widget.BaseWidget
	Tone   Tone
	Text   *Paragraph
	Action *Button
}

// NewNotice returns a notice that says nothing yet, and so is hidden.
func NewNotice() *Notice {
	n := &Notice{Text: NewParagraph("", BodyText, theme.ColorNameForeground), Action: NewButton(Link, "", nil)}
	n.Action.Hide()
	n.ExtendBaseWidget(n)
	return n
}

// Set says something else, and offers the action if it has a label. It reports
// whether that changed anything.
func (n *Notice) Set(tone Tone, text string, action Action) bool {
	text = PlainLines(text)
	n.Action.OnTapped = action.Run
	if n.Tone == tone && n.Text.Text == text && n.Action.Text == action.Label {
		return false
	}
	n.Tone, n.Action.Hidden = tone, action.Label == ""
	n.Text.SetText(text)
	n.Action.SetText(action.Label)
	n.Refresh()
	return true
}

const noticeLeft float32 = 28 // where the words begin: behind the sign

// HeightFor returns how high the notice is with a width.
func (n *Notice) HeightFor(width float32) float32 {
	if n.Text.Text == "" {
		return 0
	}
	height := n.Text.HeightFor(n.textWidth(width))
	return max(height, SignSize)
}

func (n *Notice) textWidth(width float32) float32 {
	width -= noticeLeft
	if n.Action.Visible() {
		width -= n.Action.MinSize().Width + Gap
	}
	return max(width, 60)
}

func (n *Notice) CreateRenderer() fyne.WidgetRenderer {
	return Drawn(&noticeRenderer{n: n, sign: canvas.NewImageFromResource(nil)})
}

type noticeRenderer struct {
	n    *Notice
	sign *canvas.Image
}

func (r *noticeRenderer) Layout(size fyne.Size) {
	r.sign.Resize(fyne.NewSquareSize(SignSize))
	width := r.n.textWidth(size.Width)
	height := r.n.Text.HeightFor(width)
	r.n.Text.Move(fyne.NewPos(noticeLeft, max(0, (SignSize-height)/2)))
	r.n.Text.Resize(fyne.NewSize(width, height))
	button := r.n.Action.MinSize()
	r.n.Action.Move(fyne.NewPos(size.Width-button.Width, -2))
	r.n.Action.Resize(button)
}

func (r *noticeRenderer) MinSize() fyne.Size {
	return fyne.NewSize(120, r.n.HeightFor(r.n.Size().Width))
}

func (r *noticeRenderer) Refresh() {
	r.sign.Hidden = r.n.Text.Text == ""
	r.sign.Resource = r.n.Tone.Sign()
	r.sign.Refresh()
	r.Layout(r.n.Size())
	canvas.Refresh(r.n)
}

func (r *noticeRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.sign, r.n.Text, r.n.Action}
}

func (r *noticeRenderer) Destroy() {}
