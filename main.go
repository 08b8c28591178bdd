// Seatkeeper shows who sits where in an office, day by day, and writes backups
// that can be trusted. Without arguments it opens its window; "seatkeeper --help"
// lists the commands.
package main

import (
	_ "embed"
	"errors"
	"os"

	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/BurntSushi/toml"
	"github.com/mattn/go-isatty"

	"seatkeeper/storage/settings"
	"seatkeeper/ui"
	"seatkeeper/ui/alert"
	"seatkeeper/ui/command"
	"seatkeeper/ui/console"
	"seatkeeper/ui/help"
	"seatkeeper/ui/kit"
	liked "seatkeeper/ui/settings"
	"seatkeeper/ui/single"
	"seatkeeper/ui/words"
)

// commit is that of which the program was built, where it was built for others: set by the
// linker.
var commit string

//go:embed FyneApp.toml
var appFile string

func main() {
	console.Attach()
	own, _ := settings.Own() // without a home nothing is kept
	os.Exit(command.Run(os.Args[1:], command.Program{
		Version: version(), Stdout: os.Stdout, Stderr: os.Stderr, Stdin: os.Stdin, Settings: own,
		IsTerminal: isatty.IsTerminal(os.Stderr.Fd()), OpenWindow: openWindow, Alert: alert.Show,
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

// openWindow opens the window, or raises the one that is open on the same data, and returns
// when the one that it has opened is closed.
func openWindow(o command.Opening) error {
	if err := checkDisplay(); err != nil {
		return err
	}
	own, _ := settings.Own() // without a home nothing is kept
	claim, handed, news := claimWindow(o)
	if handed {
		return nil
	}
	if o.Unread != nil {
		news = append(news, kit.Toast{Tone: kit.Warning, Title: words.Say("settings.unreadable"), Stay: -1,
			Text: words.Say("settings.unreadable-about", words.Args{"Path": words.Plain(own.Path())})})
	}
	crash, end := watchCrashes(help.Program{Version: version(), Commit: commit}.Line())
	defer end()
	console.Leave()
	// Fyne keeps thumbnails there and complains where the folder is missing.
	if cache, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(cache, 0o700)
	}
	hasTray := hasTray()
	liked.UseScale(o.Settings)
	program := app.NewWithID("app.seatkeeper")
	var idle idler
	background := idle.background()
	var window *ui.Window
	err := drawing(func() {
		window = ui.NewWindow(program, o.Folder, ui.Options{
			Version: version(), Commit: commit, Background: background, Room: screenRoom, File: o.File, News: news, Crash: crash,
			Settings: liked.Options{File: own, Now: o.Settings},
		})
		if tray, ok := program.(desktop.App); ok && hasTray() {
			window.SetTray(tray)
		}
		window.Show()
	})
	if err != nil {
		return err
	}
	if !isDrawn(program) {
		return errors.New(words.Say("app.no-drawing"))
	}
	if claim != nil {
		claim.Serve(background.Do, func(wish single.Wish) bool { return window.Raise(wish.File) })
	}
	go idle.rest()
	program.Run()
	return nil
}

// claimWindow hands what was asked for to the window that is open on the same data, or claims
// that later starts come to the new one. Where neither comes about, a second window is fine.
func claimWindow(o command.Opening) (claim *single.Claim, handed bool, news []kit.Toast) {
	if o.Another {
		claim, _ = single.BeginAnother(o.Folder)
		return claim, false, nil
	}
	claim, handed, err := single.Begin(o.Folder, single.Wish{File: o.File})
	if errors.Is(err, single.ErrSilent) {
		news = []kit.Toast{{Tone: kit.Warning, Title: words.Say("raise.second"), Text: words.Say("raise.second-text"), Stay: -1}}
	}
	return claim, handed, news
}
