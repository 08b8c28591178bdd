package main

import (
	"strings"
	"testing"
)

const config = `{"config": {"protocol_version": "v1.0.0"}}`

func TestOnlyWhatTheProgramHasOfAModuleIsBad(t *testing.T) {
	const (
		inModule = `{"finding": {"osv": "GO-1", "fixed_version": "v0.43.0", "trace": [{"module": "golang.org/x/image", "version": "v0.24.0", "package": "golang.org/x/image/tiff", "function": "Decode"}]}}`
		inGo     = `{"finding": {"osv": "GO-2", "fixed_version": "v1.26.9", "trace": [{"module": "stdlib", "version": "v1.26.8", "package": "os", "function": "Open"}]}}`
		inGoToo  = `{"finding": {"osv": "GO-5", "fixed_version": "v1.26.10", "trace": [{"module": "stdlib", "version": "v1.26.8", "package": "os", "function": "Stat"}]}}`
		imported = `{"finding": {"osv": "GO-3", "trace": [{"module": "golang.org/x/net", "version": "v0.1.0", "package": "golang.org/x/net/html"}]}}`
		required = `{"finding": {"osv": "GO-4", "trace": [{"module": "golang.org/x/net", "version": "v0.1.0"}]}}`
	)
	for _, test := range []struct {
		name string
		said []string
		bad  bool
		want []string
	}{
		{"nothing", nil, false, nil},
		{"a module", []string{inModule, inModule, inGo}, true, []string{"GO-1: golang.org/x/image v0.24.0, whose golang.org/x/image/tiff.Decode is in the program; mended in v0.43.0", "(GO-2)"}},
		{"Go itself", []string{inGo}, false, []string{"v1.26.9"}},
		{"Go itself twice", []string{inGoToo, inGo}, false, []string{"(GO-5, GO-2)", "v1.26.10"}},
		{"what is not in the program", []string{imported, required}, false, nil},
	} {
		has, err := read(strings.NewReader(config + strings.Join(test.said, "\n")))
		if err != nil {
			t.Fatal(err)
		}
		text, bad := report(has)
		if bad != test.bad || len(test.want) == 0 && text != "" || strings.Count(text, "GO-1:") > 1 {
			t.Errorf("%s: %v, %q", test.name, bad, text)
		}
		for _, want := range test.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q does not say %q", test.name, text, want)
			}
		}
	}
}

func TestSilenceIsNoGoodNews(t *testing.T) {
	for _, said := range []string{"", `{"config": {}`, "govulncheck: no such database"} {
		if _, err := read(strings.NewReader(said)); err == nil {
			t.Errorf("%q is taken for an answer", said)
		}
	}
}
