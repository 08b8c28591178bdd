package drafts

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// askApply says in words what applying the draft would do, and asks what is to become of the bookings
// of desks that go.
func (c *Controller) askApply() {
	c.whenSaved(func() {
		d := c.draft
		ask(c, func(ctx context.Context, s *storage.Store) (applying, error) { return look(ctx, s, d) }, func(a applying, err error) {
			switch {
			case c.editor == nil:
			case err != nil:
				c.Refuse(words.DoingChange, err)
			default:
				c.showPreview(a)
			}
		})
	})
}

// showPreview shows the sheet with the answer.
func (c *Controller) showPreview(a applying) {
	p := a.DraftPreview
	args := words.Args{"Floor": words.Plain(p.Draft.Drawn.Name)}
	if p.IsEmpty() {
		kit.Confirm(c.Win(), words.Say("draft.nothing-title"), words.Say("draft.nothing"),
			kit.Action{Label: words.Say("draft.discard"), Run: c.discard})
		return
	}
	sum := kit.NewParagraph(effect(p), kit.BodyText, theme.ColorNameForeground)
	parts := []fyne.CanvasObject{sum}
	if len(p.Clashes) > 0 {
		clash := kit.NewNotice()
		clash.Set(kit.Warning, clashWords(p.Clashes), kit.Action{})
		parts = append(parts, clash)
	}
	choices := map[string]storage.GoneChoice{}
	parts = append(parts, a.goneParts(choices)...)
	parts = append(parts, kit.NewParagraph(words.Say("draft.one-step"), kit.SmallText, kit.ColorNameQuiet))
	var sheet *kit.Sheet
	sheet = kit.NewSheet(words.Say("draft.apply-title", args), kit.NewColumn(parts...),
		kit.Action{Label: words.Say("sheet.cancel")},
		kit.Action{Primary: true, Label: words.Say("draft.apply"), Run: func() {
			sheet.Run(func(done func(error)) { c.apply(p, choices, func(err error) { done(nil); c.applied(err) }) })
		}})
	sheet.Want.Width, sheet.First = kit.SheetWidth-120, sheet.Primary
	sheet.OnClosed = func() {
		if c.editor != nil { // its keys are to go on
			c.editor.FocusOn(c.Win().Canvas())
		}
	}
	kit.ShowSheet(c.Win(), sheet)
}

func (c *Controller) apply(p storage.DraftPreview, choices map[string]storage.GoneChoice, done func(error)) {
	c.Change(func(ctx context.Context, s *storage.Store) error {
		return s.Plans().ApplyDraft(ctx, p, choices, len(p.Clashes) > 0)
	}, done)
}

// applied leaves the editor, or asks again where somebody has changed what was shown.
func (c *Controller) applied(err error) {
	switch {
	case c.editor == nil:
	case err == nil:
		c.draft.Changes = 0
		c.Leave()
	case errors.Is(err, data.ErrChanged) || errors.Is(err, data.ErrMoreBookings):
		c.Say(kit.Toast{Tone: kit.Warning, Title: words.Say("draft.changed-title"), Text: words.Say("draft.changed-text")})
		c.askApply()
	default:
		c.Refuse(words.DoingChange, err)
	}
}

// effect says what changes on the floor.
func effect(p storage.DraftPreview) string {
	text := words.DraftEffect(p)
	if len(p.Gone) > 0 && len(p.Booked()) == 0 {
		text += "\n" + words.Say("draft.none-booked")
	}
	return text
}

// mostClashes is how many of them are named.
const mostClashes = 6

func clashWords(clashes []storage.Clash) string {
	var names []string
	for _, clash := range clashes[:min(mostClashes, len(clashes))] {
		name := words.Plain(clash.What)
		if clash.IsSize() {
			name = words.Say("draft.clash-size", words.Args{"Floor": name})
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	text := words.List(names...)
	if len(clashes) > mostClashes {
		text += "…"
	}
	return words.Say("draft.clashes", words.Args{"Things": text})
}

// goneParts asks for each desk that goes and has bookings what is to become of them. Unless
// something else is chosen the desk stays until the last of them, so that Enter alone takes
// no booking from anybody.
func (a applying) goneParts(choices map[string]storage.GoneChoice) []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	for _, gone := range a.Booked() {
		names := []string{words.Say("draft.keep", words.Args{"Day": words.ShortDay(gone.Seats[len(gone.Seats)-1].Date)}), words.Say("draft.release")}
		offered := []storage.GoneChoice{{Keep: true}, {}}
		for _, t := range a.targets[gone.Desk.ID] {
			names = append(names, words.Say("draft.move-to", words.Args{"Desk": words.Plain(t.Label)}))
			offered = append(offered, storage.GoneChoice{MoveTo: data.DeskRef{Office: a.Draft.Office, Floor: a.Draft.Floor, Desk: t.ID}})
		}
		choices[gone.Desk.ID] = offered[0]
		pick := kit.NewChoice("")
		pick.Minimum = 220
		pick.Set(names, 0)
		pick.OnChanged = func(i int) { choices[gone.Desk.ID] = offered[i] }
		line := kit.NewParagraph(words.Count("draft-gone-bookings", len(gone.Seats), words.Args{
			"Desk": words.Plain(gone.Desk.Label), "Day": words.ShortDay(gone.Seats[0].Date)}), kit.BodyText, theme.ColorNameForeground)
		parts = append(parts, line, pick)
	}
	return parts
}
