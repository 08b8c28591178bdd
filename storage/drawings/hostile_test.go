package drawings_test

import (
	"runtime"
	"strings"
	"testing"

	"seatkeeper/storage/drawings"
	"seatkeeper/storage/filetest"
)

// A text may stand in as many pieces as one likes: putting them together must not cost the
// square of their number.
func TestATextInManyPiecesCostsLittle(t *testing.T) {
	if filetest.UnderRace {
		t.Skip("the race detector takes memory of its own")
	}
	pieces := strings.Repeat("<![CDATA["+strings.Repeat("x", 20)+"]]>", 20_000)
	for name, content := range map[string]string{
		"title": `<svg viewBox="0 0 9 9"><rect width="1" height="1"><title>` + pieces + `</title></rect></svg>`,
		"text":  `<svg viewBox="0 0 9 9"><rect width="1" height="1"/><text x="1" y="1">` + pieces + `</text></svg>`,
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			if _, err := drawings.Parse(t.Context(), []byte(content)); err != nil {
				t.Fatal(err)
			}
			runtime.ReadMemStats(&after)
			if taken := after.TotalAlloc - before.TotalAlloc; taken > 100<<20 {
				t.Errorf("%d MB for a file of %d kB", taken>>20, len(content)>>10)
			}
		})
	}
}
