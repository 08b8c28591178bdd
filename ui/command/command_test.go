package command

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/settings"
	"seatkeeper/ui/words"
)

// TestMain lets the scripts run the program as a command, at a fixed time.
func TestMain(m *testing.M) {
	backupfile.WorkFactor = 2 // a passphrase that is hard to guess would take a second each time
	testscript.Main(m, map[string]func(){
		"seatkeeper": func() {
			words.SetLocale(words.LocaleOf("en-GB"))
			os.Exit(Run(os.Args[1:], Program{
				Version: "1.2.3", Stdout: os.Stdout, Stderr: os.Stderr, Stdin: os.Stdin, IsTerminal: os.Getenv("TERMINAL") != "",
				Settings: settings.At(os.Getenv("SETTINGS")),
				Now:      func() time.Time { return time.Date(2026, 11, 24, 10, 42, 7, 0, time.UTC) },
				OpenWindow: func(o Opening) error {
					kind := "window"
					if o.Another {
						kind = "another window"
					}
					if o.Unread != nil {
						kind += " with unread settings"
					}
					_, err := fmt.Println(strings.TrimSpace(kind + " on " + o.Folder + " " + o.File))
					return err
				},
			}))
		},
	})
}

// TestScripts runs testdata/script: each file reads like a session at a terminal.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			// exit CODE COMMAND… runs a command that must end with that code.
			"exit": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) < 2 {
					ts.Fatalf("usage: exit CODE COMMAND…")
				}
				err := ts.Exec(args[1], args[2:]...)
				var ended *exec.ExitError
				if !errors.As(err, &ended) || strconv.Itoa(ended.ExitCode()) != args[0] {
					ts.Fatalf("%v ended with %v, not with %s", args[1:], err, args[0])
				}
			},
		},
		// [race] is whether the race detector watches, and slows down.
		Condition: func(name string) (bool, error) {
			if name != "race" {
				return false, fmt.Errorf("there is no condition %q", name)
			}
			return filetest.UnderRace, nil
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_DATA_HOME", env.WorkDir+"/share")
			env.Setenv("SEATKEEPER_DATA", "")
			env.Setenv("SETTINGS", env.WorkDir+"/settings.toml")
			return nil
		},
	})
}
