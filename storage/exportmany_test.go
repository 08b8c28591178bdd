package storage

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/filetest"
)

func TestManyBookingsAreReadBackByAnotherProgram(t *testing.T) {
	if testing.Short() {
		t.Skip("makes many bookings")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("needs python3")
	}
	s := mustOpen(t, t.TempDir(), Options{})
	people, days := 250, filetest.OrSampled(400, filetest.OrFewer(80, 16))
	names := map[string]string{}
	guests := map[string]string{}
	released := map[string]bool{}
	err = s.change(t.Context(), func(tx *engine.Change, _ *Step) error {
		for i := range people {
			// Names have no control characters; labels and guests may.
			name := strings.Map(func(r rune) rune {
				if unicode.IsControl(r) {
					return ' '
				}
				return r
			}, fmt.Sprintf("%s %s %d", filetest.ManyScripts[i%len(filetest.ManyScripts)], filetest.ManyScripts[i*7%len(filetest.ManyScripts)], i))
			u, err := tx.AddUser(data.User{Name: name, Active: true})
			if err != nil {
				return err
			}
			names[u.ID] = u.Name
		}
		floor := data.Floor{ID: "\"huge\"", Layout: data.Size{Width: 1, Height: 1}}
		for i := range people {
			floor.Desks = append(floor.Desks, data.Desk{ID: fmt.Sprint("d", i), Size: data.Size{Width: 1, Height: 1}})
		}
		office := data.Office{ID: "Büro \\ 1", Floors: []data.Floor{floor}}
		if err := tx.AddOffice(office); err != nil {
			return err
		}
		return tx.AddBookings(func(yield func(data.Booking) bool) {
			n := 0
			for day := range days {
				i := 0
				for id := range names {
					n++
					b := data.Booking{
						ID: filetest.UUIDOf(n), DeskRef: data.DeskRef{Office: office.ID, Floor: floor.ID, Desk: fmt.Sprint("d", i)},
						Date: monday.AddDays(day * 31), UserID: id, CreatedAt: noon.Add(time.Duration(n) * time.Millisecond),
					}
					if i++; n%5 == 0 {
						b.UserID = data.VisitorID
						b.Guest = filetest.ManyScripts[n%len(filetest.ManyScripts)] + filetest.ManyScripts[n/5%len(filetest.ManyScripts)]
						guests[b.ID] = b.Guest
					}
					if n%7 == 0 {
						b.ReleasedAt = b.CreatedAt.Add(time.Hour)
						released[b.ID] = true
					}
					if !yield(b) {
						return
					}
				}
			}
		}, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	b := mustExport(t, s, ExportOptions{})
	if b.Bookings != int64(people*days) {
		t.Fatal(b.Bookings)
	}
	mustVerify(t, b.Path)
	expected := filepath.Join(t.TempDir(), "expected.json")
	content, err := json.Marshal(map[string]any{"names": names, "guests": guests, "released": released, "people": people, "days": days})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(expected, content, 0o600); err != nil {
		t.Fatal(err)
	}
	const script = `
import json, sys, hashlib, datetime
raw = open(sys.argv[1], "rb").read()
f, e = json.loads(raw.decode("utf-8")), json.load(open(sys.argv[2]))
assert {u["id"]: u["name"] for u in f["users"]} == e["names"], "names"
count = e["people"] * e["days"]
assert len(f["bookings"]) == f["counts"]["bookings"] == count
start = datetime.date(2026, 11, 23)
created = datetime.datetime(2026, 11, 23, 9, 11, 12, 345000, datetime.timezone.utc)
seen = set()
for b in f["bookings"]:
    n = int(b["id"][-12:])
    assert b["id"] == "00000000-0000-4000-8000-%012d" % n
    seen.add(n)
    day, place = divmod(n - 1, e["people"])
    assert b["date"] == str(start + datetime.timedelta(days=31 * day)), b
    assert (b["office"], b["floor"], b["deskId"]) == ("Büro \\ 1", "\"huge\"", "d%d" % place), b
    made = created + datetime.timedelta(milliseconds=n)
    assert b["createdAt"] == made.isoformat(timespec="milliseconds").replace("+00:00", "Z"), b
    assert b.get("guest") == e["guests"].get(b["id"]), b
    assert (b["userId"] == "visitor") == (b["id"] in e["guests"]) and (b["userId"] == "visitor" or b["userId"] in e["names"]), b
    assert ("releasedAt" in b) == (b["id"] in e["released"]), b
    if "releasedAt" in b:
        assert b["releasedAt"] == (made + datetime.timedelta(hours=1)).isoformat(timespec="milliseconds").replace("+00:00", "Z"), b
assert seen == set(range(1, count + 1))
assert f["sha256"] == hashlib.sha256(b"".join(raw.splitlines(True)[:-2])).hexdigest()
`
	if out, err := exec.Command(python, "-X", "utf8", "-c", script, b.Path, expected).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
