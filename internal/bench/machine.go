//go:build linux

package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"

	"golang.org/x/sys/unix"
)

// machine says on what was measured: processor, system, file system of the folder,
// Go, and how busy it was at the start.
func machine(folder string) string {
	var name unix.Utsname
	_ = unix.Uname(&name)
	return fmt.Sprintf("machine: %s, %d cores; %s, Linux %s; %s; %s; load %s",
		valueIn("/proc/cpuinfo", "model name", ":"), runtime.NumCPU(),
		strings.Trim(valueIn("/etc/os-release", "PRETTY_NAME", "="), `"`), unix.ByteSliceToString(name.Release[:]),
		fileSystem(folder), runtime.Version(), load())
}

// valueIn returns the first value of that name in a file of lines.
func valueIn(path, name, separator string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return "?"
	}
	for line := range strings.Lines(string(text)) {
		key, value, there := strings.Cut(line, separator)
		if there && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}

// fileSystem says on what file system a folder lies, from the longest mount point
// above it (proc(5), mountinfo).
func fileSystem(folder string) string {
	text, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return "?"
	}
	longest, found := -1, "?"
	for line := range strings.Lines(string(text)) {
		before, after, _ := strings.Cut(line, " - ")
		fields, kind := strings.Fields(before), strings.Fields(after)
		if len(fields) < 5 || len(kind) < 2 {
			continue
		}
		point := fields[4]
		if under(folder, point) && len(point) > longest {
			longest, found = len(point), kind[0]+" on "+kind[1]
		}
	}
	return found
}

func under(folder, point string) bool {
	return point == "/" || folder == point || strings.HasPrefix(folder, point+"/")
}

func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "?"
	}
	first, _, _ := strings.Cut(string(text), " ")
	return first
}
