package alert

import (
	"context"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"github.com/godbus/dbus/v5"
)

// A dialog that can't be shown ends at once; one that stays for so long is being read.
const (
	shown = time.Second
	// asked is how long the desktop has to take a notification.
	asked = 2 * time.Second
)

// dialogs are the programs that show a text in a window, as desktops bring them, and what
// they are told. The text is never the first of a program's arguments.
var dialogs = []func(title, text string) []string{
	func(title, text string) []string {
		return []string{"zenity", "--error", "--no-markup", "--width=420", "--title=" + title, "--text=" + text}
	},
	func(title, text string) []string { return []string{"kdialog", "--title", title, "--error", text} },
}

// Show says the text in a window of the desktop's, or as a notification.
func Show(title, text string) {
	for _, dialog := range dialogs {
		if run(dialog(title, text)) {
			return
		}
	}
	if notify(title, text) != nil {
		run([]string{"xmessage", "-center", "-title", title, title + "\n\n" + simple(text)})
	}
}

// simple is a text for a program that breaks no lines and knows few letters.
func simple(text string) string {
	const width = 72
	var out strings.Builder
	for line := range strings.Lines(strings.NewReplacer("’", "'", "“", `"`, "”", `"`, "–", "-", "…", "...").Replace(text)) {
		at := 0
		for _, word := range strings.Fields(line) {
			switch {
			case at > 0 && at+1+len(word) > width:
				out.WriteByte('\n')
				at = 0
			case at > 0:
				out.WriteByte(' ')
				at++
			}
			out.WriteString(word)
			at += len(word)
		}
		out.WriteByte('\n')
	}
	return strings.TrimSpace(out.String())
}

// run starts a dialog, which stays when this program ends, and reports whether it is shown.
func run(command []string) bool {
	dialog := exec.Command(command[0], command[1:]...)
	dialog.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if dialog.Start() != nil {
		return false
	}
	ended := make(chan error, 1)
	go func() { ended <- dialog.Wait() }()
	select {
	case err := <-ended:
		return err == nil // it was closed
	case <-time.After(shown):
		return true
	}
}

// notify asks the desktop for a notification that stays
// (https://specifications.freedesktop.org/notification-spec).
func notify(title, text string) error {
	ctx, stop := context.WithTimeout(context.Background(), asked)
	defer stop()
	bus, err := dbus.SessionBusPrivateNoAutoStartup(dbus.WithContext(ctx))
	if err != nil {
		return err
	}
	defer bus.Close()
	if err := bus.Auth(nil); err != nil {
		return err
	}
	if err := bus.Hello(); err != nil {
		return err
	}
	const critical, stays = byte(2), int32(0)
	return bus.Object("org.freedesktop.Notifications", "/org/freedesktop/Notifications").CallWithContext(ctx,
		"org.freedesktop.Notifications.Notify", 0, title, uint32(0), "app.seatkeeper", title, text, []string{},
		map[string]dbus.Variant{"urgency": dbus.MakeVariant(critical)}, stays).Err
}
