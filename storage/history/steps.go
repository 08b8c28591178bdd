package history

import (
	"slices"
	"sync"
)

// How much is kept: a day's work. Steps beyond are the oldest ones, which can't be
// undone any more.
const (
	MostSteps = 200
	MostEdits = 20_000 // of all steps together, and of one
)

// Steps keeps the steps of this session. The zero value has none; it may be used from any
// goroutine.
type Steps struct {
	mu         sync.Mutex
	undo, redo []Step // the newest one last
	next       int64
	goingBack  []int64 // the IDs of steps with a Back that are taken: they keep their place meanwhile
}

// Add keeps a new step, once it is committed, and returns its ID. What was undone before
// can't be redone any more.
func (h *Steps) Add(step Step) (id int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.next++
	step.ID = h.next
	h.redo = nil
	if len(step.Edits) > 0 || step.Back != nil {
		h.counted()
		h.undo = append(h.undo, step)
	}
	total := 0
	for i, step := range slices.Backward(h.undo) {
		if total += len(step.Edits); len(h.undo)-i > MostSteps || total > MostEdits {
			h.undo = slices.Delete(h.undo, 0, i+1)
			break
		}
	}
	return step.ID
}

// counted moves on the counts at which one can go back: a change was made that is a step.
// Of any other change they are left behind, so that nothing of it is lost.
func (h *Steps) counted() {
	for _, list := range [][]Step{h.undo, h.redo} {
		for _, step := range list {
			if step.Back != nil {
				step.Back.Changes++
			}
		}
	}
}

// List returns the steps that can be undone and redone, the newest one last.
func (h *Steps) List() (undo, redo []Step) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.undo), slices.Clone(h.redo)
}

// Backups returns the paths of the backups to which steps go back.
func (h *Steps) Backups() (paths []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, list := range [][]Step{h.undo, h.redo} {
		for _, step := range list {
			if step.Back != nil {
				paths = append(paths, step.Back.Backup)
			}
		}
	}
	return paths
}

// Direction is one of the two ways of a step.
type Direction bool

// The directions.
const (
	Undo Direction = false
	Redo Direction = true
)

func (h *Steps) lists(way Direction) (from, to *[]Step) {
	if way == Redo {
		return &h.redo, &h.undo
	}
	return &h.undo, &h.redo
}

// Taken is a step that was taken, to be undone or redone. One that has a Back keeps its place
// in the list until it is known what becomes of it, so that nothing older comes before it.
type Taken struct {
	Step
	way Direction
	at  int
}

// Take takes a step; ID 0 means the newest. It finds none that is taken, and none behind one
// that puts all data back: that has to go first.
func (h *Steps) Take(way Direction, id int64) (t Taken, ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	list, _ := h.lists(way)
	at := len(*list) - 1
	if id != 0 {
		at = find(*list, id)
	}
	if at < 0 || slices.ContainsFunc((*list)[at+1:], func(s Step) bool { return s.Back != nil }) {
		return t, false
	}
	t = Taken{Step: (*list)[at], way: way, at: at}
	if t.Back == nil {
		*list = slices.Delete(*list, at, at+1)
		return t, true
	}
	if slices.Contains(h.goingBack, t.ID) {
		return Taken{}, false
	}
	h.goingBack = append(h.goingBack, t.ID)
	back := *t.Back // the other one counts on with the changes that come meanwhile
	t.Back = &back
	return t, true
}

func find(list []Step, id int64) int {
	return slices.IndexFunc(list, func(s Step) bool { return s.ID == id })
}

// settle ends that a step with a Back is taken, and returns its place; -1 if it was
// forgotten meanwhile.
func (h *Steps) settle(t Taken) (at int) {
	h.goingBack = slices.DeleteFunc(h.goingBack, func(id int64) bool { return id == t.ID })
	list, _ := h.lists(t.way)
	return find(*list, t.ID)
}

// IsNewest reports whether no step came after the one that was taken.
func (h *Steps) IsNewest(t Taken) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	list, _ := h.lists(t.way)
	if t.Back != nil {
		at := find(*list, t.ID)
		return at >= 0 && at == len(*list)-1
	}
	return t.at >= len(*list)
}

// Reverted puts a step into the other list: it was undone, or redone.
func (h *Steps) Reverted(t Taken, reverted Step) {
	h.mu.Lock()
	defer h.mu.Unlock()
	from, to := h.lists(t.way)
	if t.Back != nil {
		if at := h.settle(t); at >= 0 {
			*from = slices.Delete(*from, at, at+1)
		}
	}
	h.counted()
	*to = append(*to, reverted)
}

// PutBack puts a step back to where it was taken: it can be tried again.
func (h *Steps) PutBack(t Taken) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if t.Back != nil {
		h.settle(t)
		return
	}
	list, _ := h.lists(t.way)
	*list = slices.Insert(*list, min(t.at, len(*list)), t.Step)
}

// DropBehind forgets a step with a Back, which was taken and can't be undone any more, and
// what is older: it was about other data than there are now.
func (h *Steps) DropBehind(t Taken) {
	h.mu.Lock()
	defer h.mu.Unlock()
	list, _ := h.lists(t.way)
	*list = slices.Delete(*list, 0, h.settle(t)+1)
}
