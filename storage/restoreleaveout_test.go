package storage

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatkeeper/data"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// unsummedSound is the file sound without a sum, so that what is replaced in it
// leaves it otherwise good.
var unsummedSound = strings.Replace(filetest.Sound, "],\n\"sha256\": \"SUM\"\n", "]\n", 1)

// mustPrepare prepares the restore of a file with that content.
func mustPrepare(t testing.TB, s *Store, content string, o RestoreOptions) (*Restore, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "it.json")
	filetest.MustWrite(t, path, content)
	r, err := PrepareRestore(t.Context(), s, path, o)
	if err == nil {
		t.Cleanup(func() {
			if err := r.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	return r, err
}

func sorted(t testing.TB, file string) string {
	t.Helper()
	var parsed map[string]any
	if err := json.Unmarshal([]byte(file), &parsed); err != nil {
		t.Fatal(err)
	}
	pretty, err := json.MarshalIndent(parsed, "", "\t") // sorts the keys: bookings come first
	if err != nil {
		t.Fatal(err)
	}
	return string(pretty)
}

func TestFaultyRecordsAreLeftOutAndListed(t *testing.T) {
	filetest.NotUnderRace(t)
	type left struct {
		ID   string
		Code failure.FaultCode
	}
	first, second, third := filetest.UUIDOf(1), filetest.UUIDOf(2), filetest.UUIDOf(3)
	for name, test := range map[string]struct {
		replace []string
		sorted  bool
		left    []left
		held    []string // the days of the bookings that are restored, by ID
	}{
		"nothing":              {nil, false, nil, []string{first, second, third}},
		"an unknown desk":      {[]string{`"deskId":"d2"`, `"deskId":"d3"`}, false, []left{{second, failure.FaultUnknownDesk}}, []string{first, third}},
		"an unknown user":      {[]string{`"userId":"u2"`, `"userId":"u3"`}, false, []left{{second, failure.FaultUnknownUser}}, []string{first, third}},
		"a desk twice":         {[]string{`"deskId":"d2"`, `"deskId":"d1"`}, false, []left{{second, failure.FaultDeskTwice}}, []string{first, third}},
		"a person twice":       {[]string{`"userId":"u2"`, `"userId":"u1"`}, false, []left{{second, failure.FaultPersonTwice}}, []string{first, third}},
		"an ID twice":          {[]string{second, first}, false, []left{{first, failure.FaultTwice}}, []string{first, third}},
		"a blocked desk":       {[]string{`"label":"D 2",`, `"label":"D 2","blocks":[{"from":"2026-11-20","to":"2026-11-23"}],`}, false, []left{{second, failure.FaultBlocked}}, []string{first, third}},
		"a date that is none":  {[]string{`"date":"2026-11-24"`, `"date":"2026-02-30"`}, false, []left{{third, failure.FaultBadDate}}, []string{first, second}},
		"a booking of numbers": {[]string{`"date":"2026-11-24"`, `"date":7`}, false, []left{{third, failure.FaultWrongType}}, []string{first, second}},
		"a user of numbers":    {[]string{`"name":"Bob"`, `"name":7`}, false, []left{{"u2", failure.FaultWrongType}, {second, failure.FaultUnknownUser}}, []string{first, third}},
		"a name twice":         {[]string{`"name":"Bob"`, `"name":"ALICE"`}, false, nil, []string{first, second, third}}, // which two people may have
		// What is left out is in nobody's way.
		"a desk is free where an unknown user had it": {[]string{`"userId":"u1"`, `"userId":"u9"`, `"deskId":"d2"`, `"deskId":"d1"`}, false, []left{{first, failure.FaultUnknownUser}}, []string{second, third}},
		"an order that is none":                       {[]string{first, filetest.UUIDOf(9), `"userId":"visitor","createdAt"`, `"userId":"u7","createdAt"`, `,"guest":"Ann"`, ``}, false, []left{{third, failure.FaultUnknownUser}}, []string{second, filetest.UUIDOf(9)}},
		"sorted: an unknown desk":                     {[]string{`"deskId":"d2"`, `"deskId":"d3"`}, true, []left{{second, failure.FaultUnknownDesk}}, []string{first, third}},
		"sorted: an unknown user":                     {[]string{`"userId":"u2"`, `"userId":"u3"`}, true, []left{{second, failure.FaultUnknownUser}}, []string{first, third}},
		"sorted: a blocked desk":                      {[]string{`"label":"D 2",`, `"label":"D 2","blocks":[{"from":"2026-11-20","to":"2026-11-23"}],`}, true, []left{{second, failure.FaultBlocked}}, []string{first, third}},
		"sorted: a desk twice":                        {[]string{`"deskId":"d2"`, `"deskId":"d1"`}, true, []left{{second, failure.FaultDeskTwice}}, []string{first, third}},
	} {
		t.Run(name, func(t *testing.T) {
			file := strings.NewReplacer(test.replace...).Replace(unsummedSound)
			if test.sorted {
				file = sorted(t, file)
			}
			s := mustOpenSample(t, t.TempDir(), Options{})
			before := filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path)
			if len(test.left) > 0 {
				_, err := mustPrepare(t, s, file, RestoreOptions{})
				filetest.WantKind(t, err, failure.KindBadBackup)
				var faults *failure.FaultsError
				if !errors.As(err, &faults) || !faults.OnlyRecords && !strings.Contains(name, "order") {
					t.Errorf("it is not said that the rest can be restored: %v", err)
				}
				wantNothingLeft(t, s.Folder())
			}
			r, err := mustPrepare(t, s, file, RestoreOptions{LeaveOut: true})
			if err != nil {
				t.Fatal(err)
			}
			p, err := r.Preview(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var found []left
			for _, l := range p.LeftOut {
				found = append(found, left{l.ID, l.Faults[0].Code})
			}
			if diff := cmp.Diff(test.left, found); diff != "" || p.LeftPeople+p.LeftBookings != int64(len(found)) {
				t.Errorf("left out (%d, %d):\n%s", p.LeftPeople, p.LeftBookings, diff)
			}
			wantSame(t, before, filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path)) // so far
			if _, err := r.Apply(t.Context()); err != nil {
				t.Fatal(err)
			}
			var held []string
			for day := monday; day < monday+2; day++ {
				seats, err := s.Day(t.Context(), day)
				if err != nil {
					t.Fatal(err)
				}
				for _, seat := range seats {
					held = append(held, seat.ID)
				}
			}
			if diff := cmp.Diff(test.held, held); diff != "" {
				t.Errorf("restored:\n%s", diff)
			}
			mustHold(t, s, int64(len(test.held)))
		})
	}
}

func TestAFaultOfTheFileAsAWholeIsNeverLeftOut(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	for name, file := range map[string]string{
		"another sum":   strings.Replace(filetest.Summed(filetest.Sound), "Ann", "Anm", 1),
		"a wrong count": strings.Replace(unsummedSound, `"bookings": 3`, `"bookings": 4`, 1),
		"cut off":       unsummedSound[:len(unsummedSound)-3],
		"an office":     strings.Replace(unsummedSound, `"x":0.5,`, `"x":1.5,`, 1),
		"a desk twice":  strings.Replace(unsummedSound, `{"id":"d2"`, `{"id":"d1"`, 1),
		"a key twice":   strings.Replace(unsummedSound, `"app"`, "\"users\": [\n],\n\"app\"", 1),
		"no users":      `{"bookings":[]}`,
	} {
		for _, leaveOut := range []bool{false, true} {
			_, err := mustPrepare(t, s, file, RestoreOptions{LeaveOut: leaveOut})
			var faults *failure.FaultsError
			if !errors.As(err, &faults) || faults.OnlyRecords {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	_, err := mustPrepare(t, s, strings.Replace(filetest.Summed(filetest.Sound), `"1.0.0"`, `"2.0.0"`, 1), RestoreOptions{LeaveOut: true})
	var newer *failure.NewerFormatError
	if !errors.As(err, &newer) || newer.Have != "2.0.0" {
		t.Errorf("%v", err)
	}
	wantNothingLeft(t, s.Folder())
	mustHold(t, s, 4)
}

func TestAFileWithoutOfficesGetsTheDesksOfTheStore(t *testing.T) {
	head := `{"users":[{"id":"u1","name":"Alice","active":true}],"bookings":[`
	booking := func(n int, place, user string) string {
		return `{"id":"` + filetest.UUIDOf(n) + `",` + place + `,"date":"2026-11-23","userId":"` + user + `","createdAt":"2026-11-23T09:11:12.345Z"}`
	}
	full := `"office":"harbour-house","floor":"floor-1","deskId":"A1"`
	s := mustOpenSample(t, t.TempDir(), Options{})
	offices, err := s.Offices(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r, err := mustPrepare(t, s, head+booking(1, `"deskId":"A2"`, "u1")+","+booking(2, full, "visitor")+"]}", RestoreOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if p, err := r.Preview(t.Context()); err != nil || !p.Offices.IsSame() || !p.Desks.IsSame() {
		t.Errorf("%+v %v", p, err)
	}
	if _, err := r.Apply(t.Context()); err != nil {
		t.Fatal(err)
	}
	seats, err := s.Day(t.Context(), monday)
	if err != nil || len(seats) != 2 || seats[0].DeskRef != deskA2 || seats[1].DeskRef != deskA1 {
		t.Errorf("%+v %v", seats, err)
	}
	after, err := s.Offices(t.Context())
	if err != nil || cmp.Diff(offices, after) != "" {
		t.Errorf("%v %s", err, cmp.Diff(offices, after))
	}
	// One desk under two names, and one that there isn't.
	twice := head + booking(1, `"deskId":"A1"`, "u1") + "," + booking(2, full, "visitor") + "," + booking(3, `"deskId":"Z9"`, "visitor") + "]}"
	_, err = mustPrepare(t, s, twice, RestoreOptions{})
	var faults *failure.FaultsError
	if !errors.As(err, &faults) || !faults.OnlyRecords {
		t.Errorf("%v", err)
	}
	if r, err = mustPrepare(t, s, twice, RestoreOptions{LeaveOut: true}); err != nil {
		t.Fatal(err)
	}
	p, err := r.Preview(t.Context())
	if err != nil || p.LeftBookings != 2 || p.Counts.Bookings != 1 || p.LeftOut[0].Faults[0].Code != failure.FaultUnknownDesk || p.LeftOut[1].Faults[0].Code != failure.FaultDeskTwice {
		t.Errorf("%+v %v", p.LeftOut, err)
	}
}

func TestThePreviewSaysWhatWouldChange(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	backup := filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path)
	if _, err := setUser(s, data.User{ID: "u1", Name: "Alicia", Active: true}); err != nil {
		t.Fatal(err)
	}
	mustAdd(t, s, data.User{ID: "u3", Name: "Carol", Active: true})
	mustBook(t, s, data.Booking{ID: filetest.UUIDOf(5), DeskRef: deskA2, Date: monday.AddDays(1), UserID: "u3"})
	if _, err := s.Release(t.Context(), monday, filetest.UUIDOf(2)); err != nil {
		t.Fatal(err)
	}
	if _, err := blockDesk(s, deskC1, data.Block{From: monday + 9, To: monday + 9}, false); err != nil {
		t.Fatal(err)
	}
	r, err := mustPrepare(t, s, backup, RestoreOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := r.Preview(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if p.People.Added != 0 || p.People.Removed != 1 || p.People.RemovedFirst[0].Name != "Carol" || p.People.Changed != 1 || p.People.ChangedFirst[0].After.Name != "Alice" {
		t.Errorf("%+v", p.People)
	}
	b := p.Bookings
	if b.Added != 1 || b.AddedFirst[0].ID != filetest.UUIDOf(2) || b.AddedFirst[0].IsReleased() || // what was released comes back
		b.Removed != 1 || b.RemovedFirst[0].Name != "Carol" || b.RemovedFirst[0].Label != "A2" || b.Changed != 0 {
		t.Errorf("%+v", b)
	}
	if !p.Offices.IsSame() || p.Desks.Changed != 1 || p.Desks.ChangedFirst[0].After.DeskRef != deskC1 || p.IsSame() {
		t.Errorf("%+v %+v", p.Offices, p.Desks)
	}
	if p.Report.Bookings != 4 || p.Report.First != monday || p.Report.Last != monday+1 || p.Counts.Bookings != 4 || p.Counts.Users != 2 {
		t.Errorf("%+v %+v", p.Report, p.Counts)
	}
	mustAdd(t, s, data.User{Name: "Dora"}) // after the preview
	done, err := r.Apply(t.Context())
	if err != nil || done.Since != 1 || !strings.Contains(filetest.MustRead(t, done.Safety.Path), `"Dora"`) {
		t.Errorf("%+v %v", done, err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.json")
	filetest.MustWrite(t, path, backup)
	if c, err := DiffBackups(t.Context(), s, path, "", backupfile.ReadOptions{}); err != nil || !c.IsSame() {
		t.Errorf("%+v %v", c, err)
	}
	c, err := DiffBackups(t.Context(), s, path, done.Safety.Path, backupfile.ReadOptions{})
	if err != nil || c.People.Added != 2 || c.Bookings.Added != 1 || c.Bookings.Removed != 1 || c.Bookings.Changed != 0 {
		t.Errorf("%+v %v", c, err)
	}
	// Booked and released since: nobody has come or gone, but it is not the same.
	booked := mustBook(t, s, data.Booking{ID: filetest.UUIDOf(6), DeskRef: deskA2, Date: monday.AddDays(2), UserID: "u1"})
	if _, err := s.Release(t.Context(), booked.Date, booked.ID); err != nil {
		t.Fatal(err)
	}
	c, err = DiffBackups(t.Context(), s, path, "", backupfile.ReadOptions{})
	if err != nil || c.Bookings.Added != 0 || c.Bookings.Removed != 0 || c.Bookings.Changed != 1 || c.Bookings.ChangedFirst[0].After.ID != booked.ID {
		t.Errorf("%+v %v", c, err)
	}
	wantNothingLeft(t, s.Folder())
}
