package words

import "strings"

// Pseudo is the language for trying whether all texts fit and none is forgotten: English with
// accents, and 40 % longer. It is the code that CLDR has for such English.
const Pseudo = "en-XA"

// longer makes a text longer, or each of its plural forms.
func longer(of any) any {
	switch of := of.(type) {
	case string:
		return longerText(of)
	case map[string]any:
		for key, text := range of {
			of[key] = longer(text)
		}
	}
	return of
}

var accents = strings.NewReplacer("a", "å", "e", "é", "i", "î", "o", "ö", "u", "û", "A", "Å", "E", "É", "I", "Î", "O", "Ö", "U", "Û", "c", "ç", "n", "ñ", "y", "ý")

// longerText gives accents to the words and puts as many more letters behind them as 40 % of
// them are.
func longerText(text string) string {
	var long strings.Builder
	letters := 0
	for rest := text; rest != ""; {
		plain, place := rest, ""
		if at := strings.Index(rest, "{{"); at >= 0 {
			end := strings.Index(rest[at:], "}}")
			if end < 0 {
				end = len(rest) - at - 2
			}
			plain, place = rest[:at], rest[at:at+end+2]
		}
		rest = rest[len(plain)+len(place):]
		letters += len([]rune(plain))
		long.WriteString(accents.Replace(plain) + place)
	}
	if letters < 2 {
		return text // a sign, or what stands between others
	}
	const filling = "one two three four five six seven eight nine ten "
	more := (letters*4 + 9) / 10
	padding := strings.TrimSpace(strings.Repeat(filling, more/len(filling)+1)[:more])
	return long.String() + " " + padding
}
