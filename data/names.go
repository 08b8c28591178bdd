package data

import (
	"iter"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// CleanName returns the name as it is kept: spaces at the ends and doubled ones
// removed, without marks that have no width or only a direction (see [HasMarks]),
// in the composed Unicode form (NFC). The error, a [*RuleError], says what is wrong
// with a name that shows nothing, is too long, holds a control character or is not
// valid text.
func CleanName(name string) (string, error) {
	if !utf8.ValidString(name) {
		return "", &RuleError{Field: "name", Rule: RuleNotText}
	}
	// Much longer than any name: it would only take time to find that out below.
	if len(name) > 100*MaxNameLength {
		return "", &RuleError{Field: "name", Rule: RuleTooLong}
	}
	name = cleanText(name)
	// Measured as it is kept: some characters are several in the composed form.
	if err := checkText("name", name, MaxNameLength); err != nil {
		return "", err
	}
	if !strings.ContainsFunc(name, isVisible) {
		return "", &RuleError{Field: "name", Rule: RuleBlank}
	}
	if strings.ContainsFunc(name, unicode.IsControl) {
		return "", &RuleError{Field: "name", Value: name, Rule: RuleControl}
	}
	return name, nil
}

func cleanText(text string) string {
	return norm.NFC.String(strings.Join(strings.Fields(withoutMarks(text, false)), " "))
}

// isVisible is false for spaces, control characters and those without a width of
// their own, such as U+200B.
func isVisible(r rune) bool {
	return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Mn, r) && !unicode.Is(blank, r)
}

// NameKey returns what two names have in common when a person would take them
// for the same: case folded, compatible Unicode forms made one (NFKC), spaces and
// marks as in [CleanName], and without those that only choose a shape.
func NameKey(name string) string {
	if isASCII(name) { // most names by far, and much faster
		return strings.Join(strings.Fields(strings.ToLower(name)), " ")
	}
	folded := cases.Fold().String(norm.NFKC.String(withoutMarks(name, true)))
	return norm.NFKC.String(strings.Join(strings.Fields(withoutMarks(folded, true)), " "))
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// FreeName returns the name with the first number behind it, from 2 on, with
// which it is free. A name that is too long for one is cut.
func FreeName(name string, isFree func(name string) bool) string {
	for n := 2; ; n++ {
		number := " " + strconv.Itoa(n)
		short := []rune(name)
		short = short[:min(len(short), MaxNameLength-len(number))]
		if free := strings.TrimSpace(string(short)) + number; isFree(free) {
			return free
		}
	}
}

// ApartName returns the name for somebody whose name another person has: with the team
// behind it, or where there is none, or that is taken too, with the e-mail address,
// otherwise with a number. "Anna Weiß (Sales)", "Anna Weiß 2".
func ApartName(u User, isFree func(name string) bool) string {
	if name, found := taggedName(u, isFree); found {
		return name
	}
	return FreeName(u.Name, isFree)
}

func taggedName(u User, isFree func(name string) bool) (tagged string, found bool) {
	for name := range taggedNames(u) {
		if isFree(name) {
			return name, true
		}
	}
	return "", false
}

// taggedNames are the name with the team behind it, and with the e-mail address.
func taggedNames(u User) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, tag := range []string{u.Team, u.Email} {
			if name, err := CleanName(u.Name + " (" + tag + ")"); tag != "" && err == nil && !yield(name) {
				return
			}
		}
	}
}

// HasMarks reports whether the text holds characters that have no width or only a
// direction, such as U+200B, U+200E, U+FEFF and the soft hyphen, where nothing
// needs them.
func HasMarks(text string) bool { return withoutMarks(text, true) != text }

// blank are characters that show nothing although they count as letters or signs.
var blank = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x115f, Hi: 0x1160, Stride: 1}, {Lo: 0x2800, Hi: 0x2800, Stride: 1}, {Lo: 0x3164, Hi: 0x3164, Stride: 1}, {Lo: 0xffa0, Hi: 0xffa0, Stride: 1},
}}

// What has no width but is not of category Cf: the combining grapheme joiner, two
// Khmer vowels that are never written, the fillers, and the selectors of variants
// (Unicode, DerivedCoreProperties.txt, Default_Ignorable_Code_Point).
var otherMarks = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x034f, Hi: 0x034f, Stride: 1}, {Lo: 0x17b4, Hi: 0x17b5, Stride: 1}, {Lo: 0x180b, Hi: 0x180f, Stride: 1},
	{Lo: 0x3164, Hi: 0x3164, Stride: 1}, {Lo: 0xfe00, Hi: 0xfe0f, Stride: 1}, {Lo: 0xffa0, Hi: 0xffa0, Stride: 1},
}, R32: []unicode.Range32{{Lo: 0xe0000, Hi: 0xe0fff, Stride: 1}}}

// Of category Cf, but seen: signs that stand before or around numbers
// (Prepended_Concatenation_Mark).
var seenFormats = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x0600, Hi: 0x0605, Stride: 1}, {Lo: 0x06dd, Hi: 0x06dd, Stride: 1}, {Lo: 0x070f, Hi: 0x070f, Stride: 1},
	{Lo: 0x0890, Hi: 0x0891, Stride: 1}, {Lo: 0x08e2, Hi: 0x08e2, Stride: 1},
}, R32: []unicode.Range32{{Lo: 0x110bd, Hi: 0x110bd, Stride: 1}, {Lo: 0x110cd, Hi: 0x110cd, Stride: 1}}}

// joined are the scripts in which U+200C and U+200D, between two letters, change
// how the word is written or what it means (Unicode Standard Annex 31, 2.3).
var joined = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko, unicode.Mandaic, unicode.Phags_Pa, unicode.Adlam, unicode.Hanifi_Rohingya,
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu,
	unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar, unicode.Tibetan, unicode.Balinese, unicode.Javanese,
}

func isMark(r rune) bool {
	return unicode.Is(unicode.Cf, r) && !unicode.Is(seenFormats, r) || unicode.Is(otherMarks, r)
}

// withoutMarks leaves out the marks that nothing needs; with all of them also those
// that only choose one of several shapes of the same character.
func withoutMarks(text string, all bool) string {
	if !strings.ContainsFunc(text, isMark) {
		return text
	}
	var kept []rune
	runes := []rune(text)
	for i, r := range runes {
		if isMark(r) && !isNeeded(r, kept, runes[i+1:], all) {
			continue
		}
		kept = append(kept, r)
	}
	return string(kept)
}

// isNeeded reports whether a mark behind kept and before rest is part of a word or
// of a picture.
func isNeeded(r rune, kept, rest []rune, all bool) bool {
	if len(kept) == 0 {
		return false
	}
	before, after := kept[len(kept)-1], nextSeen(rest)
	switch {
	case r == 0x200c || r == 0x200d:
		if isPicture(before) && isPicture(after) {
			return r == 0x200d
		}
		if unicode.In(before, joined...) && unicode.In(after, joined...) {
			return true
		}
		// Behind a virama it makes a letter of its own, as in Malayalam, even at the end.
		return !all && isVirama(before)
	case 0xe0020 <= r && r <= 0xe007f: // the flags of parts of a country
		return isPicture(before) || 0xe0020 <= before && before <= 0xe007f
	case all:
		return false
	case r == 0xfe0e || r == 0xfe0f:
		return isPicture(before) || strings.ContainsRune("0123456789#*", before)
	case 0xe0100 <= r && r <= 0xe01ef, 0xfe00 <= r && r <= 0xfe0d:
		return unicode.Is(unicode.Han, before)
	case 0x180b <= r && r <= 0x180f:
		return unicode.Is(unicode.Mongolian, before)
	}
	return false
}

// nextSeen returns the first rune that is no mark, or 0.
func nextSeen(runes []rune) rune {
	for _, r := range runes {
		if !isMark(r) {
			return r
		}
	}
	return 0
}

// isPicture reports whether the rune is an emoji or what belongs to one.
func isPicture(r rune) bool {
	return unicode.Is(unicode.So, r) || 0x1f3fb <= r && r <= 0x1f3ff || r == 0xfe0f || r == 0x20e3
}

func isVirama(r rune) bool {
	return strings.ContainsRune("\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca", r)
}
