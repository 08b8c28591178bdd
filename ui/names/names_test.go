package names

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"pgregory.net/rapid"
)

func TestNamesOfManyCountries(t *testing.T) {
	tests := []struct{ name, short, surname, initials, surnameFirst string }{
		// England and America
		{"Ines Okafor", "I. Okafor", "Okafor", "IO", "Okafor, Ines"},
		{"Pat O'Brien", "P. O'Brien", "O'Brien", "PO", "O'Brien, Pat"},
		{"Émile O’Brien", "É. O’Brien", "O’Brien", "ÉO", "O’Brien, Émile"},
		{"John Smith Jr.", "J. Smith Jr.", "Smith", "JS", "Smith Jr., John"},
		{"John Smith, Jr.", "J. Smith Jr.", "Smith", "JS", "Smith Jr., John"},
		{"William (Bill) Gates III", "W. Gates III", "Gates", "WG", "Gates III, William (Bill)"},
		{"J. R. R. Tolkien", "J. Tolkien", "Tolkien", "JT", "Tolkien, J. R. R."},
		{"AJ Smith", "A. Smith", "Smith", "AS", "Smith, AJ"},
		{"Anna Smith PhD", "A. Smith", "Smith", "AS", "Smith, Anna PhD"},
		{"Anna Smith, PhD", "A. Smith", "Smith", "AS", "Smith, Anna, PhD"},
		{"Mr. Okafor", "Mr. Okafor", "Okafor", "O", "Mr. Okafor"},
		{"Ron St. Clair", "R. St. Clair", "St. Clair", "RS", "St. Clair, Ron"},
		{"Martin Van Buren", "M. Van Buren", "Van Buren", "MV", "Van Buren, Martin"},
		{"Anna Smith-Jones", "A. Smith-Jones", "Smith-Jones", "AS", "Smith-Jones, Anna"},
		{"bell hooks", "B. hooks", "hooks", "BH", "hooks, bell"},
		// Ireland and Scotland
		{"Seán Ó Riada", "S. Ó Riada", "Ó Riada", "SÓ", "Ó Riada, Seán"},
		{"Fiona MacLeod", "F. MacLeod", "MacLeod", "FM", "MacLeod, Fiona"},
		// Germany, Austria
		{"Anna Weiß (Sales)", "A. Weiß", "Weiß", "AW", "Weiß, Anna (Sales)"},
		{"Weiß, Anna (Sales)", "A. Weiß", "Weiß", "AW", "Weiß, Anna (Sales)"},
		{"Dr. Anna Weiß", "A. Weiß", "Weiß", "AW", "Weiß, Dr. Anna"},
		{"Prof. Dr. med. Karl-Heinz Groß", "K.-H. Groß", "Groß", "KG", "Groß, Prof. Dr. med. Karl-Heinz"},
		{"Otto von Bismarck", "O. von Bismarck", "von Bismarck", "OB", "von Bismarck, Otto"},
		{"Ursula von der Leyen", "U. von der Leyen", "von der Leyen", "UL", "von der Leyen, Ursula"},
		{"Frau Müller-Lüdenscheidt", "Frau Müller-Lüdenscheidt", "Müller-Lüdenscheidt", "M", "Frau Müller-Lüdenscheidt"},
		// The Netherlands and Belgium
		{"Jan van der Berg", "J. van der Berg", "van der Berg", "JB", "van der Berg, Jan"},
		{"Berg, Jan van der", "J. van der Berg", "van der Berg", "JB", "Berg, Jan van der"},
		{"Berg, van der, Jan", "J. van der Berg", "van der Berg", "JB", "Berg, van der, Jan"},
		{"van der Berg, Jan", "J. van der Berg", "van der Berg", "JB", "van der Berg, Jan"},
		{"Gerard 't Hooft", "G. 't Hooft", "'t Hooft", "GH", "'t Hooft, Gerard"},
		{"Piet de Vries", "P. de Vries", "de Vries", "PV", "de Vries, Piet"},
		{"de Vries", "de Vries", "de Vries", "V", "de Vries"},
		{"Van der Berg", "Van der Berg", "Van der Berg", "V", "Van der Berg"},
		{"Sofie Van den Broeck", "S. Van den Broeck", "Van den Broeck", "SV", "Van den Broeck, Sofie"},
		// France
		{"Gaël Dubois", "G. Dubois", "Dubois", "GD", "Dubois, Gaël"},
		{"Dubois, Gaël", "G. Dubois", "Dubois", "GD", "Dubois, Gaël"},
		{"DUBOIS Gaël", "G. DUBOIS", "DUBOIS", "GD", "DUBOIS, Gaël"},
		{"Gaël DUBOIS", "G. DUBOIS", "DUBOIS", "GD", "DUBOIS, Gaël"},
		{"Jean-Luc d’Artagnan", "J.-L. d’Artagnan", "d’Artagnan", "JA", "d’Artagnan, Jean-Luc"},
		{"Charles de La Fontaine", "C. de La Fontaine", "de La Fontaine", "CL", "de La Fontaine, Charles"},
		{"E\u0301mile Zola", "É. Zola", "Zola", "ÉZ", "Zola, E\u0301mile"},
		// Spain, Portugal and America
		{"Ana García López", "A. García López", "García López", "AG", "García López, Ana"},
		{"José Ortega y Gasset", "J. Ortega y Gasset", "Ortega y Gasset", "JO", "Ortega y Gasset, José"},
		{"Rosa de la Cruz", "R. de la Cruz", "de la Cruz", "RC", "de la Cruz, Rosa"},
		{"Ana Maria de Souza", "A. de Souza", "de Souza", "AS", "de Souza, Ana Maria"},
		{"João Silva Neto", "J. Silva Neto", "Silva", "JS", "Silva Neto, João"},
		{"María del Carmen Pérez", "M. Pérez", "Pérez", "MP", "Pérez, María del Carmen"},
		// Italy
		{"Gianni D'Angelo", "G. D'Angelo", "D'Angelo", "GD", "D'Angelo, Gianni"},
		{"Laura De Luca", "L. De Luca", "De Luca", "LD", "De Luca, Laura"},
		{"Dott.ssa Carla dell'Orto", "C. dell'Orto", "dell'Orto", "CO", "dell'Orto, Dott.ssa Carla"},
		// The North and the East
		{"Søren Kierkegaard", "S. Kierkegaard", "Kierkegaard", "SK", "Kierkegaard, Søren"},
		{"Łukasz Żak", "Ł. Żak", "Żak", "ŁŻ", "Żak, Łukasz"},
		{"Иван Иванович Петров", "И. Петров", "Петров", "ИП", "Петров, Иван Иванович"},
		{"Петров Иван Иванович", "И. Петров", "Петров", "ИП", "Петров, Иван Иванович"},
		{"Γιώργος Παπαδόπουλος", "Γ. Παπαδόπουλος", "Παπαδόπουλος", "ΓΠ", "Παπαδόπουλος, Γιώργος"},
		{"გიორგი მელაძე", "გ. მელაძე", "მელაძე", "გმ", "მელაძე, გიორგი"},
		// Arabic, Malay, Indian and Hebrew names
		{"Omar al-Rashid", "O. al-Rashid", "al-Rashid", "OR", "al-Rashid, Omar"},
		{"Omar Al Rashid", "O. Al Rashid", "Al Rashid", "OA", "Al Rashid, Omar"},
		{"Ahmad bin Abdullah Rahman", "A. bin Abdullah Rahman", "bin Abdullah Rahman", "AA", "bin Abdullah Rahman, Ahmad"},
		{"Raj a/l Kumar", "R. a/l Kumar", "a/l Kumar", "RK", "a/l Kumar, Raj"},
		{"محمد علي", "محمد علي", "علي", "مع", "محمد علي"},
		{"Ravi K", "Ravi K", "K", "RK", "K, Ravi"},
		{"दीपक शर्मा", "दीपक शर्मा", "शर्मा", "दीश", "दीपक शर्मा"},
		// China, Japan, Korea and Vietnam
		{"中村太郎", "中村太郎", "中村太郎", "中", "中村太郎"},
		{"中村 太郎", "中村 太郎", "中村", "中", "中村 太郎"},
		{"김민수", "김민수", "김민수", "김", "김민수"},
		{"Kim Min-su", "M. Kim", "Kim", "MK", "Kim Min-su"},
		{"Nguyễn Văn An", "A. Nguyễn", "Nguyễn", "AN", "Nguyễn Văn An"},
		{"NGUYEN Van An", "V. NGUYEN", "NGUYEN", "VN", "NGUYEN, Van An"},
		{"LI Wei", "W. LI", "LI", "WL", "LI, Wei"},
		// One word, numbers, and what is no person
		{"Umar", "Umar", "Umar", "U", "Umar"},
		{"Umar (Support)", "Umar", "Umar", "U", "Umar (Support)"},
		{"Trainee 3", "Trainee 3", "Trainee", "T3", "Trainee 3"},
		{"Anna Weiß 2", "A. Weiß 2", "Weiß", "AW", "Weiß, Anna 2"},
		{"Anna Weiß - Sales", "A. Weiß", "Weiß", "AW", "Weiß, Anna - Sales"},
		{"Visitors ACME (3)", "ACME", "ACME", "VA", "Visitors ACME (3)"},
		{"Deutsche Bank (4 people)", "Deutsche Bank", "Deutsche Bank", "DB", "Deutsche Bank (4 people)"},
		{"Anna & Ben Berg", "Anna & Ben Berg", "Anna & Ben Berg", "AB", "Anna & Ben Berg"},
		{"Visitor Anna Berg", "A. Berg", "Berg", "AB", "Berg, Visitor Anna"},
		{"Visitor · Dr. Wells", "Visitor · Dr. Wells", "Visitor · Dr. Wells", "VW", "Visitor · Dr. Wells"},
		{"(Temp) Lee", "(Temp) Lee", "Lee", "L", "(Temp) Lee"},
		{"(Temp)", "(Temp)", "(Temp)", "T", "(Temp)"},
		{"Ann ", "Ann", "Ann", "A", "Ann"},
		{"", "", "", "", ""},
	}
	for _, tt := range tests {
		got := [...]string{Short(tt.name), Surname(tt.name), Initials(tt.name), SurnameFirst(tt.name)}
		if want := [...]string{tt.short, tt.surname, tt.initials, tt.surnameFirst}; got != want {
			t.Errorf("%q is read as %q, want %q", tt.name, got, want)
		}
	}
}

func TestFormsGetShorter(t *testing.T) {
	for name, want := range map[string][]string{
		"Gael Dubois":           {"Gael Dubois", "G. Dubois", "Dubois"},
		"Dubois, Gael":          {"Dubois, Gael", "G. Dubois", "Dubois"},
		"Umar":                  {"Umar"},
		"Xu Li":                 {"Xu Li", "Li"},
		"Anna Maria Berg":       {"Anna Maria Berg", "A. Berg", "Berg"},
		"Anna Weiß (Sales)":     {"Anna Weiß (Sales)", "A. Weiß (Sales)", "Anna Weiß", "A. Weiß", "Weiß"},
		"Anna Weiß 2":           {"Anna Weiß 2", "A. Weiß 2", "Weiß 2"},
		"Dr. Anna Weiß":         {"Dr. Anna Weiß", "A. Weiß", "Weiß"},
		"Dr. Wells":             {"Dr. Wells", "Wells"},
		"Jan van der Berg":      {"Jan van der Berg", "J. van der Berg", "van der Berg"},
		"Visitors ACME (3)":     {"Visitors ACME (3)", "ACME (3)", "ACME"},
		"Visitor Anna Berg":     {"Visitor Anna Berg", "A. Berg", "Berg"},
		"中村 太郎":                 {"中村 太郎", "中村"},
		"":                      {""},
		"William (Bill) Gates":  {"William (Bill) Gates", "W. Gates", "Gates"},
		"  Anna \u00a0 Berg\t ": {"Anna Berg", "A. Berg", "Berg"},
	} {
		if got := Forms(name); !slices.Equal(got, want) {
			t.Errorf("%q is written as %q, want %q", name, got, want)
		}
	}
}

func TestListsAreSortedAsPeopleExpect(t *testing.T) {
	for order, want := range map[Order][]string{
		BySurname: {"Ada Berg", "Berg, Ben", "Jan van der Berg", "Zoe Berg", "Berg Dahl, Anna", "Anna Bergman", "Charles d'Artois Cole", "Dr. Anna Dahl",
			"Laura De Luca", "Pat O'Brien", "Omar al-Rashid", "Jan Van den Berg"},
		ByFirstName: {"Ada Berg", "Anna Bergman", "Dr. Anna Dahl", "Anna Maria Berg", "Berg, Ben", "Charles d'Artois Cole", "Jan Van den Berg",
			"Jan van der Berg", "Laura De Luca", "Omar al-Rashid", "Pat O'Brien", "Zoe Berg"},
	} {
		collator := collate.New(language.English, collate.Loose)
		got := slices.Clone(want)
		slices.Reverse(got)
		slices.SortStableFunc(got, func(a, b string) int { return collator.CompareString(order.Key(a), order.Key(b)) })
		if !slices.Equal(got, want) {
			t.Errorf("in order %d people are sorted as\n%q, want\n%q", order, got, want)
		}
	}
}

// A name as it can be written, with its surname.
func drawName(t *rapid.T) (name, surname string) {
	some := func(label string, from ...string) string { return rapid.SampledFrom(from).Draw(t, label) }
	surname = some("surname", "Berg", "O'Brien", "D’Angelo", "Weiß", "Smith-Jones", "Żak", "Петров", "Papadopoulou", "Ng", "Ito")
	given := some("given", "Ada", "Jean-Luc", "J.", "Zoë", "Anna Maria", "Иван", "A. B.", "Li")
	before := some("particle", "", "", "van der ", "de ", "von ", "de la ", "Van ")
	suffix := some("suffix", "", "", " Jr.", " III")
	title := some("title", "", "", "Dr. ", "Prof. Dr. ", "Frau ")
	note := some("note", "", "", " (Sales)", " [IT]", " (he/him)", " - Sales")
	number := some("number", "", "", " 2")
	if rapid.Bool().Draw(t, "comma") {
		return before + surname + suffix + ", " + title + given + number + note, surname
	}
	return title + given + " " + before + surname + suffix + number + note, surname
}

func TestNoFormLosesTheSurname(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name, surname := drawName(t)
		for _, form := range append(Forms(name), Short(name), Surname(name), SurnameFirst(name), ByFirstName.Key(name), BySurname.Key(name)) {
			if !strings.Contains(straight(form), straight(surname)) {
				t.Errorf("%q has a form %q without %q", name, form, surname)
			}
		}
		if first := SurnameFirst(name); SurnameFirst(first) != first || Surname(first) != Surname(name) || Short(first) != Short(name) || Initials(first) != Initials(name) {
			t.Errorf("%q is read otherwise than %q", first, name)
		}
	})
}

func TestAnyTextHasForms(t *testing.T) {
	letters := rapid.StringOfN(rapid.RuneFrom([]rune("aAbBßéИ中김ع'’-–(),.[\"“”·&/+ 12\u0301\u200d|")), 1, 24, -1)
	rapid.Check(t, func(t *rapid.T) {
		name := strings.TrimSpace(rapid.OneOf(letters, rapid.StringN(1, 20, -1)).Draw(t, "name"))
		if name == "" || !utf8.ValidString(name) {
			return
		}
		forms := Forms(name)
		for i, form := range forms {
			if strings.TrimSpace(form) == "" || i > 0 && utf8.RuneCountInString(form) >= utf8.RuneCountInString(forms[i-1]) {
				t.Errorf("%q has the forms %q", name, forms)
			}
		}
		for what, text := range map[string]string{"short form": Short(name), "surname": Surname(name), "initials": Initials(name),
			"name by surname": SurnameFirst(name), "key by surname": BySurname.Key(name), "key by first name": ByFirstName.Key(name)} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%q has no %s", name, what)
			}
		}
		if first := SurnameFirst(name); SurnameFirst(first) != first {
			t.Errorf("%q becomes %q, and then %q", name, first, SurnameFirst(first))
		}
	})
}
