package main

import (
	"context"
	"time"

	"github.com/godbus/dbus/v5"
)

// trayWait is how long the desktop has to say whether it has a tray.
const trayWait = 200 * time.Millisecond

// hasTray asks the desktop whether it shows icons in a tray
// (https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem). Fyne opens a
// hidden window of its own for one, which costs a third of the start, and it has no
// use where nobody shows it. The answer comes while the window is being made.
func hasTray() func() bool {
	answer := make(chan bool, 1)
	go func() { answer <- askForTray() }()
	return func() bool { return <-answer }
}

func askForTray() (has bool) {
	ctx, stop := context.WithTimeout(context.Background(), trayWait)
	defer stop()
	bus, err := dbus.SessionBusPrivateNoAutoStartup(dbus.WithContext(ctx))
	if err != nil {
		return false
	}
	defer bus.Close()
	if bus.Auth(nil) != nil || bus.Hello() != nil {
		return false
	}
	err = bus.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.NameHasOwner", 0, "org.kde.StatusNotifierWatcher").Store(&has)
	return err == nil && has
}
