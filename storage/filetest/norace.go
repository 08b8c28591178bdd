//go:build !race

package filetest

const UnderRace = false
