package layout

import (
	"strings"
	"testing"

	"seatkeeper/data"
)

func TestAnOfficeIsDrawnFloorByFloor(t *testing.T) {
	floors, err := Parse("Erdgeschoss: Nord 12/4, Süd 12/4; 1. Stock: Loft 8; 1. Stock: Dach 4")
	if err != nil {
		t.Fatal(err)
	}
	o := Office("Büro Köln", floors, func(id string) bool { return id == "büro-köln" })
	if err := o.Check(); err != nil {
		t.Fatal(err)
	}
	got := []string{o.ID, o.Name, o.Code}
	for i, f := range o.Floors {
		got = append(got, f.ID, f.Name)
		if f.Level != i {
			t.Errorf("level %d of floor %d", f.Level, i)
		}
	}
	if want := "büro-köln-2|Büro Köln|BK|erdgeschoss|Erdgeschoss|1-stock|1. Stock|1-stock-2|1. Stock"; strings.Join(got, "|") != want {
		t.Errorf("%q, not %q", strings.Join(got, "|"), want)
	}
}

func TestIDsAreMadeOfNames(t *testing.T) {
	none := func(string) bool { return false }
	for name, want := range map[string]string{
		"Our office": "our-office", "": "office", "!!": "office", "東京 本社": "東京-本社", "a/b": "a-b", strings.Repeat("x", 100): "office",
		strings.Repeat("ab ", 60): strings.TrimSuffix(strings.Repeat("ab-", 20), "-"),
	} {
		if got := FreeID(name, "office", none); got != want || data.CheckID("id", got) != nil {
			t.Errorf("%q: %q, not %q", name, got, want)
		}
	}
}

func TestARoomIsReadFromItsFields(t *testing.T) {
	for fields, want := range map[string]Room{
		"North|12|4": {"North", 12, 4}, " North | 12 | ": {"North", 12, 0}, "|１２|40": {"", 12, 12}, "Kitchen|0|": {"Kitchen", 0, 0}, "Hall|0|3": {"Hall", 0, 1},
	} {
		f := strings.Split(fields, "|")
		if got, err := ReadRoom(f[0], f[1], f[2]); err != nil || got != want {
			t.Errorf("%q: %v %v", fields, got, err)
		}
	}
	for fields, want := range map[string]FaultCode{
		"North||4": FaultNoDesks, "North|x|": FaultNoNumber, "North|-1|": FaultNoNumber, "North|2001|": FaultTooMany, "North|99999999999999999999|": FaultTooMany,
		"North|12|0": FaultNoRow, "North|12|x": FaultNoRow, strings.Repeat("x", 201) + "|1|": FaultName,
	} {
		f := strings.Split(fields, "|")
		_, err := ReadRoom(f[0], f[1], f[2])
		if fault, ok := err.(*FaultError); !ok || fault.Code != want {
			t.Errorf("%.30q: %v, not %s", fields, err, want)
		}
	}
}
