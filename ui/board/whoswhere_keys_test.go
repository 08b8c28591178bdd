package board

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/uitest"
)

func TestWhoByKeys(t *testing.T) {
	w, calls := whoForTest(t)
	w.list.FocusGained()
	uitest.TypeKeys(w.list, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnd, fyne.KeyDown, fyne.KeyHome, fyne.KeyPageDown)
	page := w.list.Page()
	want := []string{}
	for _, i := range []int{1, 2, 1, 8, 0, page} {
		want = append(want, w.rows[i].Desk.ID)
	}
	if !slices.Equal(*calls, want) || w.chosen.Desk != want[5] || page < 2 || page > 4 {
		t.Errorf("the keys select %q, want %q (a page is %d)", *calls, want, page)
	}
	w.Select(uitest.Desk("nowhere"))
	uitest.TypeKeys(w.list, fyne.KeyReturn)
	if len(*calls) != 7 || w.chosen.Desk != want[5] {
		t.Errorf("Enter does not select: %q", *calls)
	}
	w.list.OnHighlighted(5) // as when the pointer is over it
	if len(*calls) != 7 {
		t.Error("to hover over a row selects it")
	}
}

func TestWhoByKeyboardAlone(t *testing.T) {
	w, calls := whoForTest(t)
	released := []string{}
	w.OnRelease = func(r WhoRow) { released = append(released, r.Desk.ID) }
	c := fyne.CurrentApp().Driver().CanvasForObject(w)
	want := []fyne.Focusable{w.sort, w.scopes, w.filter, w.list}
	for i, o := range want {
		c.FocusNext()
		if c.Focused() != o {
			t.Fatalf("tab stop %d is %T", i, c.Focused())
		}
	}
	w.FocusFilter()
	test.Type(w.filter, "rana")
	uitest.TypeKeys(w.filter, fyne.KeyEscape)
	if w.filter.Text != "" || c.Focused() != w.filter {
		t.Fatalf("Escape leaves %q in the filter", w.filter.Text)
	}
	uitest.TypeKeys(w.filter, fyne.KeyEscape)
	if c.Focused() != w.list {
		t.Fatal("Escape in an empty filter does not go to the list")
	}
	uitest.TypeKeys(w.list, fyne.KeyDelete)
	if len(released) != 0 {
		t.Fatalf("without a selection, Delete releases %q", released)
	}
	w.FocusFilter()
	test.Type(w.filter, "lind")
	uitest.TypeKeys(w.filter, fyne.KeyDown)
	if c.Focused() != w.list || !slices.Equal(*calls, []string{"A4"}) || !w.list.HasCursor(0) {
		t.Fatalf("Down goes to %T and selects %q", c.Focused(), *calls)
	}
	uitest.TypeKeys(w.list, fyne.KeyDown, fyne.KeyDelete)
	if !slices.Equal(released, []string{"A7"}) {
		t.Errorf("Delete releases %q", released)
	}
	w.SetReleasable(false)
	uitest.TypeKeys(w.list, fyne.KeyDelete)
	if len(released) != 1 {
		t.Error("Delete releases where nothing can be released")
	}
	uitest.TypeKeys(w.list, fyne.KeyUp, fyne.KeyUp)
	if c.Focused() != w.filter {
		t.Error("Up from the first row does not go to the filter")
	}
}

func TestSelectedRowIsNotAtTheLowerEnd(t *testing.T) {
	w, _ := whoForTest(t)
	w.Resize(fyne.NewSize(320, 700))
	rows := slices.Clone(w.rows)
	for len(rows) < 60 {
		row := rows[0]
		row.Seat.Desk = fmt.Sprint("X", len(rows))
		rows = append(rows, row)
	}
	w.SetRows(rows, 60)
	for _, i := range []int{59, 40, 20, 59 - 20} {
		w.Select(rows[i].Seat.DeskRef)
		row := w.list.CreateItem().MinSize().Height + theme.Padding()
		top := float32(i)*row - w.list.GetScrollOffset()
		if top < 0 || i < 59 && top+row > w.list.Size().Height-100 {
			t.Errorf("row %d stands at %v of %v", i, top, w.list.Size().Height)
		}
	}
}
