package format

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"seatkeeper/storage/backupfile"
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
		filetest.WantFault(t, name, whole, test.want)
	}
	_, err := VerifyBackup(t.Context(), filepath.Join(t.TempDir(), "gone.json"), backupfile.ReadOptions{})
	filetest.WantKind(t, err, failure.KindMissing)
	_, err = VerifyBackup(t.Context(), t.TempDir(), backupfile.ReadOptions{})
	filetest.WantKind(t, err, failure.KindBadBackup)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = VerifyBackup(ctx, tinyFile, backupfile.ReadOptions{})
	filetest.WantKind(t, err, failure.KindCancelled)
}

func TestAHostileFileCostsNoMoreThanItsBound(t *testing.T) {
	if testing.Short() || filetest.UnderRace {
		t.Skip("reads some hundred megabytes")
	}
	for name, g := range map[string]filetest.Generated{
		"a name of 100 MB":       {Head: "{\n\"users\": [\n{\"id\":\"u1\",\"name\":\"", Fill: 'x', Size: 100 << 20},
		"a guest of 100 MB":      {Head: "{\n\"bookings\": [\n{\"guest\":\"", Fill: 'x', Size: 100 << 20},
		"a key of 100 MB":        {Head: "{\n\"", Fill: 'x', Size: 100 << 20},
		"100 MB of brackets":     {Head: "", Fill: '[', Size: 100 << 20},
		"100 MB of white space":  {Head: "{", Fill: ' ', Size: 100 << 20},
		"100 MB of line breaks":  {Head: "{\n", Fill: '\n', Size: 100 << 20},
		"100 MB in an own value": {Head: "{\"x\":\"", Fill: 'x', Size: 100 << 20},
	} {
		t.Run(name, func(t *testing.T) {
			runtime.GC()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := ReadLines(t.Context(), io.NewSectionReader(g, 0, g.Size))
			if !errors.Is(err, ErrNotLines) {
				t.Errorf("%v", err)
			}
			if _, err = readAny(t.Context(), g, g.Size); err == nil {
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
