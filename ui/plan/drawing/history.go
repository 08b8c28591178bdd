package drawing

import (
	"maps"
	"slices"
)

// history holds the states before and after the present one. They share the things that are the
// same, so that a step costs what changed and a list of pointers.
type history struct {
	undo, redo []state
	gone       int // steps that were undone no more because there were too many
}

// mostSteps is how many steps can be undone.
const mostSteps = 300

// note makes the way from a state to the present one a step, unless they are the same.
func (d *Drawing) note(from state) bool {
	if from.isDrawnAs(d.now) {
		return false
	}
	h := &d.steps
	h.redo = nil
	h.undo = append(h.undo, from)
	if len(h.undo) > mostSteps {
		h.undo = slices.Delete(h.undo, 0, 1)
		h.gone++
	}
	return true
}

// isDrawnAs compares all but the selection.
func (s state) isDrawnAs(t state) bool {
	return s.layout == t.layout && s.unit == t.unit && s.background == t.background && slices.EqualFunc(s.things, t.things, sameThing)
}

// sameThing is quick where nothing was changed, and right where a change has led back.
func sameThing(a, b *Thing) bool {
	if a == b {
		return true
	}
	if a.Key != b.Key || a.Box != b.Box || a.Turn != b.Turn {
		return false
	}
	if a.Desk != nil {
		return b.Desk != nil && (a.Desk == b.Desk || a.Desk.Equal(*b.Desk))
	}
	return b.Fixture != nil && (a.Fixture == b.Fixture || a.Fixture.Equal(*b.Fixture))
}

// CanUndo reports whether there is a step to take back.
func (d *Drawing) CanUndo() bool { return len(d.steps.undo) > 0 }

// CanRedo reports whether a step was taken back that can be done again.
func (d *Drawing) CanRedo() bool { return len(d.steps.redo) > 0 }

// Changes says how many steps lead to what is drawn.
func (d *Drawing) Changes() int { return len(d.steps.undo) + d.steps.gone }

// Undo takes the last step back, and the drag that goes on, if there is one.
func (d *Drawing) Undo() bool {
	if d.base != nil {
		d.Cancel()
		return true
	}
	return d.step(&d.steps.undo, &d.steps.redo)
}

// Redo does again what was undone last.
func (d *Drawing) Redo() bool { return d.base == nil && d.step(&d.steps.redo, &d.steps.undo) }

// step goes to the last state of one list, and notes the present one in the other. What is
// selected then is what was selected there, if it can be.
func (d *Drawing) step(back, forth *[]state) bool {
	if len(*back) == 0 {
		return false
	}
	to := (*back)[len(*back)-1]
	*back = (*back)[:len(*back)-1]
	*forth = append(*forth, d.now)
	d.set(to)
	d.now.selected = d.onlyThere(d.now.selected)
	return true
}

// Again takes the last step back for another in its place: it is not to be redone, and what it has put
// on the floor has not been there.
func (d *Drawing) Again() {
	gone := d.now.things
	if !d.Undo() {
		return
	}
	d.steps.redo = nil
	for _, t := range gone {
		if d.Thing(t.Key) == nil {
			delete(d.ids, t.ID())
		}
	}
}

func (d *Drawing) onlyThere(selected map[Key]bool) map[Key]bool {
	there := maps.Clone(selected)
	maps.DeleteFunc(there, func(key Key, _ bool) bool { return d.Thing(key) == nil })
	return there
}
