//go:build linux

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"seatkeeper/internal/bench/made"
)

var windowRows = []string{"day-large/small", "day-ms", "find-large/small", "find-ms", "hover-ms", "click-ms", "click-large/small", "scroll-ms"}

const crowdFew = 2 // days, as in ui/window_bench_test.go

func (b *stores) crowdMany() int { return b.scaled(size{days: 2000}).days }

// window runs the benchmarks of ui/window_bench_test.go, which write each round's
// figures into a file: a name and then milliseconds, round by round.
func (b *bench) window() error {
	var names []string
	for name, of := range map[string]string{"day": "WindowDay", "find": "WindowFind", "hover": "WindowHover", "click": "WindowBook", "scroll": "PeopleScroll"} {
		for _, row := range windowRows {
			if strings.HasPrefix(row, name+"-") && b.wants(row) {
				names = append(names, of)
				break
			}
		}
	}
	times := 200
	if b.quick {
		times = 20
	}
	for _, days := range []int{crowdFew, b.crowdMany()} {
		_, err := b.keep(made.CrowdFolder(days), func(path string) error { return made.Store(b.ctx, path, made.Crowd(days)) })
		if err != nil {
			return err
		}
	}
	path := filepath.Join(b.temp, "figures")
	c := exec.CommandContext(b.ctx, "go", "test", "-tags", buildTags, "-run", "^$", "-bench", "^Benchmark("+strings.Join(names, "|")+")$",
		"-benchtime", strconv.Itoa(times)+"x", "./ui")
	c.Env = append(os.Environ(), "SEATKEEPER_BENCH="+b.folder, "SEATKEEPER_FIGURES="+path, "SEATKEEPER_BENCH_DAYS="+strconv.Itoa(b.crowdMany()))
	out, err := c.CombinedOutput()
	s, readErr := readSamples(path)
	if err != nil {
		err = fmt.Errorf("the benchmarks of ui: %w: %s", err, lastLines(string(out)))
	}
	for name := range s {
		switch base, side, _ := strings.Cut(name, "-"); side {
		case "large":
			b.set(base+"-large/small", s.over(name, base+"-small"))
			if len(s[base+"-far"]) == 0 {
				b.set(base+"-ms", s.of(name))
			}
		case "far", "":
			b.set(base+"-ms", s.of(name))
		}
	}
	return errors.Join(err, readErr)
}

func readSamples(path string) (samples, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	s := samples{}
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		for _, field := range fields[1:] {
			value, err := strconv.ParseFloat(field, 64)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
			s.add(fields[0], value)
		}
	}
	return s, nil
}

// lastLines returns what a command said last, as one line.
func lastLines(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-4):], " | ")
}
