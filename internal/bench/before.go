//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// beforeCommit is the program that today's is compared with: that of 2026-11-26,
// which read its backups back from the cache alone.
const beforeCommit = "9a7b81e"

var beforeRows = []string{"export/limit", "export/before", "export-cpu/before", "export-before-ms",
	"restore-empty/before", "restore-over/before", "restore-empty-before-ms", "restore-over-before-ms"}

// buildBefore builds the program of before from the history of this checkout, where
// it reaches so far, and keeps it for the next run.
func (b *bench) buildBefore() (program string, err error) {
	program = filepath.Join(b.folder, "seatkeeper-"+beforeCommit)
	if b.needFile(program) == nil {
		return program, nil
	}
	if err := exec.CommandContext(b.ctx, "git", "cat-file", "-e", beforeCommit+"^{commit}").Run(); err != nil {
		return "", fmt.Errorf("commit %s is not in the history of this checkout", beforeCommit)
	}
	fmt.Fprintf(os.Stderr, "Building the program of commit %s to compare with…\n", beforeCommit)
	source := filepath.Join(b.temp, "before")
	archive := source + ".tar"
	for _, line := range [][]string{
		{"mkdir", source}, {"git", "archive", "-o", archive, beforeCommit}, {"tar", "-xf", archive, "-C", source},
	} {
		if err := b.quietly(line...); err != nil {
			return "", err
		}
	}
	part := program + ".part"
	c := exec.CommandContext(b.ctx, "go", "build", "-tags", buildTags, "-buildvcs=false", "-o", part, ".")
	c.Dir = source
	if out, err := c.CombinedOutput(); err != nil {
		return "", fmt.Errorf("commit %s can't be built: %w: %s", beforeCommit, err, firstLine(string(out)))
	}
	return program, os.Rename(part, program)
}

// buildTags are those of the dev script.
const buildTags = "x11,migrated_fynedo"

func (b *bench) quietly(line ...string) error {
	out, err := exec.CommandContext(b.ctx, line[0], line[1:]...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w: %s", line[0], err, firstLine(string(out)))
	}
	return nil
}
