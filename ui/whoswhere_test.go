package ui

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/words"
)

func whoForTest(t testing.TB) (*WhosWhere, *[]string) {
	t.Helper()
	startTest(t, theme.VariantLight)
	w := NewWhosWhere()
	var calls []string
	w.OnSelected = func(id string) { calls = append(calls, id) }
	showTest(t, w, 320, 300)
	floor := data.SampleOffice().Floors[0]
	var rows []WhoRow
	for _, s := range seatsForTest() {
		for _, d := range floor.Desks {
			if s.Floor == floor.ID && s.Desk == d.ID {
				rows = append(rows, WhoRow{Seat: s, Desk: d, Floor: floor})
			}
		}
	}
	w.SetRows(rows, 22)
	return w, &calls
}

func shownNames(w *WhosWhere) []string {
	names := []string{}
	for _, i := range w.shown {
		names = append(names, personName(w.rows[i].Seat))
	}
	return names
}

func TestWhoIsListedByName(t *testing.T) {
	w, _ := whoForTest(t)
	want := []string{"Amara Lindgren", "Elena Rossi", "Émile O’Brien", "Ines Okafor", "Karin Lindqvist-Papadopoulou",
		"Marco Duarte", "Rana Haddad", "Taro Nakamura", "Visitor · Dr. Wells"}
	if got := shownNames(w); !slices.Equal(got, want) {
		t.Errorf("listed are %q", got)
	}
	if w.count.Text != "9 of 22 desks" {
		t.Errorf("the count says %q", w.count.Text)
	}
}

func TestWhoFollowsTheLanguageInItsOrder(t *testing.T) {
	startTest(t, theme.VariantLight)
	names := func(locale string) []string {
		words.SetLocale(words.LocaleOf(locale))
		rows := []WhoRow{}
		for _, n := range []string{"Örjan", "Zoë", "adam", "Olle"} {
			rows = append(rows, WhoRow{Seat: data.Seat{Name: n}})
		}
		SortWho(rows)
		got := []string{}
		for _, r := range rows {
			got = append(got, r.Seat.Name)
		}
		return got
	}
	if got := names("de-DE"); !slices.Equal(got, []string{"adam", "Olle", "Örjan", "Zoë"}) {
		t.Errorf("in German: %q", got)
	}
	if got := names("sv-SE"); !slices.Equal(got, []string{"adam", "Olle", "Zoë", "Örjan"}) {
		t.Errorf("in Swedish: %q", got)
	}
}

func TestFilter(t *testing.T) {
	tests := []struct {
		filter string
		want   []string
	}{
		{"RANA", []string{"Rana Haddad"}},
		{"emile", []string{"Émile O’Brien"}},
		{"o'brien emil", []string{"Émile O’Brien"}},
		{"okafor ines", []string{"Ines Okafor"}},
		{"  engineering   lind ", []string{"Amara Lindgren", "Karin Lindqvist-Papadopoulou"}},
		{"b4", []string{"Visitor · Dr. Wells"}},
		{"nobody", []string{}},
	}
	w, _ := whoForTest(t)
	for _, tt := range tests {
		w.filter.SetText(tt.filter)
		if got := shownNames(w); !slices.Equal(got, tt.want) {
			t.Errorf("%q leaves %q", tt.filter, got)
		}
		if w.list.Visible() == (len(tt.want) == 0) || w.empty.Visible() != (len(tt.want) == 0) {
			t.Errorf("%q: list or message are shown wrongly", tt.filter)
		}
	}
	if w.empty.text != "Nobody on this floor matches “nobody”" {
		t.Errorf("the message is %q", w.empty.text)
	}
	w.filter.SetText("rana")
	rows := slices.Clone(w.rows)
	rows[0].Seat.Name = "Rana the Second"
	w.SetRows(rows, 22)
	if got := shownNames(w); len(got) != 2 {
		t.Errorf("after new rows the filter leaves %q", got)
	}
	w.filter.SetText("")
	if len(w.shown) != 9 || w.empty.Visible() {
		t.Error("a cleared filter does not show all again")
	}
}

func TestWhoSelection(t *testing.T) {
	w, calls := whoForTest(t)
	w.list.Select(3)
	if !slices.Equal(*calls, []string{"A1"}) {
		t.Errorf("a row calls with %q", *calls)
	}
	w.Select("H3")
	w.Select("nowhere")
	w.Select("H3")
	if len(*calls) != 1 || w.chosen != "H3" {
		t.Errorf("Select calls: %q", *calls)
	}
	// The choice lives through a filter that hides it.
	w.filter.SetText("rana")
	w.filter.SetText("")
	if len(*calls) != 1 || w.chosen != "H3" {
		t.Errorf("the filter changed the choice: %q, calls %q", w.chosen, *calls)
	}
	// New rows leave the list where the user has scrolled to.
	w.Select("A1")
	w.list.ScrollToBottom()
	at := w.list.GetScrollOffset()
	w.SetRows(w.rows, 22)
	if at == 0 || w.list.GetScrollOffset() != at {
		t.Errorf("the list went from %v to %v", at, w.list.GetScrollOffset())
	}
	w.Select("A4")
	if w.list.GetScrollOffset() != 0 {
		t.Error("the list does not show the row that was selected")
	}
	w.Select("")
	w.list.Select(0)
	if !slices.Equal(*calls, []string{"A1", "A4"}) {
		t.Errorf("another row calls with %q", *calls)
	}
}

func TestWhoWithoutAnybody(t *testing.T) {
	w, _ := whoForTest(t)
	w.SetRows(nil, 1)
	if !w.empty.Visible() || w.empty.text != "Nobody has a desk here on this day" || w.count.Text != "0 of 1 desk" {
		t.Errorf("it says %q, %q", w.empty.text, w.count.Text)
	}
}

func TestWhoShowsTextSafely(t *testing.T) {
	row := WhoRow{Seat: data.Seat{Name: "A\u202eB\nC"}, Desk: data.Desk{Label: "X\t1", Zone: ""}}
	if personName(row.Seat) != "AB C" || row.place() != "X 1" {
		t.Errorf("%q, %q", personName(row.Seat), row.place())
	}
}

func TestChosenRowStandsOut(t *testing.T) {
	startTest(t, theme.VariantLight)
	item := newWhoItem()
	item.Resize(fyne.NewSize(300, 42))
	r := test.TempWidgetRenderer(t, item).(*whoItemRenderer)
	for _, chosen := range []bool{true, false} {
		item.set("Ines Okafor", "A1 · Engineering", chosen)
		r.Refresh()
		if r.back.Visible() != chosen || r.name.TextStyle.Bold != chosen {
			t.Errorf("chosen %t: marked %t, bold %t", chosen, r.back.Visible(), r.name.TextStyle.Bold)
		}
	}
	if r.name.Text != "Ines Okafor" || r.initials.Text != "IO" || r.place.Text != "A1 · Engineering" {
		t.Errorf("the row says %q, %q, %q", r.initials.Text, r.name.Text, r.place.Text)
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"ÉMILE": "emile", "Łucja Østergaard": "lucja ostergaard", "Yılmaz": "yilmaz", "Straße": "strasse", "Ｆｕｌｌ": "full",
	} {
		if got := fold(in); got != want {
			t.Errorf("fold(%q) is %q, want %q", in, got, want)
		}
	}
}

func BenchmarkWho100000(b *testing.B) {
	w, _ := whoForTest(b)
	rows := make([]WhoRow, 100_000)
	for i := range rows {
		rows[i] = WhoRow{Seat: data.Seat{Name: fmt.Sprintf("Person %d", i)}, Desk: data.Desk{ID: fmt.Sprint(i), Label: fmt.Sprint(i)}}
	}
	w.SetRows(rows, len(rows))
	b.ResetTimer()
	for i := range b.N {
		w.list.ScrollToOffset(float32(i*997%90_000) * 46)
	}
}

func TestWhoByArrowKeys(t *testing.T) {
	w, calls := whoForTest(t)
	w.list.FocusGained()
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyUp} {
		w.list.TypedKey(&fyne.KeyEvent{Name: key})
	}
	want := []string{w.rows[1].Desk.ID, w.rows[2].Desk.ID, w.rows[1].Desk.ID}
	if !slices.Equal(*calls, want) || w.chosen != want[2] {
		t.Errorf("the arrow keys select %q, want %q", *calls, want)
	}
	w.Select("nowhere")
	w.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(*calls) != 4 || w.chosen != want[2] {
		t.Errorf("Enter does not select: %q", *calls)
	}
	w.list.OnHighlighted(5) // as when the pointer is over it
	if len(*calls) != 4 {
		t.Error("to hover over a row selects it")
	}
}
