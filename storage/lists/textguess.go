package lists

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Which of the older encodings a text is in can't be read from it; but names are
// words, and in the wrong encoding they get signs, capitals and letters where no
// language has them. So each word with such letters is read in each encoding, and
// the one wins in which most words could be some language's.

// guessed are the encodings that are tried, the likelier first, each with the
// letters beyond a to z of the languages that it is used for.
var guessed = []struct {
	encoding  TextEncoding
	languages []string
}{
	{"windows-1252", western}, {"windows-1250", central}, {"iso-8859-2", central}, {"iso-8859-15", western}, {"macintosh", western},
	{"windows-1251", cyrillic}, {"windows-1253", greek}, {"windows-1254", turkish}, {"ibm850", western}, {"ibm852", central},
}

var (
	western = []string{
		"äöüß", "àâçéèêëîïôùûüÿœæ", "áéíñóúü", "áâãàçéêíóôõú", "àèéìíòóù", "æøåéöäü", "åäöéüø", "éëïöüèáóêç", "áðéíóúýþæö", "àáèéíòóúçïü", "éáíóúà",
	}
	central = []string{
		"ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čšžćđ", "äöüß", "ăâîşţ",
	}
	cyrillic = []string{"абвгдежзийклмнопрстуфхцчшщъыьэюяё", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгдђежзијклљмнњопрстћуфхцчџш", "абвгдежзийклмнопрстуфхцчшщъьюя"}
	greek    = []string{"αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"}
	turkish  = []string{"çğıöşüâîû"}
)

const vowels = "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿœąęěůőűăıаеиоуыэюяёіїєαεηιουωάέήίόύώ"

// guessEncoding returns the encoding in which the words of the content make the most
// sense.
func guessEncoding(content []byte) TextEncoding {
	words := highWords(content[:min(len(content), sniffedBytes)])
	best, most := guessed[0].encoding, -1e9
	for _, g := range guessed {
		decoder, _ := g.encoding.decoder()
		sum := 0.0
		for _, word := range words {
			text, err := decoder.String(word)
			if err != nil {
				sum--
				continue
			}
			sum += sense(text, g.languages)
		}
		if sum > most+1e-6 {
			best, most = g.encoding, sum
		}
	}
	return best
}

// highWords returns the different words that have bytes beyond ASCII.
func highWords(content []byte) (words []string) {
	const most = 2000
	seen := map[string]bool{}
	start := 0
	for i := 0; i <= len(content) && len(words) < most; i++ {
		if i < len(content) && (content[i] >= utf8.RuneSelf || content[i]|0x20 >= 'a' && content[i]|0x20 <= 'z') {
			continue
		}
		word := string(content[start:i])
		start = i + 1
		if len(word) < 100 && !seen[word] && strings.ContainsFunc(word, func(r rune) bool { return r >= utf8.RuneSelf }) {
			seen[word] = true
			words = append(words, word)
		}
	}
	return words
}

// sense says how likely it is that a word is one: 1 where it could be a word of one
// of the languages, below 0 where it can't be any.
func sense(word string, languages []string) float64 {
	least := 1.0
	for _, part := range strings.FieldsFunc(word, func(r rune) bool {
		return strings.ContainsRune("\u00a0’‘“”„–—…·ªº°®™€«»", r)
	}) {
		least = min(least, partSense([]rune(part), languages))
	}
	return least
}

func partSense(word []rune, languages []string) float64 {
	result, latin, other := 1.0, false, false
	for i, r := range word {
		small := unicode.ToLower(r)
		switch {
		case r == utf8.RuneError || unicode.IsControl(r):
			return -1
		case !unicode.IsLetter(r):
			return -0.5
		case unicode.Is(unicode.Latin, r):
			latin = true
		default:
			other = true
		}
		if r < utf8.RuneSelf {
			continue
		}
		if small != r && i > 0 && unicode.IsLower(word[i-1]) {
			result = min(result, 0.1) // a capital inside a word
		}
		// A consonant between consonants, or a vowel between vowels, is rare.
		if i > 0 && i+1 < len(word) && isVowel(word[i-1]) == isVowel(word[i+1]) && isVowel(r) == isVowel(word[i-1]) {
			result = min(result, 0.6)
		}
	}
	if latin && other {
		return 0
	}
	for _, letters := range languages {
		if !strings.ContainsFunc(strings.ToLower(string(word)), func(r rune) bool { return r >= utf8.RuneSelf && !strings.ContainsRune(letters, r) }) {
			return result
		}
	}
	return min(result, 0.3) // letters that no language has side by side
}

func isVowel(r rune) bool { return strings.ContainsRune(vowels, unicode.ToLower(r)) }
