package storage

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

// The tests need no passphrase that is hard to guess: 2^18 rounds would take them a
// second each time.
func init() { backupfile.WorkFactor = 2 }

var workOfPeople = backupfile.WorkFactor // before that

func TestALockedBackupIsAsHardToGuessAsItIsForPeople(t *testing.T) {
	filetest.NotUnderRace(t)
	s := tinyStore(t, at(noon))
	backupfile.WorkFactor = workOfPeople
	t.Cleanup(func() { backupfile.WorkFactor = 2 })
	path := mustExport(t, s, ExportOptions{Passphrase: "right"}).Path // which reads it back
	if head := filetest.MustRead(t, path); !strings.Contains(head[:200], " 18\n") {
		t.Errorf("its head is %.200q", head)
	}
}

func TestALockedBackupComesBack(t *testing.T) {
	s := tinyStore(t, at(noon))
	plain := filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path)
	away := t.TempDir()
	b := mustExport(t, s, ExportOptions{Folder: away, Passphrase: "Zoë’s 1st"})
	if filepath.Base(b.Path) != "backup-20261123-101112.json.age" || b.SHA256 == "" || b.Bytes != int64(len(filetest.MustRead(t, b.Path))) {
		t.Errorf("%+v", b)
	}
	if left := filetest.FilesIn(t, away); len(left) != 1 {
		t.Errorf("beside it: %v", left)
	}
	if text := filetest.MustRead(t, b.Path); strings.Contains(text, "Alice") || !strings.HasPrefix(text, backupfile.LockedStart) {
		t.Error("it is not locked")
	}
	report, err := format.VerifyBackup(t.Context(), b.Path, backupfile.ReadOptions{Passphrase: "Zoë’s 1st"})
	if err != nil || report.Bookings != 3 || !report.Checksummed {
		t.Errorf("%+v, %v", report, err)
	}
	into := mustOpenSample(t, t.TempDir(), Options{Now: at(noon)})
	mustRestore(t, into, b.Path, RestoreOptions{Passphrase: "Zoë’s 1st"})
	wantSame(t, plain, filetest.MustRead(t, mustExport(t, into, ExportOptions{}).Path))
	wantNothingLeft(t, into.Folder())
	// It is not noted as the last backup: nobody may be able to open it.
	status, err := s.Status(t.Context())
	if err != nil || strings.HasSuffix(status.Backup.Path, ".age") {
		t.Errorf("%+v, %v", status.Backup, err)
	}
}

func TestALockedBackupAndTheWrongPassphrase(t *testing.T) {
	s := tinyStore(t, at(noon))
	path := mustExport(t, s, ExportOptions{Passphrase: "right"}).Path
	before := filetest.FilesIn(t, s.backups.Path)
	for passphrase, want := range map[string]error{"": failure.ErrNeedsPassphrase, "wrong": failure.ErrWrongPassphrase, "right ": failure.ErrWrongPassphrase} {
		o := backupfile.ReadOptions{Passphrase: passphrase}
		for what, try := range map[string]func() error{
			"verify":  func() error { _, err := format.VerifyBackup(t.Context(), path, o); return err },
			"check":   func() error { _, err := CheckBackup(t.Context(), s, path, o); return err },
			"compare": func() error { _, err := DiffBackups(t.Context(), s, path, "", o); return err },
			"look":    func() error { _, err := OpenBackup(t.Context(), s, path, o); return err },
			"restore": func() error {
				_, err := PrepareRestore(t.Context(), s, path, RestoreOptions{Passphrase: passphrase})
				return err
			},
		} {
			if err := try(); failure.KindOf(err) != failure.KindPassphrase || !errors.Is(err, want) {
				t.Errorf("%s with %q: %v", what, passphrase, err)
			}
		}
	}
	sameFiles(t, s.backups.Path, before)
	if list := mustList(t, s); len(list) != 1 || !list[0].Locked || list[0].State != backups.Unchecked || list[0].Newest {
		t.Errorf("%+v", list)
	}
	if _, err := CheckBackup(t.Context(), s, path, backupfile.ReadOptions{Passphrase: "right"}); err != nil {
		t.Fatal(err)
	}
	if list := mustList(t, s); list[0].State != backups.Checked {
		t.Errorf("%+v", list)
	}
}

// Each flipped bit and each cut of a locked file is found, and says so in the kind of
// a damaged backup or of a wrong passphrase.
func TestALockedFileThatIsCutOrFlippedIsRefused(t *testing.T) {
	filetest.NotUnderRace(t)
	s := tinyStore(t, at(noon))
	whole := []byte(filetest.MustRead(t, mustExport(t, s, ExportOptions{Passphrase: "right"}).Path))
	path := filepath.Join(t.TempDir(), "backup-20261123-101112.json.age")
	refused := func(what string, i int, content []byte) {
		t.Helper()
		filetest.MustWrite(t, path, string(content))
		_, err := format.VerifyBackup(t.Context(), path, backupfile.ReadOptions{Passphrase: "right"})
		if kind := failure.KindOf(err); kind != failure.KindBadBackup && kind != failure.KindPassphrase {
			t.Errorf("%s at %d: %v", what, i, err)
		}
	}
	for i := range whole {
		if i <= 300 && i%filetest.OrSampled(1, 3) != 0 || i > 300 && i%filetest.OrSampled(7, 31) != 0 {
			continue // behind the header age looks at each piece as a whole
		}
		refused("cut", i, whole[:i])
		flipped := bytes.Clone(whole)
		flipped[i] ^= 1 << (i % 8)
		refused("flip", i, flipped)
	}
	refused("more behind its end", len(whole), append(bytes.Clone(whole), 0))
}

func TestHostileLockedFilesCostLittle(t *testing.T) {
	path := filepath.Join(t.TempDir(), "backup-20261123-101112.json.age")
	for name, content := range map[string]string{
		"no end of the header": backupfile.LockedStart + strings.Repeat("-> scrypt AAAA 10\n", 100_000),
		"one long line":        backupfile.LockedStart + "-> scrypt " + strings.Repeat("A", 5_000_000),
		"for a key":            lockedForAKey(t),
		"years of work":        backupfile.LockedStart + "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 40\n" + strings.Repeat("A", 43) + "\n--- " + strings.Repeat("A", 43) + "\n" + strings.Repeat("x", 100),
	} {
		filetest.MustWrite(t, path, content)
		if _, err := format.VerifyBackup(t.Context(), path, backupfile.ReadOptions{Passphrase: "right"}); failure.KindOf(err) != failure.KindBadBackup {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func lockedForAKey(t *testing.T) string {
	t.Helper()
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w, err := age.Encrypt(&out, key.Recipient())
	if err == nil {
		_, err = io.WriteString(w, "{}")
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestEveryOperationOfALockedExportMayFail(t *testing.T) {
	for _, op := range []string{"Create", "Write", "Sync", "Open", "Read", "Publish"} {
		s := tinyStore(t, at(noon))
		folder := t.TempDir()
		for number := 1; ; number++ {
			f := &faultyFiles{Files: atomicfile.System{}}
			f.fail(op, number, errIO)
			useFiles(s, f)
			_, err := ExportBackup(t.Context(), s, ExportOptions{Folder: folder, Passphrase: "right"})
			if err == nil {
				break
			}
			if left := filetest.FilesIn(t, folder); len(left) > 0 {
				t.Errorf("%s %d leaves %v", op, number, left)
			}
			if number > 50 {
				t.Fatalf("%s: it never succeeds", op)
			}
		}
	}
}

func TestReadingBackFindsALockedWriteThatLies(t *testing.T) {
	s := tinyStore(t, at(noon))
	f := &faultyFiles{Files: atomicfile.System{}, lie: func(b []byte) []byte {
		b = bytes.Clone(b)
		b[len(b)/2] ^= 1
		return b
	}}
	useFiles(s, f)
	folder := t.TempDir()
	_, err := ExportBackup(t.Context(), s, ExportOptions{Folder: folder, Passphrase: "right"})
	filetest.WantKind(t, err, failure.KindBadWrite)
	if left := filetest.FilesIn(t, folder); len(left) > 0 {
		t.Errorf("%v", left)
	}
}

// "age -d" opens what we lock, and we open what "age -p" locks. age asks a terminal for
// the passphrase, which script gives it.
func TestAgeItselfOpensALockedBackup(t *testing.T) {
	filetest.NotUnderRace(t)
	for _, tool := range []string{"age", "script"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	s := tinyStore(t, at(noon))
	plain := mustExport(t, s, ExportOptions{}).Path
	folder := t.TempDir()
	locked := mustExport(t, s, ExportOptions{Folder: folder, Passphrase: "correct horse"}).Path
	opened := filepath.Join(folder, "opened.json")
	talk := func(answers string, args ...string) {
		t.Helper()
		cmd := exec.Command("script", "-qec", "age "+strings.Join(args, " "), "/dev/null")
		cmd.Stdin = strings.NewReader(answers)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("age %v: %v: %s", args, err, out)
		}
	}
	talk("correct horse\n", "-d", "-o", opened, locked)
	if filetest.MustRead(t, opened) != filetest.MustRead(t, plain) {
		t.Error("age opens it to something else")
	}
	theirs := filepath.Join(folder, "backup-20261123-101113.json.age")
	talk("battery staple\nbattery staple\n", "-p", "-o", theirs, opened)
	report, err := format.VerifyBackup(t.Context(), theirs, backupfile.ReadOptions{Passphrase: "battery staple"})
	if err != nil || report.Bookings != 3 {
		t.Errorf("%+v, %v", report, err)
	}
}

func FuzzLocked(f *testing.F) {
	const text = `{"users": [], "bookings": []}`
	var out bytes.Buffer
	w, err := backupfile.Lock(&out, "right")
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes())
	f.Add([]byte(backupfile.LockedStart))
	f.Fuzz(func(t *testing.T, content []byte) {
		path := filepath.Join(t.TempDir(), "backup-20261123-101112.json.age")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := backupfile.Open(path, backupfile.ReadOptions{Passphrase: "right"})
		if err != nil {
			return
		}
		defer file.Close()
		got, err := io.ReadAll(io.NewSectionReader(file, 0, file.Size))
		if err == nil && file.Locked && string(got) != text { // whatever is taken is what was locked
			t.Errorf("it opens to %q", got)
		}
	})
}
