package names

import (
	"slices"
	"strings"
	"unicode"
)

// parts is a name taken apart, each part as it was written.
type parts struct {
	whole   string // without spaces at the ends and doubled ones
	unnoted string // whole without the note
	title   string // "Prof. Dr."
	given   []string
	surname string // with what belongs before it; the whole where nothing else is
	suffix  string // "Jr.", "III"
	number  string // which tells two people of one name apart
	note    string // what stands behind, with a space or a comma before: " (Sales)"

	hasComma       bool // "Surname, First"
	isSurnameFirst bool // without a comma
	isFixed        bool // and never to be written otherwise, as in Vietnam and Korea
	isGroup        bool // several people, or a firm
}

// read takes a name apart.
func read(name string) parts {
	whole := strings.Join(strings.Fields(name), " ")
	p := parts{whole: whole, unnoted: whole, surname: whole}
	words := split(whole)
	words, p.note = cutNote(words)
	if !slices.ContainsFunc(words, func(w string) bool { return w != "," && !isAside(w) }) {
		p.note = ""
		return p
	}
	p.unnoted = strings.TrimSpace(strings.TrimSuffix(whole, strings.TrimSpace(p.note)))
	if p.readGroup(words) {
		return p
	}
	segments := p.segments(words)
	if len(segments) == 0 || len(segments[0]) == 0 {
		p.title, p.suffix, p.number = "", "", ""
		return p
	}
	if len(segments) > 1 {
		p.readComma(segments)
	} else {
		p.readPlain(segments[0])
	}
	return p
}

// split returns the words; brackets, and what is in quotation marks, are one with all
// that is in them, and each comma is one.
func split(text string) (words []string) {
	const opening, closing = "([{（［“„«", ")]}）］”“»"
	from, until := 0, rune(0)
	end := func(at int) {
		if word := strings.TrimSpace(text[from:at]); word != "" {
			words = append(words, word)
		}
		from = at
	}
	for at, r := range text {
		switch i := indexRune(opening, r); {
		case until != 0:
			if r == until {
				until = 0
				end(at + len(string(r)))
			}
		case i >= 0 && strings.ContainsRune(text[at:], []rune(closing)[i]):
			end(at)
			until = []rune(closing)[i]
		case r == '"' && strings.ContainsRune(text[at+1:], '"'):
			end(at)
			until = '"'
		case r == ' ':
			end(at)
		case r == ',' || r == '，':
			end(at)
			words = append(words, ",")
			from = at + len(string(r))
		}
	}
	end(len(text))
	return words
}

func indexRune(text string, r rune) int {
	return slices.Index([]rune(text), r)
}

// cutNote takes what stands behind the name: brackets, and what follows a dash or a bar.
func cutNote(words []string) (name []string, note string) {
	at := len(words)
	for at > 1 && isAside(words[at-1]) {
		at--
	}
	if at < len(words) {
		note = " " + strings.Join(words[at:], " ")
	}
	words = words[:at]
	for i := 2; i < len(words)-1; i++ {
		switch words[i] {
		case "-", "–", "—", "|", "@":
			return words[:i], " " + strings.ReplaceAll(strings.Join(words[i:], " "), " ,", ",") + note
		}
	}
	return words, note
}

// readGroup reads what is not one person's name.
func (p *parts) readGroup(words []string) bool {
	named := slices.ContainsFunc(words[1:], func(w string) bool {
		return w == "&" || w == "·" || strings.HasPrefix(w, "+") || isIn(conjunctions, w) && isLower(w) || strings.Contains(w, "/") && !isIn(patronymics, w)
	})
	counted := strings.IndexAny(strings.TrimLeft(p.note, " ([{（"), "0123456789") == 0
	plural := len(words) > 1 && isIn(groups, words[0])
	if !named && !counted && !plural {
		return false
	}
	p.isGroup, p.surname = true, p.unnoted
	if plural {
		p.surname = strings.TrimSpace(strings.TrimPrefix(p.unnoted, words[0]))
	}
	return true
}

// segments takes title, suffix, number and degrees out and returns what stands between
// the commas.
func (p *parts) segments(words []string) (segments [][]string) {
	for i, segment := range cutAt(words, ",") {
		if i > 0 && all(segment, isDegree) {
			p.note = ", " + strings.Join(segment, " ") + p.note
			continue
		}
		if i > 0 && all(segment, isSuffix) {
			p.suffix = joined(p.suffix, strings.Join(segment, " "))
			continue
		}
		for len(segment) > 1 && isTitle(segment[0]) {
			p.title, segment = joined(p.title, segment[0]), segment[1:]
		}
		segments = append(segments, p.cutEnd(segment, i == 0))
	}
	return segments
}

// cutEnd takes what belongs to a name but is none off the end of its words.
func (p *parts) cutEnd(words []string, isFirst bool) []string {
	for len(words) > 1 {
		switch last := words[len(words)-1]; {
		case isDigits(last) && p.number == "":
			p.number = last
		case isSuffix(last):
			p.suffix = joined(last, p.suffix)
		case isDegree(last):
			p.note = " " + last + p.note
		case !isFirst && isTitle(last):
			p.title = joined(p.title, last)
		default:
			return words
		}
		words = words[:len(words)-1]
	}
	return words
}

// readComma reads "Surname, First", "Berg, Jan van der", "Berg, van der, Jan".
func (p *parts) readComma(segments [][]string) {
	p.hasComma = true
	surname, rest := segments[0], segments[1:]
	if len(rest) > 1 && all(rest[0], isParticle) {
		surname, rest = append(slices.Clone(rest[0]), surname...), rest[1:]
	}
	given := rest[0]
	at := len(given)
	for at > 0 && isLower(given[at-1]) && isParticle(given[at-1]) {
		at--
	}
	p.surname, p.given = strings.Join(append(slices.Clone(given[at:]), surname...), " "), given[:at]
	for i := len(rest) - 1; i > 0; i-- {
		p.note = ", " + strings.Join(rest[i], " ") + p.note
	}
}

// readPlain reads a name without a comma.
func (p *parts) readPlain(words []string) {
	from, to := p.surnameAt(words)
	p.surname = strings.Join(words[from:to], " ")
	p.given = append(slices.Clone(words[:from]), words[to:]...)
	p.isSurnameFirst = from == 0 && to < len(words)
}

// surnameAt finds the words of the surname.
func (p *parts) surnameAt(words []string) (from, to int) {
	n := len(words)
	switch {
	case n == 1:
		return 0, 1
	case isEastern(words[0]):
		p.isFixed = true
		return 0, 1
	}
	if from, to := capitalsAt(words); to > 0 {
		return from, to
	}
	if isSurnameBefore(words) {
		p.isFixed = isIn(easternSurnames, words[0]) || isIn(koreanSurnames, words[0])
		return 0, 1
	}
	if i := slices.IndexFunc(words[1:], func(w string) bool { return isIn(patronymics, w) }); i >= 0 && i+2 < n {
		return i + 1, n
	}
	from = n - 1
	for from > 0 && isAside(words[from]) {
		from--
	}
	// "Ortega y Gasset", and the two surnames of Spain as far as they can be known.
	if from >= 3 && isIn(connectors, words[from-1]) && isLower(words[from-1]) {
		from -= 2
	} else if from >= 2 && isSpanish(words[from-1]) {
		from--
	}
	for from > 1 && isParticle(words[from-1]) {
		from--
	}
	if from == 1 && (isLower(words[0]) && isParticle(words[0]) || isIn(neverGiven, words[0]) ||
		isIn(hardlyGiven, words[0]) && isLower(words[1]) && isParticle(words[1])) {
		from = 0 // there is no first name
	}
	return from, n
}

// capitalsAt finds a surname that is told by its capitals: "DUBOIS Gael", "Jan VAN DER
// BERG". It returns 0, 0 where all words are so, or none, or others than at an end.
func capitalsAt(words []string) (from, to int) {
	n := len(words)
	isCapitals := func(w string) bool {
		letters := 0
		for _, r := range w {
			switch {
			case unicode.IsUpper(r):
				letters++
			case unicode.IsLetter(r) || r == '.':
				return false
			}
		}
		return letters > 1
	}
	for from = n; from > 0 && isCapitals(words[from-1]); {
		from--
	}
	if from < n && from > 0 && !slices.ContainsFunc(words[:from], isCapitals) {
		for from > 1 && isParticle(words[from-1]) {
			from--
		}
		return from, n
	}
	for to < n && isLower(words[to]) && isParticle(words[to]) {
		to++
	}
	start := to
	for to < n && isCapitals(words[to]) {
		to++
	}
	// "AJ Smith" has initials in front, "LI Wei" a surname.
	isInitials := start == 0 && to == 1 && len([]rune(words[0])) == 2 && !strings.ContainsAny(words[0][1:], "AEIOUY")
	if to == start || to == n || isInitials || slices.ContainsFunc(words[to:], isCapitals) {
		return 0, 0
	}
	return 0, to
}

// isSurnameBefore reports whether the first word is the surname although nothing in how
// it is written says so: "Nguyen Van An", "Kim Min-su", "Петров Иван Иванович".
func isSurnameBefore(words []string) bool {
	n := len(words)
	last := strings.ToLower(words[n-1])
	if n == 2 && isIn(koreanSurnames, words[0]) {
		_, tail, is := strings.Cut(words[1], "-")
		return is && isLower(tail)
	}
	if n == 3 && slices.ContainsFunc(russianPatronymics, func(end string) bool { return strings.HasSuffix(last, end) }) {
		return true
	}
	return n >= 3 && isIn(easternSurnames, words[0]) && !isIn(easternSurnames, words[n-1])
}

func cutAt(words []string, separator string) (segments [][]string) {
	var segment []string
	for _, w := range append(slices.Clone(words), separator) {
		if w != separator {
			segment = append(segment, w)
		} else if len(segment) > 0 {
			segments, segment = append(segments, segment), nil
		}
	}
	return segments
}

func all(words []string, is func(string) bool) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !is(w) })
}
