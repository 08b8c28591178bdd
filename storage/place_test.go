package storage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

// mustHavePlace makes a folder the second place of a store.
func mustHavePlace(t testing.TB, s *Store, folder, passphrase string) backups.Settings {
	t.Helper()
	b := backups.DefaultSettings()
	b.Place, b.Passphrase = folder, passphrase
	if err := setBackups(s, b); err != nil {
		t.Fatal(err)
	}
	b, err := s.backups.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// placed returns the backups in a second place, with slashes, sorted.
func placed(t testing.TB, place string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(place, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && entry.Name() != backups.PlaceFile {
			name, _ := filepath.Rel(place, path)
			names = append(names, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestEachBackupIsCopiedToTheSecondPlace(t *testing.T) {
	place := t.TempDir()
	now := noon
	s := mustOpenSample(t, t.TempDir(), Options{Now: func() time.Time { return now }})
	b := mustHavePlace(t, s, place, "")
	auto := mustBackUp(t, s, format.OriginChanges)
	now = now.Add(time.Hour)
	own := mustExport(t, s, ExportOptions{}).Path
	mustCopy(t, s, b)
	for from, to := range map[string]string{auto: filepath.Join(place, AutoFolder, filepath.Base(auto)), own: filepath.Join(place, filepath.Base(own))} {
		if filetest.MustRead(t, from) != filetest.MustRead(t, to) {
			t.Errorf("%s is another one", to)
		}
		info, err := os.Stat(to)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%v, %v", info.Mode(), err)
		}
	}
	if waiting, err := s.backups.Waiting(t.Context(), b); err != nil || len(waiting) != 0 {
		t.Errorf("%d wait, %v", len(waiting), err)
	}
	// Copies that somebody removes are not made again.
	if err := os.Remove(filepath.Join(place, filepath.Base(own))); err != nil {
		t.Fatal(err)
	}
	if err := s.backups.CopyWaiting(t.Context(), b, func() {}); err != nil || len(placed(t, place)) != 1 {
		t.Errorf("%v, %v", placed(t, place), err)
	}
}

func TestTheSecondPlaceIsKnownAgain(t *testing.T) {
	place := t.TempDir()
	s := mustOpenSample(t, t.TempDir(), Options{})
	b := mustHavePlace(t, s, place, "")
	mustBackUp(t, s, format.OriginChanges)
	away := func(what string) {
		t.Helper()
		err := s.backups.CopyWaiting(t.Context(), b, func() { t.Error("copied") })
		if failure.KindOf(err) != failure.KindPlaceAway || !errors.Is(err, failure.ErrPlaceAway) {
			t.Errorf("%s: %v", what, err)
		}
	}
	aside := place + "-aside"
	if err := os.Rename(place, aside); err != nil {
		t.Fatal(err)
	}
	away("unplugged")
	filetest.MustMkdir(t, place)
	away("an empty folder where it was mounted")
	if names := placed(t, place); len(names) > 0 {
		t.Errorf("in the empty folder: %v", names)
	}
	other := mustOpenSample(t, t.TempDir(), Options{})
	if b := mustHavePlace(t, other, place, ""); b.PlaceID == "" {
		t.Fatal("it is nobody's")
	}
	away("another drive")
	filetest.MustWrite(t, filepath.Join(place, backups.PlaceFile), "{")
	away("a damaged file")
	if err := os.RemoveAll(place); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(aside, place); err != nil {
		t.Fatal(err)
	}
	if err := s.backups.CopyWaiting(t.Context(), b, func() {}); err != nil || len(placed(t, place)) != 1 {
		t.Errorf("back again: %v, %v", placed(t, place), err)
	}
	// Chosen once more, it is the same place: nothing is copied twice.
	if again := mustHavePlace(t, s, place, ""); again.PlaceID != b.PlaceID {
		t.Errorf("%s is now %s", b.PlaceID, again.PlaceID)
	}
}

func TestWhatCantBeASecondPlace(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	mustExport(t, s, ExportOptions{})
	try := func(folder string) error {
		b := backups.DefaultSettings()
		b.Place = folder
		return setBackups(s, b)
	}
	filetest.WantKind(t, try(filepath.Join(t.TempDir(), "gone")), failure.KindMissing)
	if err := try(s.backups.Path); !errors.Is(err, backups.ErrSamePlace) {
		t.Error(err)
	}
	file := filepath.Join(t.TempDir(), "file")
	filetest.MustWrite(t, file, "")
	filetest.WantKind(t, try(file), failure.KindNotAFolder)
	if b, err := s.backups.Settings(t.Context()); err != nil || b != backups.DefaultSettings() {
		t.Errorf("%+v, %v", b, err)
	}
	b := backups.DefaultSettings()
	b.Keep.Daily = -1
	if err := setBackups(s, b); err == nil {
		t.Error("a rule of -1 days")
	}
}

// vanishing takes the second place away when so many bytes were written there.
type vanishing struct {
	atomicfile.Files
	place string
	after int
}

func (v *vanishing) Create(final string) (atomicfile.TempFile, error) {
	temp, err := v.Files.Create(final)
	return &vanishingFile{temp, v}, err
}

type vanishingFile struct {
	atomicfile.TempFile
	v *vanishing
}

func (f *vanishingFile) Write(b []byte) (int, error) {
	if strings.HasPrefix(f.Name(), f.v.place) {
		if f.v.after -= len(b); f.v.after < 0 {
			_ = os.Rename(f.v.place, f.v.place+"-aside")
			return 0, errIO
		}
	}
	return f.TempFile.Write(b)
}

func TestTheSecondPlaceVanishesInTheMiddleOfACopy(t *testing.T) {
	for _, after := range []int{0, 100, 1 << 20} {
		place := filepath.Join(t.TempDir(), "usb")
		filetest.MustMkdir(t, place)
		s := mustOpenSample(t, t.TempDir(), Options{})
		b := mustHavePlace(t, s, place, "")
		backup := mustBackUp(t, s, format.OriginChanges)
		before := filetest.MustRead(t, backup)
		useFiles(s, &vanishing{Files: atomicfile.System{}, place: place, after: after})
		err := s.backups.CopyWaiting(t.Context(), b, func() {})
		useFiles(s, atomicfile.System{})
		gone := after < len(before)
		if gone {
			filetest.WantKind(t, err, failure.KindPlaceAway)
			if waiting, err := s.backups.Waiting(t.Context(), b); err != nil || len(waiting) != 1 {
				t.Errorf("%d wait, %v", len(waiting), err)
			}
			if err := os.Rename(place+"-aside", place); err != nil {
				t.Fatal(err)
			}
			if err := s.backups.CopyWaiting(t.Context(), b, func() {}); err != nil {
				t.Error(err)
			}
		} else if err != nil {
			t.Error(err)
		}
		// The half of the first attempt was swept.
		if names := placed(t, place); !slices.Equal(names, []string{"auto/" + filepath.Base(backup)}) {
			t.Errorf("after %d bytes: %v", after, names)
		}
		if filetest.MustRead(t, backup) != before {
			t.Error("the backup has changed")
		}
	}
}

func TestEveryOperationOfACopyMayFail(t *testing.T) {
	for _, op := range []string{"Mkdir", "Create", "Write", "Sync", "Open", "Read", "Publish", "Free", "SyncFolder", "Close"} {
		t.Run(op, func(t *testing.T) {
			place := t.TempDir()
			s := mustOpenSample(t, t.TempDir(), Options{})
			b := mustHavePlace(t, s, place, "")
			backup := mustBackUp(t, s, format.OriginChanges)
			for number := 1; ; number++ {
				f := &faultyFiles{Files: atomicfile.System{}}
				f.fail(op, number, errIO)
				useFiles(s, f)
				err := s.backups.CopyWaiting(t.Context(), b, func() {})
				useFiles(s, atomicfile.System{})
				if err == nil {
					break
				}
				if names := placed(t, place); len(names) > 0 && failure.KindOf(err) != failure.KindNotConfirmed {
					t.Errorf("failure %d leaves %v: %v", number, names, err)
				}
				if number > 50 {
					t.Fatal("it never succeeds")
				}
			}
			if err := s.backups.CopyWaiting(t.Context(), b, func() {}); err != nil {
				t.Error(err)
			}
			wantPlaced(t, place, "auto/"+filepath.Base(backup))
		})
	}
}

func mustCopy(t *testing.T, s *Store, b backups.Settings) {
	t.Helper()
	if err := s.backups.CopyWaiting(t.Context(), b, func() {}); err != nil {
		t.Fatal(err)
	}
}

// wantPlaced compares what lies in a second place.
func wantPlaced(t *testing.T, place string, want ...string) {
	t.Helper()
	if names := placed(t, place); !slices.Equal(names, want) {
		t.Errorf("%v", names)
	}
}

func TestADamagedBackupIsNotCopied(t *testing.T) {
	place := t.TempDir()
	now := noon
	s := mustOpenSample(t, t.TempDir(), Options{Now: func() time.Time { return now }})
	b := mustHavePlace(t, s, place, "")
	bad := mustBackUp(t, s, format.OriginChanges)
	now = now.Add(time.Hour)
	mustAdd(t, s, data.User{Name: "Carol"})
	good := mustBackUp(t, s, format.OriginChanges)
	// It rots, and nobody has noticed so far: its size and time are as before.
	rot(t, bad)
	mustCopy(t, s, b)
	wantPlaced(t, place, "auto/"+filepath.Base(good))
	if list := mustList(t, s); list[1].State != backups.Damaged || failure.KindOf(list[1].Err) != failure.KindBadBackup {
		t.Errorf("%+v", list[1])
	}
}

func TestOneOfTwoWindowsMakesTheCopies(t *testing.T) {
	folder, place := t.TempDir(), t.TempDir()
	one := mustOpenSample(t, folder, Options{})
	two := mustOpen(t, folder, Options{})
	b := mustHavePlace(t, one, place, "correct horse")
	backup := mustBackUp(t, one, format.OriginChanges)
	if err := one.backups.Claim(t.Context(), backups.NextCopies); err != nil { // it is at it
		t.Fatal(err)
	}
	if err := two.backups.CopyWaiting(t.Context(), b, func() {}); !errors.Is(err, backups.ErrClaimed) {
		t.Errorf("the other one does it too: %v", err)
	}
	for _, s := range []*Store{one, two} {
		mustCopy(t, s, b)
	}
	wantPlaced(t, place, "auto/"+filepath.Base(backup)+".age")
}

func TestABackupOfANewerVersionHoldsNoCopiesBack(t *testing.T) {
	place := t.TempDir()
	s := mustOpenSample(t, t.TempDir(), Options{})
	b := mustHavePlace(t, s, place, "correct horse")
	old := mustBackUp(t, s, format.OriginChanges)
	newer := strings.Replace(filetest.MustRead(t, old), `"schemaVersion": "1.`, `"schemaVersion": "9.`, 1)
	filetest.MustWrite(t, filepath.Join(s.Folder(), BackupFolder, "backup-20991231-101010.json"), newer)
	mustCopy(t, s, b)
	wantPlaced(t, place, "auto/"+filepath.Base(old)+".age", "backup-20991231-101010.json.age")
}

func TestCopiesAreThinnedLikeTheBackups(t *testing.T) {
	place := t.TempDir()
	now := noon
	s := mustOpenSample(t, t.TempDir(), Options{Now: func() time.Time { return now }})
	b := mustHavePlace(t, s, place, "")
	b.Keep = backups.Retention{Daily: 1}
	strange := filepath.Join(filetest.MustMkdir(t, filepath.Join(place, AutoFolder)), "backup-20200101-000000.json")
	filetest.MustWrite(t, strange, "of another program")
	exported := mustExport(t, s, ExportOptions{}).Path
	for range 3 {
		now = now.Add(time.Hour)
		mustAdd(t, s, data.User{Name: "At " + now.String()})
		mustBackUp(t, s, format.OriginChanges)
		mustCopy(t, s, b)
	}
	want := []string{"auto/" + filepath.Base(strange), "auto/backup-" + now.Format(backupfile.NameFormat) + ".json", filepath.Base(exported)}
	if names := placed(t, place); !slices.Equal(names, want) {
		t.Errorf("%v, want %v", names, want)
	}
	// Whatever the rules, the newest stays.
	b.Keep = backups.Retention{}
	if err := s.backups.ThinPlace(t.Context(), b); err != nil || !slices.Equal(placed(t, place), want) {
		t.Errorf("without rules: %v, %v", placed(t, place), err)
	}
	// What retention has removed is not copied again while the backup is still here.
	if err := s.backups.CopyWaiting(t.Context(), b, func() { t.Error("copied again") }); err != nil {
		t.Error(err)
	}
}

// counting is a file system whose second place is full.
type counting struct {
	atomicfile.Files
	place string
	tries atomic.Int32
}

func (c *counting) Free(folder string) (int64, error) {
	if strings.HasPrefix(folder, c.place) {
		c.tries.Add(1)
		return 1, nil
	}
	return c.Files.Free(folder)
}
