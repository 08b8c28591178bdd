package lists

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ColumnUse says what the cells of a column are.
type ColumnUse string

// The uses of a column. Several columns of one kind of name are joined, of all
// others the first counts.
const (
	ColumnName      ColumnUse = "name"       // the whole name, as it is kept
	ColumnLastFirst ColumnUse = "last-first" // the whole name, family name first, a comma behind it
	ColumnFirst     ColumnUse = "first"      // first name
	ColumnInfix     ColumnUse = "infix"      // what stands between the two, such as "van der"
	ColumnLast      ColumnUse = "last"       // family name
	ColumnEmail     ColumnUse = "email"
	ColumnTeam      ColumnUse = "team"
	ColumnActive    ColumnUse = "active"   // whether the person is active: yes, or a word such as "suspended"
	ColumnInactive  ColumnUse = "inactive" // likewise, but yes means that they are not
	// ColumnAssistance says whether the person needs help to leave the building: yes, or
	// what they need.
	ColumnAssistance ColumnUse = "assistance"
	ColumnIgnored    ColumnUse = "ignore"
	// ColumnUnnamed is one beyond the heading. A row that has anything there is not
	// taken before somebody has said what it is.
	ColumnUnnamed ColumnUse = ""
)

// ColumnUses returns the uses that a column can be given.
func ColumnUses() []ColumnUse {
	return []ColumnUse{ColumnName, ColumnLastFirst, ColumnFirst, ColumnInfix, ColumnLast, ColumnEmail, ColumnTeam,
		ColumnActive, ColumnInactive, ColumnAssistance, ColumnIgnored}
}

// What a heading says that another heading, or the cells, must make clear.
const (
	headingAnyName   ColumnUse = "any name"       // "Name": whole, or the part that has no column of its own
	headingPreferred ColumnUse = "preferred name" // counts where there is no other first name
	headingLogin     ColumnUse = "login"          // counts as e-mail where there is no other
	headingStatus    ColumnUse = "status"         // counts where there is no "active"
)

// headings say what columns are called, in English, German, French, Spanish,
// Italian, Portuguese, Dutch, Polish, Czech, Swedish, Danish, Norwegian and Finnish:
// as [foldHeading] returns it, so in small letters without marks, spaces and signs.
var headings = map[ColumnUse]string{
	headingAnyName: `name nom nombre nome naam nazwa jmeno namn navn nimi person persona personne persoon osoba henkilo`,
	ColumnName: `fullname displayname employeename staffname membername personname completename nameofemployee employee employees staff
		staffmember member teammember colleague worker workername firstnamelastname firstandlastname
		vollstandigername vollername anzeigename mitarbeiter mitarbeitername mitarbeiterin mitarbeiterinnen beschaftigte beschaftigter kollege
		vorundnachname vornamename vornamenachname vornameundnachname gesamtername namedesmitarbeiters
		nomcomplet nomdaffichage nomaffiche prenometnom prenomnom employe salarie collaborateur agent nomdelemploye
		nombrecompleto nombreyapellido nombreyapellidos nombreapellidos empleado empleada trabajador trabajadora nombreparamostrar nombredelempleado
		nomecompleto nomeecognome nomecognome nominativo dipendente collaboratore impiegato nomevisualizzato
		nomeesobrenome nomeeapelido funcionario funcionaria colaborador colaboradora nomedeexibicao empregado trabalhador
		volledigenaam medewerker medewerkers medewerkernaam weergavenaam werknemer naammedewerker voorenachternaam
		imieinazwisko imienazwisko pracownik pelnaimieinazwisko nazwawyswietlana pelnanazwa nazwapracownika
		jmenoaprijmeni jmenoprijmeni celejmeno zamestnanec pracovnik zobrazovanejmeno
		fullstandigtnamn helanamnet visningsnamn anstalld medarbetare forochefternamn fornamnochefternamn fulltnamn
		fuldenavn fuldtnavn visningsnavn medarbejder ansat forogefternavn fornavnogefternavn
		fulltnavn medarbeider forogetternavn fornavnogetternavn ansatt
		kokonimi nayttonimi tyontekija tyontekijat etunimijasukunimi henkilonnimi`,
	ColumnLastFirst: `lastnamefirstname surnamefirstname familynamefirstname lastfirst lastnameandfirstname sortname filename surnameandfirstname
		nachnamevorname nachnameundvorname namevorname nameundvorname familiennamevorname zunamevorname
		nometprenom nomprenom nomprenoms nometprenoms apellidosynombre apellidosnombre apellidosynombres apellidonombre apellidoynombre
		cognomeenome cognomenome apelidonome sobrenomenome achternaamvoornaam naamvoornaam nazwiskoiimie nazwiskoimie
		prijmeniajmeno prijmenijmeno efternamnfornamn efternavnfornavn etternavnfornavn sukunimijaetunimi sukunimietunimi`,
	ColumnFirst: `firstname firstnames givenname givennames forename forenames christianname first given middlename middlenames middleinitial mi fname legalfirstname
		vorname vornamen zweitervorname mittelname prenom prenoms deuxiemeprenom autresprenoms
		nombres nombredepila primernombre segundonombre secondonome primeironome nomeproprio nomesproprios nomedomeio
		voornaam voornamen tweedevoornaam eerstenaam imie imiona drugieimie pierwszeimie krestnijmeno krestni
		fornamn mellannamn fornavn mellemnavn mellomnavn etunimi etunimet toinennimi`,
	headingPreferred: `preferredname preferredfirstname knownas nickname rufname spitzname prenomusuel surnom roepnaam tilltalsnamn kaldenavn kallenavn
		kutsumanimi nomesocial`,
	ColumnInfix: `tussenvoegsel tussenvoegsels voorvoegsel voorvoegsels infix infixes surnameprefix lastnameprefix namenszusatz vorsatzwort
		namensvorsatz nameprefix particule preposition`,
	ColumnLast: `lastname lastnames familyname familynames surname surnames last family sn lname legallastname secondname
		nachname nachnamen familienname zuname nomdefamille nomdusage nomusuel
		apellido apellidos primerapellido segundoapellido apellidopaterno apellidomaterno cognome cognomi
		apelido apelidos sobrenome ultimonome nomedefamilia achternaam familienaam geslachtsnaam
		nazwisko nazwiska prijmeni efternamn slaktnamn efternavn etternavn slektsnavn sukunimi`,
	ColumnEmail: `email emails emailaddress emailaddresses mail mailaddress emailid primaryemail workemail businessemail companyemail officeemail
		emailwork emailprimary contactemail primaryemailaddress workemailaddress
		emailadresse mailadresse emailadr geschaftlicheemail diensticheemail dienstemail firmenemail
		courriel adressemail adresseemail adressedecourriel adresseelectronique adressedemessagerie mel courrielprofessionnel emailprofessionnel
		correo correos correoelectronico correoe direcciondecorreo direcciondecorreoelectronico emailcorporativo correocorporativo
		posta postaelettronica indirizzoemail indirizzomail indirizzodipostaelettronica
		correioeletronico correioelectronico enderecodeemail emailinstitucional
		emailadres mailadres zakelijkemail adresemail adresmail adresmailowy poczta pocztaelektroniczna adrespocztyelektronicznej
		emailovaadresa elektronickaposta emailovyadresa epost epostadress mejl mejladress mailadress epostadresse
		sahkoposti sahkopostiosoite meili`,
	headingLogin: `userprincipalname upn loginemail signinname username login userid useremail`,
	ColumnTeam: `team teams teamname department departments dept departmentname division section unit businessunit orgunit organizationalunit
		organisationalunit workgroup group squad abteilung abteilungen abt bereich gruppe organisationseinheit referat fachbereich dienststelle
		sachgebiet service services departement equipe direction pole unite
		departamento depto equipo area seccion unidad grupo reparto dipartimento squadra divisione unita gruppo ufficio settore
		departamentoarea equipa setor sector divisao unidadeorganizacional seccao afdeling afdelingen groep dienst
		dzial zespol wydzial komorkaorganizacyjna oddeleni tym utvar odbor usek
		avdelning grupp enhet sektion afdelingsnavn hold enhed sektionen avdeling seksjon osasto tiimi ryhma yksikko`,
	ColumnActive: `active isactive enabled isenabled accountenabled currentemployee stillemployed activeuser
		aktiv istaktiv aktiviert actif active estactif activo activa estaactivo habilitado attivo attiva abilitato
		ativo ativa actief isactief ingeschakeld aktywny aktywna aktywne czyaktywny aktivni aktivny araktiv eraktiv
		aktiivinen onaktiivinen kaytossa aktivert aktiveret aktiverad`,
	headingStatus: `status state employmentstatus employeestatus accountstatus userstatus employeestate memberstatus hrstatus workerstatus
		zustand beschaftigungsstatus kontostatus mitarbeiterstatus statut etat estado estatus situacion stato statoaccount situacao
		statuszatrudnienia stan stav anstallningsstatus ansettelsesstatus ansaettelsesstatus tila`,
	ColumnInactive: `inactive isinactive disabled isdisabled suspended issuspended archived isarchived terminated leaver hasleft blocked isblocked
		deactivated isdeactivated accountdisabled deleted isdeleted locked blockcredential signinblocked blocksignin
		inaktiv gesperrt deaktiviert ausgeschieden geloscht inactif desactive suspendu supprime inactivo inactiva suspendido desactivado baja
		inattivo inattiva disattivato sospeso disabilitato inativo inativa suspenso desativado inactief geblokkeerd uitdienst uitgeschakeld
		nieaktywny zablokowany neaktivni zablokovany avslutad inaktiverad deaktiveret fratradt deaktivert sluttet epaaktiivinen poistunut`,
	ColumnAssistance: `needsassistance assistance assistanceneeded requiresassistance needshelp evacuationassistance evacuationhelp mobilityassistance peep
		brauchthilfe brauchtunterstutzung hilfebedarf hilfsbedarf unterstutzungsbedarf evakuierungshilfe hilfebeievakuierung raumungshilfe
		besoindaide besoindassistance aidealevacuation assistancealevacuation necesitaayuda necesitaasistencia asistencia ayudaevacuacion ayudaenevacuacion
		assistenza bisognodiassistenza necessitaassistenza aiutoevacuazione assistencia precisadeassistencia precisadeajuda ajudanaevacuacao
		hulpnodig heefthulpnodig assistentie assistentienodig evacuatiehulp hulpbijevacuatie potrzebujepomocy pomocprzyewakuacji
		potrebujepomoc pomocprievakuaci behoverhjalp hjalpvidutrymning assistans brugforhjaelp harbrugforhjaelp
		trengerhjelp trengerassistanse assistanse hjelpvedevakuering tarvitseeapua avuntarve apuaevakuoinnissa`,
}

// numberWords stand in a heading of numbers: no name is in such a column.
var numberWords = wordSet(`no nr num number numbers id ids code key nummer numero n kennung kennziffer matricule matricula matricola guid uuid oid
	numer cislo kod nummeret numerot tunnus tunniste personalnummer mitarbeiternummer personeelsnummer medewerkernummer personnummer
	ansattnummer medarbejdernummer medarbejdernr anstallningsnummer anstallningsnr henkilonumero employeeid employeenumber staffid badge legajo`)

var headingUses = func() map[string]ColumnUse {
	uses := map[string]ColumnUse{}
	for use, texts := range headings {
		for _, text := range strings.Fields(texts) {
			uses[text] = use
		}
	}
	return uses
}()

func wordSet(texts string) map[string]bool {
	set := map[string]bool{}
	for _, text := range strings.Fields(texts) {
		set[text] = true
	}
	return set
}

// headingOf returns what a heading says of its column, and ColumnUnnamed where it
// says nothing that is known.
func headingOf(title string) ColumnUse {
	words := headingWords(title)
	whole := strings.Join(words, "")
	if use, known := headingUses[whole]; known && !strings.ContainsAny(title, "#№") {
		return use
	}
	if strings.ContainsAny(title, "#№") || numberWords[whole] {
		return ColumnIgnored
	}
	for _, word := range words {
		if numberWords[word] {
			return ColumnIgnored
		}
	}
	return ColumnUnnamed
}

// asides are what a heading says beside its name, such as "[Required]".
var asides = regexp.MustCompile(`\[[^\]]*\]|\([^)]*\)|\{[^}]*\}|<[^>]*>`)

// headingWords returns the words of a heading as [foldHeading] does.
func headingWords(title string) (words []string) {
	if len(title) > maxHeadingBytes {
		return nil
	}
	if without := asides.ReplaceAllString(title, " "); strings.ContainsFunc(without, unicode.IsLetter) || strings.ContainsRune(without, '#') {
		title = without
	}
	title = strings.ReplaceAll(title, "n°", "nr ")
	var b strings.Builder
	isSmall := false
	for _, r := range title {
		if unicode.IsUpper(r) && isSmall {
			b.WriteByte(' ') // displayName
		}
		isSmall = unicode.IsLower(r)
		b.WriteRune(r)
	}
	for _, word := range strings.FieldsFunc(b.String(), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		words = append(words, foldHeading(word))
	}
	return words
}

const maxHeadingBytes = 200

// foldHeading returns the letters of a text in small letters without marks: "Prénom"
// and "PRENOM" become one, and so do "Imię" and "Imie".
func foldHeading(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return -1
		}
		switch r = unicode.ToLower(r); r {
		case 'ł':
			return 'l'
		case 'ø':
			return 'o'
		case 'đ', 'ð':
			return 'd'
		case 'ı':
			return 'i'
		}
		return r
	}, strings.NewReplacer("ß", "ss", "æ", "ae", "Æ", "ae").Replace(norm.NFD.String(text)))
}
