//go:build !linux && !windows

package alert

import (
	"context"
	"os/exec"
	"time"
)

// patience is how long a text is shown at most.
const patience = 10 * time.Minute

// Show says the text in a dialog, and returns when that is closed. No script holds the text.
func Show(title, text string) {
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	_ = exec.CommandContext(ctx, "osascript", "-e", "on run argv", "-e", "display alert (item 1 of argv) message (item 2 of argv) as critical",
		"-e", "end run", title, text).Run() // there is nobody left to tell
}
