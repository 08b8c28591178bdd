//go:build linux

package trash

import (
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// mustThrow makes a file with that name in the folder and moves it to the trash.
func mustThrow(t *testing.T, folder, name, text string) {
	t.Helper()
	path := filepath.Join(folder, name)
	filetest.MustWrite(t, path, text)
	if err := Move(path); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is still there (%v)", path, err)
	}
}

// thrown reads a file of the trash and its note.
func thrown(t *testing.T, bin, name string) (text, original string, at time.Time) {
	t.Helper()
	note := filetest.MustRead(t, filepath.Join(bin, "info", name+".trashinfo"))
	lines := strings.Split(note, "\n")
	if len(lines) != 4 || lines[0] != "[Trash Info]" || lines[3] != "" {
		t.Fatalf("the note is %q", note)
	}
	escaped, isPath := strings.CutPrefix(lines[1], "Path=")
	date, isDate := strings.CutPrefix(lines[2], "DeletionDate=")
	original, err := url.PathUnescape(escaped)
	if !isPath || !isDate || err != nil {
		t.Errorf("the note is %q (%v)", note, err)
	}
	if at, err = time.ParseInLocation("2006-01-02T15:04:05", date, time.Local); err != nil {
		t.Error(err)
	}
	return filetest.MustRead(t, filepath.Join(bin, "files", name)), original, at
}

func wantMode(t *testing.T, path string, want fs.FileMode) {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode() != want {
		t.Errorf("%s has mode %v, want %v", path, info.Mode(), want)
	}
}

func TestTrashInTheHomeFolder(t *testing.T) {
	share := filepath.Join(t.TempDir(), "not", "there")
	t.Setenv("XDG_DATA_HOME", share)
	folder := t.TempDir()
	before := time.Now().Truncate(time.Second)
	mustThrow(t, folder, "backup-20261124-104207.json", "first")
	mustThrow(t, folder, "backup-20261124-104207.json", "second")
	mustThrow(t, folder, "backup-20261124-104207.json.age", "locked")
	mustThrow(t, folder, "backup-20261124-104207.json.age", "locked too")
	bin := filepath.Join(share, "Trash")
	for name, want := range map[string]string{
		"backup-20261124-104207.json": "first", "backup-20261124-104207 2.json": "second",
		"backup-20261124-104207.json.age": "locked", "backup-20261124-104207 2.json.age": "locked too",
	} {
		text, original, at := thrown(t, bin, name)
		if text != want {
			t.Errorf("%s holds %q, want %q", name, text, want)
		}
		if want := filepath.Join(folder, strings.Replace(name, " 2", "", 1)); original != want {
			t.Errorf("%s comes from %s, want %s", name, original, want)
		}
		if at.Before(before) || at.After(time.Now()) {
			t.Errorf("%s was thrown away at %v", name, at)
		}
	}
	for _, folder := range []string{share, bin, filepath.Join(bin, "info"), filepath.Join(bin, "files")} {
		wantMode(t, folder, fs.ModeDir|0o700)
	}
	wantMode(t, filepath.Join(bin, "info", "backup-20261124-104207.json.trashinfo"), 0o600)
}

func TestTrashEscapesTheName(t *testing.T) {
	share := t.TempDir()
	t.Setenv("XDG_DATA_HOME", share)
	folder := filetest.MustMkdir(t, filepath.Join(t.TempDir(), "Büro 100 %\n"))
	mustThrow(t, folder, "a=b\xff;.json", "text")
	if _, original, _ := thrown(t, filepath.Join(share, "Trash"), "a=b\xff;.json"); original != filepath.Join(folder, "a=b\xff;.json") {
		t.Errorf("it comes from %q", original)
	}
}

// The note tells where the file really was, so that the way back does not depend on
// a link.
func TestTrashOfAFileBehindALink(t *testing.T) {
	share, folder := t.TempDir(), t.TempDir()
	t.Setenv("XDG_DATA_HOME", share)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(folder, link); err != nil {
		t.Fatal(err)
	}
	mustThrow(t, link, "a.json", "text")
	if _, original, _ := thrown(t, filepath.Join(share, "Trash"), "a.json"); original != filepath.Join(folder, "a.json") {
		t.Errorf("it comes from %q", original)
	}
}

// A file that lies in the trash without a note is never replaced, and the name of a
// note without a file is not used again.
func TestTrashReplacesNothing(t *testing.T) {
	share := t.TempDir()
	t.Setenv("XDG_DATA_HOME", share)
	bin := mustMakeTrash(t, filepath.Join(share, "Trash"))
	orphan := filepath.Join(bin, "files", "a.json")
	filetest.MustWrite(t, orphan, "orphan")
	filetest.MustWrite(t, filepath.Join(bin, "info", "a 2.json.trashinfo"), "somebody's")
	mustThrow(t, t.TempDir(), "a.json", "text")
	if text, _, _ := thrown(t, bin, "a 3.json"); text != "text" {
		t.Errorf("a 3.json holds %q", text)
	}
	if text := filetest.MustRead(t, orphan); text != "orphan" {
		t.Errorf("the file without a note holds %q", text)
	}
	wantNotes(t, bin, 2)
}

func wantNotes(t *testing.T, bin string, want int) {
	t.Helper()
	if notes := filetest.FilesIn(t, filepath.Join(bin, "info")); len(notes) != want {
		t.Errorf("there are notes %v", notes)
	}
}

func mustMakeTrash(t *testing.T, bin string) string {
	t.Helper()
	if err := makeTrash(bin); err != nil {
		t.Fatal(err)
	}
	return bin
}

func TestTrashOfAFileThatIsNotThere(t *testing.T) {
	share := t.TempDir()
	t.Setenv("XDG_DATA_HOME", share)
	for _, path := range []string{filepath.Join(t.TempDir(), "a.json"), filepath.Join(t.TempDir(), "b", "a.json")} {
		if err := Move(path); !errors.Is(err, fs.ErrNotExist) || errors.Is(err, ErrNone) {
			t.Errorf("%v", err)
		}
	}
	if notes, _ := os.ReadDir(filepath.Join(share, "Trash", "info")); len(notes) != 0 {
		t.Errorf("there are notes %v", notes)
	}
}

// Where the file can't follow, its note does not stay.
func TestTrashLeavesNoNoteBehind(t *testing.T) {
	bin := mustMakeTrash(t, filepath.Join(t.TempDir(), "Trash"))
	gone := filepath.Join(t.TempDir(), "a.json")
	if err := (trash{now: time.Now}).moveInto(bin, gone, gone); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
	wantNotes(t, bin, 0)
}

// Of many who throw away files of one name each keeps theirs.
func TestTrashAtOnce(t *testing.T) {
	share := t.TempDir()
	t.Setenv("XDG_DATA_HOME", share)
	const people = 16
	paths := make([]string, people)
	for i := range people {
		paths[i] = filepath.Join(t.TempDir(), "a.json")
		filetest.MustWrite(t, paths[i], strconv.Itoa(i))
	}
	var all sync.WaitGroup
	for _, path := range paths {
		all.Go(func() {
			if err := Move(path); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	bin := filepath.Join(share, "Trash")
	seen := map[string]bool{}
	for name := range filetest.FilesIn(t, filepath.Join(bin, "files")) {
		text, original, _ := thrown(t, bin, name)
		seen[text] = true
		if i, err := strconv.Atoi(text); err != nil || original != paths[i] {
			t.Errorf("the file %s comes from %s", text, original)
		}
	}
	if len(seen) != people {
		t.Errorf("%d files are in the trash, not %d", len(seen), people)
	}
}

func TestTrashOfAVolume(t *testing.T) {
	uid := os.Geteuid()
	own, shared := ".Trash-"+strconv.Itoa(uid), filepath.Join(".Trash", strconv.Itoa(uid))
	elsewhere := t.TempDir()
	tests := map[string]struct {
		prepare func(top string) error
		want    string
	}{
		"that has none": {func(string) error { return nil }, own},
		"that has the user's": {func(top string) error {
			return os.Mkdir(filepath.Join(top, own), 0o700)
		}, own},
		"that has one for everybody": {func(top string) error {
			return errors.Join(os.Mkdir(filepath.Join(top, ".Trash"), 0o777), os.Chmod(filepath.Join(top, ".Trash"), 0o777|fs.ModeSticky))
		}, shared},
		"that has one in which everybody may remove": {func(top string) error {
			return os.Mkdir(filepath.Join(top, ".Trash"), 0o777)
		}, own},
		"that has a link": {func(top string) error {
			return errors.Join(os.Chmod(elsewhere, 0o777|fs.ModeSticky), os.Symlink(elsewhere, filepath.Join(top, ".Trash")))
		}, own},
		"that has a file": {func(top string) error {
			return os.WriteFile(filepath.Join(top, ".Trash"), nil, 0o600)
		}, own},
		"where the user's is a link": {func(top string) error {
			return os.Symlink(elsewhere, filepath.Join(top, own))
		}, ""},
		"where the user's is a file": {func(top string) error {
			return os.WriteFile(filepath.Join(top, own), nil, 0o600)
		}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			top := t.TempDir()
			if err := tt.prepare(top); err != nil {
				t.Fatal(err)
			}
			bin, err := (trash{uid: uid}).volumeTrash(top)
			if tt.want == "" {
				if !errors.Is(err, ErrNone) {
					t.Errorf("it is %q (%v)", bin, err)
				}
				return
			}
			if err != nil || bin != filepath.Join(top, tt.want) {
				t.Errorf("it is %q, want %s (%v)", bin, tt.want, err)
			}
			wantMode(t, bin, fs.ModeDir|0o700)
		})
	}
	if left, _ := os.ReadDir(elsewhere); len(left) != 0 {
		t.Errorf("behind the links there are %v", left)
	}
}

// A trash that belongs to somebody else is not used.
func TestTrashOfAnotherUser(t *testing.T) {
	top := t.TempDir()
	if err := os.Mkdir(filepath.Join(top, ".Trash-54321"), 0o777); err != nil {
		t.Fatal(err)
	}
	if bin, err := (trash{uid: 54321}).volumeTrash(top); !errors.Is(err, ErrNone) {
		t.Errorf("it is %q (%v)", bin, err)
	}
}

func TestTrashOnAnotherVolume(t *testing.T) {
	share := t.TempDir()
	t.Setenv("XDG_DATA_HOME", share)
	top := filetest.MountTmpfs(t, "mode=0755")
	folder := filetest.MustMkdir(t, filepath.Join(top, "office backups"))
	mustThrow(t, folder, "a.json", "text")
	bin := filepath.Join(top, ".Trash-"+strconv.Itoa(os.Geteuid()))
	text, original, _ := thrown(t, bin, "a.json")
	if text != "text" || original != filepath.Join("office backups", "a.json") {
		t.Errorf("it holds %q and comes from %q", text, original)
	}
	if home := filetest.FilesIn(t, share); len(home) != 0 {
		t.Errorf("at home there are %v", home)
	}
}

// What can't be thrown away stays where it is.
func TestNoTrash(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	for name, prepare := range map[string]func(t *testing.T, top string){
		"where a file has its place": func(t *testing.T, top string) {
			filetest.MustWrite(t, filepath.Join(top, ".Trash-"+strconv.Itoa(os.Geteuid())), "not a folder")
		},
		"on a volume that can only be read": filetest.RemountReadOnly,
	} {
		t.Run(name, func(t *testing.T) {
			top := filetest.MountTmpfs(t, "mode=0755")
			path := filepath.Join(top, "a.json")
			filetest.MustWrite(t, path, "text")
			prepare(t, top)
			if err := Move(path); !errors.Is(err, ErrNone) {
				t.Errorf("%v", err)
			}
			if text := filetest.MustRead(t, path); text != "text" {
				t.Errorf("it holds %q", text)
			}
		})
	}
}

// A full disk is no reason to remove a file for good.
func TestTrashOnAFullDisk(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	top := filetest.MountTmpfs(t, "mode=0755,nr_inodes=5")
	path := filepath.Join(top, "a.json")
	filetest.MustWrite(t, path, "text") // 3 inodes are left, which the trash takes itself
	err := Move(path)
	if errors.Is(err, ErrNone) || failure.KindOf(err) != failure.KindFull {
		t.Errorf("%v", err)
	}
	if text := filetest.MustRead(t, path); text != "text" {
		t.Errorf("it holds %q", text)
	}
}
