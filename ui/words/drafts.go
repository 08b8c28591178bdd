package words

import (
	"slices"
	"strings"

	"seatkeeper/data"
	"seatkeeper/storage"
)

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

// DraftEffect says what it would do to apply a draft: a line for what comes, what changes and
// what goes, and one for the floor itself.
func DraftEffect(p storage.DraftPreview) string {
	var added, changed, gone things
	for _, d := range p.Added {
		added.add("desk", d.Label)
	}
	for _, c := range p.Changed {
		changed.addChange("desk", c.Before.Label, c.After.Label)
	}
	for _, g := range p.Gone {
		gone.add("desk", g.Desk.Label)
	}
	for _, x := range p.Fixtures.Added {
		added.add(x.Type, x.Label)
	}
	for _, c := range p.Fixtures.Changed {
		changed.addChange(c.After.Type, c.Before.Label, c.After.Label)
	}
	for _, x := range p.Fixtures.Gone {
		gone.add(x.Type, x.Label)
	}
	var lines []string
	for _, line := range []struct{ key, what string }{
		{"draft.does-add", added.text()}, {"draft.does-change", changed.text()}, {"draft.does-remove", gone.text()},
		{"draft.does-floor", List(floorChanges(p.Floors)...)},
	} {
		if line.what != "" {
			lines = append(lines, Say(line.key, Args{"What": line.what}))
		}
	}
	return strings.Join(lines, "\n")
}

// things are what a draft does the same with, by their kinds in the order in which they came.
type things struct {
	kinds []string
	names map[string][]string // by kind; empty for what has none
}

// thingKeys count the things of a kind: desks, and what fixtures there are.
var thingKeys = map[string]string{
	"desk": "count.draft-kind-desk", "other": "count.draft-kind-other",
	data.FixtureRoom: "count.draft-kind-room", data.FixtureWall: "count.draft-kind-wall", data.FixtureStairs: "count.draft-kind-stairs",
	data.FixturePrinter: "count.draft-kind-printer", data.FixturePlant: "count.draft-kind-plant", data.FixtureKitchen: "count.draft-kind-kitchen",
	data.FixtureText: "count.draft-kind-text", data.FixtureZone: "count.draft-kind-zone",
}

func countOf(kind string, n int) string {
	return Count(strings.TrimPrefix(thingKeys[kind], "count."), n)
}

func (t *things) add(kind, name string) {
	if thingKeys[kind] == "" {
		kind = "other"
	}
	if t.names == nil {
		t.names = map[string][]string{}
	}
	if _, known := t.names[kind]; !known {
		t.kinds = append(t.kinds, kind)
	}
	t.names[kind] = append(t.names[kind], Plain(name))
}

func (t *things) addChange(kind, before, after string) {
	if before != after && before != "" && after != "" {
		after = Say("draft.renamed", Args{"Before": Plain(before), "After": Plain(after)})
	}
	t.add(kind, after)
}

// mostNamed is how many of a kind are called by their names.
const mostNamed = 3

// text names things where they are few and have names, and counts them otherwise.
func (t *things) text() string {
	var parts []string
	for _, kind := range t.kinds {
		names := t.names[kind]
		text := countOf(kind, len(names))
		if len(names) <= mostNamed && !slices.Contains(names, "") {
			text = Say("draft.named", Args{"What": text, "Names": List(names...)})
		}
		parts = append(parts, text)
	}
	return Dots(parts...)
}

// floorChanges says what becomes of the floor itself.
func floorChanges(c data.Change[data.Floor]) (parts []string) {
	was, will := c.Before, c.After
	if was.Name != will.Name {
		parts = append(parts, Say("draft.floor-name", Args{"Name": Plain(will.Name)}))
	}
	if was.Level != will.Level {
		parts = append(parts, Say("draft.floor-level"))
	}
	if was.Layout != will.Layout || was.Unit != will.Unit {
		parts = append(parts, Say("draft.floor-size"))
	}
	switch a, b := was.Background, will.Background; {
	case a.Equal(b):
	case a == nil:
		parts = append(parts, Say("draft.picture-comes"))
	case b == nil:
		parts = append(parts, Say("draft.picture-goes"))
	case a.Picture != b.Picture:
		parts = append(parts, Say("draft.picture-other"))
	default:
		parts = append(parts, Say("draft.picture-moves"))
	}
	return parts
}
