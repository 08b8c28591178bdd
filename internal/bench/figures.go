//go:build linux

package main

import (
	"slices"
	"strings"
	"time"
)

// spread is what rounds came to.
type spread struct{ median, least, most float64 }

// samples are the figures of the rounds, by what was measured. Those of one round
// stand at the same place.
type samples map[string][]float64

func (s samples) add(name string, value float64)       { s[name] = append(s[name], value) }
func (s samples) time(name string, took time.Duration) { s.add(name, took.Seconds()*1000) }

// of returns what was measured as it is.
func (s samples) of(name string) spread { return spreadOf(s[name]) }

// over returns the ratio of two medians, and of what lies between the ratios of
// single rounds.
func (s samples) over(a, b string) spread {
	return s.combined(a, b, func(a, b float64) float64 { return a / b })
}

// above returns the difference of two medians.
func (s samples) above(a, b string) spread {
	return s.combined(a, b, func(a, b float64) float64 { return a - b })
}

func (s samples) combined(a, b string, f func(a, b float64) float64) spread {
	n := min(len(s[a]), len(s[b]))
	if n == 0 {
		return spread{}
	}
	rounds := make([]float64, n)
	for i := range rounds {
		rounds[i] = f(s[a][i], s[b][i])
	}
	return spread{median: f(median(s[a]), median(s[b])), least: slices.Min(rounds), most: slices.Max(rounds)}
}

func spreadOf(values []float64) spread {
	if len(values) == 0 {
		return spread{}
	}
	return spread{median: median(values), least: slices.Min(values), most: slices.Max(values)}
}

// median returns the middle of the values, of which there must be one.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

func (b *bench) set(name string, s spread) { b.measured[name] = s }

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}
