package layout

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"seatkeeper/data"
)

func TestParseReadsFloorsAsPeopleTypeThem(t *testing.T) {
	north := Floor{"Ground", []Room{{"North", 12, 4}, {"South", 12, 4}}}
	for text, want := range map[string][]Floor{
		"Ground: North 12/4, South 12/4":          {north},
		" Ground:North 12 / 4;South 12/ 4 ;":      {north},
		"Ground:\nNorth 12/4\r\nSouth 12/4\n":     {north},
		"Ground： North 12／4， South １２/４":          {north},
		"North 12/4, South 12/4":                  {{"", north.Rooms}},
		"Ground: North: 12/4, South = 12/4":       {{"Ground", []Room{{"North", 12, 4}}}},
		"EG: Großraum Süd 8/4, Übergang 2":        {{"EG", []Room{{"Großraum Süd", 8, 4}, {"Übergang", 2, 0}}}},
		"EG: U\u0308bergang 2":                    {{"EG", []Room{{"Übergang", 2, 0}}}},
		"Ground: Room 101 12/4":                   {{"Ground", []Room{{"Room 101", 12, 4}}}},
		"Ground: 12/4":                            {{"Ground", []Room{{"", 12, 4}}}},
		"12":                                      {{"", []Room{{"", 12, 0}}}},
		"Hall 2/4":                                {{"", []Room{{"Hall", 2, 2}}}},
		"Kitchen 0":                               {{"", []Room{{"Kitchen", 0, 0}}}},
		"Kitchen 0/4":                             {{"", []Room{{"Kitchen", 0, 1}}}},
		"階: 北ホール１２/４、南 ٤":                         {{"階", []Room{{"北ホール", 12, 4}, {"南", 4, 0}}}},
		"Ground: East 8, West: 8":                 {{"Ground", []Room{{"East", 8, 0}, {"West", 8, 0}}}},
		"Ground: East 8; First: East 8/2, Loft 3": {{"Ground", []Room{{"East", 8, 0}}}, {"First", []Room{{"East", 8, 2}, {"Loft", 3, 0}}}},
	} {
		got, err := Parse(text)
		if text == "Ground: North: 12/4, South = 12/4" {
			want = []Floor{north}
		}
		if err != nil {
			t.Errorf("%q: %v", text, err)
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestParseSaysWhereAFaultIs(t *testing.T) {
	for text, want := range map[string]FaultError{
		"":                                       {FaultEmpty, "", 0, 1},
		" ,; \n":                                 {FaultEmpty, "", 0, 1},
		"Ground:":                                {FaultEmpty, "", 0, 1},
		"Ground: North":                          {FaultNoDesks, "North", 1, 1},
		"Ground: North 12/4, South":              {FaultNoDesks, "South", 2, 1},
		"Ground: Room 1.03":                      {FaultNoDesks, "Room 1.03", 1, 1}, // a name with a number in it
		"Ground: North 12/4\nSouth twelve":       {FaultNoDesks, "South twelve", 2, 2},
		"North 12/":                              {FaultNoRow, "North 12/", 1, 1},
		"North 12/0":                             {FaultNoRow, "North 12/0", 1, 1},
		"North 12/four":                          {FaultNoNumber, "North 12/four", 1, 1},
		"North /4":                               {FaultNoDesks, "North /4", 1, 1},
		"North 12 desks":                         {FaultNoDesks, "North 12 desks", 1, 1},
		"North 2001":                             {FaultTooMany, "North 2001", 1, 1},
		"North 99999999999999999999":             {FaultTooMany, "North 99999999999999999999", 1, 1},
		"a 2000,b 2000,c 2000,d 2000,e 2000,f 1": {FaultTooMany, "f 1", 6, 1},
		strings.Repeat("a", 201) + " 1":          {FaultName, strings.Repeat("a", 60) + "…", 1, 1},
		strings.Repeat("a 1,", 201):              {FaultRooms, "a 1", 201, 1},
	} {
		_, err := Parse(text)
		var got *FaultError
		if !errors.As(err, &got) || *got != want {
			t.Errorf("%.40q: %v, not %v", text, err, &want)
		}
	}
	if _, err := ParseFloor("A: x 1; B: y 1"); err == nil {
		t.Error("two floors for one")
	}
}

// wordsOf draws floors in words whose names hold nothing that parts them.
func wordsOf(mostDesks int) *rapid.Generator[Floor] {
	name := rapid.OneOf(
		rapid.SampledFrom([]string{"", "North", "Nord", "north", "Großraum", "Süd", "北ホール", "101", "Room 1", "Room 12", "N1", "é", "e\u0301", "Север", "قاعة"}),
		rapid.StringMatching(`[A-Za-zäöüß .&-]{1,30}`))
	clean := rapid.Map(name, func(s string) string {
		s, err := data.CleanName(s)
		if err != nil {
			return ""
		}
		return s
	})
	room := rapid.Custom(func(t *rapid.T) Room {
		r := Room{Name: clean.Draw(t, "name"), Desks: rapid.OneOf(rapid.IntRange(0, 30), rapid.IntRange(0, mostDesks)).Draw(t, "desks")}
		r.Row = min(rapid.OneOf(rapid.Just(0), rapid.IntRange(1, 12), rapid.IntRange(1, mostDesks)).Draw(t, "row"), r.Desks)
		return r
	})
	return rapid.Custom(func(t *rapid.T) Floor {
		return Floor{Name: clean.Draw(t, "floor"), Rooms: rapid.SliceOfN(room, 1, 12).Draw(t, "rooms")}
	})
}

func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := wordsOf(100).Draw(t, "floor")
		for i := range f.Rooms {
			// A dash at its end would be taken for what parts it from the number.
			f.Rooms[i].Name = strings.TrimRight(f.Rooms[i].Name, "–—= ")
		}
		got, err := ParseFloor(f.String())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(f, got); diff != "" {
			t.Fatalf("%s: %s", f, diff)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", "Ground: North 12/4, South 12/4", "a/1", ":", "::1/1", "a 1,b:2;c:d 3", "x １/４\n\u2028٣", "\xff 1", "a 0/0", "0", "1/1/1", "\u0308 1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		floors, err := Parse(text)
		if err != nil {
			var fault *FaultError
			if !errors.As(err, &fault) || fault.Line < 1 || len([]rune(fault.Text)) > 61 {
				t.Fatalf("%T %v", err, err)
			}
			return
		}
		if len(floors) > 20 || len(text) > 2000 {
			return // drawing all of it would take too long here
		}
		for _, words := range floors {
			wantGood(t, words)
		}
	})
}
