package ui

import (
	"context"
	"strings"
	"testing"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestFlowTwoPeopleOfOneNameAreToldApartEverywhere(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.drop(f.write("people.csv", "Name,E-mail,Team\nAnna Weiß,anna@example.org,Sales\nAnna Weiß,weiss@example.org,IT\n"))
	f.button("Add 2 people")
	f.wantNames("Anna Weiß", "Anna Weiß", "Ines Okafor")
	for _, u := range f.w.shown.people.All() {
		desk, booked := map[string]string{"Sales": "A1", "IT": "A2"}[u.Team], data.Booking{UserID: u.ID, Date: uitest.Day(uitest.Tuesday)}
		if desk == "" {
			continue
		}
		booked.DeskRef = uitest.Desk(desk)
		if _, err := f.w.store.Book(context.Background(), booked); err != nil {
			t.Fatal(err)
		}
	}
	f.look()
	f.wantSeats("A1 Anna Weiß (Sales)", "A2 Anna Weiß (IT)") // of which plan and list are made
	f.click("A2")
	if told := f.shownPlan().Told(); told.Status != "Anna Weiß (IT)" {
		t.Errorf("the plan says %+v", told)
	}
	f.w.shown.copyCSV()
	if got := f.w.app.Clipboard().Content(); !strings.Contains(got, "Anna Weiß (Sales),A1") || !strings.Contains(got, "Anna Weiß (IT),A2") {
		t.Errorf("copied %q", got)
	}
	f.w.shown.board.ShowDesk(uitest.Desk("A2"))
	f.link("Release")
	f.wantSheet("Release A2?", "Anna Weiß (IT) will have no desk")
	f.button("Release")
	f.wantToast(kit.Good, "Released A2 of Anna Weiß (IT), Tue 24 Nov")
	f.wantSeats("A1 Anna Weiß (Sales)")

	f.menu("Find a person or desk…")
	find := func(text string) {
		f.w.win.Canvas().Focused().(*kit.SearchEntry).SetText(text)
		f.hand.Run()
	}
	find("anna")
	f.wantSheet("Anna Weiß (")
	find("a1")
	f.wantSheet("Today: Anna Weiß (Sales)")
}
