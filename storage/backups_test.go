package storage

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
	"seatkeeper/storage/sqlite"
)

func TestBackupsAreListedNewestFirst(t *testing.T) {
	now := noon
	s := mustOpenSample(t, t.TempDir(), Options{Now: func() time.Time { return now }})
	if list := mustList(t, s); len(list) != 0 {
		t.Fatalf("%+v", list)
	}
	var want []string
	add := func(path string) { want = append([]string{path}, want...) }
	add(mustExport(t, s, ExportOptions{}).Path)
	now = now.Add(time.Hour)
	mustAdd(t, s, data.User{Name: "Carol"})
	add(mustBackUp(t, s, format.OriginChanges))
	now = now.Add(time.Hour)
	add(mustExport(t, s, ExportOptions{Passphrase: "right"}).Path)
	now = now.Add(time.Hour)
	add(mustRestore(t, s, want[2], RestoreOptions{}).Safety.Path)
	// What is no backup of the folder is not listed.
	filetest.MustWrite(t, filepath.Join(s.backups.Path, "notes.json"), "{}")
	filetest.MustMkdir(t, filepath.Join(s.backups.Path, "backup-20261123-101113.json"))
	if err := os.Symlink(want[0], filepath.Join(s.backups.Path, "backup-20261123-101114.json")); err != nil {
		t.Fatal(err)
	}
	list := mustList(t, s)
	if len(list) != len(want) {
		t.Fatalf("%d, not %d: %+v", len(list), len(want), list)
	}
	for i, b := range list {
		if b.Path != want[i] {
			t.Errorf("%d is %s, not %s", i, b.Path, want[i])
		}
	}
	for i, want := range []struct {
		origin   format.Origin
		own      bool
		state    backups.State
		users    int
		bookings int64
		newest   bool
	}{
		{format.OriginRestore, true, backups.Checked, 3, 4, true},
		{format.OriginUser, false, backups.Unchecked, 0, 0, false},
		{format.OriginChanges, true, backups.Checked, 3, 4, false},
		{format.OriginUser, false, backups.Checked, 2, 4, false},
	} {
		b := list[i]
		if b.Origin != want.origin || b.Own != want.own || b.State != want.state || b.Users != want.users || b.Bookings != want.bookings || b.Newest != want.newest {
			t.Errorf("%d: %+v, want %+v", i, b, want)
		}
	}
	if !list[0].At.Equal(now.Truncate(time.Millisecond)) || list[0].App != "Seatkeeper 0.1.0" || list[0].CheckedAt.IsZero() || list[1].HasCounts || !list[1].Locked {
		t.Errorf("%+v", list[:2])
	}
}

func TestStatesOfBackups(t *testing.T) {
	s := tinyStore(t, at(noon))
	whole := filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path)
	path := filepath.Join(s.backups.Path, "backup-20261124-101112.json")
	for name, test := range map[string]struct {
		text          string
		before, after backups.State // a check
		code          failure.FaultCode
	}{
		"good":                {whole, backups.Unchecked, backups.Checked, ""},
		"without a checksum":  {`{"users": [], "bookings": []}`, backups.Unchecked, backups.Checked, ""},
		"cut off":             {whole[:len(whole)-9], backups.Damaged, backups.Damaged, failure.FaultCutOff},
		"another text":        {"no backup", backups.Damaged, backups.Damaged, failure.FaultNotJSON},
		"empty":               {"", backups.Damaged, backups.Damaged, failure.FaultEmpty},
		"a letter is another": {strings.Replace(whole, "Alice", "Alicf", 1), backups.Unchecked, backups.Damaged, failure.FaultChecksum},
		"newer":               {strings.Replace(whole, strconv.Quote(format.SchemaVersion), `"2.0.0"`, 1), backups.Newer, backups.Newer, ""},
		"no JSON":             {"}", backups.Unchecked, backups.Damaged, failure.FaultNotJSON},
		"nothing but braces":  {strings.Repeat("[", 100_000) + "}", backups.Unchecked, backups.Damaged, ""},
		"counts as texts":     {strings.Replace(whole, `"users": 2`, `"users": "2"`, 1), backups.Unchecked, backups.Damaged, ""},
	} {
		t.Run(name, func(t *testing.T) {
			filetest.MustWrite(t, path, test.text)
			find := func() backups.File {
				for _, b := range mustList(t, s) {
					if b.Path == path {
						return b
					}
				}
				t.Fatal("it is not listed")
				return backups.File{}
			}
			var faults *failure.FaultsError
			if b := find(); b.State != test.before || errors.As(b.Err, &faults) && faults.Faults[0].Code != test.code {
				t.Errorf("before a check: %+v", b)
			}
			_, err := CheckBackup(t.Context(), s, path, backupfile.ReadOptions{})
			b := find()
			if b.State != test.after || (b.Err == nil) != (err == nil) || b.CheckedAt.IsZero() {
				t.Errorf("after a check: %+v, %v", b, err)
			}
			if errors.As(b.Err, &faults) && test.code != "" && faults.Faults[0].Code != test.code {
				t.Errorf("%v", faults)
			}
			// Touched, it is not known any more.
			later := noon.Add(time.Hour)
			if err := os.Chtimes(path, later, later); err != nil {
				t.Fatal(err)
			}
			if b := find(); b.State != test.before || !b.CheckedAt.IsZero() {
				t.Errorf("after a touch: %+v", b)
			}
		})
	}
}

func TestWhatIsKnownOfBackupsOutlastsARestoreAndIsInNoBackup(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{Now: ticking()})
	settings := backups.DefaultSettings()
	settings.Keep.Daily = 99
	if err := setBackups(s, settings); err != nil {
		t.Fatal(err)
	}
	path := mustExport(t, s, ExportOptions{}).Path
	text := filetest.MustRead(t, path)
	mustAdd(t, s, data.User{Name: "Carol"})
	mustRestore(t, s, path, RestoreOptions{})
	if list := mustList(t, s); len(list) != 2 || list[1].State != backups.Checked {
		t.Errorf("%+v", list)
	}
	if b, err := s.backups.Settings(t.Context()); err != nil || b != settings {
		t.Errorf("%+v, %v", b, err)
	}
	wantSame(t, text, filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path))
}

func TestStatesAreKnownWhereNothingCanBeKept(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenSample(t, folder, Options{})
	path := mustExport(t, s, ExportOptions{}).Path
	if err := os.Chtimes(path, noon, noon); err != nil {
		t.Fatal(err)
	}
	s.readOnly = errors.New("as on a read-only disk")
	if _, err := CheckBackup(t.Context(), s, path, backupfile.ReadOptions{}); err != nil {
		t.Fatal(err)
	}
	if list := mustList(t, s); list[0].State != backups.Checked {
		t.Errorf("%+v", list)
	}
}

// shownBackup returns a backup as the list shows it, or else only its path.
func shownBackup(t testing.TB, s *Store, path string) backups.File {
	t.Helper()
	for _, b := range mustList(t, s) {
		if b.Path == path {
			return b
		}
	}
	return backups.File{Path: path}
}

func TestDeletingBackups(t *testing.T) {
	now := noon
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	s := mustOpenSample(t, t.TempDir(), Options{Now: func() time.Time { return now }})
	older := mustExport(t, s, ExportOptions{}).Path
	now = now.Add(time.Hour)
	newest := mustExport(t, s, ExportOptions{}).Path
	now = now.Add(time.Hour)
	damaged := mustExport(t, s, ExportOptions{}).Path
	filetest.MustWrite(t, damaged, "{")
	outside := filepath.Join(t.TempDir(), "backup-20261123-101112.json")
	filetest.MustWrite(t, outside, "{}")
	if _, err := DeleteBackup(t.Context(), s, shownBackup(t, s, newest)); failure.KindOf(err) != failure.KindNewestBackup {
		t.Errorf("the newest good one: %v", err)
	}
	for _, path := range []string{outside, filepath.Join(s.Folder(), StoreFile), filepath.Join(s.backups.Path, "..", StoreFile)} {
		if _, err := DeleteBackup(t.Context(), s, shownBackup(t, s, path)); err == nil || !Exists(path) {
			t.Errorf("%s: %v", path, err)
		}
	}
	shown := shownBackup(t, s, damaged)
	filetest.MustWrite(t, damaged, filetest.MustRead(t, older))
	if _, err := DeleteBackup(t.Context(), s, shown); !errors.Is(err, data.ErrChanged) || !Exists(damaged) {
		t.Errorf("another file than was shown: %v", err)
	}
	filetest.MustWrite(t, damaged, "{")
	for _, path := range []string{damaged, older} {
		if _, err := DeleteBackup(t.Context(), s, shownBackup(t, s, path)); err != nil || Exists(path) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if list := mustList(t, s); len(list) != 1 || list[0].Path != newest {
		t.Errorf("%+v", list)
	}
}

func TestCopyingABackup(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	path := mustExport(t, s, ExportOptions{}).Path
	folder := t.TempDir()
	mustCopy := func(o backups.CopyOptions) string {
		t.Helper()
		copied, err := CopyBackup(t.Context(), s, path, folder, o)
		if err != nil {
			t.Fatal(err)
		}
		return filepath.Base(copied.Path)
	}
	if name := mustCopy(backups.CopyOptions{}); name != filepath.Base(path) {
		t.Error(name)
	}
	if name := mustCopy(backups.CopyOptions{}); name != filepath.Base(path) || len(filetest.FilesIn(t, folder)) != 1 {
		t.Errorf("the same once more: %s", name)
	}
	filetest.MustWrite(t, filepath.Join(folder, filepath.Base(path)), "another")
	if name := mustCopy(backups.CopyOptions{}); name != "backup-20261123-101113.json" || filetest.MustRead(t, filepath.Join(folder, name)) != filetest.MustRead(t, path) {
		t.Errorf("beside another: %s", name)
	}
	for range 2 {
		if name := mustCopy(backups.CopyOptions{Passphrase: "right"}); name != filepath.Base(path)+".age" || len(filetest.FilesIn(t, folder)) != 3 {
			t.Errorf("locked: %s", name)
		}
	}
	if name := mustCopy(backups.CopyOptions{Passphrase: "another"}); name != "backup-20261123-101113.json.age" {
		t.Errorf("locked with another passphrase: %s", name)
	}
	if _, err := CopyBackup(t.Context(), s, path, filepath.Join(folder, "gone"), backups.CopyOptions{}); failure.KindOf(err) != failure.KindMissing {
		t.Error(err)
	}
}

func TestReadingBackFindsACopyThatLies(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	path := mustExport(t, s, ExportOptions{}).Path
	for _, o := range []backups.CopyOptions{{}, {Verify: true}, {Passphrase: "right"}} {
		for name, lie := range map[string]func([]byte) []byte{
			"nothing is written": func([]byte) []byte { return nil },
			"the last is lost":   func(b []byte) []byte { return b[:len(b)-1] },
			"a bit is another": func(b []byte) []byte {
				b = slices.Clone(b)
				b[len(b)/2] ^= 1
				return b
			},
		} {
			folder := t.TempDir()
			useFiles(s, &faultyFiles{Files: atomicfile.System{}, lie: lie})
			_, err := CopyBackup(t.Context(), s, path, folder, o)
			useFiles(s, atomicfile.System{})
			if failure.KindOf(err) != failure.KindBadWrite || len(filetest.FilesIn(t, folder)) > 0 {
				t.Errorf("%s, %+v: %v, %v", name, o, err, filetest.FilesIn(t, folder))
			}
		}
	}
}

func TestLookingInsideABackup(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	path := mustExport(t, s, ExportOptions{}).Path
	before := filetest.FilesIn(t, s.backups.Path)
	mustAdd(t, s, data.User{Name: "Carol"})
	if _, err := s.Release(t.Context(), monday, filetest.UUIDOf(1)); err != nil {
		t.Fatal(err)
	}
	inside, err := OpenBackup(t.Context(), s, path, backupfile.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	seats, err := inside.Day(t.Context(), monday)
	if err != nil || len(seats) != 4-1 {
		t.Errorf("%d seats, %v", len(seats), err)
	}
	if users, err := inside.Users(t.Context()); err != nil || len(users) != 2 {
		t.Errorf("%d people, %v", len(users), err)
	}
	if failure.KindOf(inside.ReadOnly()) != failure.KindIsBackup || inside.Displaced() != nil {
		t.Errorf("%v, %v", inside.ReadOnly(), inside.Displaced())
	}
	_, err = inside.Book(t.Context(), data.Booking{DeskRef: deskA1, Date: monday.AddDays(9), UserID: "u1"})
	filetest.WantKind(t, err, failure.KindIsBackup)
	if users, err := s.Users(t.Context()); err != nil || len(users) != 3 {
		t.Errorf("the present has %d people, %v", len(users), err)
	}
	mustAdd(t, s, data.User{Name: "Dave"}) // the present goes on
	if err := inside.Close(); err != nil {
		t.Error(err)
	}
	// The window may still be asking.
	if _, err := inside.Day(t.Context(), monday); err == nil {
		t.Error("it can be read when it is closed")
	}
	if inside.Displaced() == nil {
		t.Error("its file is still there")
	}
	sameFiles(t, s.backups.Path, before)
	wantNothingLeft(t, s.Folder())
	filetest.MustWrite(t, path, "{")
	if _, err := OpenBackup(t.Context(), s, path, backupfile.ReadOptions{}); failure.KindOf(err) != failure.KindBadBackup {
		t.Error(err)
	}
	wantNothingLeft(t, s.Folder())
}

func FuzzHead(f *testing.F) {
	tiny, err := os.ReadFile(smallBackup)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(tiny)
	f.Add(tiny[:200])
	f.Add([]byte(`{"counts": {"users": -1}, "automatic": {"reason": 1}, "exportedAt": "9999-99-99", "users": []}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		path := filepath.Join(t.TempDir(), "backup-20261123-101112.json")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		h, err := format.ReadHead(path)
		report, whole := format.VerifyBackup(t.Context(), path, backupfile.ReadOptions{})
		if whole == nil && err != nil {
			t.Errorf("the head of a good file: %v", err)
		}
		if whole == nil && !h.Report.ExportedAt.IsZero() && !h.Report.ExportedAt.Equal(report.ExportedAt) {
			t.Errorf("%v, not %v", h.Report.ExportedAt, report.ExportedAt)
		}
	})
}

// The folder of the backups may be on a drive that does not answer: it is not asked for
// anything while the store is locked for all others.
func TestABackupFileIsNotLookedAtInATransaction(t *testing.T) {
	for name, note := range map[string]func(s *Store, path string){
		"a check":  func(s *Store, path string) { s.backups.NoteMade(t.Context(), path, noon, 0) },
		"a backup": func(s *Store, path string) { noteBackup(t.Context(), s, Backup{Path: path, ExportedAt: noon}, 7) },
	} {
		path := ""
		s := mustOpenSample(t, t.TempDir(), Options{Now: func() time.Time {
			if path != "" { // a transaction asks for its moment: from here on the drive is away
				_ = os.Remove(path)
			}
			return noon
		}})
		export := mustExport(t, s, ExportOptions{})
		const topic = "backup files"
		key := filepath.Base(export.Path)
		if err := s.note(t.Context(), func(n *sqlite.Notes) error { return n.Set(topic, key, "") }); err != nil {
			t.Fatal(err)
		}
		path = export.Path
		note(s, path)
		if Exists(path) {
			t.Fatal("there was no transaction")
		}
		path = ""
		notes, err := s.local.notes(t.Context(), topic)
		if err != nil || !strings.Contains(notes[key], fmt.Sprintf(`"bytes":%d,`, export.Bytes)) || strings.Contains(notes[key], "faults") {
			t.Errorf("%s: %s, %v", name, notes[key], err)
		}
	}
}
