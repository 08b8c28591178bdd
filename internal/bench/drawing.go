//go:build linux

package main

import (
	"fmt"
	"os/exec"
	"strconv"
	"strings"
)

var drawingRows = []string{"edit-open-ms", "edit-drag-ms", "edit-marquee-ms", "edit-rotate-ms", "edit-zoom-ms", "hover-under/plain", "zoom-under/plain"}

// drawnBy are the benchmarks of ui/plan/edit behind figures of the editor.
var drawnBy = map[string]string{
	"edit-open-ms": "BenchmarkOpenEditor1000", "edit-drag-ms": "BenchmarkDrag100Of1000", "edit-marquee-ms": "BenchmarkMarqueeOver1000",
	"edit-rotate-ms": "BenchmarkRotate100Of1000", "edit-zoom-ms": "BenchmarkZoom1000",
}

// drawing runs the benchmarks of the editor, and those of the plan with a picture under it and
// without one, both in each round. What the graphics take is not in them.
func (b *bench) drawing() error {
	args := []string{"test", "-tags", buildTags, "-run", "^$", "-bench", "1000$|OverPicture500$", "-benchtime", "60x", "-count", strconv.Itoa(max(3, b.rounds)), "-p", "1",
		"./ui/plan/edit", "./ui/plan"}
	out, err := exec.CommandContext(b.ctx, "go", args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("the benchmarks of ui/plan: %w: %s", err, lastLines(string(out)))
	}
	s := readBenchmarks(string(out))
	for figure, name := range drawnBy {
		if len(s[name+" ms"]) > 0 {
			b.set(figure, s.of(name+" ms"))
		}
	}
	const over = "BenchmarkOverPicture500 "
	for _, does := range []string{"hover", "zoom"} {
		if len(s[over+does+"-plain"]) > 0 {
			b.set(does+"-under/plain", s.over(over+does+"-under", over+does+"-plain"))
		}
	}
	return nil
}

// readBenchmarks reads what "go test -bench" prints: each figure by the name of its benchmark and its
// unit, times in ms.
func readBenchmarks(out string) samples {
	s := samples{}
	for line := range strings.Lines(out) {
		fields := strings.Fields(line)
		if len(fields) < 4 || !strings.HasPrefix(fields[0], "Benchmark") {
			continue
		}
		name, _, _ := strings.Cut(fields[0], "-")
		for i := 2; i+1 < len(fields); i += 2 {
			value, err := strconv.ParseFloat(fields[i], 64)
			switch {
			case err != nil:
			case fields[i+1] == "ns/op":
				s.add(name+" ms", value/1e6)
			default:
				s.add(name+" "+fields[i+1], value)
			}
		}
	}
	return s
}
