//go:build race

package filetest

// UnderRace says that the race detector slows everything down, SQLite most of
// all: what is no question of goroutines is then tried on less.
const UnderRace = true
