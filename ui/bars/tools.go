package bars

import (
	"fyne.io/fyne/v2"

	"seatkeeper/ui/kit"
)

// Tools lays the backup controls out to the left, and Undo, Redo and Find to
// the right. Find gives way if there is little room.
type Tools struct {
	Backup, Find fyne.CanvasObject
	Undo, Redo   *kit.Button
}

const findWidest float32 = 264

func (*Tools) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		min := o.MinSize()
		size.Width += min.Width + kit.Gap
		size.Height = max(size.Height, min.Height)
	}
	size.Width = min(size.Width, narrowTools)
	return size
}

// narrowTools is so narrow that of Find there is its sign alone.
const narrowTools, findSign float32 = 580, 44

// LeastTools is so narrow that Undo and Redo are left to the menu and the keys.
const LeastTools float32 = 330

func (t *Tools) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	const roomForAll = 480
	t.Undo.Hidden = size.Width < roomForAll
	t.Redo.Hidden = t.Undo.Hidden
	buttons := 3 * kit.Gap
	for _, o := range []*kit.Button{t.Undo, t.Redo} {
		if o.Visible() {
			buttons += o.MinSize().Width
		}
	}
	backup, find := t.Backup.MinSize().Width, t.Find.MinSize().Width
	width := min(findWidest, max(find, size.Width-backup-buttons-120))
	if size.Width < backup+buttons+find {
		width = findSign
	}
	x := size.Width - width
	kit.Place(t.Find, x, 0, width, size.Height)
	if t.Undo.Visible() {
		x -= kit.Gap + t.Redo.MinSize().Width
		kit.Place(t.Redo, x, 0, t.Redo.MinSize().Width, size.Height)
		x -= kit.Gap/2 + t.Undo.MinSize().Width
		kit.Place(t.Undo, x, 0, t.Undo.MinSize().Width, size.Height)
	}
	kit.Place(t.Backup, 0, 0, x-kit.Gap, size.Height)
}
