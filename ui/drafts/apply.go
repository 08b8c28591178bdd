package drafts

import (
	"cmp"
	"context"
	"errors"
	"math"
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
		ask(c, func(ctx context.Context, s *storage.Store) (storage.DraftPreview, error) {
			return s.Plans().PreviewDraft(ctx, d)
		}, func(p storage.DraftPreview, err error) {
			switch {
			case c.editor == nil:
			case err != nil:
				c.Refuse(words.DoingChange, err)
			default:
				c.showPreview(p)
			}
		})
	})
}

// showPreview shows the sheet with the answer.
func (c *Controller) showPreview(p storage.DraftPreview) {
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
	parts = append(parts, goneParts(p, choices)...)
	parts = append(parts, kit.NewParagraph(words.Say("draft.one-step"), kit.SmallText, kit.ColorNameQuiet))
	var sheet *kit.Sheet
	sheet = kit.NewSheet(words.Say("draft.apply-title", args), kit.NewColumn(parts...),
		kit.Action{Label: words.Say("sheet.cancel")},
		kit.Action{Primary: true, Label: words.Say("draft.apply"), Run: func() {
			sheet.Run(func(done func(error)) { c.apply(p, choices, func(err error) { done(nil); c.applied(err) }) })
		}})
	sheet.Want.Width, sheet.First = kit.SheetWidth-120, sheet.Primary
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
	var parts []string
	add := func(n int, text string) {
		if n > 0 {
			parts = append(parts, text)
		}
	}
	add(len(p.Added), words.Count("draft-added", len(p.Added)))
	add(len(p.Changed), words.Count("draft-changed", len(p.Changed)))
	add(len(p.Gone), words.Count("draft-desks-gone", len(p.Gone)))
	add(p.Fixtures, words.Count("draft-fixtures", p.Fixtures))
	if p.Others {
		parts = append(parts, words.Say("draft.floor-changes"))
	}
	text := words.Dots(parts...)
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
		if name := words.Plain(clash.What); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	text := words.List(names...)
	if len(clashes) > mostClashes {
		text += "…"
	}
	return words.Say("draft.clashes", words.Args{"Things": text})
}

// goneParts asks for each desk that goes and has bookings what is to become of them.
func goneParts(p storage.DraftPreview, choices map[string]storage.GoneChoice) []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	for _, gone := range p.Booked() {
		targets := nearest(p, gone.Desk)
		names := []string{words.Say("draft.release"), words.Say("draft.keep", words.Args{"Day": words.ShortDay(gone.Seats[len(gone.Seats)-1].Date)})}
		for _, t := range targets {
			names = append(names, words.Say("draft.move-to", words.Args{"Desk": words.Plain(t.Label)}))
		}
		choices[gone.Desk.ID] = storage.GoneChoice{}
		pick := kit.NewChoice("")
		pick.Minimum = 220
		pick.Set(names, 0)
		pick.OnChanged = func(i int) {
			choice := storage.GoneChoice{Keep: i == 1}
			if i > 1 {
				choice.MoveTo = data.DeskRef{Office: p.Draft.Office, Floor: p.Draft.Floor, Desk: targets[i-2].ID}
			}
			choices[gone.Desk.ID] = choice
		}
		line := kit.NewParagraph(words.Count("draft-gone-bookings", len(gone.Seats), words.Args{
			"Desk": words.Plain(gone.Desk.Label), "Day": words.ShortDay(gone.Seats[0].Date)}), kit.BodyText, theme.ColorNameForeground)
		parts = append(parts, line, pick)
	}
	return parts
}

// nearest returns the desks of the new plan that lie nearest to where one was, to move its
// bookings to.
func nearest(p storage.DraftPreview, gone data.Desk) []data.Desk {
	const most = 12
	var desks []data.Desk
	for _, d := range p.Draft.Drawn.Desks {
		if !d.Retired && d.ID != gone.ID && d.Kind == gone.Kind {
			desks = append(desks, d)
		}
	}
	away := func(d data.Desk) float64 {
		return math.Hypot((d.Position.X-gone.Position.X)*p.Draft.Drawn.Layout.Width, (d.Position.Y-gone.Position.Y)*p.Draft.Drawn.Layout.Height)
	}
	slices.SortStableFunc(desks, func(a, b data.Desk) int { return cmp.Compare(away(a), away(b)) })
	return desks[:min(most, len(desks))]
}
