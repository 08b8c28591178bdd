package lists

import (
	"strings"
	"unicode"

	"seatkeeper/data"
	"seatkeeper/storage/regular"
)

// PeopleCSV returns the file: RFC 4180, and with the mark of UTF-8 in front, as
// Excel otherwise takes the text for Windows-1252 and spoils every accent.
func PeopleCSV(people []data.User) []byte {
	b := append([]byte(nil), regular.UTF8Mark...)
	b = append(b, "name,email,team,active,needsAssistance\r\n"...)
	for _, u := range people {
		for i, text := range []string{u.Name, u.Email, u.Team} {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendCell(b, GuardCell(text))
		}
		b = appendYes(b, u.Active)
		b = appendYes(b, u.Assistance)
		b = append(b, "\r\n"...)
	}
	return b
}

func appendYes(b []byte, is bool) []byte {
	if is {
		return append(b, ",yes"...)
	}
	return append(b, ",no"...)
}

// appendCell appends a cell. All that can separate anywhere is put in quotes, as
// Excel expects semicolons in many countries.
func appendCell(b []byte, text string) []byte {
	text = strings.ToValidUTF8(text, "\uFFFD")
	// A file with such a character is not one of text.
	text = strings.ReplaceAll(text, "\x00", "\uFFFD")
	if !strings.ContainsAny(text, ",;\"\t\r\n") {
		return append(b, text...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(text, `"`, `""`)...)
	return append(b, '"')
}

// GuardCell puts an apostrophe before a cell that a spreadsheet would take for a
// formula, and run, quotes or not: a formula can call other programs and the network
// (https://owasp.org/www-community/attacks/CSV_Injection). A cell that would be one
// but for apostrophes at its beginning gets another, so that unguard can take off
// just what GuardCell put there. O'Brien and 't Hooft stay as they are.
func GuardCell(cell string) string {
	if isFormula(cell) {
		return "'" + cell
	}
	return cell
}

func unguard(cell string) string {
	if rest, found := strings.CutPrefix(cell, "'"); found && isFormula(rest) {
		return rest
	}
	return cell
}

// isFormula reports whether the text begins like a formula, behind apostrophes
// and characters that show nothing.
func isFormula(text string) bool {
	text = strings.TrimLeftFunc(text, func(r rune) bool { return r == '\'' || !unicode.IsGraphic(r) || unicode.IsSpace(r) })
	return text != "" && strings.ContainsRune("=+-@＝＋－＠", firstRune(text))
}

func firstRune(text string) rune {
	for _, r := range text {
		return r
	}
	return 0
}
