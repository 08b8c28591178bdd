package board

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/names"
	"seatkeeper/ui/search"
	"seatkeeper/ui/uitest"
)

func whoRow(name, desk, zone string, level int, office string) WhoRow {
	return WhoRow{
		Seat: data.Seat{Name: name, Booking: data.Booking{Date: uitest.Today}}, Desk: data.Desk{ID: desk, Label: desk, Zone: zone},
		Floor: data.Floor{Name: []string{"Ground", "1st floor", "2nd floor"}[level], Level: level}, Office: data.Office{Name: office},
	}
}

func TestOrders(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	rows := []WhoRow{
		whoRow("Cleo", "A10", "Sales", 0, "Hill"), whoRow("adam", "A2", "Zoo", 2, "Harbour"),
		whoRow("Émile", "A1", "Sales", 1, "Harbour"), whoRow("Bea", "B1", "Admin", 0, "Harbour"),
	}
	for by, want := range map[WhoSort]string{
		WhoByName: "adam Bea Cleo Émile", WhoByDesk: "Émile adam Cleo Bea", WhoByZone: "Bea Émile Cleo adam",
		WhoByFloor: "Bea Émile adam Cleo", WhoByOffice: "adam Bea Émile Cleo",
	} {
		some := slices.Clone(rows)
		sortWho(some, by)
		got := []string{}
		for _, r := range some {
			got = append(got, r.Seat.Name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("order %d gives %q, want %q", by, got, want)
		}
	}
}

func TestTheListIsByTheOrderOfThePeople(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	office := data.SampleOffice()
	floor := office.Floors[0]
	var seats []data.Seat
	var users []data.User
	for i, name := range []string{"Zoe Adams", "Adam Zorn", "Jan van der Berg"} {
		users = append(users, data.User{ID: name, Name: name, Active: true, Assistance: i == 2})
		seats = append(seats, data.Seat{Name: name, Booking: data.Booking{UserID: name, DeskRef: data.DeskRef{Office: office.ID, Floor: floor.ID, Desk: floor.Desks[i].ID}}})
	}
	for order, want := range map[names.Order]string{
		names.ByFirstName: "Adam Zorn, Jan van der Berg, Zoe Adams", names.BySurname: "Adams, Zoe, van der Berg, Jan, Zorn, Adam",
	} {
		var got []string
		for _, r := range RowsOf([]data.Office{office}, seats, search.NewPeopleIndexBy(order, users), WhoByName) {
			got = append(got, r.name())
			if r.Assistance != (r.Seat.Name == "Jan van der Berg") || r.Assistance != strings.HasSuffix(r.place(ThisFloor), " · needs assistance") ||
				r.Assistance != strings.Contains(r.key(ThisFloor), "assistance") {
				t.Errorf("of %s it says %q", r.Seat.Name, r.place(ThisFloor))
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("in order %d listed are %q", order, got)
		}
	}
}

func TestCopiedRows(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	rows := []WhoRow{
		whoRow("Ines \"The\" Okafor, jr.", "A1", "Sales", 0, "Hill"), whoRow("=HYPERLINK(\"x\")", "+1", "-z", 0, "@home"),
		whoRow("\t=1", "A\n2", "", 0, "Hill"),
	}
	if got, want := CopyText(rows[:1]), "Ines \"The\" Okafor, jr.\tA1\tSales\tGround\tHill\n"; got != want {
		t.Errorf("the text is %q", got)
	}
	rows[0].Assistance = true
	all := CopyCSV(rows)
	if strings.Count(all, "\r\n") != 4 || strings.Count(all, "\n") != 4 {
		t.Errorf("the lines do not end as RFC 4180 has it: %q", all)
	}
	lines, err := csv.NewReader(strings.NewReader(all)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"Day", "Person", "Desk", "Zone", "Floor", "Office", "Needs assistance"},
		{"2026-11-24", "Ines \"The\" Okafor, jr.", "A1", "Sales", "Ground", "Hill", "yes"},
		{"2026-11-24", "'=HYPERLINK(\"x\")", "'+1", "'-z", "Ground", "'@home", ""},
		{"2026-11-24", "'=1", "A 2", "", "Ground", "Hill", ""},
	}
	if !slices.EqualFunc(lines, want, slices.Equal) {
		t.Errorf("the CSV holds %q", lines)
	}
}
