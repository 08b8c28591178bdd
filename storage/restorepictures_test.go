package storage

import (
	"encoding/base64"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage/engine/enginetest"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// A picture under a floor that is damaged, or not there, is no reason not to restore the rest.
func TestADamagedPictureIsLeftOutAndItsFloorTold(t *testing.T) {
	from := mustOpen(t, t.TempDir(), Options{Offices: []data.Office{}})
	p, other := enginetest.Picture(1, 4), enginetest.Picture(2, 4)
	floor := func(id, picture string) data.Floor {
		return data.Floor{ID: id, Name: "Floor " + id, Layout: data.Size{Width: 20, Height: 10},
			Background: &data.Background{Picture: picture, Size: data.Size{Width: 1, Height: 1}}}
	}
	mustSetOffices(t, from, []data.Office{{ID: "hq", Name: "HQ", Floors: []data.Floor{floor("1", p.ID), floor("2", other.ID), floor("3", p.ID)}}}, p, other)
	mustAdd(t, from, data.User{Name: "Alice"})
	whole := filetest.MustRead(t, mustExport(t, from, ExportOptions{}).Path)
	whole = whole[:strings.Index(whole, ",\n\"sha256\"")] + "\n}\n"
	encoded := base64.StdEncoding.EncodeToString(p.Bytes)
	line := regexp.MustCompile(`(?m)^\{"id":"` + p.ID + `".*\n`)
	both := []string{"HQ, Floor 1", "HQ, Floor 3"}
	for name, test := range map[string]struct {
		file   string
		floors []string // that lose their picture
		codes  []failure.FaultCode
	}{
		"whole":   {whole, nil, nil},
		"damaged": {strings.Replace(whole, encoded, strings.Repeat("A", len(encoded)), 1), both, []failure.FaultCode{failure.FaultFloorPicture, failure.FaultFloorPicture}},
		"missing": {strings.Replace(line.ReplaceAllString(whole, ""), "},\n]", "}\n]", 1), both, []failure.FaultCode{failure.FaultNoPicture, failure.FaultNoPicture}},
		"another ID": {strings.Replace(whole, `{"id":"`+p.ID, `{"id":"`+strings.Repeat("0", len(p.ID)), 1), append(both, ""),
			[]failure.FaultCode{failure.FaultNoPicture, failure.FaultNoPicture, failure.FaultBadPicture}},
		"sorted": {sorted(t, strings.Replace(whole, encoded, "*", 1)), both, []failure.FaultCode{failure.FaultFloorPicture, failure.FaultFloorPicture}},
	} {
		t.Run(name, func(t *testing.T) {
			s := mustOpen(t, t.TempDir(), Options{})
			if test.floors != nil {
				_, err := mustPrepare(t, s, test.file, RestoreOptions{})
				var faults *failure.FaultsError
				if !errors.As(err, &faults) || !faults.OnlyRecords {
					t.Fatalf("it is not said that the rest can be restored: %v", err)
				}
			}
			r, err := mustPrepare(t, s, test.file, RestoreOptions{LeaveOut: true})
			if err != nil {
				t.Fatal(err)
			}
			preview, err := r.Preview(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var floors []string
			var codes []failure.FaultCode
			for _, l := range preview.LeftOut {
				floors, codes = append(floors, l.ID), append(codes, l.Faults[0].Code)
			}
			if !slices.Equal(floors, test.floors) || !slices.Equal(codes, test.codes) || preview.Left() != int64(len(test.floors)) {
				t.Errorf("left out: %q, %v, %d", floors, codes, preview.Left())
			}
			if _, err := r.Apply(t.Context()); err != nil {
				t.Fatal(err)
			}
			restored := mustOffices(t, s)[0].Floors
			for i, isLost := range []bool{test.floors != nil, false, test.floors != nil} {
				if (restored[i].Background == nil) != isLost {
					t.Errorf("floor %d: %+v", i+1, restored[i].Background)
				}
			}
			if status, err := s.Status(t.Context()); err != nil || status.Counts.Users != 1 {
				t.Errorf("%+v %v", status.Counts, err)
			}
			mustVerify(t, mustExport(t, s, ExportOptions{}).Path)
		})
	}
}
