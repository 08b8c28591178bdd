// Package gotool gets programs that are written in Go: the tools of the checks and of the
// packages. Each is pinned to a version and built as a module of its own, so that what it
// needs stays out of go.mod.
package gotool

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// Install returns the path of a program, and puts it into .dev/bin, below the working
// folder, where it is missing.
func Install(name, version, module string, said io.Writer) (path string, err error) {
	folder, err := filepath.Abs(filepath.Join(".dev", "bin"))
	if err != nil {
		return "", err
	}
	ending := ""
	if runtime.GOOS == "windows" {
		ending = ".exe"
	}
	path = filepath.Join(folder, name+"-"+version+ending)
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	fmt.Fprintf(said, "Installing %s %s into .dev/bin\n", name, version)
	install := exec.Command("go", "install", module+"@"+version)
	install.Env = append(os.Environ(), "GOBIN="+folder)
	install.Stdout, install.Stderr = said, said
	if err := install.Run(); err != nil {
		return "", fmt.Errorf("%s %s can't be had: %w", name, version, err)
	}
	return path, os.Rename(filepath.Join(folder, name+ending), path)
}
