package data

import (
	"fmt"
	"maps"
	"testing"

	"pgregory.net/rapid"
)

func TestPeopleOfOneNameAreToldApart(t *testing.T) {
	tests := []struct {
		what  string
		users []User
		want  map[string]string
	}{
		{"nobody shares a name", []User{{ID: "1", Name: "Anna Weiß", Team: "Sales"}, {ID: "2", Name: "Ben"}}, nil},
		{"by team", []User{{ID: "1", Name: "Anna Weiß", Team: "Sales"}, {ID: "2", Name: "anna weiss", Team: "IT"}, {ID: "3", Name: "Ben", Team: "IT"}},
			map[string]string{"1": "Anna Weiß (Sales)", "2": "anna weiss (IT)"}},
		{"by e-mail in one team", []User{{ID: "1", Name: "Anna", Team: "IT", Email: "a@x.org"}, {ID: "2", Name: "Anna", Team: "it", Email: "b@x.org"}},
			map[string]string{"1": "Anna (a@x.org)", "2": "Anna (b@x.org)"}},
		{"one keeps the name", []User{{ID: "2", Name: "Anna"}, {ID: "3", Name: "Anna", Team: "IT"}, {ID: "1", Name: "Anna"}},
			map[string]string{"1": "Anna", "2": "Anna 2", "3": "Anna (IT)"}},
		{"a label that is a name", []User{{ID: "1", Name: "Anna"}, {ID: "2", Name: "Anna"}, {ID: "3", Name: "Anna", Team: "IT"}, {ID: "4", Name: "Anna (IT)"}, {ID: "5", Name: "anna 2"}},
			map[string]string{"1": "Anna", "2": "Anna 3", "3": "Anna 4"}},
	}
	for _, tt := range tests {
		if got := Labels(tt.users); !maps.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.what, got, tt.want)
		}
	}
}

func TestNoTwoPeopleHaveOneLabel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pick := func(what string, of ...string) string { return rapid.SampledFrom(of).Draw(t, what) }
		users := make([]User, rapid.IntRange(0, 8).Draw(t, "people"))
		for i := range users {
			users[i] = User{ID: fmt.Sprint(i), Name: pick("name", "Anna", "ANNA", "Anna 2", "Anna (IT)", "Straße", "STRASSE"),
				Team: pick("team", "", "IT", "it", "Sales"), Email: pick("e-mail", "", "a@x.org", "A@x.org")}
		}
		labels, owners, namesakes := Labels(users), map[string]string{}, map[string]int{}
		for _, u := range users {
			namesakes[NameKey(u.Name)]++
		}
		for _, u := range users {
			label, told := labels[u.ID]
			if told != (namesakes[NameKey(u.Name)] > 1) {
				t.Fatalf("%+v is called %q", u, label)
			}
			if !told {
				label = u.Name
			}
			if other, taken := owners[NameKey(label)]; taken {
				t.Fatalf("%s and %s are both %q", other, u.ID, label)
			}
			owners[NameKey(label)] = u.ID
		}
	})
}
