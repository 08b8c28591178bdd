package format

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/filetest"
)

// repeated is a file that is nowhere: a head, a piece made again and again, a tail.
// Each piece is as long as the others.
type repeated struct {
	head, tail string
	piece      func(n int) string
	length     int // of a piece
	pieces     int
}

func repeat(head string, piece func(n int) string, pieces int, tail string) repeated {
	return repeated{head, tail, piece, len(piece(0)), pieces}
}

func (r repeated) size() int64 {
	return int64(len(r.head)) + int64(r.length)*int64(r.pieces) + int64(len(r.tail))
}

func (r repeated) ReadAt(p []byte, off int64) (n int, err error) {
	for n < len(p) {
		at := off + int64(n)
		middle := at - int64(len(r.head))
		end := int64(r.length) * int64(r.pieces)
		switch {
		case at >= r.size():
			return n, io.EOF
		case middle < 0:
			n += copy(p[n:], r.head[at:])
		case middle < end:
			n += copy(p[n:], r.piece(int(middle / int64(r.length)))[middle%int64(r.length):])
		default:
			n += copy(p[n:], r.tail[middle-end:])
		}
	}
	return n, nil
}

// peak returns by how much the memory in use grew at most while f ran, looked at each
// time that f reads.
type peak struct {
	io.ReaderAt
	before, most uint64
	reads        int
}

func newPeak(r io.ReaderAt) *peak {
	runtime.GC()
	debug.FreeOSMemory()
	p := &peak{ReaderAt: r}
	p.before = inUse()
	return p
}

func inUse() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse + m.StackInuse
}

func (p *peak) look() {
	if now := inUse(); now > p.before {
		p.most = max(p.most, now-p.before)
	}
}

func (p *peak) ReadAt(b []byte, off int64) (int, error) {
	if p.reads++; p.reads%16 == 0 {
		p.look()
	}
	return p.ReaderAt.ReadAt(b, off)
}

// mostMemory is how much a backup of any size may cost to read.
const mostMemory = 128 << 20

func TestNoBackupCostsMoreMemoryThanItsBound(t *testing.T) {
	if filetest.UnderRace {
		t.Skip("the race detector takes memory of its own")
	}
	megabytes := 12 << 20
	if os.Getenv("SEATKEEPER_LONG") != "" {
		megabytes = 160 << 20 // beyond every bound
	}
	number := func(format string) func(int) string {
		if !strings.Contains(format, "%") {
			return func(int) string { return format }
		}
		return func(n int) string { return fmt.Sprintf(format, n) }
	}
	floors := `{"id":"o%09d","floors":[`
	desk := `{"id":"%09d","label":"","position":{"x":0.1,"y":0.1},"size":{"width":0.1,"height":0.1}},`
	booking := `{"id":"00000000-0000-4000-8000-000%09d","office":"o","floor":"f","deskId":"%09[1]d","date":"2026-11-23","userId":"%09[1]d","createdAt":"2026-11-23T09:11:12.345Z"},`
	backwards := func(n int) string {
		return fmt.Sprintf(`{"id":"%036d","office":"o","floor":"f","deskId":"d","date":"%04d-11-%02d","userId":"visitor","createdAt":"2026-11-23T09:11:12.345Z"},`, n, 9999-n/28%9000, 28-n%28)
	}
	for name, file := range map[string]struct {
		head  string
		piece func(int) string
		tail  string
	}{
		"keys that nobody knows":       {`{`, number(`"k%09d":0,`), `"users":[],"bookings":[]}`},
		"keys within one of those":     {`{"x":{`, number(`"k%09d":0,`), `"z":0},"users":[],"bookings":[]}`},
		"empty desks":                  {`{"offices":[{"floors":[{"desks":[`, number(`{},`), `{}]}]}],"users":[],"bookings":[]}`},
		"empty floors":                 {`{"offices":[{"floors":[`, number(`{},`), `{}]}],"users":[],"bookings":[]}`},
		"offices of desks":             {`{"offices":[`, number(floors + `{"id":"f","desks":[` + strings.Repeat(`{},`, 20000) + `{}]}]},`), `{}],"users":[],"bookings":[]}`},
		"features":                     {`{"offices":[{"floors":[{"desks":[{"features":[`, number(`"%09d",`), `""]}]}]}],"users":[],"bookings":[]}`},
		"blocks":                       {`{"offices":[{"floors":[{"desks":[{"blocks":[`, number(`{"from":"2026-11-23"},`), `{}]}]}]}],"users":[],"bookings":[]}`},
		"one office with its desks":    {"{\n\"offices\": [\n" + `{"id":"o","floors":[{"id":"f","desks":[`, number(desk), `{}]}]}` + "\n],\n\"users\": [\n],\n\"bookings\": [\n],\n\"x\": 1\n}\n"},
		"offices":                      {`{"offices":[`, number(`{"id":"%09d"},`), `{}],"users":[],"bookings":[]}`},
		"people":                       {`{"users":[`, number(`{"id":"` + strings.Repeat("i", 80) + `%09d","name":"` + strings.Repeat("é", 150) + `%09[1]d"},`), `{}],"bookings":[]}`},
		"people by line":               {"{\n\"users\": [\n", number(`{"id":"` + strings.Repeat("i", 80) + `%09d","name":"` + strings.Repeat("é", 150) + `%09[1]d"},` + "\n"), "{}\n],\n\"bookings\": [\n],\n\"x\": 1\n}\n"},
		"IDs that are too long":        {`{"users":[`, number(`{"id":"` + strings.Repeat("i", 8000) + `%09d","name":"%09[1]d"},`), `{}],"bookings":[]}`},
		"bookings of unknown desks":    {`{"bookings":[`, number(booking), `{}],"users":[]}`},
		"bookings that are not sorted": {`{"users":[],"bookings":[`, backwards, `{}]}`},
		"bookings with long IDs":       {`{"bookings":[`, number(`{"id":"` + strings.Repeat("i", 8000) + `%09d","date":"2026-11-23","userId":"%[1]d","deskId":"%[1]d"},`), `{}]}`},
		"a list within a list":         {`{"users":`, number(`[`), ``},
		"objects within objects":       {``, number(`{"a":`), ``},
		"a text":                       {`{"users":[{"id":"`, number(`x`), `"}],"bookings":[]}`},
		"a text nobody asks for":       {`{"x":"`, number(`x`), `","users":[],"bookings":[]}`},
		"pictures":                     {`{"users":[],"bookings":[],"pictures":[`, number(`{"id":"%064d","type":"image/png","data":"` + strings.Repeat("iVBORw0KGgo=", 1000) + `"},`), `{}]}`},
		"pictures that are large":      {`{"users":[],"bookings":[],"pictures":[`, number(`{"id":"%064d","type":"image/png","data":"` + strings.Repeat("iVBO", data.MaxPictureBytes/3) + `"},`), `{}]}`},
		"large pictures by line":       {"{\n\"users\": [\n],\n\"bookings\": [\n],\n\"pictures\": [\n", number(`{"id":"%064d","type":"image/png","data":"` + strings.Repeat("iVBO", data.MaxPictureBytes/3) + "\"},\n"), "{}\n],\n\"x\": 1\n}\n"},
		"a picture without end":        {"{\n\"users\": [\n],\n\"bookings\": [\n],\n\"pictures\": [\n" + `{"data":"`, number(`iVBO`), "\"}\n],\n\"x\": 1\n}\n"},
		"pictures under floors":        {`{"offices":[{"id":"o","name":"` + strings.Repeat("é", 50_000) + `","floors":[`, number(`{"id":"%09d","background":{"picture":"` + strings.Repeat("0", 64) + `"}},`), `{}]}],"users":[],"bookings":[]}`},
		"numbers":                      {`{"users":[`, number(`%09d,`), `0],"bookings":[]}`},
	} {
		t.Run(name, func(t *testing.T) {
			file := repeat(file.head, file.piece, megabytes/len(file.piece(0)), file.tail)
			p := newPeak(file)
			start := time.Now()
			end := backupfile.Frugally(file.size())
			_, lines := ReadLines(t.Context(), io.NewSectionReader(p, 0, file.size()))
			var any error
			if errors.Is(lines, ErrNotLines) {
				_, any = readAny(t.Context(), p, file.size())
			}
			end()
			p.look()
			took := time.Since(start)
			t.Logf("%d MB of memory for %d MB, in %v: %v", p.most>>20, file.size()>>20, took.Round(time.Millisecond), errors.Join(lines, any))
			if p.most > mostMemory {
				t.Errorf("%d MB", p.most>>20)
			}
			if perMegabyte := took / time.Duration(file.size()>>20+1); perMegabyte > 3*time.Second {
				t.Errorf("%v a megabyte", perMegabyte)
			}
		})
	}
}

// An office of a size that there may be is read, and by far.
func TestAnOfficeOfTwentyThousandPeopleIsRead(t *testing.T) {
	var file strings.Builder
	file.WriteString("{\n\"schemaVersion\": \"1.2.0\",\n\"offices\": [\n" + `{"id":"o","name":"O","code":"O","floors":[`)
	for f := range 10 {
		fmt.Fprintf(&file, `{"id":"f%d","name":"F","level":%d,"layout":{"width":30,"height":20},"fixtures":[],"desks":[`, f, f)
		for d := range 500 {
			fmt.Fprintf(&file, `{"id":"d%d","label":"D %d","position":{"x":0.25,"y":0.5},"size":{"width":0.1,"height":0.1},"rotation":0,"zone":"Engineering","features":["two screens","by the window"],"blocks":[{"from":"2026-12-24","to":"2026-12-31","reason":"Renovation"}]},`, d, d)
		}
		fmt.Fprint(&file, `{"id":"last","layout":{},"position":{"x":0,"y":0},"size":{"width":0.1,"height":0.1}}]},`)
	}
	file.WriteString(`{"id":"f","layout":{"width":1,"height":1}}]}` + "\n],\n\"users\": [\n")
	for u := range 20_000 {
		fmt.Fprintf(&file, "{\"id\":\"%036d\",\"name\":\"Person %d\",\"active\":true},\n", u, u)
	}
	file.WriteString("{\"id\":\"x\",\"name\":\"Last\",\"active\":true}\n],\n\"bookings\": [\n],\n\"sha256\": \"SUM\"\n}\n")
	path := filepath.Join(t.TempDir(), "it.json")
	if err := os.WriteFile(path, []byte(filetest.Summed(file.String())), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := verified(t, path); r.Users != 20_001 {
		t.Errorf("%+v", r)
	}
}
