package data

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestNamesAreKeptClean(t *testing.T) {
	for name, want := range map[string]string{
		"Alice": "Alice", "  Alice \t  B.\n": "Alice B.", "Zoe\u0308": "Zoë", "\u3000小林\u00a0健": "小林 健", "a\u2003b": "a b", "Ｚｏë": "Ｚｏë",
		"👩‍👩‍👧": "👩‍👩‍👧", "O'Brien": "O'Brien", strings.Repeat(" ", 500) + "x": "x", strings.Repeat("é", 200): strings.Repeat("é", 200),
		strings.Repeat("e\u0301", 200): strings.Repeat("é", 200),
		"Ola Dahl\u200b":               "Ola Dahl", "\u202aEva Moe\u202c": "Eva Moe", "\ufeffO\u00adla\u2060": "Ola", "a \u200e b": "a b", "A\ufe0fda": "Ada",
		"Ja\u200dn": "Jan", "Ja\u200cn": "Jan", "Jan\u200d": "Jan", "\u3164Ada\uffa0": "Ada", "Ada\U000e0041": "Ada", "A\u034fda\u061c": "Ada",
		"علی\u200cرضا": "علی\u200cرضا", "क्\u200dष": "क्\u200dष", "രാജന്\u200d": "രാജന്\u200d", "علی\u200c": "علی", "❤\ufe0f": "❤\ufe0f",
		"👩🏽\u200d⚕\ufe0f Ada": "👩🏽\u200d⚕\ufe0f Ada", "🏴\U000e0067\U000e0062\U000e007f": "🏴\U000e0067\U000e0062\U000e007f", "辻\U000e0100": "辻\U000e0100",
	} {
		if got, err := CleanName(name); got != want || err != nil {
			t.Errorf("%q: %q %v", name, got, err)
		}
	}
	for name, want := range map[string]Rule{
		"": RuleBlank, " \t\n": RuleBlank, "\u3000\u2003": RuleBlank, "\u200b": RuleBlank, "\u3164": RuleBlank, "\u2800": RuleBlank, "\x00": RuleBlank, "\x1b\x07": RuleBlank,
		strings.Repeat("x", 201): RuleTooLong, strings.Repeat("\u0958", 101): RuleTooLong, "a\xff": RuleNotText, "a\x00b": RuleControl, "a\x1b[2J": RuleControl,
		strings.Repeat(" ", 1<<20): RuleTooLong,
	} {
		var rule *RuleError
		if got, err := CleanName(name); !errors.As(err, &rule) || rule.Rule != want || rule.Field != "name" {
			t.Errorf("%q: %q %v, not %s", name, got, err, want)
		}
	}
}

func TestACleanNameStaysAsItIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.RuneFrom([]rune(" \u00a0\u0301\u0308eZ\u0958ﬁＡß\u200bİ가\u200d\u200c\ufe0fकعन्❤👩\u034f\u115f\uffa0\u00ad")))).Draw(t, "name")
		clean, err := CleanName(name)
		if err != nil {
			return
		}
		again, err := CleanName(clean)
		if err != nil || again != clean {
			t.Fatalf("%q becomes %q becomes %q, %v", name, clean, again, err)
		}
		if clean == "" || utf8.RuneCountInString(clean) > MaxNameLength || NameKey(name) != NameKey(clean) {
			t.Fatalf("%q %q %q", clean, NameKey(name), NameKey(clean))
		}
		if err := (User{ID: "u", Name: clean}).Check(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestNamesThatLookTheSameAreTheSame(t *testing.T) {
	for _, same := range [][]string{
		{"Zoë", "zoë", "ZOË", "Zoe\u0308", " zoë ", "Ｚｏë"},
		{"Straße", "STRASSE", "strasse"},
		{"Anna  Maria", "anna maria", "Anna\u00a0Maria", "Anna\tMaria"},
		{"ﬁona", "Fiona"},
		{"Σίσυφος", "ΣΊΣΥΦΟΣ"},
		{"Ola Dahl", "Ola Dahl\u200b", "\u202aOla Dahl\u202c", "O\u00adla\u2066 Dahl\u2069", "Ola \ufeff Dahl", "Ola\u200d Dahl"},
		{"❤", "❤\ufe0f"}, {"辻", "辻\U000e0100"}, {"രാജന്", "രാജന്\u200d"},
	} {
		for _, name := range same[1:] {
			if NameKey(name) != NameKey(same[0]) {
				t.Errorf("%q and %q are two", name, same[0])
			}
		}
	}
	for _, two := range [][2]string{{"Zoë", "Zoe"}, {"Anna Maria", "Annamaria"}, {"Łucja", "Lucja"}, {"O'Brien", "O’Brien"},
		{"علی\u200cرضا", "علیرضا"}, {"👩\u200d👧", "👩👧"}} {
		if NameKey(two[0]) == NameKey(two[1]) {
			t.Errorf("%q and %q are one", two[0], two[1])
		}
	}
}

func TestANameKeyIsItsOwnKey(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// golang.org/x/text folds a capital Cherokee letter to a small one and back.
		name := rapid.String().Filter(func(s string) bool {
			return !strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cherokee, r) })
		}).Draw(t, "name")
		if key := NameKey(name); NameKey(key) != key {
			t.Fatalf("%q: %q, then %q", name, key, NameKey(key))
		}
	})
}

func TestIDsAreChecked(t *testing.T) {
	for id, want := range map[string]Rule{
		"": RuleBlank, strings.Repeat("x", 101): RuleTooLong, "a\xff": RuleNotText, "a\nb": RuleControl, "a\x00": RuleControl, "a\u0085": RuleControl,
	} {
		var rule *RuleError
		if err := CheckID("id", id); !errors.As(err, &rule) || rule.Rule != want {
			t.Errorf("%q: %v, not %s", id, err, want)
		}
	}
	for _, id := range []string{"u1", "é/\"\\ x", strings.Repeat("x", 100)} {
		if err := CheckID("id", id); err != nil {
			t.Error(err)
		}
	}
	if err := (User{ID: VisitorID, Name: "V"}).Check(); err == nil {
		t.Error("a person may have the visitor's ID")
	}
}

func TestAddressesAndTeamsAreChecked(t *testing.T) {
	for email, want := range map[string]string{
		"": "", " \u200b ": "", " ada@example.org\ufeff ": "ada@example.org", "Ada.Berg+x@example.org": "Ada.Berg+x@example.org", "jörg@münchen.example": "jörg@münchen.example",
	} {
		if got, err := CleanEmail(email); got != want || err != nil {
			t.Errorf("%q: %q %v", email, got, err)
		}
	}
	for email, want := range map[string]Rule{
		"ada": RuleNotEmail, "@x": RuleNotEmail, "ada@": RuleNotEmail, "a b@x": RuleNotEmail, "a@b@c": RuleNotEmail, "a@x; b@y": RuleNotEmail,
		"a@x\x00": RuleControl, "a@\xff": RuleNotText, strings.Repeat("x", 250) + "@x.org": RuleTooLong,
	} {
		var rule *RuleError
		if got, err := CleanEmail(email); !errors.As(err, &rule) || rule.Rule != want || rule.Field != "email" {
			t.Errorf("%q: %q %v, not %s", email, got, err, want)
		}
	}
	for team, want := range map[string]string{"": "", "\u200b ": "", " R  & D ": "R & D"} {
		if got, err := CleanTeam(team); got != want || err != nil {
			t.Errorf("%q: %q %v", team, got, err)
		}
	}
	for team, want := range map[string]Rule{"a\x00": RuleControl, "\xff": RuleNotText, strings.Repeat("x", 201): RuleTooLong} {
		var rule *RuleError
		if got, err := CleanTeam(team); !errors.As(err, &rule) || rule.Rule != want || rule.Field != "team" {
			t.Errorf("%q: %q %v, not %s", team, got, err, want)
		}
	}
}

func TestANumberMakesANameFree(t *testing.T) {
	taken := map[string]bool{NameKey("Jan Tan 2"): true}
	if got := FreeName("Jan Tan", func(name string) bool { return !taken[NameKey(name)] }); got != "Jan Tan 3" {
		t.Error(got)
	}
	long := strings.Repeat("é", MaxNameLength)
	if got, err := CleanName(FreeName(long, func(string) bool { return true })); err != nil || !strings.HasSuffix(got, "é 2") {
		t.Error(got, err)
	}
}
