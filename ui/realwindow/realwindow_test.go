//go:build linux

// Package realwindow tests the program as it is: the built binary in a real
// window, under a display of its own, driven by a pointer and a keyboard.
//
// The environment variable SEATKEEPER_WINDOW names the binary, and
// SEATKEEPER_WINDOW_CHECKED one that was built with Fyne's thread checks;
// "./dev test" builds them and sets both. Without them, or without Xvfb and
// xdotool, the tests skip. SEATKEEPER_PICTURES names a folder that gets the
// screenshots.
package realwindow

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage"
)

// patience bounds every wait; a machine that is busy may need some of it.
const patience = 30 * time.Second

const (
	plain   = "SEATKEEPER_WINDOW"
	checked = "SEATKEEPER_WINDOW_CHECKED"
)

// screen is a display with a window manager.
type screen struct {
	t       *testing.T
	program string
	display string
}

// newScreen starts a display for the program that the environment variable names,
// or skips the test where there can be none.
func newScreen(t *testing.T, variable string) *screen {
	t.Helper()
	program := os.Getenv(variable)
	if program == "" {
		t.Skipf("%s does not name the program to test: run ./dev test", variable)
	}
	for _, tool := range []string{"Xvfb", "xdotool", "openbox", "scrot", "dbus-run-session"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed: run ./dev test", tool)
		}
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1400x900x24", "+extension", "GLX", "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{write}
	start(t, server)
	write.Close()
	line, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("the display does not start: %v", err)
	}
	s := &screen{t: t, program: program, display: ":" + strings.TrimSpace(line)}
	manager := exec.Command("openbox")
	manager.Env = append(os.Environ(), "DISPLAY="+s.display)
	start(t, manager)
	return s
}

// start runs a command until the test ends.
func start(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // so that its children end with it
	cmd.WaitDelay = time.Second
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		_ = cmd.Wait()
	})
}

// window is the program's window.
type window struct {
	*screen
	id   string
	data string
	log  *bytes.Buffer
}

// open starts the program on a data folder and waits for its window.
func (s *screen) open(folder, theme string) *window {
	s.t.Helper()
	home := s.t.TempDir()
	w := &window{screen: s, data: folder, log: &bytes.Buffer{}}
	cmd := exec.Command("dbus-run-session", "--", s.program, "--data", folder)
	cmd.Env = append(os.Environ(), "DISPLAY="+s.display, "HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_CACHE_HOME="+home,
		"LANG=en_GB.UTF-8", "FYNE_THEME="+theme, "FYNE_SCALE=1", "LIBGL_ALWAYS_SOFTWARE=1")
	cmd.Stdout, cmd.Stderr = w.log, w.log
	start(s.t, cmd)
	s.t.Cleanup(func() {
		if strings.Contains(w.log.String(), "Error in Fyne call thread") || strings.Contains(w.log.String(), "panic:") {
			s.t.Errorf("the program says:\n%s", w.log)
		}
	})
	w.id = strings.TrimSpace(s.xdotool("search", "--sync", "--onlyvisible", "--name", "^Seatkeeper$"))
	return w
}

// xdotool drives pointer and keyboard and returns what it prints.
func (s *screen) xdotool(args ...string) string {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, "xdotool", args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+s.display)
	out, err := cmd.Output()
	if err != nil {
		s.t.Fatalf("xdotool %v: %v", args, err)
	}
	return string(out)
}

// click moves the pointer to a place in the window and clicks.
func (w *window) click(x, y int) {
	w.t.Helper()
	w.xdotool("mousemove", "--window", w.id, strconv.Itoa(x), strconv.Itoa(y), "click", "1")
}

func (w *window) key(keys ...string) {
	w.t.Helper()
	w.xdotool(append([]string{"key", "--clearmodifiers"}, keys...)...)
}

// resize sets the window's size in pixels.
func (w *window) resize(width, height int) {
	w.t.Helper()
	w.xdotool("windowsize", "--sync", w.id, strconv.Itoa(width), strconv.Itoa(height))
}

// wait asks again and again until the answer is yes.
func (w *window) wait(what string, isSo func() bool) {
	w.t.Helper()
	deadline := time.After(patience)
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for !isSo() {
		select {
		case <-tick.C:
		case <-deadline:
			w.picture("failed-" + w.t.Name())
			w.t.Fatalf("%s does not happen; the program says:\n%s", what, w.log)
		}
	}
}

// picture takes a screenshot of the window and returns its path.
func (w *window) picture(name string) string {
	w.t.Helper()
	folder := os.Getenv("SEATKEEPER_PICTURES")
	if folder == "" {
		folder = w.t.TempDir()
	}
	path := filepath.Join(folder, strings.ReplaceAll(name, "/", "-")+".png")
	cmd := exec.Command("scrot", "--overwrite", "--window", w.id, path)
	if out, err := exec.Command("scrot", "--help").CombinedOutput(); err != nil || !bytes.Contains(out, []byte("--window")) {
		// An older scrot: the focused window is the only one there is.
		cmd = exec.Command("scrot", "--overwrite", "--focused", path)
	}
	cmd.Env = append(os.Environ(), "DISPLAY="+w.display)
	if out, err := cmd.CombinedOutput(); err != nil {
		w.t.Fatalf("scrot: %v\n%s", err, out)
	}
	return path
}

// shows reports whether the window has a fair amount of that colour.
func (w *window) shows(c color.NRGBA) bool {
	w.t.Helper()
	file, err := os.Open(w.picture("probe"))
	if err != nil {
		w.t.Fatal(err)
	}
	defer file.Close()
	picture, err := png.Decode(file)
	if err != nil {
		w.t.Fatal(err)
	}
	count := 0
	for y := picture.Bounds().Min.Y; y < picture.Bounds().Max.Y; y++ {
		for x := picture.Bounds().Min.X; x < picture.Bounds().Max.X; x++ {
			if color.NRGBAModel.Convert(picture.At(x, y)) == c {
				count++
			}
		}
	}
	return count > 200
}

// The export button's colour, by theme.
var primary = map[string]color.NRGBA{
	"light": {0x1D, 0x5F, 0xC4, 0xFF},
	"dark":  {0x6F, 0xA8, 0xFF, 0xFF},
}

// backups returns the files that count as backups.
func (w *window) backups() []string {
	w.t.Helper()
	paths, err := filepath.Glob(filepath.Join(w.data, storage.BackupFolder, "backup-*.json"))
	if err != nil {
		w.t.Fatal(err)
	}
	return paths
}

// newData makes a data folder with people and bookings.
func newData(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "data")
	store, err := storage.Open(context.Background(), folder, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	size := data.SampleSize{People: 30, Days: 20, Until: data.DateOf(time.Now())}
	if _, err := store.AddSample(context.Background(), size, nil); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	return folder
}

// Places in the window at scale 1, from its top left corner.
const (
	fileMenuX, fileMenuY         = 28, 14
	exportItemX, exportItemY     = 60, 45
	exportButtonX, exportButtonY = 100, 53
)

func TestThreeWaysToABackup(t *testing.T) {
	for _, theme := range []string{"light", "dark"} {
		t.Run(theme, func(t *testing.T) {
			w := newScreen(t, plain).open(newData(t), theme)
			w.wait("the export button", func() bool { return w.shows(primary[theme]) })
			ways := []struct {
				name string
				do   func()
			}{
				{"the shortcut", func() { w.key("ctrl+e") }},
				{"the button", func() { w.click(exportButtonX, exportButtonY) }},
				{"the menu", func() {
					w.click(fileMenuX, fileMenuY)
					w.picture("menu-" + theme)
					w.click(exportItemX, exportItemY)
				}},
			}
			for i, way := range ways {
				way.do()
				w.wait(fmt.Sprintf("a backup by %s", way.name), func() bool { return len(w.backups()) == i+1 })
				// While an export ends, another is refused: wait until it is noted.
				newest := w.backups()[i]
				w.wait("the note of it", func() bool { return w.status().Backup.Path == newest })
				w.picture(fmt.Sprintf("exported-%s-%d", theme, i+1))
			}
			for _, path := range w.backups() {
				report, err := storage.VerifyBackup(context.Background(), path)
				if err != nil || report.Users != 30 {
					t.Errorf("%s: %d people, %v", path, report.Users, err)
				}
			}
			if temps, _ := filepath.Glob(filepath.Join(w.data, storage.BackupFolder, ".*")); len(temps) > 0 {
				t.Errorf("left behind: %v", temps)
			}
			w.picture("board-" + theme)
			w.resize(1024, 700)
			w.wait("the button in a small window", func() bool { return w.shows(primary[theme]) })
			w.picture("board-small-" + theme)
		})
	}
}

func TestAFirstStartLeadsToABackup(t *testing.T) {
	w := newScreen(t, plain).open(filepath.Join(t.TempDir(), "new", "data"), "light")
	w.wait("the welcome", func() bool { return w.shows(primary["light"]) })
	w.picture("welcome")
	// By keyboard alone: Shift+Tab goes round to the last control, which opens the
	// folder; the one before it fills the store.
	w.key("shift+Tab", "shift+Tab", "space")
	w.wait("the list in the place of the welcome", func() bool { return w.status().Counts.Users > 0 })
	w.key("ctrl+e")
	w.wait("a backup", func() bool { return len(w.backups()) == 1 })
	report, err := storage.VerifyBackup(context.Background(), w.backups()[0])
	if err != nil || report.Users != 30 || report.Offices != 1 {
		t.Errorf("%+v, %v", report, err)
	}
}

// status asks the store, which the window has open too.
func (w *window) status() storage.Status {
	w.t.Helper()
	store, err := storage.Open(context.Background(), w.data, storage.Options{})
	if err != nil {
		w.t.Fatal(err)
	}
	defer store.Close()
	status, err := store.Status(context.Background())
	if err != nil {
		w.t.Fatal(err)
	}
	return status
}

func TestAFailedExportIsExplained(t *testing.T) {
	folder := newData(t)
	blocked := filepath.Join(folder, storage.BackupFolder)
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w := newScreen(t, plain).open(folder, "light")
	w.wait("the export button", func() bool { return w.shows(primary["light"]) })
	w.key("ctrl+e")
	red := color.NRGBA{0xB3, 0x26, 0x1E, 0xFF}
	w.wait("the explanation", func() bool { return w.shows(red) })
	w.picture("failure")
	w.key("Escape")
	if err := os.Remove(blocked); err != nil {
		t.Fatal(err)
	}
	w.wait("the end of the dialog", func() bool { return w.shows(primary["light"]) })
	w.key("ctrl+e")
	w.wait("a backup after the failure", func() bool { return len(w.backups()) == 1 })
}

func TestFyneIsCalledFromItsOwnGoroutine(t *testing.T) {
	// The checked program logs every call from another one; open looks for that.
	w := newScreen(t, checked).open(filepath.Join(t.TempDir(), "data"), "light")
	w.wait("the welcome", func() bool { return w.shows(primary["light"]) })
	w.key("shift+Tab", "shift+Tab", "space")
	w.wait("the people", func() bool { return w.status().Counts.Users > 0 })
	w.key("ctrl+e")
	w.wait("a backup", func() bool { return len(w.backups()) == 1 })
	w.key("alt+Right", "alt+Left", "ctrl+f", "a", "ctrl+e")
	w.wait("a second backup", func() bool { return len(w.backups()) == 2 })
	w.picture("checked")
}
