package words

import "seatkeeper/storage"

// DraftOnBoard says of a draft what is of use to somebody who looks at the floor; nothing where
// nothing has been drawn, and nobody is about to.
func DraftOnBoard(d storage.DraftInfo) string {
	switch {
	case d.Gone:
		return ""
	case d.Open != nil && d.Open.User != "":
		return Say("board.draft-open-by", Args{"User": Plain(d.Open.User)})
	case d.Open != nil:
		return Say("board.draft-open")
	case d.Changes > 0:
		return Count("board-draft", d.Changes)
	}
	return ""
}

// DraftInList says of a floor in the list of all that there is a draft of it, or that a draft is
// all that is left of it.
func DraftInList(d storage.DraftInfo) string {
	switch {
	case d.Gone:
		return Count("list-draft-gone", d.Changes)
	case d.Open != nil:
		return Say("offices.draft-open")
	case d.Changes > 0:
		return Count("list-draft", d.Changes)
	}
	return ""
}

// DraftsGo says what becomes of the drafts of an office that is removed or, where floorID is
// not empty, of that floor of it: a line for each.
func DraftsGo(drafts []storage.DraftInfo, officeID, floorID string) (lines []string) {
	for _, d := range drafts {
		if d.OfficeID != officeID || floorID != "" && d.FloorID != floorID || d.Gone {
			continue
		}
		args := Args{"Floor": Plain(d.Floor)}
		switch {
		case d.Open != nil:
			lines = append(lines, Say("removal.draft-open", args))
		case d.Changes > 0:
			lines = append(lines, Say("removal.draft", args))
		}
	}
	return lines
}
