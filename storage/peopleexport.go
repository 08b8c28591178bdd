package storage

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"

	"seatkeeper/data"
)

// WritePeople writes the people's names, e-mail addresses and teams, and whether they are active, into a new
// file people-YYYYMMDD-HHMMSS.csv of the folder, named after the local time, and
// returns its path. An empty folder means the data folder. The file is as
// docs/people-csv.md describes it, and [ReadPeople] reads it back.
//
// The file is complete or not there, and no file is ever replaced. The error is
// an [*Error]; the path comes with ErrNotConfirmed alone.
func WritePeople(ctx context.Context, s *Store, folder string, people []data.User) (string, error) {
	return s.publishFile(ctx, folder, tempPlainName, s.dated("people", ".csv"), peopleCSV(people))
}

// WritePeopleTo does the same under the name of path; where that is a folder, it is
// [WritePeople]. Where there is a file of that name the error is fs.ErrExist.
func WritePeopleTo(ctx context.Context, s *Store, path string, people []data.User) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", &Error{Op: OpWrite, Path: path, Err: err}
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return WritePeople(ctx, s, path, people)
	}
	if _, err := os.Lstat(path); err == nil {
		return "", &Error{Op: OpWrite, Path: path, Err: fs.ErrExist}
	}
	folder, name := filepath.Split(path)
	temps, err := regexp.Compile(`^\.` + regexp.QuoteMeta(name) + `\d{1,20}$`)
	if err != nil {
		return "", &Error{Op: OpWrite, Path: path, Err: err} // no text
	}
	names := func(attempt int) string {
		if attempt == 0 {
			return name
		}
		ending := filepath.Ext(name) // somebody has taken the name just now
		return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ending), attempt+1, ending)
	}
	return s.publishFile(ctx, folder, temps, names, peopleCSV(people))
}

// peopleCSV returns the file: RFC 4180, and with the mark of UTF-8 in front, as
// Excel otherwise takes the text for Windows-1252 and spoils every accent.
func peopleCSV(people []data.User) []byte {
	b := append([]byte(nil), utf8Mark...)
	b = append(b, "name,email,team,active\r\n"...)
	for _, u := range people {
		for i, text := range []string{u.Name, u.Email, u.Team} {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendCell(b, GuardCell(text))
		}
		if u.Active {
			b = append(b, ",yes\r\n"...)
		} else {
			b = append(b, ",no\r\n"...)
		}
	}
	return b
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
