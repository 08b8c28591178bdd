package lists

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"seatkeeper/data"
	"seatkeeper/storage/engine/enginetest"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// smallPlan is an office with what must be there, and nothing else.
const smallPlan = `{"offices":[{"id":"o","floors":[{"id":"f","layout":{"width":3,"height":2},
"fixtures":[{"id":"x","position":{"x":0,"y":0},"size":{"width":0.1,"height":0.1}}],
"desks":[{"id":"d","position":{"x":0.5,"y":0.5},"size":{"width":0.1,"height":0.1}}]}]}]}`

func readPlan(content string) ([]data.Office, error) {
	return parseOffices(context.Background(), []byte(content))
}

// wantFaults fails unless the error lists just these faults, in order, each as
// Fault.String says it.
func wantFaults(t *testing.T, err error, want ...string) {
	t.Helper()
	var faults *failure.FaultsError
	if !errors.As(err, &faults) {
		t.Errorf("%v lists no faults", err)
		return
	}
	var got []string
	for _, f := range faults.Faults {
		got = append(got, f.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadOfficesFillsInWhatMayBeMissing(t *testing.T) {
	want := []data.Office{{ID: "o", Name: "o", Floors: []data.Floor{{
		ID: "f", Name: "f", Layout: data.Size{Width: 3, Height: 2},
		Fixtures: []data.Fixture{{ID: "x", Label: "x", Size: data.Size{Width: 0.1, Height: 0.1}}},
		Desks:    []data.Desk{{ID: "d", Label: "d", Position: data.Point{X: 0.5, Y: 0.5}, Size: data.Size{Width: 0.1, Height: 0.1}}},
	}}}}
	for name, content := range map[string]string{
		"small":       smallPlan,
		"with a mark": "\ufeff" + smallPlan,
		"with nulls":  strings.Replace(smallPlan, `"id":"d",`, `"id":"d","label":null,"zone":null,"features":null,"rotation":null,`, 1),
		"more keys":   strings.Replace(smallPlan, `"id":"d",`, `"id":"d","blocks":[{"from":7}],"seats":{"a":[1,{}]},"":0,`, 1),
		"as a backup": `{"schemaVersion":"9.0","users":[{}],` + smallPlan[1:len(smallPlan)-1] + `,"bookings":[1]}`,
	} {
		offices, err := readPlan(content)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(want, offices, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestReadOfficesListsFaultsByPlace(t *testing.T) {
	const desk = "/offices/0/floors/0/desks/0"
	for _, test := range []struct {
		name, replace, by string
		want              []string
	}{
		{"text for a number", `"x":0.5`, `"x":"0.5"`, []string{desk + `/position/x: wrong-type ("0.5")`}},
		{"too far right", `"x":0.5`, `"x":1.5`, []string{desk + `/position/x: outside (1.5)`}},
		{"beyond the edge", `"x":0.5`, `"x":0.95`, []string{desk + `: outside (x 0.95 + width 0.1)`}},
		{"beyond all numbers", `"x":0.5`, `"x":1e400`, []string{desk + `/position/x: outside (1e400)`}},
		{"below all numbers", `"x":0.5`, `"x":-1e400`, []string{desk + `/position/x: outside (-1e400)`}},
		{"not a number", `"x":0.5`, `"x":NaN`, []string{`line 3: not-json (invalid character 'N' at start of value, at byte 194)`}},
		{"negative size", `"y":0.5},"size":{"width":0.1`, `"y":0.5},"size":{"width":-0.1`, []string{desk + `/size/width: outside (-0.1)`}},
		{"no size at all", `"y":0.5},"size":{"width":0.1`, `"y":0.5},"size":{"width":1e-400`, []string{desk + `/size/width: outside (1e-400)`}},
		{"layout of nothing", `"width":3`, `"width":0`, []string{`/offices/0/floors/0/layout/width: outside (0)`}},
		{"layout without end", `"width":3`, `"width":1e39`, []string{`/offices/0/floors/0/layout/width: outside (1e39)`}},
		{"many turns", `"id":"d",`, `"id":"d","rotation":361,`, []string{desk + `/rotation: outside (361)`}},
		{"half a level", `"id":"f",`, `"id":"f","level":1.5,`, []string{`/offices/0/floors/0/level: bad-value (1.5)`}},
		{"a level of text", `"id":"f",`, `"id":"f","level":"1",`, []string{`/offices/0/floors/0/level: wrong-type ("1")`}},
		{"retired, perhaps", `"id":"d",`, `"id":"d","retired":"yes",`, []string{desk + `/retired: wrong-type ("yes")`}},
		{"features as text", `"id":"d",`, `"id":"d","features":"screen",`, []string{desk + `/features: wrong-type ("screen")`}},
		{"a feature of null", `"id":"d",`, `"id":"d","features":["a",null,7],`, []string{desk + `/features/1: wrong-type (null)`, desk + `/features/2: wrong-type (7)`}},
		{"too many features", `"id":"d",`, `"id":"d","features":["a"` + strings.Repeat(`,"a"`, 60) + `],`, []string{desk + `/features: too-many (features)`}},
		{"an object for a list", `"desks":[{`, `"desks":{},"more":[{`, []string{`/offices/0/floors/0/desks: wrong-type ({})`}},
		{"no id", `"id":"d",`, ``, []string{desk + `: missing (id)`}},
		{"an id of null", `"id":"d"`, `"id":null`, []string{desk + `: missing (id)`}},
		{"an empty id", `"id":"d"`, `"id":""`, []string{desk + `/id: bad-id`}},
		{"a long id", `"id":"d"`, `"id":"` + strings.Repeat("d", 101) + `"`, []string{desk + `/id: bad-id (` + strings.Repeat("d", 80) + `…)`}},
		{"a control character in an id", `"id":"d"`, `"id":"\u0000"`, []string{desk + "/id: bad-id (\x00)"}},
		{"a long label", `"id":"d"`, `"id":"d","label":"` + strings.Repeat("é", 201) + `"`, []string{desk + `/label: bad-value (too long: ` + strings.Repeat("é", 35) + `…)`}},
		{"a colour by its name", `"id":"x",`, `"id":"x","color":"red",`, []string{`/offices/0/floors/0/fixtures/0/color: bad-value (red)`}},
		{"an unknown kind", `"id":"d",`, `"id":"d","kind":"bed",`, []string{desk + `/kind: bad-value (bed)`}},
		{"feet", `"id":"f",`, `"id":"f","unit":"ft",`, []string{`/offices/0/floors/0/unit: bad-value (ft)`}},
		{"two corners", `"id":"x",`, `"id":"x","outline":[{"x":0,"y":0},{"x":1,"y":1}],`, []string{`/offices/0/floors/0/fixtures/0/outline: bad-value (too few)`}},
		{"a corner outside", `"id":"x",`, `"id":"x","outline":[{"x":0,"y":0},{"x":1,"y":2},{"x":1,"y":0}],`,
			[]string{`/offices/0/floors/0/fixtures/0/outline/1/y: outside (2)`}},
		{"a key twice", `"id":"d",`, `"id":"d","id":"e",`, []string{desk + `/id: twice (id)`}},
		{"a strange key twice", `"id":"d",`, `"id":"d","a/~b":1,"a/~b":2,`, []string{desk + `/a~1~0b: twice (a/~b)`}},
		{"a desk twice", `"desks":[{`, `"desks":[{"id":"d","position":{"x":0,"y":0},"size":{"width":1,"height":1}},{`, []string{`/offices/0/floors/0/desks/1/id: twice (d)`}},
		{"no layout", `"layout":{"width":3,"height":2},`, ``, []string{`/offices/0/floors/0: missing (layout)`}},
		{"no floors", `"floors":`, `"storeys":`, []string{`/offices/0: missing (floors)`}},
		{"no offices", `"offices":`, `"places":`, []string{`missing (offices)`}},
		{"many faults, in order", `"x":0.5,"y":0.5},"size":{"width":0.1,"height":0.1}`, `"x":"a","y":2},"size":{"width":0},"zone":[],"rotation":{}`,
			[]string{
				desk + `/position/x: wrong-type ("a")`, desk + `/position/y: outside (2)`, desk + `/size/width: outside (0)`,
				desk + `/size: missing (height)`, desk + `/zone: wrong-type ([])`, desk + `/rotation: wrong-type ({})`,
			}},
		{"trailing data", `]}]}]}`, `]}]}]} {}`, []string{`trailing`}},
		{"trailing nonsense", `]}]}]}`, `]}]}]}]`, []string{`trailing`}},
		{"cut off", `]}]}]}`, `]}]}`, []string{`cut-off (245)`}},
		{"a comma too few", "[{\"id\":\"x\",", "[{\"id\":\"x\"", []string{`line 2: not-json (invalid character '"' after object value (expecting ',' or '}'), at byte 96)`}},
		{"invalid UTF-8", `"id":"d"`, "\"id\":\"\xff\"", []string{"line 3: not-json (invalid UTF-8, at byte 175)"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			changed := strings.Replace(smallPlan, test.replace, test.by, 1)
			if changed == smallPlan {
				t.Fatal("the change changes nothing")
			}
			offices, err := readPlan(changed)
			wantFaults(t, err, test.want...)
			if offices != nil {
				t.Errorf("offices in spite of faults")
			}
		})
	}
}

func TestReadOfficesGoesOnBehindFaultsAndStopsListingThem(t *testing.T) {
	var desks []string
	for i := range 40 {
		desks = append(desks, fmt.Sprintf(`{"id":"d%d","position":{"x":%d,"y":0},"size":{"width":0.1,"height":0.1}}`, i, i%2*7))
	}
	_, err := readPlan(`{"offices":[{"id":"o","floors":[{"id":"f","layout":{"width":1,"height":1},"desks":[` + strings.Join(desks, ",") + `]}]}]}`)
	var want []string
	for i := range 20 {
		want = append(want, fmt.Sprintf("/offices/0/floors/0/desks/%d/position/x: outside (7)", 2*i+1))
	}
	wantFaults(t, err, want...)
	_, err = readPlan(`{"offices":[{},7,{"id":"o","floors":[]},{"id":"o","floors":[]},{"id":"p","floors":[{"id":"f"},{"id":"f"}]}]}`)
	wantFaults(t, err,
		"/offices/0: missing (id)", "/offices/0: missing (floors)", "/offices/1: wrong-type (7)", "/offices/3/id: twice (o)",
		"/offices/4/floors/0: missing (layout)", "/offices/4/floors/0: missing (desks)", "/offices/4/floors/1/id: twice (f)",
		"/offices/4/floors/1: missing (layout)", "/offices/4/floors/1: missing (desks)")
	many := strings.Repeat(`{"offices":7,`, 1) + strings.Repeat(`"offices":7,`, 30) + `"x":1}`
	_, err = readPlan(many)
	var faults *failure.FaultsError
	if !errors.As(err, &faults) || len(faults.Faults) != failure.MaxFaults || !faults.More {
		t.Errorf("%v", err)
	}
}

func TestWhatIsNoFloorPlanIsSaidToBeNone(t *testing.T) {
	for name, test := range map[string]struct {
		content string
		want    failure.FaultCode
	}{
		"nothing":      {"", failure.FaultEmpty},
		"a text":       {"Dear all,", failure.FaultNotJSON},
		"a list":       {"[]", failure.FaultWrongType},
		"an object":    {"{}", failure.FaultMissing},
		"a brace":      {"{", failure.FaultCutOff},
		"deep lists":   {`{"offices":` + strings.Repeat("[", 1<<20), failure.FaultNotJSON},
		"deep unknown": {`{"x":` + strings.Repeat(`{"a":[`, 1<<20), failure.FaultNotJSON},
		"deep, closed": {`{"offices":` + strings.Repeat("[", 1<<20) + strings.Repeat("]", 1<<20) + "}", failure.FaultNotJSON},
	} {
		path := filepath.Join(t.TempDir(), "plan.json")
		filetest.MustWrite(t, path, test.content)
		_, err := ReadOffices(t.Context(), path)
		filetest.WantFault(t, name, err, test.want)
		filetest.WantKind(t, err, failure.KindBadBackup)
	}
	_, err := ReadOffices(t.Context(), t.TempDir())
	filetest.WantKind(t, err, failure.KindBadBackup)
	_, err = ReadOffices(t.Context(), filepath.Join(t.TempDir(), "gone.json"))
	filetest.WantKind(t, err, failure.KindMissing)
	big := filepath.Join(t.TempDir(), "big.json")
	filetest.MustWrite(t, big, "{")
	if err := os.Truncate(big, maxPlanBytes+1); err != nil {
		t.Fatal(err)
	}
	_, err = ReadOffices(t.Context(), big)
	filetest.WantKind(t, err, failure.KindBadBackup)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = ReadOffices(ctx, "../testdata/tiny.json")
	filetest.WantKind(t, err, failure.KindCancelled)
}

// A backup can be read as a plan, and keeps what was removed for the sake of old bookings.
func TestWhatWasRemovedIsNoPartOfAPlan(t *testing.T) {
	path := filepath.Join(t.TempDir(), "backup.json")
	floor := func(id, more string) string {
		return `{"id":"` + id + `","layout":{"width":1,"height":1},"desks":[]` + more + `}`
	}
	filetest.MustWrite(t, path, `{"offices":[{"id":"old","retired":true,"floors":[`+floor("a", "")+`]},
		{"id":"new","floors":[`+floor("b", `,"retired":true`)+","+floor("c", "")+`]}]}`)
	offices, err := ReadOffices(t.Context(), path)
	if err != nil || len(offices) != 1 || offices[0].ID != "new" || len(offices[0].Floors) != 1 || offices[0].Floors[0].ID != "c" {
		t.Errorf("%+v, %v", offices, err)
	}
}

func TestHostileFloorPlansCostNoMoreThanGoodOnes(t *testing.T) {
	if testing.Short() || filetest.UnderRace {
		t.Skip("reads a hundred megabytes")
	}
	floor := func(desks string) string {
		return `{"offices":[{"id":"o","floors":[{"id":"f","layout":{"width":1,"height":1},"desks":[` + desks + `]}]}]}`
	}
	var keys strings.Builder
	for i := range 1 << 20 {
		keys.WriteString(`"` + strconv.Itoa(i) + `":0,`)
	}
	for name, test := range map[string]struct {
		content string
		want    failure.FaultCode
	}{
		"a label of 16 MB":    {strings.Replace(smallPlan, `"id":"d"`, `"id":"d","label":"`+strings.Repeat("x", 16<<20)+`"`, 1), failure.FaultBadValue},
		"an id of 16 MB":      {strings.Replace(smallPlan, `"id":"d"`, `"id":"`+strings.Repeat("x", 16<<20)+`"`, 1), failure.FaultBadID},
		"a key of 16 MB":      {strings.Replace(smallPlan, `"id":"d"`, `"`+strings.Repeat("x", 16<<20)+`":0,"id":""`, 1), failure.FaultBadID},
		"a number of 16 MB":   {strings.Replace(smallPlan, `0.5`, `0.`+strings.Repeat("5", 16<<20), 1), ""},
		"a million keys":      {strings.Replace(smallPlan, `"id":"d"`, keys.String()+`"id":""`, 1), failure.FaultBadID},
		"a million desks":     {floor(`{}` + strings.Repeat(`,{}`, 1<<20)), failure.FaultMissing},
		"a million numbers":   {floor(`0` + strings.Repeat(`,0`, 4<<20)), failure.FaultWrongType},
		"a million times one": {`{"x":0` + strings.Repeat(`,"x":0`, 1<<20) + `}`, failure.FaultTwice},
	} {
		begin := time.Now()
		_, err := readPlan(test.content)
		if took := time.Since(begin); took > 20*time.Second {
			t.Errorf("%s: %v", name, took)
		}
		var faults *failure.FaultsError
		if test.want == "" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		} else if !errors.As(err, &faults) || faults.Faults[0].Code != test.want {
			t.Errorf("%s: %.200v", name, err)
		}
		if err != nil && len(err.Error()) > 10_000 {
			t.Errorf("%s: a message of %d bytes", name, len(err.Error()))
		}
	}
}

func TestOfficesThatAreWrittenAreReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		offices := enginetest.AnyOffices().Draw(t, "offices")
		content, err := OfficesJSON(offices)
		if err != nil {
			t.Fatal(err)
		}
		again, err := parseOffices(context.Background(), content)
		if err != nil {
			t.Fatalf("%v\n%s", err, content)
		}
		if diff := cmp.Diff(offices, again, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}

func FuzzReadOffices(f *testing.F) {
	for _, seed := range []string{
		"", "{}", smallPlan, `{"offices":[{"id":"o","floors":[]},{"id":"o","floors":[]}]}`, `{"offices":[[[[`, `{"offices":[{"id":1e400}]}`,
		`{"offices":[{"id":"\ud800"}],"offices":null}`, "\ufeff" + `{"x":[{"a":{}}],"offices":[]} `,
		strings.Replace(smallPlan, `"id":"d"`, `"id":"d","features":["a"],"retired":true,"rotation":-1e2,"zone":"é"`, 1),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		offices, err := parseOffices(t.Context(), content)
		if err != nil {
			var faults *failure.FaultsError
			if !errors.As(err, &faults) || len(faults.Faults) == 0 || len(faults.Faults) > failure.MaxFaults || offices != nil {
				t.Fatalf("%T %v", err, err)
			}
			return
		}
		seen := map[string]bool{}
		for _, o := range offices {
			if err := o.Check(); err != nil || seen[o.ID] {
				t.Fatalf("%v: %+v", err, o)
			}
			seen[o.ID] = true
			for _, floor := range o.Floors {
				if math.IsInf(floor.Layout.Width, 0) {
					t.Fatal(floor)
				}
			}
		}
		again, err := OfficesJSON(offices)
		if err != nil {
			t.Fatal(err)
		}
		same, err := parseOffices(t.Context(), again)
		if err != nil || !cmp.Equal(offices, same, cmpopts.EquateEmpty()) {
			t.Fatalf("%v\n%s", err, again)
		}
	})
}

func TestTheExampleOfAFloorPlanInTheDocsIsGood(t *testing.T) {
	blocks := filetest.CodeBlocks(t, "../../docs/floor-plan-format.md", "json")
	if len(blocks) != 1 {
		t.Fatalf("%d examples", len(blocks))
	}
	offices, err := readPlan(blocks[0])
	if err != nil {
		t.Fatal(err)
	}
	if desks := offices[0].Floors[0].Desks; len(desks) != 2 || desks[1].Label != "A2" || desks[1].Rotation != 90 {
		t.Errorf("%+v", offices)
	}
}
