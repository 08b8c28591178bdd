package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type wordList map[string]bool

func list(words string) wordList {
	l := wordList{}
	for _, w := range strings.Fields(words) {
		l[w] = true
	}
	return l
}

// isIn reports whether a word is in a list, whatever its case and its apostrophe.
func isIn(l wordList, word string) bool { return l[strings.ToLower(straight(word))] }

// Words that stand before surnames and belong to them.
var (
	particles = list(`van von vom zu zum zur auf der den de del della dello delle dei degli dell' di da do das du des dos
		la le les las lo los el al ter te ten 't tot toe op onder uit in aan af av bin binti bint ibn ben abu abd
		san santa st. st ste. ste saint sainte ó ní nic mac mc ua uí zer vander vande`)
	// What begins a father's name, which has no end but that of the name.
	patronymics = list(`bin binti bint ibn a/l a/p s/o d/o`)
	connectors  = list(`y e i`)
	// A name that begins with one of these has no first name, or hardly ever one where the
	// next word stands before a surname as well.
	neverGiven  = list(`de del della von vom zum zur`)
	hardlyGiven = list(`van den der ter te in op`)
)

func isParticle(word string) bool { return isIn(particles, word) || isIn(patronymics, word) }

var (
	titles = list(`dr prof professor mr mrs ms miss mx sir herr frau fr. hr. mme mlle madame monsieur dhr mevr mevrouw doktor doctor
		visitor guest besucher besucherin gast visiteur visiteuse invité invitée bezoeker visitante invitado invitada ospite gäst gjest gæst vieras gość`)
	dottedTitles = list(`dott. dott.ssa sig. sig.ra mag. ing. ir. drs. m. med. rer. nat. phil. jur. pol. oec. h.c. habil. dipl. dipl.-ing. dipl.-kfm.
		sra. srta. dña. d. rev. hon. mgr. inż. lic. avv. arch. univ. ass. em. pd priv.-doz. dr.-ing. jhr.`)
	suffixes = list(`jr jr. sr sr. jnr snr ii iii iv vi vii viii filho neto júnior junior sobrinho`)
	degrees  = map[string]bool{"PhD": true, "Ph.D.": true, "MD": true, "M.D.": true, "MBA": true, "CPA": true, "Esq": true, "Esq.": true, "MSc": true,
		"M.Sc.": true, "BSc": true, "B.Sc.": true, "LL.M.": true, "LLM": true, "M.A.": true, "B.A.": true, "RN": true, "DDS": true, "FRCS": true}
	groups = list(`visitors guests besucher besucherinnen gäste visiteurs invités bezoekers gasten visitantes invitados ospiti visitatori gäster
		gjester gæster vieraat goście convidados team gruppe group groupe grupo gruppo`)
	conjunctions = list(`and und et og och`)
)

func isTitle(word string) bool {
	return isIn(titles, strings.TrimSuffix(word, ".")) || isIn(titles, word) || isIn(dottedTitles, word)
}

func isSuffix(word string) bool {
	if strings.ToUpper(word) != word && !strings.HasSuffix(word, ".") && strings.Trim(strings.ToLower(word), "iv") == "" {
		return false // "Vi" is a name
	}
	return isIn(suffixes, word)
}

func isDegree(word string) bool { return degrees[word] }

// Surnames that stand first in names of three and more words, in Vietnam, and before two
// joined syllables, in Korea.
var (
	easternSurnames    = list(`nguyen nguyễn tran trần pham phạm huynh huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý`)
	koreanSurnames     = list(`kim lee park choi jung jeong kang cho yoon jang lim han shin seo kwon hwang ahn song ryu hong`)
	russianPatronymics = []string{"ович", "евич", "овна", "евна", "ична", "ілліч", "ьич", "івна", "івич"}
	// Of the most common surnames of Spain and Latin America those that do not end with
	// "ez" and are no given name.
	spanish = list(`garcía garcia moreno muñoz munoz romero navarro torres ruiz ramos gil castro ortega rubio delgado ortiz castillo cruz rojas
		flores morales herrera medina aguilar vargas guerrero mendoza reyes molina suárez vega campos cabrera iglesias márquez marquez`)
)

func isSpanish(word string) bool {
	lower := strings.ToLower(word)
	return isIn(spanish, word) || utf8.RuneCountInString(word) > 4 && (strings.HasSuffix(lower, "ez"))
}

// isEastern reports whether a word is in Chinese, Japanese or Korean signs.
func isEastern(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// isAside reports whether a word is in brackets or quotation marks.
func isAside(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return strings.ContainsRune(`([{（［“„«"`, r) && utf8.RuneCountInString(word) > 2
}

func isDigits(word string) bool { return strings.Trim(word, "0123456789") == "" }

func isLower(word string) bool {
	for _, r := range word {
		if unicode.IsLetter(r) {
			return unicode.IsLower(r)
		}
	}
	return false
}

func isUpper(word string) bool {
	for _, r := range word {
		if unicode.IsLetter(r) {
			return unicode.IsUpper(r)
		}
	}
	return false
}

// hasCase reports whether the first letter is of a script with capitals.
func hasCase(word string) bool { return isLower(word) || isUpper(word) }

var straightener = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'")

func straight(word string) string { return straightener.Replace(word) }
