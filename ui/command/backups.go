package command

import (
	"encoding/json"
	"fmt"
	"text/tabwriter"
	"time"

	"seatkeeper/storage"
	"seatkeeper/storage/format"
	"seatkeeper/ui/words"
)

type backupsCommand struct {
	JSON bool `name:"json" help:"usage.backups.json"`
}

// Run lists the backups of the data folder, newest first.
func (c backupsCommand) Run(s *session) error {
	return s.withStore(false, func(store *storage.Store) error {
		all, err := storage.ListAll(s.ctx, store)
		if err != nil {
			return explained{words.DoingRead, err}
		}
		backups := all.Backups
		switch {
		case c.JSON:
			err = s.printJSON(backups)
		case len(backups) == 0:
			_, err = fmt.Fprintln(s.Stdout, words.Say("command.no-backups", words.Args{"Path": words.Plain(store.Folder())}))
		default:
			err = s.printBackups(backups)
		}
		if err != nil {
			return failed(err.Error())
		}
		if all.Others > 0 && !c.JSON {
			fmt.Fprintln(s.Stdout, words.Count("other-files", all.Others))
		}
		return nil
	})
}

// printBackups prints a table for people.
func (s *session) printBackups(backups []storage.BackupFile) error {
	table := tabwriter.NewWriter(s.Stdout, 0, 0, 2, ' ', 0)
	row := func(time, kind, people, bookings, size, state, path string) {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", time, kind, people, bookings, size, state, path)
	}
	row(words.Say("command.list-time"), words.Say("command.list-kind"), words.Say("command.list-people"),
		words.Say("command.list-bookings"), words.Say("command.list-size"), words.Say("command.list-state"), words.Say("command.list-file"))
	for _, b := range backups {
		at, people, bookings := words.Say("command.list-unknown"), words.Say("command.list-unknown"), words.Say("command.list-unknown")
		if !b.At.IsZero() {
			at = b.At.Format("2006-01-02 15:04:05")
		}
		if b.HasCounts {
			people, bookings = words.Number(b.Users), words.Number(int(b.Bookings-b.Released))
		}
		row(at, words.BackupKind(b), people, bookings, words.Bytes(b.Bytes), words.BackupState(b), words.Plain(b.Path))
	}
	return table.Flush()
}

// listedBackup is a backup as programs read it. The keys and their values are
// promised in the README: none is removed or gets another meaning.
type listedBackup struct {
	Path      string   `json:"path"`
	At        *string  `json:"at"` // RFC 3339
	Kind      string   `json:"kind"`
	Own       bool     `json:"own"`
	App       string   `json:"app"`
	Bytes     int64    `json:"bytes"`
	Locked    bool     `json:"locked"`
	People    *int     `json:"people"`
	Bookings  *int64   `json:"bookings"` // released ones too
	Released  *int64   `json:"released"`
	State     string   `json:"state"`
	CheckedAt *string  `json:"checkedAt"` // RFC 3339
	Faults    []string `json:"faults"`    // in words
	Newest    bool     `json:"newest"`
}

// The values of a listedBackup's kind and state.
var (
	jsonKinds = map[storage.Origin]string{
		format.OriginUser: "user", format.OriginChanges: "changes", format.OriginQuit: "quit",
		format.OriginRestore: "restore", format.OriginUpgrade: "upgrade", format.OriginOther: "other",
		format.OriginRemoval: "removal",
	}
	jsonStates = map[storage.BackupState]string{
		storage.BackupUnchecked: "unchecked", storage.BackupChecked: "checked",
		storage.BackupDamaged: "damaged", storage.BackupNewer: "newer",
	}
)

func (s *session) printJSON(backups []storage.BackupFile) error {
	list := make([]listedBackup, len(backups)) // not nil: no backup is an empty list
	for i, b := range backups {
		list[i] = listed(b)
	}
	out := json.NewEncoder(s.Stdout)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(list)
}

func listed(b storage.BackupFile) listedBackup {
	l := listedBackup{
		Path: b.Path, At: instant(b.At), Kind: jsonKinds[b.Origin], Own: b.Own, App: b.App, Bytes: b.Bytes, Locked: b.Locked,
		State: jsonStates[b.State], CheckedAt: instant(b.CheckedAt), Faults: []string{}, Newest: b.Newest,
	}
	if b.HasCounts {
		l.People, l.Bookings, l.Released = &b.Users, &b.Bookings, &b.Released
	}
	if b.Err != nil {
		l.Faults = words.BadBackup(b.Err)
	}
	return l
}

// instant returns a time as RFC 3339 has it; null if it is not known.
func instant(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	text := t.Format(time.RFC3339)
	return &text
}
