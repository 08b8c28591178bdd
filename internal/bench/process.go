//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// cost is what a process has taken.
type cost struct {
	Wall, User, System time.Duration
	Memory             int64 // the most that it had, in bytes
}

func (c cost) cpu() time.Duration { return c.User + c.System }
func (c cost) megabytes() float64 { return float64(c.Memory) / 1e6 }

const measureArgument = "-measure-one"

// measureChild runs a command and writes what it took to file 3. It is a process
// of its own, since Linux counts the memory of whoever starts a process as that
// process's most, and the bench may hold much.
func measureChild(line []string) int {
	c := exec.Command(line[0], line[1:]...)
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	start := time.Now()
	err := c.Run()
	wall := time.Since(start)
	if c.ProcessState == nil {
		fmt.Fprintln(os.Stderr, err)
		return 127
	}
	used := c.ProcessState.SysUsage().(*syscall.Rusage)
	text, _ := json.Marshal(cost{Wall: wall, User: c.ProcessState.UserTime(), System: c.ProcessState.SystemTime(), Memory: used.Maxrss << 10})
	if _, err := os.NewFile(3, "cost").Write(text); err != nil {
		return 127
	}
	return max(0, c.ProcessState.ExitCode())
}

// command runs a program to its end and returns what it printed. What was written
// before is brought to the drive first, so that nobody pays for it.
func (b *stores) command(line ...string) (out string, took cost, err error) {
	own, err := os.Executable()
	if err != nil {
		return "", took, err
	}
	read, write, err := os.Pipe()
	if err != nil {
		return "", took, err
	}
	defer read.Close()
	c := exec.CommandContext(b.ctx, own, append([]string{measureArgument}, line...)...)
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
	c.ExtraFiles = []*os.File{write}
	var problems bytes.Buffer
	c.Stderr = &problems
	unix.Sync()
	printed, err := c.Output()
	write.Close()
	if err != nil {
		return "", took, fmt.Errorf("%s: %w: %s", strings.Join(line, " "), err, firstLine(problems.String()))
	}
	err = json.NewDecoder(read).Decode(&took)
	return strings.TrimSpace(string(printed)), took, err
}

// timed returns how long f takes.
func timed(f func() error) (time.Duration, error) {
	start := time.Now()
	err := f()
	return time.Since(start), err
}

// need reports which of some tools is missing.
func need(tools ...string) error {
	var missing []string
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			missing = append(missing, tool)
		}
	}
	if len(missing) > 0 {
		return errors.New(strings.Join(missing, ", ") + " is not installed")
	}
	return nil
}
