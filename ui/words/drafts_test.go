package words

import (
	"strings"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage"
)

func TestWhatADraftDoesIsSaidInNamesWhereTheyAreFew(t *testing.T) {
	var p storage.DraftPreview
	p.Added = []data.Desk{{Label: "D1"}, {Label: "D2"}, {Label: "D3"}, {Label: "D4"}}
	p.Changed = []data.Change[data.Desk]{{Before: data.Desk{Label: "A1"}, After: data.Desk{Label: "A100"}}, {Before: data.Desk{Label: "A2"}, After: data.Desk{Label: "A2"}}}
	p.Gone = []storage.GoneDesk{{Desk: data.Desk{Label: "B4"}}}
	p.Fixtures.Added = []data.Fixture{{Type: data.FixtureRoom, Label: "North"}, {Type: data.FixtureWall}, {Type: data.FixtureWall}}
	p.Fixtures.Gone = []data.Fixture{{Type: "aquarium", Label: "Fish"}}
	p.Floors = data.Change[data.Floor]{Before: data.Floor{Name: "1st floor"}, After: data.Floor{Name: "Upstairs", Background: &data.Background{Picture: "p"}}}
	want := []string{
		"Added: 4 desks · 1 room (North) · 2 walls",
		"Changed: 2 desks (A1 → A100, A2)",
		"Removed: 1 desk (B4) · 1 thing (Fish)",
		"The floor: it is called Upstairs, a picture lies under it",
	}
	if got := DraftEffect(p); got != strings.Join(want, "\n") {
		t.Error(got)
	}
}

func TestEveryKindOfThingHasItsWords(t *testing.T) {
	for _, kind := range append(data.FixtureTypes(), "desk", "other") {
		if text := countOf(kind, 2); !strings.HasPrefix(text, "2 ") {
			t.Errorf("%s: %q", kind, text)
		}
	}
}
