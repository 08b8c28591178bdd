package command

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/format"
)

// someBackups are one of each kind and state.
func someBackups() []storage.BackupFile {
	berlin := time.FixedZone("CET", 3600)
	at := time.Date(2026, 11, 24, 10, 42, 7, 0, berlin)
	two := &failure.FaultsError{Faults: []failure.Fault{{Line: 7, Code: failure.FaultTwice, Value: "u1"}, {Code: failure.FaultChecksum}}}
	return []storage.BackupFile{
		{Path: "/d/backup/backup-20261124-104207.json", At: at, App: "Seatkeeper 1.2.3", Bytes: 1234, HasCounts: true, Users: 1200, Bookings: 34567,
			State: storage.BackupChecked, CheckedAt: at.Add(time.Minute), Newest: true},
		{Path: "/d/backup/auto/backup-1.json", At: at, Origin: format.OriginChanges, Own: true, HasCounts: true, State: storage.BackupDamaged, CheckedAt: at, Err: two},
		{Path: "/d/backup/auto/backup-2.json", At: at, Origin: format.OriginQuit, Own: true},
		{Path: "/d/backup/auto/backup-3.json", At: at, Origin: format.OriginRestore},
		{Path: "/d/backup/auto/backup-4.json", At: at, Origin: format.OriginUpgrade},
		{Path: "/d/backup/auto/backup-5.json", At: at, Origin: format.OriginOther, State: storage.BackupNewer, Err: &failure.NewerFormatError{Have: "2.0.0"}},
		{Path: "/d/backup/<evil>\x1b[31m.json.age", Locked: true, Bytes: 999},
	}
}

func printed(t *testing.T, f func(*session) error) string {
	t.Helper()
	var out bytes.Buffer
	if err := f(&session{Program: Program{Stdout: &out}, ctx: t.Context()}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestBackupsAsATable(t *testing.T) {
	got := printed(t, func(s *session) error { return s.printBackups(someBackups()) })
	rows := [][]string{
		{"Time", "Kind", "People", "Bookings", "Size", "State", "File"},
		{"2026-11-24 10:42:07", "Yours", "1,200", "34,567", "1.2 kB", "✓ checked", "/d/backup/backup-20261124-104207.json"},
		{"2026-11-24 10:42:07", "Automatic", "0", "0", "0 bytes", "✕ damaged: “u1” stands there twice", "/d/backup/auto/backup-1.json"},
		{"2026-11-24 10:42:07", "Automatic, on quit", "–", "–", "0 bytes", "not checked yet", "/d/backup/auto/backup-2.json"},
		{"2026-11-24 10:42:07", "Before a restore", "–", "–", "0 bytes", "not checked yet", "/d/backup/auto/backup-3.json"},
		{"2026-11-24 10:42:07", "Before an update", "–", "–", "0 bytes", "not checked yet", "/d/backup/auto/backup-4.json"},
		{"2026-11-24 10:42:07", "Automatic", "–", "–", "0 bytes", "▲ made by a newer version", "/d/backup/auto/backup-5.json"},
		{"–", "Locked", "–", "–", "999 bytes", "not checked yet", "/d/backup/<evil> [31m.json.age"},
	}
	var cells [][]string
	for line := range strings.Lines(got) {
		var row []string
		for _, cell := range strings.Split(strings.TrimSuffix(line, "\n"), "  ") {
			if cell = strings.TrimSpace(cell); cell != "" {
				row = append(row, cell)
			}
		}
		cells = append(cells, row)
	}
	if diff := cmp.Diff(rows, cells); diff != "" {
		t.Error(diff)
	}
}

// The keys and values are promised to programs: a change here breaks somebody's.
func TestBackupsAsJSON(t *testing.T) {
	got := printed(t, func(s *session) error { return s.printJSON(someBackups()[:2]) })
	want := `[
  {
    "path": "/d/backup/backup-20261124-104207.json",
    "at": "2026-11-24T10:42:07+01:00",
    "kind": "user",
    "own": false,
    "app": "Seatkeeper 1.2.3",
    "bytes": 1234,
    "locked": false,
    "people": 1200,
    "bookings": 34567,
    "released": 0,
    "state": "checked",
    "checkedAt": "2026-11-24T10:43:07+01:00",
    "faults": [],
    "newest": true
  },
  {
    "path": "/d/backup/auto/backup-1.json",
    "at": "2026-11-24T10:42:07+01:00",
    "kind": "changes",
    "own": true,
    "app": "",
    "bytes": 0,
    "locked": false,
    "people": 0,
    "bookings": 0,
    "released": 0,
    "state": "damaged",
    "checkedAt": "2026-11-24T10:42:07+01:00",
    "faults": [
      "line 7: “u1” stands there twice",
      "the checksum does not match: the file was changed or damaged"
    ],
    "newest": false
  }
]
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	got = printed(t, func(s *session) error { return s.printJSON(someBackups()[2:]) })
	for _, part := range []string{
		`"kind": "quit"`, `"kind": "restore"`, `"kind": "upgrade"`, `"kind": "other"`, `"state": "newer"`, `"state": "unchecked"`,
		`"at": null`, `"people": null`, `"bookings": null`, `"checkedAt": null`, `"locked": true`, `<evil>\u001b[31m`,
	} {
		if !strings.Contains(got, part) {
			t.Errorf("there is no %s in %s", part, got)
		}
	}
	if got := printed(t, func(s *session) error { return s.printJSON(nil) }); got != "[]\n" {
		t.Errorf("no backup is %q", got)
	}
}
