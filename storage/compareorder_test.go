package storage

import (
	"slices"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage/backupfile"
)

// Another order of offices is told, and offices that come or go are none.
func TestAnotherOrderOfOfficesIsTold(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	first := mustOffices(t, s)[0]
	mustSetOffices(t, s, []data.Office{{ID: "mill", Name: "Mill"}, {ID: "yard", Name: "Yard"}})
	before := mustExport(t, s, ExportOptions{}).Path
	diff := func() Comparison {
		t.Helper()
		c, err := DiffBackups(t.Context(), s, before, "", backupfile.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	mustSetOffices(t, s, []data.Office{{ID: "new", Name: "New"}})
	if c := diff(); len(c.Order) > 0 || c.Offices.Added != 1 {
		t.Errorf("%q", c.Order)
	}
	mustUndo(t, s)
	if err := s.Plans().OrderOffices(t.Context(), []string{"yard", first.ID, "mill"}); err != nil {
		t.Fatal(err)
	}
	c := diff()
	if want := []string{"Yard", first.Name, "Mill"}; !slices.Equal(c.Order, want) || c.IsSame() || !c.Offices.IsSame() {
		t.Errorf("%q", c.Order)
	}
	mustUndo(t, s)
	if c := diff(); !c.IsSame() {
		t.Errorf("%+v", c)
	}
}
