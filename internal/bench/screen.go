//go:build linux

package main

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

const (
	frameRounds = 9
	waitMost    = 30 * time.Second // for a frame, a screen, an end
	settle      = 5 * time.Second  // what a window does at its start is over then
	idleTime    = 15 * time.Second
)

// screen measures the window from outside, on a display of its own: how long it
// takes to its first frame, and what it takes while nobody touches it, beside the
// least that Fyne can open.
func (b *bench) screen() error {
	if err := need("Xvfb", "dbus-run-session"); err != nil {
		return err
	}
	empty := filepath.Join(b.folder, "emptywindow")
	if err := b.quietly("go", "build", "-tags", buildTags, "-buildvcs=false", "-o", empty, "./internal/bench/emptywindow"); err != nil {
		return err
	}
	withNone, err := b.emptyStore()
	if err != nil {
		return err
	}
	withMany, err := b.storeOf(many)
	if err != nil {
		return err
	}
	d, err := b.startDisplay()
	if err != nil {
		return err
	}
	defer d.end()
	sides := []struct {
		name string
		line []string
	}{
		{"empty", []string{empty}},
		{"0", []string{b.program, "--data", withNone}},
		{"many", []string{b.program, "--data", withMany}},
	}
	s := samples{}
	for range max(b.rounds, min(frameRounds, 2*b.rounds)) {
		if !b.wantsAny([]string{"frame-0", "frame-many", "frame-ms"}) {
			break
		}
		for _, side := range sides {
			took, err := d.firstFrame(side.line)
			if err != nil {
				return err
			}
			s.time("frame-"+side.name, took)
		}
	}
	for range min(3, b.rounds) {
		if !b.wantsAny([]string{"idle", "idle-empty"}) {
			break
		}
		for _, side := range []int{0, 2} {
			percent, err := d.idle(sides[side].line)
			if err != nil {
				return err
			}
			s.add("idle-"+sides[side].name, percent)
		}
	}
	if len(s["frame-many"]) > 0 {
		b.set("frame-ms", s.of("frame-many"))
		b.set("frame-0", s.over("frame-0", "frame-empty"))
		b.set("frame-many", s.over("frame-many", "frame-empty"))
	}
	if len(s["idle-many"]) > 0 {
		b.set("idle", s.of("idle-many"))
		b.set("idle-empty", s.of("idle-empty"))
	}
	return nil
}

// display is an X server with a screen in a file, and a message bus.
type display struct {
	b       *bench
	xvfb    *exec.Cmd
	bus     *exec.Cmd
	busEnd  io.Closer
	pixels  []byte
	environ []string
	first   int // where the pixels begin
	line    int // bytes of one line of the screen
}

// startDisplay starts a screen of 1280x800. Nobody's settings play a part in what
// runs on it, and nothing is kept.
func (b *bench) startDisplay() (d *display, err error) {
	d = &display{b: b}
	defer func() {
		if err != nil {
			d.end()
		}
	}()
	buffer, home := filepath.Join(b.temp, "screen"), filepath.Join(b.temp, "home")
	if err := errors.Join(os.Mkdir(buffer, 0o700), os.Mkdir(home, 0o700)); err != nil {
		return d, err
	}
	read, write, err := os.Pipe()
	if err != nil {
		return d, err
	}
	defer read.Close()
	d.xvfb = exec.CommandContext(b.ctx, "Xvfb", "-displayfd", "3", "-screen", "0", "1280x800x24", "-fbdir", buffer, "+extension", "GLX", "-nolisten", "tcp")
	d.xvfb.ExtraFiles = []*os.File{write}
	err = d.xvfb.Start()
	write.Close()
	if err != nil {
		return d, err
	}
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		return d, fmt.Errorf("no display is named by Xvfb: %w", err)
	}
	address, err := d.startBus()
	if err != nil {
		return d, err
	}
	d.environ = append(os.Environ(), "DISPLAY=:"+strings.TrimSpace(number), "WAYLAND_DISPLAY=", "DBUS_SESSION_BUS_ADDRESS="+address,
		"HOME="+home, "XDG_CONFIG_HOME="+home+"/config", "XDG_CACHE_HOME="+home+"/cache", "XDG_DATA_HOME="+home+"/share",
		"LC_ALL=C.UTF-8", "FYNE_THEME=light", "FYNE_SCALE=1")
	return d, d.openScreen(filepath.Join(buffer, "Xvfb_screen0"))
}

// startBus starts a message bus, which ends with the pipe that its shell reads.
func (d *display) startBus() (address string, err error) {
	d.bus = exec.CommandContext(d.b.ctx, "dbus-run-session", "--", "sh", "-c", `echo "$DBUS_SESSION_BUS_ADDRESS" && exec cat`)
	in, err := d.bus.StdinPipe()
	if err != nil {
		return "", err
	}
	out, err := d.bus.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := d.bus.Start(); err != nil {
		return "", err
	}
	d.busEnd = in
	address, err = bufio.NewReader(out).ReadString('\n')
	return strings.TrimSpace(address), err
}

// openScreen maps the file that Xvfb keeps the screen in: an X window dump, which is
// a header of 32-bit words, then the colours, then the pixels
// (xorg.freedesktop.org, XWDFile.h).
func (d *display) openScreen(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if d.pixels, err = unix.Mmap(int(file.Fd()), 0, int(info.Size()), unix.PROT_READ, unix.MAP_SHARED); err != nil {
		return err
	}
	word := func(n int) int { return int(binary.BigEndian.Uint32(d.pixels[4*n:])) }
	d.first, d.line = word(0)+12*word(19), word(12)
	return nil
}

func (d *display) end() {
	if d.pixels != nil {
		_ = unix.Munmap(d.pixels)
	}
	if d.busEnd != nil {
		_ = d.busEnd.Close()
		_ = d.bus.Wait()
	}
	if d.xvfb != nil && d.xvfb.Process != nil {
		_ = d.xvfb.Process.Signal(syscall.SIGTERM)
		_ = d.xvfb.Wait()
	}
}

// drawn returns how much of the screen is not black, from 0 to 1. A window is black
// until its first frame.
func (d *display) drawn() float64 {
	places, bright := 0, 0
	for x := 100; x < 1200; x += 100 {
		for y := 100; y < 700; y += 100 {
			at := d.first + y*d.line + 4*x
			places++
			if p := d.pixels[at : at+3]; p[0]|p[1]|p[2] != 0 {
				bright++
			}
		}
	}
	return float64(bright) / float64(places)
}

func (d *display) await(what string, until func() bool) error {
	for end := time.Now().Add(waitMost); !until(); time.Sleep(time.Millisecond) {
		if err := d.b.ctx.Err(); err != nil {
			return err
		}
		if time.Now().After(end) {
			return errors.New("waited in vain for " + what)
		}
	}
	return nil
}

// open starts a program and waits for its first frame.
func (d *display) open(line []string) (c *exec.Cmd, took time.Duration, err error) {
	if err := d.await("a dark screen", func() bool { return d.drawn() == 0 }); err != nil {
		return nil, 0, err
	}
	c = exec.CommandContext(d.b.ctx, line[0], line[1:]...)
	c.Env = d.environ
	start := time.Now()
	if err := c.Start(); err != nil {
		return nil, 0, err
	}
	err = d.await("a frame", func() bool { return d.drawn() > 0.9 })
	took = time.Since(start)
	if err != nil {
		d.stop(c)
	}
	return c, took, err
}

// stop ends a program, and does not wait for ever for it.
func (d *display) stop(c *exec.Cmd) {
	_ = c.Process.Signal(syscall.SIGTERM)
	late := time.AfterFunc(10*time.Second, func() { _ = c.Process.Kill() })
	defer late.Stop()
	_ = c.Wait()
}

func (d *display) firstFrame(line []string) (time.Duration, error) {
	c, took, err := d.open(line)
	if err != nil {
		return 0, err
	}
	d.stop(c)
	return took, nil
}

// idle returns how much of a core, in percent, a window takes that nobody touches.
func (d *display) idle(line []string) (percent float64, err error) {
	c, _, err := d.open(line)
	if err != nil {
		return 0, err
	}
	defer d.stop(c)
	d.sleep(settle)
	before, err := cpuOf(c.Process.Pid)
	if err != nil {
		return 0, err
	}
	start := time.Now()
	d.sleep(idleTime)
	after, err := cpuOf(c.Process.Pid)
	return 100 * (after - before).Seconds() / time.Since(start).Seconds(), errors.Join(err, d.b.ctx.Err())
}

func (d *display) sleep(long time.Duration) {
	select {
	case <-d.b.ctx.Done():
	case <-time.After(long):
	}
}

// cpuOf returns the CPU time that a process has taken, user and system (proc(5),
// stat: fields 14 and 15, in hundredths of a second on Linux).
func cpuOf(pid int) (time.Duration, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	user, err := strconv.Atoi(fields[11])
	if err != nil {
		return 0, err
	}
	system, err := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond, err
}
