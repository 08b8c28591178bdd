package ui

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/collate"
	"golang.org/x/text/unicode/norm"

	"seatkeeper/data"
	"seatkeeper/ui/words"
)

// PeopleIndex finds people by what somebody types: parts of words in any order,
// whatever their case and their accents. It does not change once it is made, so
// any goroutine may use it.
type PeopleIndex struct {
	people []data.User // by name, in the order of the user's language
	keys   []string    // of each: its folded name
	byID   map[string]int
}

// NewPeopleIndex makes an index. With many people it takes a moment, so it is
// made off Fyne's goroutine.
func NewPeopleIndex(people []data.User) *PeopleIndex {
	collator := collate.New(words.CurrentLocale().Tag, collate.Loose)
	var buffer collate.Buffer
	type keyed struct {
		key  []byte
		user data.User
	}
	all := make([]keyed, len(people))
	for i, u := range people {
		all[i] = keyed{bytes.Clone(collator.KeyFromString(&buffer, words.Plain(u.Name))), u}
		buffer.Reset()
	}
	slices.SortStableFunc(all, func(a, b keyed) int { return bytes.Compare(a.key, b.key) })
	x := &PeopleIndex{
		people: make([]data.User, len(people)), keys: make([]string, len(people)), byID: make(map[string]int, len(people)),
	}
	for i, k := range all {
		x.people[i], x.keys[i] = k.user, " "+fold(k.user.Name)
		x.byID[k.user.ID] = i
	}
	return x
}

// All returns everybody by name. The caller must not change the list.
func (x *PeopleIndex) All() []data.User { return x.people }

// Get returns the person with that ID.
func (x *PeopleIndex) Get(id string) (data.User, bool) {
	i, known := x.byID[id]
	if !known {
		return data.User{}, false
	}
	return x.people[i], true
}

// Find returns the people whose name holds every word of the text and whom keep,
// which may be nil, accepts; at most so many, those first in whose names the words
// begin words. An empty text finds everybody.
func (x *PeopleIndex) Find(text string, keep func(data.User) bool, most int) []data.User {
	wanted := strings.Fields(fold(text))
	begins := make([]string, len(wanted))
	for i, w := range wanted {
		begins[i] = " " + w
	}
	var best, rest []data.User
	for i, key := range x.keys {
		if len(best) >= most {
			break
		}
		if !holdsAll(key, wanted) || keep != nil && !keep(x.people[i]) {
			continue
		}
		if holdsAll(key, begins) {
			best = append(best, x.people[i])
		} else if len(rest) < most {
			rest = append(rest, x.people[i])
		}
	}
	found := append(best, rest...)
	return found[:min(len(found), most)]
}

func holdsAll(key string, wanted []string) bool {
	for _, part := range wanted {
		if !strings.Contains(key, part) {
			return false
		}
	}
	return true
}

// Letters that Unicode does not take apart into a letter and its accent.
var plainLetters = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ı", "i", "ß", "ss", "æ", "ae", "œ", "oe", "’", "'")

// fold returns text without what a filter should not ask for: case and accents.
func fold(text string) string {
	if isASCII(text) { // most names by far, and much faster
		return strings.ToLower(text)
	}
	text = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(cases.Fold().String(text)))
	return plainLetters.Replace(text)
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
