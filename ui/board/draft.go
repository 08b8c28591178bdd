package board

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// draftHeight is that of the line above a plan of which there is a draft.
const draftHeight float32 = 34

func (b *Board) newDraftLine() *kit.SignRow {
	line := kit.NewSignRow(0)
	line.Action.Text = words.Say("board.draft-do")
	line.Action.OnTapped = func() {
		if b.OnDraft != nil {
			b.OnDraft()
		}
	}
	line.Hide()
	return line
}

// SetDrafts says of which floors there are drafts that have not been applied: what to say of
// each, by its office and its floor.
func (b *Board) SetDrafts(drafts map[data.DeskRef]string) {
	b.drafts = drafts
	b.sayDraft()
}

// sayDraft tells that there is a draft of the floor that is shown.
func (b *Board) sayDraft() {
	text, line := b.drafts[data.DeskRef{Office: b.state.OfficeID, Floor: b.state.FloorID}], b.pane.draft
	if b.state.ReadOnly {
		text = ""
	}
	line.Set(kit.Signed{Sign: "●", Color: theme.ColorNameWarning, Text: text})
	if line.Hidden != (text == "") {
		line.Hidden = text == ""
		b.paneBox.Refresh()
	}
}

// placeDraft lays the line out, if it is shown, and returns where the plan begins.
func (p planPane) placeDraft(size fyne.Size) float32 {
	if p.draft.Hidden {
		return 0
	}
	kit.Place(p.draft, 0, 0, size.Width-kit.Gap, draftHeight)
	return draftHeight
}
