package layout

import (
	"strconv"
	"strings"
	"unicode"

	"seatkeeper/data"
)

// Office draws an office of its floors, the lowest first. Its ID and those of its floors
// are made of their names; isTaken reports whether another office has an ID.
func Office(name string, floors []Floor, isTaken func(id string) bool) data.Office {
	o := data.Office{ID: FreeID(name, "office", isTaken), Name: name, Code: initials(name)}
	for i, f := range floors {
		id := FreeID(f.Name, "floor", func(id string) bool {
			for _, had := range o.Floors {
				if had.ID == id {
					return true
				}
			}
			return false
		})
		o.Floors = append(o.Floors, Draw(f, id, i))
	}
	return o
}

// FreeID makes an ID of a name, such as "our-office" of "Our office"; other is for a
// name without letters or digits. Where it is taken a number follows.
func FreeID(name, other string, isTaken func(id string) bool) string {
	const most = 60 // bytes, so that a number has room behind it
	id := ""
	for _, word := range nameWords(strings.ToLower(name)) {
		if id != "" {
			word = "-" + word
		}
		if len(id)+len(word) > most {
			break
		}
		id += word
	}
	if id == "" {
		id = other
	}
	free := id
	for n := 2; isTaken(free); n++ {
		free = id + "-" + strconv.Itoa(n)
	}
	return free
}

// initials are the first letters of the words of a name, at most four.
func initials(name string) string {
	code := ""
	for i, word := range nameWords(name) {
		if i == 4 {
			break
		}
		code += upper([]rune(word)[0])
	}
	return code
}

// nameWords are the parts of a name that are letters and digits, with their marks.
func nameWords(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
	})
}
