package storage

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/regular"
)

func TestWhatIsNoBackupIsSaidToBeNone(t *testing.T) {
	for name, test := range map[string]struct {
		content string
		want    failure.FaultCode
	}{
		"nothing":        {"", failure.FaultEmpty},
		"a text":         {"Dear all,", failure.FaultNotJSON},
		"a list":         {"[]", failure.FaultNotBackup},
		"a number":       {"7", failure.FaultNotBackup},
		"an object":      {"{}", failure.FaultMissing},
		"a brace":        {"{", failure.FaultCutOff},
		"a mark (BOM)":   {"\ufeff" + filetest.Sound, failure.FaultNotChecksum},
		"deep nesting":   {strings.Repeat("[", 1<<20), failure.FaultNotJSON},
		"a deep object":  {strings.Repeat(`{"a":`, 1<<18), failure.FaultNotJSON},
		"deep and known": {`{"users":` + strings.Repeat("[", 1<<20), failure.FaultNotJSON},
		"deep and not":   {`{"x":` + strings.Repeat("[", 1<<20), failure.FaultNotJSON},
	} {
		_, _, _, whole := readBoth(t, test.content)
		var faults *failure.FaultsError
		if !errors.As(whole, &faults) || faults.Faults[0].Code != test.want {
			t.Errorf("%s: %v, not %s", name, whole, test.want)
		}
	}
	_, err := VerifyBackup(t.Context(), filepath.Join(t.TempDir(), "gone.json"), ReadOptions{})
	filetest.WantKind(t, err, failure.KindMissing)
	_, err = VerifyBackup(t.Context(), t.TempDir(), ReadOptions{})
	filetest.WantKind(t, err, failure.KindBadBackup)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = VerifyBackup(ctx, tinyFile, ReadOptions{})
	filetest.WantKind(t, err, failure.KindCancelled)
}

// generated is a file that is nowhere: a head, then one byte for ever.
type generated struct {
	head string
	fill byte
	size int64
}

func (g generated) ReadAt(p []byte, off int64) (n int, err error) {
	for n = range p {
		at := off + int64(n)
		switch {
		case at >= g.size:
			return n, io.EOF
		case at < int64(len(g.head)):
			p[n] = g.head[at]
		default:
			p[n] = g.fill
		}
	}
	return len(p), nil
}

func TestAHostileFileCostsNoMoreThanItsBound(t *testing.T) {
	if testing.Short() || filetest.UnderRace {
		t.Skip("reads some hundred megabytes")
	}
	for name, g := range map[string]generated{
		"a name of 100 MB":       {"{\n\"users\": [\n{\"id\":\"u1\",\"name\":\"", 'x', 100 << 20},
		"a guest of 100 MB":      {"{\n\"bookings\": [\n{\"guest\":\"", 'x', 100 << 20},
		"a key of 100 MB":        {"{\n\"", 'x', 100 << 20},
		"100 MB of brackets":     {"", '[', 100 << 20},
		"100 MB of white space":  {"{", ' ', 100 << 20},
		"100 MB of line breaks":  {"{\n", '\n', 100 << 20},
		"100 MB in an own value": {"{\"x\":\"", 'x', 100 << 20},
	} {
		t.Run(name, func(t *testing.T) {
			runtime.GC()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := readLines(t.Context(), io.NewSectionReader(g, 0, g.size))
			if !errors.Is(err, errNotLines) {
				t.Errorf("%v", err)
			}
			if _, err = readAny(t.Context(), g, g.size); err == nil {
				t.Error("it is good")
			}
			runtime.ReadMemStats(&after)
			// Each way may hold a record of maxLineLength, in a buffer that doubles.
			if grown := after.TotalAlloc - before.TotalAlloc; grown > 8*regular.MaxRecord {
				t.Errorf("%d MB", grown>>20)
			}
		})
	}
}
