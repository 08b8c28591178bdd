package board

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
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

func TestCopiedRows(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	rows := []WhoRow{
		whoRow("Ines \"The\" Okafor, jr.", "A1", "Sales", 0, "Hill"), whoRow("=HYPERLINK(\"x\")", "+1", "-z", 0, "@home"),
		whoRow("\t=1", "A\n2", "", 0, "Hill"),
	}
	if got, want := CopyText(rows[:1]), "Ines \"The\" Okafor, jr.\tA1\tSales\tGround\tHill\n"; got != want {
		t.Errorf("the text is %q", got)
	}
	all := CopyCSV(rows)
	if strings.Count(all, "\r\n") != 4 || strings.Count(all, "\n") != 4 {
		t.Errorf("the lines do not end as RFC 4180 has it: %q", all)
	}
	lines, err := csv.NewReader(strings.NewReader(all)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"Day", "Person", "Desk", "Zone", "Floor", "Office"},
		{"2026-11-24", "Ines \"The\" Okafor, jr.", "A1", "Sales", "Ground", "Hill"},
		{"2026-11-24", "'=HYPERLINK(\"x\")", "'+1", "'-z", "Ground", "'@home"},
		{"2026-11-24", "'=1", "A 2", "", "Ground", "Hill"},
	}
	if !slices.EqualFunc(lines, want, slices.Equal) {
		t.Errorf("the CSV holds %q", lines)
	}
}
