package search

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/collate"
	"golang.org/x/text/unicode/norm"

	"seatkeeper/data"
	"seatkeeper/ui/names"
	"seatkeeper/ui/words"
)

// PeopleIndex finds people by what somebody types: parts of words in any order,
// whatever their case and their accents. It does not change once it is made, so
// any goroutine may use it.
type PeopleIndex struct {
	People []data.User // by name, in the order of the user's language
	Order  names.Order // by first names or by surnames
	Keys   []string    // of each: its folded name
	byID   map[string]int
	labels map[string]string // by ID, of those whose names others have too
}

// NewPeopleIndex makes an index by first names.
func NewPeopleIndex(people []data.User) *PeopleIndex {
	return NewPeopleIndexBy(names.ByFirstName, people)
}

// NewPeopleIndexBy makes an index in an order. With many people it takes a moment, so
// it is made off Fyne's goroutine.
func NewPeopleIndexBy(order names.Order, people []data.User) *PeopleIndex {
	collator := collate.New(words.CurrentLocale().Tag, collate.Loose)
	var buffer collate.Buffer
	type keyed struct {
		key  []byte
		user data.User
	}
	all := make([]keyed, len(people))
	for i, u := range people {
		all[i] = keyed{bytes.Clone(collator.KeyFromString(&buffer, order.Key(words.Plain(u.Name)))), u}
		buffer.Reset()
	}
	slices.SortStableFunc(all, func(a, b keyed) int { return bytes.Compare(a.key, b.key) })
	x := &PeopleIndex{
		Order: order, People: make([]data.User, len(people)), Keys: make([]string, len(people)), byID: make(map[string]int, len(people)),
		labels: data.Labels(people),
	}
	for i, k := range all {
		x.People[i], x.Keys[i] = k.user, " "+Fold(k.user.Name)
		x.byID[k.user.ID] = i
	}
	return x
}

// All returns everybody by name. The caller must not change the list.
func (x *PeopleIndex) All() []data.User { return x.People }

// Name returns the person's name as it stands in a list of this order, fit to be shown.
func (x *PeopleIndex) Name(u data.User) string { return x.Order.Show(words.Plain(u.Name)) }

// Called returns the person's name, told apart from others who have it: see [data.Labels].
func (x *PeopleIndex) Called(u data.User) string { return cmp.Or(x.labels[u.ID], u.Name) }

// More returns what else there is to tell somebody by, for a line below their name: the team, or
// else the e-mail address; nothing where the name says it.
func (x *PeopleIndex) More(u data.User) string {
	called, more := x.Called(u), cmp.Or(u.Team, u.Email)
	if called != u.Name && strings.HasSuffix(called, "("+more+")") {
		more = cmp.Or(u.Email, u.Team)
	}
	if called != u.Name && strings.HasSuffix(called, "("+more+")") {
		more = ""
	}
	return words.Plain(more)
}

// Get returns the person with that ID.
func (x *PeopleIndex) Get(id string) (data.User, bool) {
	i, known := x.byID[id]
	if !known {
		return data.User{}, false
	}
	return x.People[i], true
}

// Find returns the people whose name holds every word of the text and whom keep,
// which may be nil, accepts; at most so many, those first in whose names the words
// begin words. An empty text finds everybody.
func (x *PeopleIndex) Find(text string, keep func(data.User) bool, most int) []data.User {
	wanted := strings.Fields(Fold(text))
	begins := make([]string, len(wanted))
	for i, w := range wanted {
		begins[i] = " " + w
	}
	var best, rest []data.User
	for i, key := range x.Keys {
		if len(best) >= most {
			break
		}
		if !HoldsAll(key, wanted) || keep != nil && !keep(x.People[i]) {
			continue
		}
		if HoldsAll(key, begins) {
			best = append(best, x.People[i])
		} else if len(rest) < most {
			rest = append(rest, x.People[i])
		}
	}
	found := append(best, rest...)
	return found[:min(len(found), most)]
}

// DeskPlace is a desk with the names of where it is.
type DeskPlace struct {
	Ref           data.DeskRef
	Desk          data.Desk
	Floor, Office string
}

// Where returns the place of the desk: "Engineering · 1st floor · Harbour House".
func (p DeskPlace) Where() string {
	return words.Dots(words.Plain(p.Desk.Zone), words.Plain(p.Floor), words.Plain(p.Office))
}

// DeskIndex finds desks by what somebody types: a label, or parts of its zone,
// floor and office. It does not change once it is made, so any goroutine may use it.
type DeskIndex struct {
	desks   []DeskPlace // by label, A2 before A10
	labels  []string    // of each: its folded label
	keys    []string    // and all that it is found by
	byRef   map[data.DeskRef]int
	offices int
}

// NewDeskIndex makes an index of all desks.
func NewDeskIndex(offices []data.Office) *DeskIndex {
	x := &DeskIndex{byRef: map[data.DeskRef]int{}, offices: len(offices)}
	type keyed struct {
		key   []byte
		place DeskPlace
	}
	keys := NewSortKeys()
	var all []keyed
	for _, o := range offices {
		for _, f := range o.Floors {
			for _, d := range f.Desks {
				ref := data.DeskRef{Office: o.ID, Floor: f.ID, Desk: d.ID}
				all = append(all, keyed{keys.Of(d.Label), DeskPlace{Ref: ref, Desk: d, Floor: f.Name, Office: o.Name}})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b keyed) int { return bytes.Compare(a.key, b.key) })
	desk := words.Say("find.desk-word") // so that "desk a4" finds A4
	for i, k := range all {
		p := k.place
		label := strings.Join(strings.Fields(Fold(p.Desk.Label)), " ")
		x.desks, x.labels = append(x.desks, p), append(x.labels, label)
		x.keys = append(x.keys, Fold(" "+p.Desk.Label+" "+p.Desk.Zone+" "+p.Floor+" "+p.Office+" "+desk))
		x.byRef[p.Ref] = i
	}
	return x
}

// Get returns a desk, also one that is no longer in use.
func (x *DeskIndex) Get(ref data.DeskRef) (DeskPlace, bool) {
	i, known := x.byRef[ref]
	if !known {
		return DeskPlace{}, false
	}
	return x.desks[i], true
}

// Find returns the desks in use that fit every word of the text, at most so many:
// first those with that label, then those whose label begins with it, then all
// others. A word fits that the label holds, or that begins a word of the zone, the
// floor or the office. An empty text finds every desk.
func (x *DeskIndex) Find(text string, most int) []DeskPlace {
	wanted := strings.Fields(Fold(text))
	whole := strings.Join(wanted, " ")
	var ranks [3][]DeskPlace
	for i, key := range x.keys {
		fits := func(w string) bool { return strings.Contains(x.labels[i], w) || strings.Contains(key, " "+w) }
		if x.desks[i].Desk.Retired || slices.ContainsFunc(wanted, func(w string) bool { return !fits(w) }) {
			continue
		}
		rank := labelRank(x.labels[i], whole, wanted)
		if len(ranks[rank]) < most {
			ranks[rank] = append(ranks[rank], x.desks[i])
		}
	}
	found := slices.Concat(ranks[:]...)
	return found[:min(len(found), most)]
}

// IsLabel reports whether the text is the desk's label.
func (p DeskPlace) IsLabel(text string) bool {
	words := strings.Fields(Fold(text))
	return labelRank(strings.Join(strings.Fields(Fold(p.Desk.Label)), " "), strings.Join(words, " "), words) == 0
}

// labelRank is 0 where the text, or one word of it, is the label; 1 if the
// label begins with it; 2 else.
func labelRank(label, whole string, wanted []string) int {
	if label == whole || slices.Contains(wanted, label) {
		return 0
	}
	if whole != "" && (strings.HasPrefix(label, whole) || slices.ContainsFunc(wanted, func(w string) bool { return strings.HasPrefix(label, w) })) {
		return 1
	}
	return 2
}

// HoldsAll reports whether a folded text holds all of the words.
func HoldsAll(key string, wanted []string) bool {
	for _, part := range wanted {
		if !strings.Contains(key, part) {
			return false
		}
	}
	return true
}

// Letters that Unicode does not take apart into a letter and its accent.
var plainLetters = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ı", "i", "ß", "ss", "æ", "ae", "œ", "oe", "’", "'")

// Fold returns text without what a filter should not ask for: case and accents.
func Fold(text string) string {
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

// Describe returns where a seat is: "A4 · 1st floor", with the office if there
// are several.
func (x *DeskIndex) Describe(s data.Seat) string {
	place, known := x.Get(s.DeskRef)
	label := s.Label
	if label == "" {
		label = place.Desk.Label
	}
	if !known && label == "" {
		label = s.Desk
	}
	office := ""
	if x.offices > 1 {
		office = words.Plain(place.Office)
	}
	return words.Dots(words.Plain(label), words.Plain(place.Floor), office)
}
