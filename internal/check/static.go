package main

import (
	"bytes"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"seatkeeper/internal/gotool"
)

const staticcheckVersion = "v0.8.2"

func (c *checker) checkFormat() error {
	var wrong []string
	err := eachFile(func(path string) error {
		if filepath.Ext(path) != ".go" {
			return nil
		}
		is, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		should, err := format.Source(is)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if !bytes.Equal(is, should) {
			wrong = append(wrong, path)
		}
		return nil
	})
	if err == nil && len(wrong) > 0 {
		err = fmt.Errorf("these files are not as gofmt writes them: gofmt -w %s", strings.Join(wrong, " "))
	}
	return err
}

func (c *checker) checkScripts() error {
	if _, err := exec.LookPath("shellcheck"); err != nil {
		c.say("shellcheck is not there: left out")
		return nil
	}
	return c.command(nil, "shellcheck", "dev", ".ci/run")
}

// vetThreeSystems sees that what has no window builds anywhere without C.
func (c *checker) vetThreeSystems() error {
	const withoutC = "CGO_ENABLED=0"
	for _, system := range []string{"linux", "windows", "darwin"} {
		if err := c.command([]string{withoutC, "GOOS=" + system}, "go", "vet", "./data/...", "./storage/..."); err != nil {
			return err
		}
	}
	return c.command([]string{withoutC, "GOOS=windows"}, "go", "vet", "-tags", c.tags, "./ui/...")
}

// vet looks at the window that lists what it shows, which has all that the other has.
func (c *checker) vet() error {
	return c.command(nil, "go", "vet", "-tags", c.tags+","+listing, "./...")
}

func (c *checker) checkStatic() error {
	tool, err := gotool.Install("staticcheck", staticcheckVersion, "honnef.co/go/tools/cmd/staticcheck", c.said)
	if err != nil {
		return err
	}
	return c.command(nil, tool, "-tags", c.tags+","+listing, "./...")
}
