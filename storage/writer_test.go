package storage

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/lists"
)

func TestWritePeopleIsThisFileByteForByte(t *testing.T) {
	s, folder := mustOpen(t, t.TempDir(), Options{}), t.TempDir()
	path, err := s.Writer().People(t.Context(), folder, []data.User{
		{ID: "u1", Name: "Zoë Łukasz", Active: true, Email: "zoë@example.org", Team: "R, D"}, {ID: "u2", Name: "O, \"P\"", Team: "=1"}, {ID: "u3", Name: "=1+1", Active: true},
		{ID: "u4", Name: "'t Hooft", Active: true, Assistance: true}, {ID: "u5", Name: "'@x"}, {ID: "u6", Name: "a;b"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(folder, "people-20261123-101112.csv"); path != want {
		t.Errorf("%s, not %s", path, want)
	}
	want := "\xef\xbb\xbfname,email,team,active,needsAssistance\r\nZoë Łukasz,zoë@example.org,\"R, D\",yes,no\r\n\"O, \"\"P\"\"\",,'=1,no,no\r\n" +
		"'=1+1,,,yes,no\r\n't Hooft,,,yes,yes\r\n''@x,,,no,no\r\n\"a;b\",,,no,no\r\n"
	if diff := cmp.Diff(map[string]string{filepath.Base(path): want}, filetest.FilesIn(t, folder)); diff != "" {
		t.Error(diff)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestWritePeopleReplacesNothing(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	for _, want := range []string{"people-20261123-101112.csv", "people-20261123-101113.csv"} {
		path, err := s.Writer().People(t.Context(), "", nil)
		if err != nil || path != filepath.Join(s.Folder(), want) {
			t.Errorf("%s, %v, not %s", path, err, want)
		}
	}
}

func TestAFailureLeavesNoFileOfPeople(t *testing.T) {
	for _, op := range []string{opCreate, opWrite, opSync, opOpen, opRead, opPublish} {
		fsys := &faultyFiles{Files: atomicfile.System{}}
		folder := t.TempDir()
		s := mustOpen(t, t.TempDir(), Options{files: fsys})
		fsys.fail(op, 1, errIO)
		path, err := s.Writer().People(t.Context(), folder, nil)
		if path != "" {
			t.Errorf("%s: %s", op, path)
		}
		filetest.WantKind(t, err, failure.KindDisk)
		if left := filetest.FilesIn(t, folder); len(left) > 0 {
			t.Errorf("%s: %v is left", op, left)
		}
	}
}

func TestWhatTheDiskSpoilsIsNoFileOfPeople(t *testing.T) {
	for name, lie := range map[string]func([]byte) []byte{
		"shorter": func(b []byte) []byte { return b[:len(b)-1] },
		"longer":  func(b []byte) []byte { return append(append([]byte(nil), b...), ' ') },
		"other":   func(b []byte) []byte { return append(append([]byte(nil), b[1:]...), 'x') },
	} {
		fsys := &faultyFiles{Files: atomicfile.System{}}
		s, folder := mustOpen(t, t.TempDir(), Options{files: fsys}), t.TempDir()
		fsys.lie = lie
		_, err := s.Writer().People(t.Context(), folder, nil)
		filetest.WantKind(t, err, failure.KindBadWrite)
		if left := filetest.FilesIn(t, folder); len(left) > 0 {
			t.Errorf("%s: %v is left", name, left)
		}
	}
}

func TestAFileOfPeopleThatIsNotConfirmedIsThere(t *testing.T) {
	fsys := &faultyFiles{Files: atomicfile.System{}}
	s, folder := mustOpen(t, t.TempDir(), Options{files: fsys}), t.TempDir()
	fsys.fail(opSyncFolder, 1, errIO)
	path, err := s.Writer().People(t.Context(), folder, nil)
	if !errors.Is(err, failure.ErrNotConfirmed) || !strings.HasPrefix(filetest.MustRead(t, path), "\xef\xbb\xbfname") {
		t.Errorf("%s, %v", path, err)
	}
}

func TestWhatAKilledProcessLeftIsSweptByTheNext(t *testing.T) {
	s, folder := mustOpen(t, t.TempDir(), Options{}), t.TempDir()
	for _, name := range []string{".people-20261122-101112.csv123", ".floor-plan-20261122-101112.json45"} {
		filetest.MustWrite(t, filepath.Join(folder, name), "half")
	}
	filetest.MustWrite(t, filepath.Join(folder, ".people-mine.csv1"), "kept")
	if _, err := s.Writer().People(t.Context(), folder, nil); err != nil {
		t.Fatal(err)
	}
	if files := filetest.FilesIn(t, folder); len(files) != 2 || files[".people-mine.csv1"] != "kept" {
		t.Errorf("%v", files)
	}
}

func TestPathsInIDsStayIDs(t *testing.T) {
	const id = `../../etc/passwd`
	plan := filepath.Join(t.TempDir(), "plan.json")
	filetest.MustWrite(t, plan, `{"offices":[{"id":"`+id+`","floors":[{"id":"f","layout":{"width":3,"height":2},"desks":[]}]}]}`)
	offices, err := lists.ReadOffices(t.Context(), plan)
	if err != nil || offices[0].ID != id {
		t.Fatalf("%v, %v", offices, err)
	}
	s, folder := mustOpen(t, t.TempDir(), Options{}), t.TempDir()
	path, err := s.Writer().Offices(t.Context(), folder, offices)
	if err != nil || filepath.Dir(path) != folder {
		t.Errorf("%s, %v", path, err)
	}
}

func TestWriteOfficesIsReadAgain(t *testing.T) {
	s, folder := mustOpen(t, t.TempDir(), Options{}), t.TempDir()
	office := data.SampleOffice()
	office.Floors[0].Desks[1].Retired = true
	blocked := office
	blocked.Floors = append([]data.Floor(nil), office.Floors...)
	blocked.Floors[0].Desks = append([]data.Desk(nil), office.Floors[0].Desks...)
	blocked.Floors[0].Desks[0].Blocks = []data.Block{{From: monday, To: monday}}
	for _, want := range []string{"floor-plan-20261123-101112.json", "floor-plan-20261123-101113.json"} {
		path, err := s.Writer().Offices(t.Context(), folder, []data.Office{blocked})
		if err != nil || path != filepath.Join(folder, want) {
			t.Fatalf("%s, %v", path, err)
		}
		offices, err := lists.ReadOffices(t.Context(), path)
		if err != nil || len(offices) != 1 || !offices[0].Equal(office) {
			t.Errorf("%v", err)
		}
		if longest := regexp.MustCompile(`.{400}`).FindString(filetest.MustRead(t, path)); longest != "" {
			t.Errorf("nobody can edit a line such as %s", longest)
		}
	}
	if len(blocked.Floors[0].Desks[0].Blocks) != 1 {
		t.Error("writing has taken away the blocks")
	}
	if _, err := s.Writer().Offices(t.Context(), folder, []data.Office{{}}); err == nil {
		t.Error("an office that can't be is written")
	}
	offices, err := lists.ReadOffices(t.Context(), mustExport(t, s, ExportOptions{}).Path)
	if err != nil || len(offices) != 1 || !offices[0].Equal(data.SampleOffice()) {
		t.Errorf("from a backup: %v", err)
	}
}
