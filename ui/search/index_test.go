package search

import "testing"

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"ÉMILE": "emile", "Łucja Østergaard": "lucja ostergaard", "Yılmaz": "yilmaz", "Straße": "strasse", "Ｆｕｌｌ": "full",
	} {
		if got := Fold(in); got != want {
			t.Errorf("fold(%q) is %q, want %q", in, got, want)
		}
	}
}
