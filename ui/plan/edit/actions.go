package edit

import (
	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/ui/plan/drawing"
)

// What the window's menu asks of the editor.

// Result returns the floor as it is drawn.
func (e *Editor) Result() data.Floor { return e.drawing.Result() }

// Changes says how many changes the draft has.
func (e *Editor) Changes() int { return e.options.Changes + e.drawing.Changes() }

// FocusOn lets the floor have the keys of the canvas it lies on.
func (e *Editor) FocusOn(c fyne.Canvas) { c.Focus(e.surface) }

// SetTool takes another tool.
func (e *Editor) SetTool(t Tool) { e.surface.SetTool(t) }

// Undo takes the last step back.
func (e *Editor) Undo() { e.surface.Undo() }

// Redo does it again.
func (e *Editor) Redo() { e.surface.Redo() }

// Apply does what the button does, with what is being typed in the panel.
func (e *Editor) Apply() {
	e.surface.TakeFocus()
	e.tryApply()
}

// Zoom shows the floor larger or smaller by a factor; 0 shows all of it.
func (e *Editor) Zoom(by float64) { e.surface.Zoom(by) }

// Duplicate copies what is selected beside it, with what is being typed of it in the panel.
func (e *Editor) Duplicate() {
	e.surface.TakeFocus()
	e.surface.Duplicate()
}

// Copy puts what is selected on the clipboard, and takes it off the floor if it is cut.
func (e *Editor) Copy(cut bool) {
	if len(e.drawing.Selected()) == 0 {
		return
	}
	*e.options.Clipboard = e.drawing.Copy()
	if cut {
		e.surface.Delete()
	}
}

// Paste puts what is on the clipboard onto the floor, where it was or beside that.
func (e *Editor) Paste() {
	e.pasted(e.drawing.PasteAside(*e.options.Clipboard))
}

func (e *Editor) pasted(keys []drawing.Key) {
	if len(keys) > 0 {
		e.surface.SetTool(SelectTool)
		e.surface.reveal()
		e.surface.changed()
	}
}

// SelectAll selects all that stands on the floor.
func (e *Editor) SelectAll() {
	e.drawing.SelectAll()
	e.surface.changed()
}

// SetPicture lays a picture under the floor; its proportion is width by height.
func (e *Editor) SetPicture(id string, width, height float64) {
	if e.drawing.SetBackground(id, width, height) {
		e.surface.SetTool(PictureTool)
		e.surface.TakeFocus()
	}
}

// Applied is called when the draft was applied: the floor is what is drawn, and nothing is to be
// applied any more.
func (e *Editor) Applied() {
	e.options.Changes = -e.drawing.Changes()
	e.update()
}

// call calls what may be nil.
func call(f func()) {
	if f != nil {
		f()
	}
}
