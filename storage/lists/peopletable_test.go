package lists

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"seatkeeper/data"
)

func TestPeopleThatAreWrittenAreReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(rapid.String(), rapid.StringMatching(`['=+@;,"\t -]{0,4}[a-zé\x{200b}\x{feff}]{0,3}[;,"' ]?[=A-Z]{0,2}`))
		var people []data.User
		seen := map[string]bool{}
		for _, text := range rapid.SliceOfN(name, 0, 20).Draw(t, "names") {
			clean, err := data.CleanName(text)
			if key := data.NameKey(clean); err == nil && !seen[key] && !strings.Contains(clean, "\x00") {
				seen[key] = true
				team, err := data.CleanTeam(name.Draw(t, "team"))
				if err != nil || isErrorCell(team) {
					team = ""
				}
				email := rapid.SampledFrom([]string{"", "a@x.org", "+a@x.org", "=a@b"}).Draw(t, "email")
				people = append(people, data.User{Name: clean, Active: rapid.Bool().Draw(t, "active"), Email: email, Team: team,
					Assistance: rapid.Bool().Draw(t, "assistance")})
			}
		}
		file, err := parsePeople(t.Context(), PeopleCSV(people), PeopleOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var again []data.User
		for _, row := range file.Rows {
			if row.Fault != nil {
				t.Fatalf("%q: %v", row.Name, row.Fault)
			}
			if cell := GuardCell(row.Name); strings.ContainsAny(cell[:1], "=+-@") {
				t.Fatalf("%q is a formula", cell)
			}
			again = append(again, data.User{Name: row.Name, Active: row.Active, Email: row.Email, Team: row.Team, Assistance: row.Assistance})
		}
		if diff := cmp.Diff(people, again); diff != "" {
			t.Fatal(diff)
		}
	})
}
