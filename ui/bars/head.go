package bars

import (
	"fyne.io/fyne/v2"

	"seatkeeper/ui/kit"
)

// Head has the menus above all else of the window. In a low window, as at a large scale,
// they stand in one row with the bar that is otherwise below them, and the floor gets
// the height of a row.
type Head struct {
	Menus   fyne.CanvasObject
	Bar     *kit.Toolbar // the first thing in Content; nil where there is none
	Least   float32      // how wide the bar is at least, beside the menus
	Content fyne.CanvasObject
}

// lowWindow is how high a window is in which one bar has to do.
const lowWindow float32 = 580

// Objects are in the order in which they are drawn.
func (h *Head) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{h.Content, h.Menus} }

func (h *Head) MinSize([]fyne.CanvasObject) fyne.Size {
	menus, content := h.Menus.MinSize(), h.Content.MinSize()
	return fyne.NewSize(max(menus.Width, content.Width), menus.Height+content.Height)
}

func (h *Head) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	menus := h.Menus.MinSize()
	if h.Bar != nil {
		h.Bar.SetLead(0)
	}
	if size.Height < lowWindow && menus.Height > 0 && h.Bar != nil && h.Bar.Visible() && menus.Width+h.Least <= size.Width {
		h.Bar.SetLead(menus.Width)
		kit.Place(h.Menus, 0, 0, menus.Width, kit.ToolbarHeight)
		kit.Place(h.Content, 0, 0, size.Width, size.Height)
		return
	}
	kit.Place(h.Menus, 0, 0, size.Width, menus.Height)
	kit.Place(h.Content, 0, menus.Height, size.Width, size.Height-menus.Height)
}
