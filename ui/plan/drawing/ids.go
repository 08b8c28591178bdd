package drawing

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"seatkeeper/data"
)

// longestID leaves room for a number behind it within data.MaxIDLength.
const longestID = 80

// newID returns an ID for a new thing, made of its label so that people can read it in a
// backup. It is none that the floor has or has had: bookings would go to another desk.
func (d *Drawing) newID(label string) string {
	id := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '/' {
			return '-'
		}
		return r
	}, strings.ToValidUTF8(strings.TrimSpace(label), ""))
	for len(id) > longestID {
		_, size := utf8.DecodeLastRuneInString(id)
		id = id[:len(id)-size]
	}
	if id == "" {
		id = "desk"
	}
	free := id
	for n := 2; d.ids[free]; n++ {
		free = id + "-" + strconv.Itoa(n)
	}
	d.ids[free] = true
	if d.base != nil {
		d.lent = append(d.lent, free)
	}
	return free
}

// text returns what was typed as a label, a zone or a feature is kept: one line, without spaces
// at its ends, no longer than it may be.
func text(typed string) string {
	typed = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(typed, ""))), " ")
	if utf8.RuneCountInString(typed) > data.MaxNameLength {
		typed = strings.TrimSpace(string([]rune(typed)[:data.MaxNameLength]))
	}
	return typed
}

// labels are those that desks have, each as it is compared.
func (d *Drawing) labels() map[string]bool {
	labels := map[string]bool{}
	for _, t := range d.from().things {
		if t.IsDesk() && !t.Desk.Retired {
			labels[labelKey(t.Label())] = true
		}
	}
	return labels
}

func labelKey(label string) string { return strings.ToLower(strings.TrimSpace(label)) }

// freeLabel returns the label that follows a given one with which a desk can be told from those
// that there are, and notes it among them: B4 after B3.
func freeLabel(label string, taken map[string]bool) string {
	if label == "" {
		return ""
	}
	if !taken[labelKey(label)] {
		taken[labelKey(label)] = true
		return label
	}
	prefix := strings.TrimRightFunc(label, func(r rune) bool { return r >= '0' && r <= '9' })
	digits := label[len(prefix):]
	n, err := strconv.Atoi(digits)
	if err != nil || len(digits) > 9 {
		prefix, digits, n = label+" ", "", 1
	}
	for {
		n++
		next := prefix + padded(n, len(digits))
		if !taken[labelKey(next)] {
			taken[labelKey(next)] = true
			return text(next)
		}
	}
}

// padded returns a number with zeros before it up to a width.
func padded(n, width int) string {
	s := strconv.Itoa(n)
	if more := width - len(s); more > 0 && n >= 0 {
		return strings.Repeat("0", more) + s
	}
	return s
}

// Doubles returns the labels that several desks have, in the order of the first of each, with
// those desks. A desk without a label counts as one that has it twice: nobody could say its name.
func (d *Drawing) Doubles() []Double {
	at := map[string]int{}
	var all []Double
	for _, t := range d.now.things {
		if !t.IsDesk() || t.Desk.Retired {
			continue
		}
		key := labelKey(t.Label())
		if i, seen := at[key]; seen {
			all[i].Keys = append(all[i].Keys, t.Key)
			continue
		}
		at[key] = len(all)
		all = append(all, Double{t.Label(), []Key{t.Key}})
	}
	doubles := all[:0]
	for _, one := range all {
		if len(one.Keys) > 1 || labelKey(one.Label) == "" {
			doubles = append(doubles, one)
		}
	}
	return doubles
}

// Double is a label that several desks have.
type Double struct {
	Label string
	Keys  []Key
}
