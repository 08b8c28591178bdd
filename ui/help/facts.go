package help

import (
	"context"
	"math"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"seatkeeper/storage"
	"seatkeeper/storage/datafolder"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// enough is how long the facts of a report may take: a drive in a network may be away.
const enough = 3 * time.Second

// collect hands over what a report of a fault should say, a fact a line, without names and
// paths of people. It looks at the data in the background.
func (c *Controller) collect(done func(text string)) {
	lines := []string{c.program.Line(), c.windowFacts()}
	store, folder, signs, now := c.Store(), c.Folder(), c.Signs(), c.Now()
	kit.AskFor(c.Background(), func() bool { return true }, func() ([]string, error) {
		ctx, stop := context.WithTimeout(context.Background(), enough)
		defer stop()
		facts := []string{
			words.Say("report.system", words.Args{"System": runtime.GOOS + "/" + runtime.GOARCH, "Name": listed(systemName())}),
			words.Say("report.desktop", words.Args{"Desktop": listed(desktop())}),
			words.Say("report.data", words.Args{"Where": words.List(dataFacts(store, folder)...)}),
		}
		if store == nil {
			return facts, nil
		}
		if status, err := store.Status(ctx); err == nil {
			n := status.Counts
			facts = append(facts, words.Say("report.counts", words.Args{
				"People": about(n.Users), "Offices": about(n.Offices), "Desks": about(n.Desks), "Bookings": about(int(n.Bookings)),
			}), words.Say("report.backups", words.Args{"How": words.List(backupFacts(ctx, store, status, signs, now)...)}))
		}
		return facts, nil
	}, func(facts []string, _ error) { done(strings.Join(append(lines, facts...), "\n") + "\n") })
}

// Line says which program this is.
func (p Program) Line() string {
	fyneVersion, commit := "?", p.Commit
	if commit == "" {
		commit = words.Say("report.no-commit")
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == "fyne.io/fyne/v2" {
				fyneVersion = m.Version
			}
		}
	}
	return words.Say("report.program", words.Args{"Version": p.Version, "Commit": commit, "Go": runtime.Version(), "Fyne": fyneVersion})
}

// windowFacts say how large the window is, in what measure, and on how large a screen.
func (c *Controller) windowFacts() string {
	canvas := c.Win().Canvas()
	var room fyne.Size
	if c.program.Room != nil {
		room = c.program.Room()
	}
	sides := func(s fyne.Size) string {
		if s.Width <= 0 || s.Height <= 0 {
			return words.Say("report.unknown")
		}
		return words.Say("report.sides", words.Args{"Width": side(s.Width), "Height": side(s.Height)})
	}
	scale := strconv.FormatFloat(math.Round(float64(canvas.Scale())*100)/100, 'f', -1, 32)
	return words.Say("report.window", words.Args{"Size": sides(canvas.Size()), "Scale": scale, "Room": sides(room)})
}

func side(length float32) string { return strconv.Itoa(int(length)) }

// dataFacts say how the data lie.
func dataFacts(store *storage.Store, folder string) (facts []string) {
	switch service := datafolder.SyncedBy(folder); {
	case datafolder.OnNetwork(folder):
		facts = append(facts, words.Say("report.network"))
	case service != "":
		facts = append(facts, words.Say("report.synced", words.Args{"Service": service}))
	default:
		facts = append(facts, words.Say("report.local"))
	}
	switch {
	case store == nil:
		facts = append(facts, words.Say("report.not-open"))
	case store.ReadOnly() != nil:
		facts = append(facts, words.Say("report.read-only"))
	}
	if store != nil && store.Damage() != nil {
		facts = append(facts, words.Say("report.damaged"))
	}
	return facts
}

// backupFacts say how it stands with the backups.
func backupFacts(ctx context.Context, store *storage.Store, status storage.Status, signs storage.Signs, now time.Time) (facts []string) {
	if last := status.Backup.At; last.IsZero() {
		facts = append(facts, words.Say("report.no-backup"))
	} else {
		facts = append(facts, words.Say("report.last-backup", words.Args{"Ago": words.Ago(now.Sub(last))}))
		if n := status.Changes - status.Backup.Changes; n > 0 {
			facts = append(facts, words.Say("report.changes", words.Args{"Number": about(int(n))}))
		}
	}
	settings, err := store.Backups().Settings(ctx)
	for _, fact := range []struct {
		key  string
		isSo bool
	}{
		{"report.not-automatic", err == nil && !settings.Automatic},
		{"report.second-place", err == nil && settings.Place != ""},
		{"report.locked-copies", err == nil && settings.Place != "" && settings.Passphrase != ""},
		{"report.failed", signs.Failed != nil},
		{"report.away", signs.Away != nil},
		{"report.newest-damaged", signs.Damaged != nil},
		{"report.not-thinned", signs.Unthinned != nil},
	} {
		if fact.isSo {
			facts = append(facts, words.Say(fact.key))
		}
	}
	return facts
}

// about rounds a number to its first digit: how many people there are exactly is nobody
// else's business.
func about(n int) string {
	unit := 1
	for n/unit >= 10 {
		unit *= 10
	}
	return words.Number((n + unit/2) / unit * unit)
}

// listed keeps of what the system says of itself only what such a name is made of, and not
// too much of it.
func listed(parts []string) string {
	const most = 60
	var kept []string
	for _, part := range parts {
		part = strings.Map(func(r rune) rune {
			if r == ' ' || strings.ContainsRune(".,:;()_+-/", r) || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
				return r
			}
			return -1
		}, part)
		if part = strings.TrimSpace(part[:min(most, len(part))]); part != "" {
			kept = append(kept, part)
		}
	}
	if len(kept) == 0 {
		return words.Say("report.unknown")
	}
	return words.List(kept...)
}
