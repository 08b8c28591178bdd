package names

import (
	"slices"
	"testing"
)

func TestShortNameAndInitials(t *testing.T) {
	tests := []struct{ name, short, initials string }{
		{"Ines Okafor", "I. Okafor", "IO"},
		{"Émile O’Brien", "É. O’Brien", "ÉO"},
		{"E\u0301mile Zola", "É. Zola", "ÉZ"},
		{"Ana Maria de Souza", "A. Maria de Souza", "AS"},
		{"Umar", "Umar", "U"},
		{"中村太郎", "中村太郎", "中"},
		{"Visitor · Dr. Wells", "V. · Dr. Wells", "VW"},
		{"(Temp) Lee", "T. Lee", "TL"},
		{"", "", ""},
	}
	for _, tt := range tests {
		if got := Short(tt.name); got != tt.short {
			t.Errorf("shortName(%q) is %q, want %q", tt.name, got, tt.short)
		}
		if got := Initials(tt.name); got != tt.initials {
			t.Errorf("initials(%q) is %q, want %q", tt.name, got, tt.initials)
		}
	}
}

func TestFormsGetShorter(t *testing.T) {
	for name, want := range map[string][]string{
		"Gael Dubois": {"Gael Dubois", "G. Dubois", "Dubois"}, "Umar": {"Umar"},
		"Anna Maria Berg": {"Anna Maria Berg", "A. Maria Berg", "Maria Berg"}, "": {""},
	} {
		if got := Forms(name); !slices.Equal(got, want) {
			t.Errorf("%q is written as %q, want %q", name, got, want)
		}
	}
}
