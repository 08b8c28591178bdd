// Package words holds everything Seatkeeper says. The texts stand in en.json,
// each under a dotted key; the code names keys, never texts.
//
// It needs no window and no display, so the command line speaks with the same
// words, and all of it is safe for concurrent use.
package words

import (
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// Args are the values for the {{.Name}} places of a text. Whole numbers are
// written as [Number] does.
type Args map[string]any

// Say returns the text with the given key, its places filled in. Text that came
// from people or files should go through [Plain] first. A key that does not
// exist comes back as it is.
func Say(key string, args ...Args) string {
	text, err := localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: merge(args)})
	if err != nil && text == "" {
		return key
	}
	return text
}

// Count returns a number with what is counted, in the right plural form:
// Count("people", 1) is "1 person", Count("people", 1234) is "1,234 people".
// The forms stand under "count." and the given word.
func Count(what string, n int, args ...Args) string { return plural("count."+what, n, args...) }

func plural(key string, n int, args ...Args) string {
	data := merge(args)
	data["Count"] = Number(n)
	text, err := localize(&i18n.LocalizeConfig{MessageID: key, PluralCount: n, TemplateData: data})
	if err != nil && text == "" {
		return Number(n) + " " + key
	}
	return text
}

// Number returns n with its digits in groups, as it is usual in the user's region: 14,302 or
// 14.302.
func Number(n int) string { return printer().Sprintf("%d", n) }

// Decimal returns a number with so many digits behind the point, or the comma of the region.
func Decimal(value float64, digits int) string { return printer().Sprintf("%.*f", digits, value) }

// Bytes returns a size in bytes as people read it, such as 2.6 MB. The units
// are decimal: 1 kB is 1,000 bytes.
func Bytes(n int64) string {
	if n < 1000 {
		return Count("bytes", int(n))
	}
	units := []string{"bytes.kb", "bytes.mb", "bytes.gb", "bytes.tb"}
	value, unit := float64(n)/1000, 0
	// 999.95 of one unit would be written 1000.0, so it moves up as well.
	for value >= 999.95 && unit < len(units)-1 {
		value, unit = value/1000, unit+1
	}
	return Say(units[unit], Args{"Size": Decimal(value, 1)})
}

func merge(args []Args) map[string]any {
	data := map[string]any{}
	for _, a := range args {
		for name, value := range a {
			if n, ok := value.(int); ok {
				value = Number(n)
			}
			data[name] = value
		}
	}
	return data
}

// counted are numbers of several things, with the keys of what is said of each.
type counted []struct {
	key string
	n   int
}

// say says those of which there are some.
func (c counted) say() (parts []string) {
	for _, some := range c {
		if some.n > 0 {
			parts = append(parts, plural(some.key, some.n))
		}
	}
	return parts
}

// List joins the parts with commas: "two screens, by the window".
func List(parts ...string) string { return strings.Join(parts, Say("list.comma")) }

// Dots joins the parts that are not empty with middle dots: "A1 · Engineering".
func Dots(parts ...string) string {
	kept := make([]string, 0, len(parts))
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, Say("list.dot"))
}
