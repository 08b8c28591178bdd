package lists

import (
	"strings"

	"seatkeeper/data"
)

// StatusMeaning is what a word in a column such as "active" says of a person.
type StatusMeaning string

// The meanings of a word.
const (
	StatusAsk      StatusMeaning = "" // not known: somebody must say
	StatusActive   StatusMeaning = "active"
	StatusInactive StatusMeaning = "inactive"
	StatusLeaveOut StatusMeaning = "leave-out" // the rows with it are no people of this office
)

// Answers, and words for a state, in the languages of the headings, as [statusKey]
// returns them. An answer means the opposite in a column such as "suspended".
var (
	yesWords = wordSet(`yes y true t 1 1.0 on x ✓ ✔ ☑ ✅ ja j wahr oui o vrai si s verdadero vero sim verdadeiro waar tak prawda ano pravda sant sand sann kylla k tosi`)
	noWords  = wordSet(`no n false f 0 0.0 off - – — ✗ ✘ ☐ ❌ nein falsch non faux falso nao nee onwaar nie falsz ne nepravda nej falskt falsk nei usann ei e epatosi`)

	// noneWords say that there is nothing, where something is needed or not.
	noneWords = wordSet(`none na nothing keine keiner nichts aucun aucune rien ninguno ninguna nada nessuno nessuna niente nenhum nenhuma geen brak zadna zadny
		ingen inget ingenting intet mitaan`)

	activeWords = wordSet(`active a enabled current employed working hired present regular permanent fulltime parttime temporary inservice
		aktiv angestellt beschaftigt aktiviert freigeschaltet imdienst vollzeit teilzeit actif active enposte enactivite present
		activo activa alta enalta habilitado contratado attivo attiva inservizio inforza abilitato assunto
		ativo ativa emexercicio admitido actief indienst ingeschakeld aktywny aktywna aktywne zatrudniony zatrudniona
		aktivni zamestnan zamestnana aktivny anstalld ansat ansatt aktiveret aktivert aktiverad aktiivinen tyossa kaytossa voimassa`)
	inactiveWords = wordSet(`inactive i disabled suspended terminated deleted archived left former leaver exleft resigned retired dismissed
		deactivated blocked locked ended offboarded removed exemployee formeremployee nolongeremployed unemployed expired
		inaktiv ausgeschieden gekundigt gesperrt deaktiviert ehemalig ehemaliger ehemalige geloscht ausgetreten entlassen archiviert
		inactif inactive suspendu desactive sorti parti quitte ancien licencie supprime radie archive
		inactivo inactiva baja debaja suspendido suspendida despedido cesado desactivado eliminado deshabilitado
		inattivo inattiva cessato dimesso sospeso disattivato disabilitato licenziato
		inativo inativa suspenso demitido desligado desativado exonerado
		inactief uitdienst geblokkeerd vertrokken uitgeschakeld ontslagen geschorst
		nieaktywny nieaktywna zwolniony zwolniona zablokowany zawieszony zarchiwizowany usuniety
		neaktivni ukoncen ukonceny propusten zablokovany slutat avslutad inaktiverad uppsagd
		fratradt fratraadt deaktiveret opsagt sluttet deaktivert oppsagt epaaktiivinen eiaktiivinen poistunut lopettanut irtisanottu`)
)

// statusKey returns a word as people would say it is the same: without capitals,
// marks, spaces and signs, but for a word that has nothing else.
func statusKey(word string) string {
	key := data.NameKey(word)
	if letters := foldHeading(key); letters != "" {
		return letters
	}
	return strings.ReplaceAll(key, " ", "")
}

// statusOf returns what a word says in a column of that use. said are meanings that
// somebody gave, by statusKey. An empty cell says nothing, unless somebody has said
// what it means.
func statusOf(word string, use ColumnUse, said map[string]StatusMeaning) StatusMeaning {
	key := statusKey(word)
	if meaning := said[key]; meaning != StatusAsk {
		return meaning
	}
	yes, no := StatusActive, StatusInactive
	if use == ColumnInactive {
		yes, no = no, yes
	}
	switch {
	case key == "":
		return StatusActive
	case yesWords[key]:
		return yes
	case noWords[key]:
		return no
	case activeWords[key]:
		return StatusActive
	case inactiveWords[key]:
		return StatusInactive
	}
	return StatusAsk
}

// isTick reports whether a word only ticks a box, so that an empty cell beside it is
// likely to mean the opposite.
func isTick(word string) bool {
	switch statusKey(word) {
	case "x", "✓", "✔", "☑", "✅":
		return true
	}
	return false
}

// totals stand before a number that is below a list; sureTotals also alone.
var (
	totals = wordSet(`total totals sum summe summa suma summen somme anzahl count nombre cantidad conteggio somma contagem soma aantal liczba
		soucet pocet antal antall lukumaara subtotal samlet totalt gesamt insgesamt razem celkem`)
	sureTotals = wordSet(`total totals totale totaal grandtotal subtotal gesamt insgesamt gesamtanzahl gesamtsumme zwischensumme totalgeneral
		razem lacznie ogolem celkem totalt ialt sumtotal yhteensa summayhteensa`)
)
