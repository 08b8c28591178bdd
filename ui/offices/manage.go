package offices

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	plans "seatkeeper/data/layout"
	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// ShowOffices shows all offices and their floors, to be added, renamed, put into
// another order, duplicated and removed.
func (c *Controller) ShowOffices() {
	if !c.MayChange() || c.list != nil {
		return
	}
	c.list = showList(c.Win(), c.offices, listActions{
		Show:   func(p place) { c.GoTo(p.office.ID, firstFloor(p)) },
		Edit:   func(p place) { c.EditFloor(p.office.ID, p.floor.ID) },
		Rename: c.rename, Copy: c.duplicate, Remove: c.remove, AddFloor: c.addFloor, Move: c.move,
		AddOffice: c.SetUp,
	})
	c.list.sheet.OnClosed = func() { c.list = nil }
	c.list.choose(c.Place())
	c.lookAtDrafts()
}

func firstFloor(p place) string {
	if !p.isFloor && len(p.office.Floors) > 0 {
		return p.office.Floors[0].ID
	}
	return p.floor.ID
}

func (c *Controller) move(p place, by int) {
	ids := c.list.moved(p, by)
	if ids == nil {
		return
	}
	c.Change(func(ctx context.Context, s *storage.Store) error {
		if p.isFloor {
			return s.Plans().OrderFloors(ctx, p.office.ID, ids)
		}
		return s.Plans().OrderOffices(ctx, ids)
	}, nil)
}

func (c *Controller) rename(p place) {
	c.askName(nameQuestion{title: words.Say("offices.rename-title", words.Args{"Name": words.Plain(p.name())}), name: p.name(), do: words.Say("offices.rename-do")},
		func(name, _ string) string { return c.nameTaken(p, name) },
		func(name, _ string, done func(error)) {
			c.Change(func(ctx context.Context, s *storage.Store) error {
				if p.isFloor {
					wanted := p.floor
					wanted.Name = name
					return s.Plans().ChangeFloor(ctx, p.office.ID, p.floor, wanted)
				}
				wanted := p.office
				wanted.Name = name
				return s.Plans().ChangeOffice(ctx, p.office, wanted)
			}, done)
		})
}

// nameTaken says which other office, or other floor of the office, has that name.
func (c *Controller) nameTaken(p place, name string) string {
	for _, q := range placesOf(c.offices) {
		if q.isFloor == p.isFloor && !q.is(p) && (!p.isFloor || q.office.ID == p.office.ID) && data.NameKey(q.name()) == data.NameKey(name) {
			if p.isFloor {
				return words.Say("offices.floor-taken", words.Args{"Name": words.Plain(q.name()), "Office": words.Plain(q.office.Name)})
			}
			return words.Say("offices.name-taken", words.Args{"Name": words.Plain(q.name())})
		}
	}
	return ""
}

func (c *Controller) duplicate(p place) {
	if p.isGone() {
		c.keepDraft(p)
		return
	}
	name := data.FreeName(p.name(), func(name string) bool { return c.nameTaken(place{office: p.office, isFloor: p.isFloor}, name) == "" })
	c.Change(func(ctx context.Context, s *storage.Store) (err error) {
		if p.isFloor {
			_, err = s.Plans().CopyFloor(ctx, p.office.ID, p.floor.ID, p.office.ID, name)
			return err
		}
		_, err = s.Plans().CopyOffice(ctx, p.office.ID, name)
		return err
	}, nil)
}

// addFloor asks for the name of a floor and, as text, for its rooms.
func (c *Controller) addFloor(p place) {
	read := func(rooms string) (plans.Floor, error) {
		if isBlankText(rooms) {
			return plans.Floor{}, nil
		}
		return plans.ParseFloor(rooms)
	}
	c.askName(nameQuestion{title: words.Say("offices.add-floor-title", words.Args{"Office": words.Plain(p.office.Name)}), do: words.Say("offices.add-floor-do"),
		name: words.Say("set-up.floor-number", words.Args{"Number": len(p.office.Floors)}), more: words.Say("offices.rooms-hint")},
		func(name, rooms string) string {
			if taken := c.nameTaken(place{office: p.office, isFloor: true}, name); taken != "" {
				return taken
			}
			_, err := read(rooms)
			if fault := new(plans.FaultError); errors.As(err, &fault) {
				return words.LayoutFaultAt(fault)
			}
			return ""
		},
		func(name, rooms string, done func(error)) {
			c.Change(func(ctx context.Context, s *storage.Store) error {
				words, err := read(rooms)
				if err != nil {
					return err
				}
				words.Name = name
				_, err = s.Plans().AddFloor(ctx, p.office.ID, plans.Draw(words, "", len(p.office.Floors)))
				return err
			}, done)
		})
}

// removal is what goes with an office or a floor, and all drafts.
type removal struct {
	storage.Removal
	drafts []storage.DraftInfo
}

// remove asks what becomes of what is booked there, and removes an office or a floor.
func (c *Controller) remove(p place) {
	if p.isGone() {
		c.askDiscard(p.draft)
		return
	}
	ask(c, func(ctx context.Context, s *storage.Store) (r removal, err error) {
		if r.Removal, err = s.Plans().PreviewRemoval(ctx, p.office.ID, p.floor.ID); err == nil {
			r.drafts, err = s.Plans().Drafts(ctx)
		}
		return r, err
	}, func(shown removal, err error) {
		if err != nil {
			c.Refuse(words.DoingChange, err)
			return
		}
		do := func(withBookings bool) func() {
			return func() {
				c.changeSlowly(words.Say("offices.removing", words.Args{"Name": words.Plain(p.name())}), func(ctx context.Context, s *storage.Store) error {
					return s.Plans().Remove(ctx, shown.Removal, withBookings)
				}, func(err error) {
					c.Refuse(words.DoingChange, err)
					if errors.Is(err, data.ErrChanged) {
						c.remove(p) // it would do something else by now, which is asked then
					}
				})
			}
		}
		text := strings.Join(append([]string{words.RemovalText(shown.Removal)}, words.DraftsGo(shown.drafts, p.office.ID, p.floor.ID)...), "\n")
		title := words.Say("offices.remove-title", words.Args{"Name": words.Plain(p.name())})
		if shown.Bookings() == 0 {
			kit.Confirm(c.Win(), title, text, kit.Action{Label: words.Say("offices.remove-do"), Run: do(true)})
			return
		}
		kit.Confirm(c.Win(), title, text, kit.Action{Label: words.Say("offices.remove-keep"), Run: do(false)},
			kit.Action{Label: words.Say("sheet.cancel")}, kit.Action{Label: words.Say("offices.remove-all"), Run: do(true)})
	})
}

// nameQuestion is what a small sheet asks: a name and, where more says what, a second text.
type nameQuestion struct{ title, name, more, do string }

// askName asks for a name. fault says what is wrong with it, below the field.
func (c *Controller) askName(q nameQuestion, fault func(name, more string) string, onDo func(name, more string, done func(error))) {
	var s *kit.Sheet
	wrong := newFault()
	column := kit.NewColumn()
	var name, more *kit.SheetEntry
	check := func(string) {
		if s == nil {
			return
		}
		clean, err := data.CleanName(name.Text)
		text := ""
		if err != nil {
			text = words.Explain(words.DoingChange, err).Cause
		} else {
			text = fault(clean, more.Text)
		}
		sayFault(wrong, text)
		s.SetReady(text == "")
		column.Refresh()
		s.Refresh()
	}
	name, more = kit.NewSheetEntry("", check), kit.NewSheetEntry(q.more, check)
	name.SetText(q.name)
	name.Selects = true
	column.Parts = []fyne.CanvasObject{kit.FormRow(words.Say("offices.name"), name)}
	if q.more != "" {
		column.Parts = append(column.Parts, kit.FormRow(words.Say("offices.rooms"), more))
	}
	column.Parts = append(column.Parts, wrong)
	s = kit.NewSheet(q.title, column, kit.Action{Label: words.Say("sheet.cancel")}, kit.Action{Primary: true, Label: q.do, Run: func() {
		clean, err := data.CleanName(name.Text)
		if err != nil {
			return
		}
		s.Run(func(done func(error)) { onDo(clean, more.Text, c.ToldIn(s.IsShown, done)) })
	}})
	s.Want.Width = kit.ConfirmWidth
	name.OnKey, more.OnKey = s.FieldKey, s.FieldKey
	s.First = name
	check("")
	kit.ShowSheet(c.Win(), s)
}
