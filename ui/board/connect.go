package board

import (
	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan"
	"seatkeeper/ui/words"
)

func (b *Board) connectPlan() {
	b.plan.OnSelected = func(deskID string) {
		b.who.Select(b.RefOf(deskID))
		b.sayAction()
		kit.Call(b.OnSelected, deskID)
	}
	b.plan.OnTold = func(about plan.About) { b.pane.bar.tell(about, b.barHint()) }
	b.plan.OnActivate = func(deskID string) { kit.Call(b.OnActivate, deskID) }
	b.plan.OnMenu = func(deskID string, at fyne.Position) {
		if b.OnMenu != nil {
			b.OnMenu(deskID, at)
		}
	}
	b.plan.Hint = func(deskID string) string {
		if b.state.ReadOnly {
			return ""
		}
		return ActionFor(&b.state, deskID, b.today()).hint()
	}
}

// connectBar has the buttons of the bar do what they say. The keys go back to the plan,
// unless there is something to answer first.
func (b *Board) connectBar() {
	bar := b.pane.bar
	press := func(button *kit.Button, do func()) {
		button.OnTapped = func() {
			do()
			if c := fyne.CurrentApp().Driver().CanvasForObject(b); c != nil && c.Overlays().Top() == nil {
				b.FocusPlan()
			}
		}
		button.OnKey = func(key *fyne.KeyEvent) bool {
			if key.Name == fyne.KeyEscape {
				b.FocusPlan()
			}
			return key.Name == fyne.KeyEscape
		}
	}
	call := func(f *func()) func() {
		return func() {
			if *f != nil {
				(*f)()
			}
		}
	}
	press(bar.act, func() { kit.Call(b.OnActivate, b.plan.Selected()) })
	press(bar.days, call(&b.OnDays))
	press(bar.block, call(&b.OnBlock))
	press(bar.other, func() {
		at, size := kit.PlaceOf(bar.other)
		b.plan.OnMenu(b.plan.Selected(), at.AddXY(0, size.Height))
	})
}

// sayAction says on the bar what can be done with the selected desk.
func (b *Board) sayAction() {
	action := DeskAction{}
	if selected := b.plan.Selected(); selected != "" {
		action = ActionFor(&b.state, selected, b.today())
	}
	b.pane.bar.setAction(action, b.state.ReadOnly)
}

// barHint says what to do while no desk is told about.
func (b *Board) barHint() string {
	s := &b.state
	switch {
	case s.FloorID == "" || len(floorOf(officeOf(s.Offices, s.OfficeID), s.FloorID).Desks) == 0:
		return ""
	case s.ReadOnly:
		return words.Say("bar.read-only")
	case b.isOver():
		return words.Say("bar.over")
	case s.For.IsNobody():
		return words.Say("bar.hint-choose")
	}
	return words.Say("bar.hint", words.Args{"Who": s.For.Label()})
}

// isOver reports whether the day can't be changed any more.
func (b *Board) isOver() bool { return !b.state.AllowPast && b.state.Day < b.today() }

func (b *Board) connectList() {
	b.who.OnSelected = func(ref data.DeskRef) {
		b.ShowDesk(ref)
		kit.Call(b.OnSelected, ref.Desk)
	}
	b.who.OnRelease = func(row WhoRow) { kit.Call(b.OnRelease, row.Seat) }
	b.who.OnSort = func(by WhoSort) {
		b.state.Sort, b.state.Rows = by, nil
		if b.OnSort != nil {
			b.OnSort(by)
			return
		}
		b.Apply(b.state)
	}
	b.who.OnScope = func(scope WhoScope) {
		b.state.Scope = scope
		b.Apply(b.state)
		kit.Call(b.OnScope, scope)
	}
	b.who.OnFiltered = b.showMatches
	b.who.OnShowAll = func() { b.showOnly(plan.Filter{Free: b.state.Filter.Free}) }
}
