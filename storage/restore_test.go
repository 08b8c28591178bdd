package storage

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatkeeper/data"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/history"
)

// mustRestore restores a backup and returns what that has done.
func mustRestore(t testing.TB, s *Store, path string, o RestoreOptions) Restored {
	t.Helper()
	r, err := PrepareRestore(t.Context(), s, path, o)
	if err != nil {
		t.Fatal(err)
	}
	done, err := r.Apply(t.Context())
	if err := errors.Join(err, r.Close()); err != nil {
		t.Fatal(err)
	}
	wantNothingLeft(t, s.Folder())
	return done
}

// wantNothingLeft fails where a temporary file of a restore is there. That which says that a
// window with something to undo is open stays with it.
func wantNothingLeft(t testing.TB, folder string) {
	t.Helper()
	// Only the names: to read the store's file and close it again would drop the locks
	// that this process has on it.
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".") && !backups.WindowPattern.MatchString(entry.Name()) {
			t.Errorf("%s is left", entry.Name())
		}
	}
}

// changing are the parts of a backup that differ between two exports of one state.
var changing = regexp.MustCompile(`"(exportedAt|sha256)": "[^"]*"`)

// automatic is the line that only a backup has which was made by itself.
var automatic = regexp.MustCompile(`"automatic": [^\n]*\n`)

func steady(text string) string {
	return automatic.ReplaceAllString(changing.ReplaceAllString(text, `"$1"`), "")
}

func wantSame(t testing.TB, before, after string) {
	t.Helper()
	if steady(before) != steady(after) {
		t.Errorf("the export after the restore is another one:\n%s", cmp.Diff(strings.Split(steady(before), "\n"), strings.Split(steady(after), "\n")))
	}
}

func TestWhatIsRestoredIsExportedAgainByteForByte(t *testing.T) {
	from := tinyStore(t, at(noon))
	backup := filetest.MustRead(t, mustExport(t, from, ExportOptions{}).Path)
	into := mustOpenSample(t, t.TempDir(), Options{Now: at(noon)})
	before, err := into.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	present := filetest.MustRead(t, mustExport(t, into, ExportOptions{}).Path)
	path := filepath.Join(t.TempDir(), "it.json")
	filetest.MustWrite(t, path, backup)
	done := mustRestore(t, into, path, RestoreOptions{})
	wantSame(t, present, filetest.MustRead(t, done.Safety.Path))
	if filepath.Dir(done.Safety.Path) != filepath.Join(into.Folder(), BackupFolder, AutoFolder) || !backups.NamePattern.MatchString(filepath.Base(done.Safety.Path)) {
		t.Errorf("the safety backup is %s", done.Safety.Path)
	}
	after, err := into.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if after.Store != before.Store || after.Settings != before.Settings || filepath.Dir(after.Backup.Path) != filepath.Join(into.Folder(), BackupFolder) {
		t.Errorf("the store has lost what is its own: %+v, not %+v", after, before)
	}
	if after.Changes <= before.Changes || after.People <= before.People || after.Offices <= before.Offices {
		t.Errorf("the counts of changes did not move on: %+v, not %+v", after, before)
	}
	wantSame(t, backup, filetest.MustRead(t, mustExport(t, into, ExportOptions{}).Path))
	undo, _ := into.History()
	if n := len(undo); n < 2 || undo[n-1].Kind != history.Restore {
		t.Errorf("the restore is no step: %v", undo)
	} else if _, err := into.Undo(t.Context(), undo[n-2].ID); !errors.Is(err, data.ErrUnknownStep) {
		t.Errorf("a step of before can be undone first: %v", err)
	}
	// And the rules are there again.
	_, err = into.Book(t.Context(), data.Booking{DeskRef: data.DeskRef{Office: "hq", Floor: "f1", Desk: "d1"}, Date: monday.AddDays(35), UserID: "u1"})
	if !errors.Is(err, data.ErrPastDay) && !errors.Is(err, data.ErrBlockedDesk) {
		t.Errorf("%v", err)
	}
	// Restoring the safety backup undoes it.
	mustRestore(t, into, done.Safety.Path, RestoreOptions{})
	wantSame(t, present, filetest.MustRead(t, mustExport(t, into, ExportOptions{}).Path))
}

func TestAFileThatIsCutOrFlippedNeverRestores(t *testing.T) {
	filetest.NotUnderRace(t)
	content := []byte(filetest.MustRead(t, mustExport(t, tinyStore(t, at(noon)), ExportOptions{}).Path))
	s := mustOpenSample(t, t.TempDir(), Options{})
	path := filepath.Join(t.TempDir(), "it.json")
	before := filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path)
	refuse := func(what string, n int, content []byte) {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := PrepareRestore(t.Context(), s, path, RestoreOptions{LeaveOut: n%2 == 0})
		if err == nil {
			t.Errorf("%s %d: it can be restored (%v)", what, n, r.Close())
		} else if k := failure.KindOf(err); k != failure.KindBadBackup && k != failure.KindNewer {
			t.Errorf("%s %d: %v", what, n, err)
		}
	}
	for n := 0; n < len(content)-1; n += filetest.OrSampled(1, 13) {
		refuse("cut at", n, content[:n])
	}
	head := bytes.Index(content, []byte(`"users"`))
	for n := 0; n < 8*head; n += filetest.OrSampled(1, 31) {
		content[n/8] ^= 1 << (n % 8)
		refuse("flipped", n, content)
		content[n/8] ^= 1 << (n % 8)
	}
	wantNothingLeft(t, s.Folder())
	wantSame(t, before, filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path))
}

func TestAHundredThousandBookingsAreRestored(t *testing.T) {
	if testing.Short() || filetest.UnderRace {
		t.Skip("takes some seconds")
	}
	from := mustOpen(t, t.TempDir(), Options{})
	if _, err := from.AddSample(t.Context(), data.SampleSize{People: 1000, Days: 100, Full: true, Until: monday}, nil); err != nil {
		t.Fatal(err)
	}
	path := mustExport(t, from, ExportOptions{}).Path
	into := mustOpenSample(t, t.TempDir(), Options{})
	if done := mustRestore(t, into, path, RestoreOptions{}); done.Counts.Bookings != 100_000 || done.Report.Bookings != 100_000 {
		t.Errorf("%+v", done)
	}
	before, after := filetest.MustRead(t, path), filetest.MustRead(t, mustExport(t, into, ExportOptions{}).Path)
	if steady(before) != steady(after) { // too long to show how they differ
		t.Error("the export after the restore is another one")
	}
}
