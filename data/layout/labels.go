package layout

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"seatkeeper/data"
)

// prefixes returns what stands before the number of each room's desks, so that no
// label is on the floor twice: the room's initial, or as much more of its name as
// tells it from the others. A room that begins with a number keeps that, and a dash.
func prefixes(rooms []Room) []string {
	choices := make([][]string, len(rooms))
	for i, r := range rooms {
		choices[i] = prefixChoices(r.Name)
	}
	// Who shares their first choice takes a later one, all of them: of North and Nord
	// neither is more the N.
	count := map[string]int{}
	for i := range rooms {
		for _, c := range choices[i] {
			count[key(c)]++
		}
	}
	taken := map[string]bool{}
	all := make([]string, len(rooms))
	for i := range rooms {
		for _, c := range choices[i] {
			if count[key(c)] == 1 && !taken[key(c)] {
				all[i] = c
				taken[key(c)] = true
				break
			}
		}
	}
	for i := range rooms {
		if all[i] == "" {
			all[i] = freePrefix(choices[i], taken)
			taken[key(all[i])] = true
		}
	}
	return all
}

// freePrefix returns the first of the choices that no room has, or one with letters
// behind it.
func freePrefix(choices []string, taken map[string]bool) string {
	base := ""
	for i, c := range choices {
		if i == 0 {
			base = c
		}
		if !taken[key(c)] {
			return c
		}
	}
	for n := 0; ; n++ {
		if c := base + letters(n); !taken[key(c)] {
			return c
		}
	}
}

// prefixChoices are what may stand for a room with that name, the shortest first.
func prefixChoices(name string) []string {
	words := nameWords(norm.NFC.String(name))
	if len(words) == 0 {
		return nil
	}
	first := []rune(words[0])
	if unicode.IsDigit(first[0]) {
		if len(first) > 8 {
			first = first[:8]
		}
		return []string{string(first) + "-"}
	}
	choices := []string{upper(first[0])}
	if len(words) > 1 {
		initials := ""
		for _, w := range words[:min(len(words), 4)] {
			r := []rune(w)
			if unicode.IsDigit(r[0]) {
				initials += string(r[:min(len(r), 4)]) + "-" // "Room 12" is R12-, of which 1 is R12-1
				break
			}
			initials += upper(r[0])
		}
		choices = append(choices, initials)
	}
	for n := 2; n <= min(4, len(first)); n++ {
		if !unicode.IsLetter(first[n-1]) {
			break
		}
		choices = append(choices, upper(first[0])+strings.ToLower(string(first[1:n])))
	}
	return choices
}

func upper(r rune) string { return string(unicode.ToUpper(r)) }

// key is what two prefixes have in common that people would take for the same.
func key(prefix string) string { return data.NameKey(prefix) }

// letters counts A, B … Z, AA, AB …
func letters(n int) string {
	text := ""
	for n++; n > 0; n = (n - 1) / 26 {
		text = string(rune('A'+(n-1)%26)) + text
	}
	return text
}

// label is the name of a room's desk, from 1 on.
func label(prefix string, number int) string { return prefix + strconv.Itoa(number) }
