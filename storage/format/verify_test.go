package format

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

const tinyFile = "../testdata/tiny.json"

// read reads content in both ways; the report and error are what verify says.
func readBoth(t testing.TB, content string) (report Report, lines, any, whole error) {
	t.Helper()
	_, lines = ReadLines(context.Background(), strings.NewReader(content))
	_, any = readAny(context.Background(), strings.NewReader(content), int64(len(content)))
	path := filepath.Join(t.TempDir(), "backup.json")
	filetest.MustWrite(t, path, content)
	report, whole = VerifyBackup(context.Background(), path, backupfile.ReadOptions{})
	return report, lines, any, whole
}

func TestAFileCutAtAnyByteIsNeverGood(t *testing.T) {
	filetest.NotUnderRace(t)
	whole := filetest.MustRead(t, tinyFile)
	for n := range len(whole) {
		cut := whole[:n]
		if _, err := ReadLines(t.Context(), strings.NewReader(cut)); err == nil {
			t.Errorf("cut to %d bytes it is good for readLines", n)
		}
		// Without the last line break it is whole JSON, and its sum is right.
		if _, err := readAny(t.Context(), strings.NewReader(cut), int64(n)); err == nil && n < len(whole)-1 {
			t.Errorf("cut to %d bytes it is good for readAny", n)
		}
	}
}

func TestAFileWithAnyBitFlippedIsNeverGoodAndChecksummed(t *testing.T) {
	filetest.NotUnderRace(t)
	whole := []byte(filetest.MustRead(t, tinyFile))
	sumLine := bytes.LastIndex(whole, []byte(`"sha256"`))
	for at := range whole {
		for bit := range 8 {
			if (at+bit)%filetest.OrSampled(1, 3) != 0 {
				continue
			}
			whole[at] ^= 1 << bit
			for name, read := range map[string]func() (Report, error){
				"readLines": func() (Report, error) { return ReadLines(t.Context(), bytes.NewReader(whole)) },
				"readAny":   func() (Report, error) { return readAny(t.Context(), bytes.NewReader(whole), int64(len(whole))) },
			} {
				r, err := read()
				switch {
				case err != nil:
				case !r.Checksummed && at >= sumLine && at < sumLine+len(`"sha256"`):
					// The sum's own key has another name, so the file has no sum. It is
					// said to be so; nothing else can be known.
				case at > sumLine+len(`"sha256": "`)+64 && name == "readAny":
					// White space behind the sum, which nothing covers.
				case at == sumLine+len(`"sha256":`) && name == "readAny":
					// The space before the sum is another white space.
				default:
					t.Errorf("%s: bit %d of byte %d (%q): good", name, bit, at, whole[max(0, at-10):min(len(whole), at+10)])
				}
			}
			whole[at] ^= 1 << bit
		}
	}
}

func TestAFaultIsFoundAndNamed(t *testing.T) {
	if r, lines, any, whole := readBoth(t, filetest.Summed(filetest.Sound)); lines != nil || any != nil || whole != nil || !r.Checksummed || r.Bookings != 3 {
		t.Fatal(lines, any, whole, r)
	}
	third := `"date":"2026-11-24","userId":"visitor"`
	for name, test := range map[string]struct {
		old, new string
		want     failure.FaultCode
		line     int64 // 0 where the file is not in our form any more
	}{
		"a count is too high":             {`"bookings": 3`, `"bookings": 4`, failure.FaultCount, 0},
		"a count of users":                {`"users": 2`, `"users": 1`, failure.FaultCount, 0},
		"a count of offices":              {`"offices": 1,`, `"offices": 0,`, failure.FaultCount, 0},
		"a count that is a text":          {`"users": 2`, `"users": "2"`, failure.FaultWrongType, 6},
		"a desk that is not there":        {`"deskId":"d2"`, `"deskId":"d3"`, failure.FaultUnknownDesk, 16},
		"a floor that is not there":       {`"floor":"f1","deskId":"d2"`, `"floor":"f2","deskId":"d2"`, failure.FaultUnknownDesk, 16},
		"a user that is not there":        {`"userId":"u2"`, `"userId":"u3"`, failure.FaultUnknownUser, 16},
		"no user":                         {`"userId":"u2",`, ``, failure.FaultUnknownUser, 16},
		"a desk twice":                    {third, `"date":"2026-11-23","userId":"visitor"`, failure.FaultDeskTwice, 17},
		"a person twice":                  {`"deskId":"d2","date":"2026-11-23","userId":"u2"`, `"deskId":"d2","date":"2026-11-23","userId":"u1"`, failure.FaultPersonTwice, 16},
		"a desk that is blocked then":     {`"label":"D 2",`, `"label":"D 2","blocks":[{"from":"2026-11-20","to":"2026-11-23"}],`, failure.FaultBlocked, 16},
		"a block that ends too soon":      {`"label":"D 2",`, `"label":"D 2","blocks":[{"from":"2026-11-20","to":"2026-11-19"}],`, failure.FaultBadValue, 8},
		"a guest who is a user":           {`"userId":"visitor"`, `"userId":"u1"`, failure.FaultGuestNotGuest, 17},
		"a date that is none":             {third, `"date":"2026-02-29","userId":"visitor"`, failure.FaultBadDate, 17},
		"a date in another form":          {third, `"date":"24.11.2026","userId":"visitor"`, failure.FaultBadDate, 17},
		"a date that is a number":         {`"date":"2026-11-24"`, `"date":20261124`, failure.FaultWrongType, 17},
		"a time that is none":             {`"createdAt":"2026-11-23T09:11:12.345Z"}`, `"createdAt":"2026-02-30T09:11:12.345Z"}`, failure.FaultBadTime, 15},
		"no time":                         {`,"createdAt":"2026-11-23T09:11:12.345Z","guest"`, `,"guest"`, failure.FaultBadTime, 17},
		"a release that is none":          {`,"guest":"Ann"`, `,"releasedAt":"soon","guest":"Ann"`, failure.FaultBadTime, 17},
		"an ID twice on one day":          {`000000000002","office`, `000000000001","office`, failure.FaultTwice, 16},
		"an empty ID":                     {`00000000-0000-4000-8000-000000000003`, ``, failure.FaultBadID, 17},
		"a user twice":                    {`{"id":"u2","name":"Bob"`, `{"id":"u1","name":"Bob"`, failure.FaultTwice, 12},
		"a blank name":                    {`"name":"Bob"`, `"name":" "`, failure.FaultBadValue, 12},
		"a name too long":                 {`"name":"Bob"`, `"name":"` + strings.Repeat("x", 201) + `"`, failure.FaultBadValue, 12},
		"the visitor among the users":     {`{"id":"u2"`, `{"id":"visitor"`, failure.FaultBadID, 12},
		"a name that is a number":         {`"name":"Bob"`, `"name":7`, failure.FaultWrongType, 12},
		"a user that is a list":           {`{"id":"u2","name":"Bob","active":true}`, `[]`, failure.FaultWrongType, 12},
		"a user that is null":             {`{"id":"u2","name":"Bob","active":true}`, `null`, failure.FaultWrongType, 12},
		"a desk twice on a floor":         {`{"id":"d2"`, `{"id":"d1"`, failure.FaultTwice, 8},
		"a desk off the floor":            {`"x":0.5,`, `"x":1.5,`, failure.FaultBadValue, 8},
		"a floor without an extent":       {`"width":30`, `"width":0`, failure.FaultBadValue, 8},
		"another sum":                     {`"SUM"`, `"` + strings.Repeat("0", 64) + `"`, failure.FaultChecksum, 0},
		"a sum too short":                 {`"SUM"`, `"0123"`, failure.FaultNotChecksum, -1},
		"a sum in capitals":               {`"SUM"`, `"` + strings.Repeat("A", 64) + `"`, failure.FaultNotChecksum, -1},
		"a version that is none":          {`"1.0.0"`, `"one"`, failure.FaultBadValue, 2},
		"a version that is empty":         {`"1.0.0"`, `""`, failure.FaultBadValue, 2},
		"a version that is a number":      {`"1.0.0"`, `1`, failure.FaultWrongType, 2},
		"an export time that is none":     {`"2026-11-23T10:11:12.345+01:00"`, `"aNoon"`, failure.FaultBadTime, 4},
		"a key twice":                     {`"app": "Seatkeeper 0.1.0",`, "\"app\": \"x\",\n\"app\": \"y\",", failure.FaultTwice, -1},
		"a key twice in a record":         {`"name":"Bob"`, `"name":"Bob","name":"Bob"`, failure.FaultTwice, 12},
		"a key twice in a booking":        {third, third + `,"userId":"u1"`, failure.FaultTwice, 17},
		"the users twice":                 {"],\n\"bookings\"", "],\n\"users\": [\n],\n\"bookings\"", failure.FaultTwice, -1},
		"a byte that is not UTF-8":        {"Bob", "B\xffb", failure.FaultNotJSON, -1},
		"such a byte in a guest's name":   {`"Ann"`, "\"A\xc3\"", failure.FaultNotJSON, -1},
		"half of a surrogate pair":        {`"Ann"`, `"\ud83d"`, failure.FaultNotJSON, -1},
		"something behind the end":        {"\"\n}\n", "\"\n}\n{}", failure.FaultTrailing, -1},
		"zeros behind the end":            {"\"\n}\n", "\"\n}\n\x00\x00\x00", failure.FaultTrailing, -1},
		"a comma too many":                {"\"active\":true}\n],\n\"bookings\"", "\"active\":true},\n],\n\"bookings\"", failure.FaultNotJSON, -1},
		"a comma too few":                 {"\"active\":true},\n{\"id\":\"u2\"", "\"active\":true}\n{\"id\":\"u2\"", failure.FaultNotJSON, -1},
		"no users":                        {"\"users\": [\n{\"id\":\"u1\",\"name\":\"Alice\",\"active\":true},\n{\"id\":\"u2\",\"name\":\"Bob\",\"active\":true}\n],\n", "", failure.FaultMissing, 0},
		"users that are an object":        {"\"users\": [\n", "\"users\": {}, \"more\": [\n", failure.FaultWrongType, -1},
		"a control character in a string": {"Bob", "B\tb", failure.FaultNotJSON, -1},
	} {
		t.Run(name, func(t *testing.T) {
			file := strings.Replace(filetest.Sound, test.old, test.new, 1)
			if file == filetest.Sound {
				t.Fatal("nothing was replaced")
			}
			_, lines, any, whole := readBoth(t, filetest.Summed(file))
			if any == nil || whole == nil {
				t.Fatalf("readAny says %v, verify %v", any, whole)
			}
			if lines == nil {
				t.Error("readLines finds nothing")
			}
			filetest.WantKind(t, whole, failure.KindBadBackup)
			for _, err := range []error{any, whole} {
				var faults *failure.FaultsError
				if !errors.As(err, &faults) || !slices.ContainsFunc(faults.Faults, func(f failure.Fault) bool { return f.Code == test.want }) {
					t.Errorf("%v, and no %s", err, test.want)
				}
			}
			var faults *failure.FaultsError
			if test.line >= 0 && (!errors.As(lines, &faults) || faults.Faults[0].Line != test.line || faults.Faults[0].Code != test.want) {
				t.Errorf("%v, not %s in line %d", lines, test.want, test.line)
			}
		})
	}
}

func TestOrderMattersToOurOwnFormAlone(t *testing.T) {
	lines := strings.Split(filetest.Sound, "\n")
	lines[14], lines[15] = lines[15], lines[14]
	_, byLine, any, _ := readBoth(t, filetest.Summed(strings.Join(lines, "\n")))
	var faults *failure.FaultsError
	if !errors.As(byLine, &faults) || faults.Faults[0].Code != failure.FaultOrder || any != nil {
		t.Errorf("%v, %v", byLine, any)
	}
}

func TestANewerFormatIsRefusedByName(t *testing.T) {
	for version, newer := range map[string]bool{"2.0.0": true, "10.1": true, "999999": true, "1.9.9": false, "1": false} {
		_, lines, any, whole := readBoth(t, filetest.Summed(strings.Replace(filetest.Sound, "1.0.0", version, 1)))
		for _, err := range []error{lines, any, whole} {
			var known *failure.NewerFormatError
			if errors.As(err, &known) != newer || !newer && err != nil || newer && known.Have != version {
				t.Errorf("%s: %v", version, err)
			}
		}
		if newer {
			filetest.WantKind(t, whole, failure.KindNewer)
		}
	}
}

func TestOlderAndForeignFormsAreRead(t *testing.T) {
	unsummed := strings.Replace(filetest.Sound, "],\n\"sha256\": \"SUM\"\n", "]\n", 1)
	drop := func(text string, keys ...string) string {
		for _, key := range keys {
			lines := strings.SplitAfter(text, "\n")
			text = strings.Join(slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, `"`+key+`"`) }), "")
		}
		return text
	}
	var parsed map[string]any
	if err := json.Unmarshal([]byte(unsummed), &parsed); err != nil {
		t.Fatal(err)
	}
	pretty, err := json.MarshalIndent(parsed, "", "\t") // sorts the keys: bookings come first
	if err != nil {
		t.Fatal(err)
	}
	compact, err := json.Marshal(parsed)
	if err != nil {
		t.Fatal(err)
	}
	noOffices, _, _ := strings.Cut(unsummed, "\"offices\": [\n")
	_, rest, _ := strings.Cut(unsummed, "],\n\"users\"")
	for name, file := range map[string]string{
		"without a sum":             unsummed,
		"lastUpdated as an object":  strings.Replace(unsummed, `"2026-11-23T09:11:12.345Z",`+"\n\"counts\"", `{"updatedAt": "2026-11-23T09:11:12.345Z"},`+"\n\"counts\"", 1),
		"without a version":         drop(unsummed, "schemaVersion"),
		"without all of the head":   drop(unsummed, "schemaVersion", "app", "exportedAt", "lastUpdated", "counts"),
		"without offices":           strings.Replace(noOffices, `"offices": 1, `, "", 1) + "\"users\"" + rest,
		"pretty-printed and sorted": string(pretty),
		"compact and sorted":        string(compact),
		"Windows line breaks":       strings.ReplaceAll(unsummed, "\n", "\r\n"),
		"unknown keys":              strings.Replace(strings.Replace(unsummed, `"name":"Bob"`, `"name":"Bob","shoe":{"size":[43,{}]}`, 1), `"app"`, `"x": {"y": [[], {}, null]}, "app"`, 1),
		"names in escapes":          strings.Replace(unsummed, "Bob", `B\u00f6b \ud83d\ude42 \/`, 1),
		"a time of another zone":    strings.Replace(unsummed, `"2026-11-23T09:11:12.345Z","guest"`, `"2026-11-23T10:11:12+01:00","guest"`, 1),
		"a release":                 strings.Replace(unsummed, `,"guest":"Ann"`, `,"guest":"Ann","releasedAt":"2026-11-23T10:00:00Z"`, 1),
		"a release that is null":    strings.Replace(unsummed, `,"guest":"Ann"`, `,"guest":"Ann","releasedAt":null`, 1),
		"IDs that are no UUIDs":     strings.ReplaceAll(unsummed, "00000000-0000-4000-8000-", "b-"),
	} {
		t.Run(name, func(t *testing.T) {
			r, _, _, whole := readBoth(t, file)
			if whole != nil {
				t.Fatalf("%v\n%s", whole, file)
			}
			if r.Bookings != 3 || r.Users != 2 || r.Checksummed || len(r.SHA256) != 64 || r.First != aMonday || r.Last != aMonday+1 || r.Bytes != int64(len(file)) {
				t.Errorf("%+v", r)
			}
			if strings.Contains(file, "lastUpdated") && !r.LastUpdated.Equal(aNoon.Truncate(time.Millisecond)) {
				t.Error(r.LastUpdated)
			}
		})
	}
	for name, file := range map[string]string{
		"an unknown user in a sorted file": strings.Replace(string(pretty), `"userId": "u2"`, `"userId": "u9"`, 1),
		"an unknown desk in a sorted file": strings.Replace(string(pretty), `"deskId": "d2"`, `"deskId": "d9"`, 1),
		"a user twice in a sorted file":    strings.Replace(string(compact), `"users":[`, `"users":[{"active":true,"id":"u1","name":"Alice"},`, 1),
		"our sum over other bytes":         strings.Replace(string(pretty), "{", "{\n\"sha256\": \""+strings.Repeat("0", 64)+"\",", 1),
	} {
		if _, _, any, whole := readBoth(t, file); any == nil || whole == nil {
			t.Errorf("%s is good: %v %v", name, any, whole)
		}
	}
	// Bookings before the users, line by line: they are checked all the same.
	head, bookings, _ := strings.Cut(filetest.Summed(filetest.Sound), "\"users\": [")
	users, bookings, _ := strings.Cut(bookings, "\"bookings\": [")
	bookings, _, _ = strings.Cut(bookings, "\"sha256\"")
	turned := filetest.Summed(head + "\"bookings\": [" + bookings + "\"users\": [" + users + "\"sha256\": \"SUM\"\n}\n")
	if _, lines, any, _ := readBoth(t, turned); lines != nil || any != nil {
		t.Errorf("%v %v", lines, any)
	}
	turned = strings.Replace(turned, `"userId":"u2"`, `"userId":"u9"`, 1)
	if _, lines, any, _ := readBoth(t, turned); lines == nil || any == nil {
		t.Errorf("%v %v", lines, any)
	}
}

func TestFaultsOfAWholeFileAreCollectedUpToABound(t *testing.T) {
	file := strings.NewReplacer(`"d1","date"`, `"d8","date"`, `"d2","date"`, `"d9","date"`, `"u2","created`, `"u9","created`).Replace(filetest.Sound)
	_, _, _, whole := readBoth(t, filetest.Summed(file))
	var faults *failure.FaultsError
	if !errors.As(whole, &faults) || len(faults.Faults) != 4 || faults.More {
		t.Errorf("%v", whole)
	}
	many := strings.Replace(filetest.Sound, `{"id":"u2"`, strings.Repeat("{},\n", 50)+`{"id":"u2"`, 1)
	_, _, _, whole = readBoth(t, filetest.Summed(many))
	if !errors.As(whole, &faults) || len(faults.Faults) != failure.MaxFaults || !faults.More {
		t.Errorf("%v", whole)
	}
}

// longFiles returns how to make summed files of exactly so many bytes, about as
// long as that.
func longFiles(t *testing.T, about int) func(size int) string {
	t.Helper()
	var users strings.Builder
	n := 2
	for users.Len() < about-len(filetest.Sound)-400 {
		n++
		fmt.Fprintf(&users, "{\"id\":\"x%d\",\"name\":\"Person %d\",\"active\":true},\n", n, n)
	}
	file := strings.Replace(filetest.Sound, `"users": 2`, fmt.Sprintf(`"users": %d`, n), 1)
	file = strings.Replace(file, `{"id":"u2"`, users.String()+`{"id":"u2"`, 1)
	return func(size int) string {
		missing := size - len(file) - 64 + len("SUM") + len("Seatkeeper 0.1.0")
		f := filetest.Summed(strings.Replace(file, "Seatkeeper 0.1.0", strings.Repeat("a", missing), 1))
		if len(f) != size {
			t.Fatalf("%d bytes, not %d", len(f), size)
		}
		return f
	}
}

func TestFilesAboutAsLongAsABlockAreReadWhole(t *testing.T) {
	filetest.NotUnderRace(t)
	for blocks := 1; blocks <= filetest.OrSampled(2, 1); blocks++ {
		longFile := longFiles(t, blocks*blockSize)
		for _, off := range []int{-200, -130, -129, -128, -127, -80, -79, -78, -2, -1, 0, 1, 2, 77, 78, 79, 80, 127, 128, 129, 200} {
			size := blocks*blockSize + off
			f := longFile(size)
			r, err := ReadLines(t.Context(), strings.NewReader(f))
			if err != nil || r.Bytes != int64(size) || !r.Checksummed {
				t.Errorf("%d bytes: %v %+v", size, err, r)
			}
			if _, err := ReadLines(t.Context(), strings.NewReader(f[:size-1])); err == nil {
				t.Errorf("%d bytes and one missing: good", size)
			}
			if _, err := ReadLines(t.Context(), strings.NewReader(f+"\n")); err == nil {
				t.Errorf("%d bytes and one more: good", size)
			}
			// In small pieces, as a pipe or a network gives them.
			if _, err := ReadLines(t.Context(), &piecewise{f, 1000}); err != nil {
				t.Errorf("%d bytes in pieces: %v", size, err)
			}
		}
	}
}

type piecewise struct {
	rest  string
	piece int
}

func (p *piecewise) Read(b []byte) (int, error) {
	if p.rest == "" {
		return 0, io.EOF
	}
	n := copy(b, p.rest[:min(len(p.rest), p.piece)])
	p.rest = p.rest[n:]
	return n, nil
}

func TestALineLongerThanABlockIsRead(t *testing.T) {
	var desks strings.Builder
	for i := range 8000 {
		fmt.Fprintf(&desks, `{"id":"x%d","label":"%s","position":{"x":0.25,"y":0.5},"size":{"width":0.1,"height":0.1},"rotation":0,"zone":"A","features":[]},`, i, strings.Repeat("x", 180))
	}
	f := filetest.Summed(strings.Replace(filetest.Sound, `{"id":"d1"`, desks.String()+`{"id":"d1"`, 1))
	if len(f) < 3*blockSize {
		t.Fatal(len(f))
	}
	if _, lines, any, _ := readBoth(t, f); lines != nil || any != nil {
		t.Errorf("%v %v", lines, any)
	}
}

func FuzzVerify(f *testing.F) {
	tiny, err := os.ReadFile(tinyFile)
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{string(tiny), filetest.Summed(filetest.Sound), filetest.Sound, "", "{}", `{"users":[],"bookings":[]}`, "{\n\"users\": [\n],\n\"bookings\": [\n],\n\"sha256\": \"\"\n}\n",
		filetest.Summed(strings.Replace(filetest.Sound, `"active":true`, `"active":"true"`, 1)), filetest.Summed(strings.Replace(filetest.Sound, `"x":0.25`, `"x":1e999`, 1)),
		filetest.Summed(strings.Replace(filetest.Sound, `"id":"u1"`, `"id":1,"id":null`, 1)), filetest.Summed(strings.Replace(filetest.Sound, `"floors":[`, `"floors":{},"x":[`, 1)),
		strings.ReplaceAll(filetest.Summed(filetest.Sound), "\n", "\r\n"), strings.Replace(filetest.Sound, `"users": [`, `"users": {}, "x": [`, 1), `{"bookings":[{"date":[],"userId":{}},7,null],"users":[null,[]]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) { readsAlike(t, content) })
}
