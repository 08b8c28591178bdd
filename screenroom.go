package main

import (
	"math"
	"os"
	"runtime"
	"strconv"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// titleBar is how high the window system's own bar above a window is, about; nobody
// knows before there is a window.
const titleBar = 32

// screenRoom returns how large a window can be on the screen beside what the desktop
// keeps for itself, in Fyne's measure. Fyne opens a window as large as it is asked,
// whatever the screen is, and does not pass on what GLFW knows. It can be asked once
// Fyne has made a window; the zero size says that nobody knows.
func screenRoom() (room fyne.Size) {
	defer func() { _ = recover() }() // GLFW panics where it has no screen
	monitor := glfw.GetPrimaryMonitor()
	if monitor == nil {
		return room
	}
	_, _, width, height := monitor.GetWorkarea()
	scale := screenScale(monitor)
	return fyne.NewSize(float32(width)/scale, float32(height)/scale-titleBar)
}

// screenScale returns how many of GLFW's pixels Fyne takes for one of its own (2.8.1,
// internal/driver/glfw/scale.go and device_desktop.go).
func screenScale(monitor *glfw.Monitor) float32 {
	system := float32(1)
	switch {
	case runtime.GOOS == "windows":
		system, _ = monitor.GetContentScale()
	case runtime.GOOS != "darwin" && glfw.GetPlatform() != glfw.PlatformWayland:
		wide, _ := monitor.GetPhysicalSize()
		if mode := monitor.GetVideoMode(); mode != nil && wide > 0 {
			const usual, least, most = 120, 10, 1000 // dots an inch
			if dots := float32(mode.Width) / (float32(wide) / 25.4); dots >= least && dots <= most {
				system = max(1, dots/usual)
			}
		}
	}
	user := fyne.CurrentApp().Settings().Scale()
	if own, err := strconv.ParseFloat(os.Getenv("FYNE_SCALE"), 32); err == nil && own != 0 {
		user = float32(own)
	}
	if user <= 0 {
		user = 1
	}
	return float32(math.Round(float64(system*user)*10) / 10)
}
