package board

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
	"seatkeeper/ui/words"
)

func whoForTest(t testing.TB) (*WhosWhere, *[]string) {
	t.Helper()
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	w := newWhosWhere()
	var calls []string
	w.OnSelected = func(ref data.DeskRef) { calls = append(calls, ref.Desk) }
	uitest.Show(t, w, 320, 300)
	floor := data.SampleOffice().Floors[0]
	var rows []WhoRow
	for _, s := range uitest.Seats() {
		for _, d := range floor.Desks {
			if s.Floor == floor.ID && s.Desk == d.ID {
				rows = append(rows, WhoRow{Seat: s, Desk: d, Floor: floor, Office: data.SampleOffice()})
			}
		}
	}
	sortWho(rows, WhoByName)
	w.SetRows(rows, 22)
	return w, &calls
}

func shownNames(w *WhosWhere) []string {
	names := []string{}
	for _, i := range w.shown {
		names = append(names, words.SeatName(w.rows[i].Seat))
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
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	names := func(locale string) []string {
		words.SetLocale(words.LocaleOf(locale))
		rows := []WhoRow{}
		for _, n := range []string{"Örjan", "Zoë", "adam", "Olle"} {
			rows = append(rows, WhoRow{Seat: data.Seat{Name: n}})
		}
		sortWho(rows, WhoByName)
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
	if w.empty.Text != "Nobody on this floor matches “nobody”" {
		t.Errorf("the message is %q", w.empty.Text)
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
	w.Select(uitest.Desk("H3"))
	w.Select(uitest.Desk("nowhere"))
	w.Select(uitest.Desk("H3"))
	if len(*calls) != 1 || w.chosen.Desk != "H3" {
		t.Errorf("Select calls: %q", *calls)
	}
	// The choice lives through a filter that hides it.
	w.filter.SetText("rana")
	w.filter.SetText("")
	if len(*calls) != 1 || w.chosen.Desk != "H3" {
		t.Errorf("the filter changed the choice: %q, calls %q", w.chosen.Desk, *calls)
	}
	// New rows leave the list where the user has scrolled to.
	w.Select(uitest.Desk("A1"))
	w.list.ScrollToBottom()
	at := w.list.GetScrollOffset()
	w.SetRows(w.rows, 22)
	if at == 0 || w.list.GetScrollOffset() != at {
		t.Errorf("the list went from %v to %v", at, w.list.GetScrollOffset())
	}
	w.Select(uitest.Desk("A4"))
	if w.list.GetScrollOffset() != 0 {
		t.Error("the list does not show the row that was selected")
	}
	// A row that comes after its desk was selected is shown as well.
	all := slices.Clone(w.rows)
	w.SetRows(all[:8], 22)
	w.Select(all[8].Seat.DeskRef)
	w.SetRows(all, 22)
	if w.list.GetScrollOffset() == 0 || w.list.Cursor != 8 {
		t.Error("the row of the selected desk is not shown when it comes")
	}
	w.list.ScrollToTop()
	w.SetRows(all, 22)
	if w.list.GetScrollOffset() != 0 {
		t.Error("the list goes to the selected row again and again")
	}
	w.Select(data.DeskRef{})
	w.list.Select(0)
	if !slices.Equal(*calls, []string{"A1", "A4"}) {
		t.Errorf("another row calls with %q", *calls)
	}
}

func TestWhoWithoutAnybody(t *testing.T) {
	w, _ := whoForTest(t)
	w.SetRows(nil, 1)
	if !w.empty.Visible() || w.empty.Text != "Nobody has a desk here on this day" || w.count.Text != "0 of 1 desk" {
		t.Errorf("it says %q, %q", w.empty.Text, w.count.Text)
	}
}

func TestWhoShowsTextSafely(t *testing.T) {
	row := WhoRow{Seat: data.Seat{Name: "A\u202eB\nC"}, Desk: data.Desk{Label: "X\t1", Zone: ""}}
	if words.SeatName(row.Seat) != "AB C" || row.place(ThisFloor) != "X 1" {
		t.Errorf("%q, %q", words.SeatName(row.Seat), row.place(ThisFloor))
	}
}

// The whole way from the filter to a release and back, without a pointer.
func TestReleaseByItsLink(t *testing.T) {
	w, _ := whoForTest(t)
	released := []string{}
	w.OnRelease = func(r WhoRow) { released = append(released, r.Desk.ID) }
	c := fyne.CurrentApp().Driver().CanvasForObject(w)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.list).AddXY(w.list.Size().Width-30, 20)
	test.TapCanvas(c, at)
	if len(released) != 0 || w.chosen.Desk != "A4" {
		t.Fatalf("the first click released %q and selected %q", released, w.chosen.Desk)
	}
	test.TapCanvas(c, at)
	if !slices.Equal(released, []string{"A4"}) {
		t.Errorf("the link releases %q", released)
	}
}

func TestScopeAndSortAreAskedFor(t *testing.T) {
	w, _ := whoForTest(t)
	var scopes []WhoScope
	var sorts []WhoSort
	w.OnScope = func(s WhoScope) { scopes = append(scopes, s) }
	w.OnSort = func(s WhoSort) { sorts = append(sorts, s) }
	uitest.TypeKeys(w.scopes, fyne.KeyRight, fyne.KeyRight)
	if !slices.Equal(scopes, []WhoScope{ThisOffice, AllOffices}) || w.Scope() != AllOffices {
		t.Errorf("scopes %v", scopes)
	}
	if got := w.rows[0].place(w.Scope()); got != "A4 · Engineering · 1st floor · Harbour House" {
		t.Errorf("over all offices a row says %q", got)
	}
	w.SetScope(ThisFloor)
	uitest.TypeKeys(w.sort, fyne.KeyReturn)
	if w.menu == nil || !w.menu.Visible() {
		t.Fatal("Enter on the button opens no menu")
	}
	uitest.TypeKeys(w.menu, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if !slices.Equal(sorts, []WhoSort{WhoByDesk}) || w.sort.Text != "By desk ▾" || w.menu.Visible() {
		t.Errorf("sorts %v, the button says %q", sorts, w.sort.Text)
	}
	w.SetSort(WhoByZone)
	if len(scopes) != 2 || len(sorts) != 1 || w.sort.Text != "By zone ▾" {
		t.Error("SetScope or SetSort call back")
	}
}

func TestFilterLooksAtWhatIsShown(t *testing.T) {
	w, _ := whoForTest(t)
	w.filter.SetText("1st")
	if len(w.shown) != 0 {
		t.Error("the floor is searched where it is not shown")
	}
	w.SetScope(ThisOffice)
	if len(w.shown) != 9 {
		t.Error("the floor is not searched")
	}
	w.filter.SetText("harbour")
	if len(w.shown) != 0 || w.empty.Text != "Nobody in this office matches “harbour”" {
		t.Errorf("%d rows, %q", len(w.shown), w.empty.Text)
	}
	w.SetScope(AllOffices)
	if len(w.shown) != 9 {
		t.Error("the office is not searched")
	}
	w.filter.SetText("nobody")
	test.Tap(w.clear)
	if len(w.shown) != 9 || w.clear.Visible() {
		t.Error("the button does not clear the filter")
	}
}

func TestRowsOfTheChosenPersonAreMarked(t *testing.T) {
	w, _ := whoForTest(t)
	marked := func(userID string) []string {
		w.SetBookingFor(userID)
		names := []string{}
		for i := range w.shown {
			row := newDraggedRow(w)
			w.showRow(i, row)
			item := row.item
			if item.Look.IsMine {
				names = append(names, item.Look.Name)
			}
		}
		return names
	}
	if got := marked("u5"); !slices.Equal(got, []string{"★ Rana Haddad"}) {
		t.Errorf("marked are %q", got)
	}
	if got := marked(data.VisitorID); len(got) != 0 {
		t.Errorf("for the visitor %q", got)
	}
}

// News lies on the lower end of the list: the row that it is about is not there.
