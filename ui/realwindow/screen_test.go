//go:build linux

// Package realwindow tests the program as it is: the built binary in a real
// window, under a display of its own, driven by a pointer and a keyboard.
//
// Three environment variables name binaries: SEATKEEPER_WINDOW the one that people
// get; SEATKEEPER_WINDOW_LISTED the same, but that it tells what it shows, so that the
// tests find things by their names; and SEATKEEPER_WINDOW_CHECKED one that also has
// Fyne's thread checks. "./dev test" builds them and sets all. Without them, or without
// Xvfb and xdotool, the tests skip. SEATKEEPER_PICTURES names a folder that gets the
// screenshots.
package realwindow

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/storage"
	"seatkeeper/ui/kit"
)

// patience bounds every wait; a machine that is busy may need some of it.
const patience = 30 * time.Second

const (
	plain   = "SEATKEEPER_WINDOW"
	listed  = "SEATKEEPER_WINDOW_LISTED"
	checked = "SEATKEEPER_WINDOW_CHECKED"
)

// screen is a display with a window manager.
type screen struct {
	t       *testing.T
	program string
	display string
	pixels  string // the file in which the display keeps them
}

// Windows have no frame and lie in the corner, so that a place in the window is
// the same place on the screen.
const windowManagement = `<openbox_config xmlns="http://openbox.org/3.4/rc"><applications><application class="*">
<decor>no</decor><position force="yes"><x>0</x><y>0</y></position></application></applications></openbox_config>`

// newScreen starts a display for the program that the environment variable names,
// or skips the test where there can be none.
func newScreen(t *testing.T, variable string) *screen {
	t.Helper()
	program := os.Getenv(variable)
	if program == "" {
		t.Skipf("%s does not name the program to test: run ./dev test", variable)
	}
	for _, tool := range []string{"Xvfb", "xdotool", "openbox", "dbus-run-session"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed: run ./dev test", tool)
		}
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	folder := t.TempDir()
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1400x900x24", "-fbdir", folder, "+extension", "GLX", "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{write}
	start(t, server)
	write.Close()
	line, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("the display does not start: %v", err)
	}
	s := &screen{t: t, program: program, display: ":" + strings.TrimSpace(line), pixels: filepath.Join(folder, "Xvfb_screen0")}
	settings := filepath.Join(folder, "openbox.xml")
	if err := os.WriteFile(settings, []byte(windowManagement), 0o600); err != nil {
		t.Fatal(err)
	}
	manager := exec.Command("openbox", "--config-file", settings)
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
	id      string
	data    string
	socket  string // where it is asked what it shows
	env     []string
	variant fyne.ThemeVariant
	log     *output
	other   *storage.Store // the same data, as another program has them open
}

// output is what the program prints, which may be read while it prints.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// open starts the program on a data folder and waits for its window.
func (s *screen) open(folder, look string) *window {
	s.t.Helper()
	home := s.t.TempDir()
	// The path of a socket must be short.
	short, err := os.MkdirTemp("", "seatkeeper")
	if err != nil {
		s.t.Fatal(err)
	}
	w := &window{screen: s, data: folder, socket: filepath.Join(short, "s"), variant: theme.VariantLight, log: &output{}}
	if look == "dark" {
		w.variant = theme.VariantDark
	}
	w.env = append(os.Environ(), "DISPLAY="+s.display, "HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_CACHE_HOME="+home, "XDG_RUNTIME_DIR="+short,
		"LANG=en_GB.UTF-8", "FYNE_THEME="+look, "FYNE_SCALE=1", "LIBGL_ALWAYS_SOFTWARE=1", "SEATKEEPER_LISTING="+w.socket)
	cmd := exec.Command("dbus-run-session", "--", s.program, "--data", folder)
	cmd.Env = w.env
	cmd.Stdout, cmd.Stderr = w.log, w.log
	start(s.t, cmd)
	s.t.Cleanup(func() {
		if _, err := os.Stat(w.socket); err == nil && s.program == os.Getenv(plain) {
			s.t.Error("the program that people get tells what it shows")
		}
		if err := os.RemoveAll(short); err != nil {
			s.t.Error(err)
		}
		if strings.Contains(w.log.String(), "Error in Fyne call thread") || strings.Contains(w.log.String(), "panic:") {
			s.t.Errorf("the program says:\n%s", w.log)
		}
	})
	// The title says more as soon as there is more to say.
	w.id = strings.TrimSpace(s.xdotool("search", "--sync", "--onlyvisible", "--name", "Seatkeeper$"))
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

// clickAt moves the pointer to a place in the window and clicks.
func (w *window) clickAt(p image.Point) { w.clickWith("1", p) }

func (w *window) clickWith(button string, p image.Point) {
	w.t.Helper()
	w.xdotool("mousemove", strconv.Itoa(p.X), strconv.Itoa(p.Y), "click", button)
}

// key presses keys, one after the other.
func (w *window) key(keys ...string) {
	w.t.Helper()
	w.xdotool(append([]string{"key", "--clearmodifiers"}, keys...)...)
}

// typed types a text.
func (w *window) typed(text string) {
	w.t.Helper()
	w.xdotool("type", "--clearmodifiers", text)
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
	tick := time.NewTicker(20 * time.Millisecond)
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

// look returns what is on the screen now. The display keeps it in a file, in the
// format of xwd: a header of 32-bit words, then the colours, then the pixels,
// blue first.
func (s *screen) look() *image.NRGBA {
	s.t.Helper()
	file, err := os.ReadFile(s.pixels)
	if err != nil {
		s.t.Fatal(err)
	}
	start, line, width, height := layout(file)
	pixels := file[start:]
	picture := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		from, to := pixels[y*line:], picture.Pix[y*picture.Stride:]
		for x := range width {
			to[4*x], to[4*x+1], to[4*x+2], to[4*x+3] = from[4*x+2], from[4*x+1], from[4*x], 0xFF
		}
	}
	return picture
}

// layout reads the header: where the pixels start, how many bytes a line has, and
// how large the screen is.
func layout(header []byte) (start, line, width, height int) {
	word := func(i int) int { return int(binary.BigEndian.Uint32(header[4*i:])) }
	return word(0) + 12*word(19), word(12), word(4), word(5)
}

// at returns the colour of one pixel of the screen.
func (s *screen) at(p image.Point) color.NRGBA {
	s.t.Helper()
	file, err := os.Open(s.pixels)
	if err != nil {
		s.t.Fatal(err)
	}
	defer file.Close()
	header, pixel := make([]byte, 100), make([]byte, 4)
	if _, err := file.ReadAt(header, 0); err != nil {
		s.t.Fatal(err)
	}
	start, line, _, _ := layout(header)
	if _, err := file.ReadAt(pixel, int64(start+p.Y*line+4*p.X)); err != nil {
		s.t.Fatal(err)
	}
	return color.NRGBA{R: pixel[2], G: pixel[1], B: pixel[0], A: 0xFF}
}

// picture takes a screenshot of the window, when it stands still, where pictures
// are wanted.
func (w *window) picture(name string) {
	w.t.Helper()
	folder := os.Getenv("SEATKEEPER_PICTURES")
	if folder == "" {
		return
	}
	for range 20 {
		if w.standsStill() {
			break
		}
	}
	path := filepath.Join(folder, strings.ReplaceAll(name, "/", "-")+".png")
	if err := os.WriteFile(path, w.capture(), 0o600); err != nil {
		w.t.Fatal(err)
	}
}

// capture returns what is in the window as a PNG.
func (w *window) capture() []byte {
	w.t.Helper()
	size := strings.Fields(w.xdotool("getwindowgeometry", "--shell", w.id))
	side := func(name string) (n int) {
		for _, field := range size {
			if text, ok := strings.CutPrefix(field, name+"="); ok {
				n, _ = strconv.Atoi(text)
			}
		}
		return n
	}
	var content bytes.Buffer
	window := w.look().SubImage(image.Rect(0, 0, side("WIDTH"), side("HEIGHT")))
	if err := png.Encode(&content, window); err != nil {
		w.t.Fatal(err)
	}
	return content.Bytes()
}

// color returns a colour of the theme that the window has.
func (w *window) color(name fyne.ThemeColorName) color.NRGBA {
	return color.NRGBAModel.Convert(kit.NewTheme().Color(name, w.variant)).(color.NRGBA)
}

// find returns the middle of what has a colour of the theme on the screen, and
// whether that is a fair amount.
func (w *window) find(name fyne.ThemeColorName) (image.Point, bool) {
	w.t.Helper()
	wanted, picture := w.color(name), w.look()
	var box image.Rectangle
	count := 0
	for y := range picture.Rect.Max.Y {
		for x := range picture.Rect.Max.X {
			if picture.NRGBAAt(x, y) == wanted {
				box = box.Union(image.Rect(x, y, x+1, y+1))
				count++
			}
		}
	}
	return box.Min.Add(box.Max).Div(2), count > 200
}

// shows reports whether the window has a fair amount of that colour.
func (w *window) shows(name fyne.ThemeColorName) bool {
	w.t.Helper()
	_, shown := w.find(name)
	return shown
}
