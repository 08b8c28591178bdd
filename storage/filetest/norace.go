//go:build !race

package filetest

// UnderRace says that the race detector slows everything down.
const UnderRace = false
