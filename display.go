package main

import (
	"errors"
	"os"
	"reflect"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"github.com/go-gl/glfw/v3.4/glfw"

	"seatkeeper/ui/words"
)

// Where there is no display, or none that draws, Fyne (2.8.1) panics, or goes on without a
// window for ever. These functions say so before.

// checkDisplay says in words that there is no display.
func checkDisplay() error {
	if runtime.GOOS != "linux" || os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != "" {
		return nil
	}
	return errors.New(words.Say("app.no-display"))
}

// drawing shows a window by a function, and says in words that the display can't be reached,
// about which Fyne panics.
func drawing(show func()) (err error) {
	defer func() {
		switch value := recover().(type) {
		case nil:
		case *glfw.Error:
			err = errors.New(words.Say("app.display-away"))
		default:
			panic(value)
		}
	}()
	show()
	return nil
}

// isDrawn reports whether the first window of a program, once it is to be shown, has come
// about: it has a handle then.
func isDrawn(program fyne.App) bool {
	windows, drawn := program.Driver().AllWindows(), false
	if len(windows) > 0 {
		windows[0].(driver.NativeWindow).RunNative(func(handles any) { drawn = !reflect.ValueOf(handles).IsZero() })
	}
	return drawn
}
