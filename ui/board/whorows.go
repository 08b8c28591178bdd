package board

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"

	"seatkeeper/data"
	"seatkeeper/storage/lists"
	"seatkeeper/ui/names"
	"seatkeeper/ui/search"
	"seatkeeper/ui/words"
)

// WhoScope is how far [WhosWhere] looks.
type WhoScope int

// The scopes of [WhosWhere].
const (
	ThisFloor WhoScope = iota
	ThisOffice
	AllOffices
)

// WhoSort is an order of rows.
type WhoSort int

// The orders of sortWho.
const (
	WhoByName WhoSort = iota
	WhoByDesk
	WhoByZone
	WhoByFloor
	WhoByOffice
)

// WhoRow is one person at one desk.
type WhoRow struct {
	Seat   data.Seat
	Desk   data.Desk
	Floor  data.Floor
	Office data.Office
	Order  names.Order // of the list, which says how the name is written
	// Assistance says that the person needs help to leave the building.
	Assistance bool
}

// name returns who it is, as it stands in the list.
func (r WhoRow) name() string { return r.Order.Show(words.SeatName(r.Seat)) }

// place returns where the desk is, as far as the scope leaves it open: "A1 ·
// Engineering", "A1 · Engineering · 2nd floor · Harbour House"; and of whom needs
// assistance, that.
func (r WhoRow) place(scope WhoScope) string {
	parts := []string{words.Plain(r.Desk.Label), words.Plain(r.Desk.Zone)}
	if scope >= ThisOffice {
		parts = append(parts, words.Plain(r.Floor.Name))
	}
	if scope >= AllOffices {
		parts = append(parts, words.Plain(r.Office.Name))
	}
	if r.Assistance {
		parts = append(parts, words.Say("people.assisted"))
	}
	return words.Dots(parts...)
}

// key returns what the filter searches: what the row shows, so that no row stays
// for a reason that can't be seen.
func (r WhoRow) key(scope WhoScope) string {
	text := words.SeatName(r.Seat) + " " + r.Desk.Label + " " + r.Desk.Zone
	if scope >= ThisOffice {
		text += " " + r.Floor.Name
	}
	if scope >= AllOffices {
		text += " " + r.Office.Name
	}
	if r.Assistance {
		text += " " + words.Say("people.assisted")
	}
	return search.Fold(text)
}

// sortWho puts rows into an order: names as the user's language has them, by first
// names or by surnames, desks
// with A2 before A10, floors from the lowest up. It may be called on any
// goroutine, and with many rows it should not be Fyne's.
func sortWho(rows []WhoRow, by WhoSort) {
	keys := search.NewSortKeys()
	type keyed struct {
		parts [4][]byte
		level int
		index int
	}
	all := make([]keyed, len(rows))
	for i, r := range rows {
		k := keyed{index: i}
		name, desk := keys.Once(r.Order.Key(words.SeatName(r.Seat))), keys.Of(r.Desk.Label)
		switch by {
		case WhoByDesk:
			k.parts = [4][]byte{desk, name}
		case WhoByZone:
			k.parts = [4][]byte{keys.Of(r.Desk.Zone), nil, desk, name}
		case WhoByFloor:
			k.level = r.Floor.Level
			k.parts = [4][]byte{keys.Of(r.Office.Name), keys.Of(r.Floor.Name), desk, name}
		case WhoByOffice:
			k.parts = [4][]byte{keys.Of(r.Office.Name), nil, name, desk}
		default:
			k.parts = [4][]byte{name, desk}
		}
		all[i] = k
	}
	slices.SortFunc(all, func(a, b keyed) int {
		order := bytes.Compare(a.parts[0], b.parts[0])
		if order == 0 {
			order = a.level - b.level
		}
		for i := 1; i < len(a.parts) && order == 0; i++ {
			order = bytes.Compare(a.parts[i], b.parts[i])
		}
		if order == 0 {
			order = strings.Compare(rows[a.index].Seat.DeskRef.String(), rows[b.index].Seat.DeskRef.String())
		}
		if order == 0 {
			order = a.index - b.index
		}
		return order
	})
	sorted := make([]WhoRow, len(rows))
	for i, k := range all {
		sorted[i] = rows[k.index]
	}
	copy(rows, sorted)
}

// cells are what is copied of a row.
func (r WhoRow) cells() []string {
	return []string{
		words.SeatName(r.Seat), words.Plain(r.Desk.Label), words.Plain(r.Desk.Zone),
		words.Plain(r.Floor.Name), words.Plain(r.Office.Name),
	}
}

// CopyText returns rows for the clipboard: a line for each with person, desk,
// zone, floor and office between tabs, which spreadsheets take as cells.
func CopyText(rows []WhoRow) string {
	var text strings.Builder
	for _, r := range rows {
		cells := r.cells()
		for i := range cells {
			cells[i] = lists.GuardCell(cells[i])
		}
		text.WriteString(strings.Join(cells, "\t") + "\n")
	}
	return text.String()
}

// CopyCSV returns rows as CSV after RFC 4180: lines that end with CR LF, of which
// the first names the columns, and the day as YYYY-MM-DD before what [CopyText]
// has, and behind it whether the person needs assistance.
func CopyCSV(rows []WhoRow) string {
	var text strings.Builder
	w := csv.NewWriter(&text)
	w.UseCRLF = true
	// A strings.Builder never fails, so neither does the writer.
	_ = w.Write([]string{words.Say("column.day"), words.Say("column.person"), words.Say("column.desk"),
		words.Say("column.zone"), words.Say("column.floor"), words.Say("column.office"), words.Say("column.assistance")})
	for _, r := range rows {
		assistance := ""
		if r.Assistance {
			assistance = words.Say("column.yes")
		}
		cells := append(append([]string{r.Seat.Date.String()}, r.cells()...), assistance)
		for i := range cells {
			cells[i] = lists.GuardCell(cells[i])
		}
		_ = w.Write(cells)
	}
	w.Flush()
	return text.String()
}
