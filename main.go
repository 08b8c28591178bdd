// Seatkeeper shows who sits where in an office, day by day, and writes backups
// that can be trusted. Without arguments it opens its window; "seatkeeper --help"
// lists the commands.
package main

import (
	_ "embed"
	"errors"
	"os"
	"runtime"

	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/BurntSushi/toml"
	"github.com/mattn/go-isatty"

	"seatkeeper/ui"
	"seatkeeper/ui/command"
	"seatkeeper/ui/words"
)

//go:embed FyneApp.toml
var appFile string

func main() {
	os.Exit(command.Run(os.Args[1:], command.Program{
		Version: version(), Stdout: os.Stdout, Stderr: os.Stderr, Stdin: os.Stdin,
		IsTerminal: isatty.IsTerminal(os.Stderr.Fd()), OpenWindow: openWindow,
	}))
}

// version returns the version from FyneApp.toml, where it stands for all uses.
func version() string {
	var app struct{ Details struct{ Version string } }
	if _, err := toml.Decode(appFile, &app); err != nil {
		panic("the program's own description is damaged: " + err.Error())
	}
	return app.Details.Version
}

// openWindow opens the window, with a preview of a file if there is one, and returns when
// it is closed.
func openWindow(folder, file string) error {
	if err := checkDisplay(); err != nil {
		return err
	}
	// Fyne keeps thumbnails there and complains where the folder is missing.
	if cache, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(cache, 0o700)
	}
	hasTray := hasTray()
	program := app.NewWithID("app.seatkeeper")
	var idle idler
	window := ui.NewWindow(program, folder, ui.Options{Version: version(), Background: idle.background(), Room: screenRoom, File: file})
	if tray, ok := program.(desktop.App); ok && hasTray() {
		window.SetTray(tray)
	}
	window.Show()
	go idle.rest()
	program.Run()
	return nil
}

// checkDisplay says in words what Fyne would panic about.
func checkDisplay() error {
	if runtime.GOOS != "linux" || os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != "" {
		return nil
	}
	return errors.New(words.Say("app.no-display"))
}
