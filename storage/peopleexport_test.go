package storage

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"seatkeeper/data"
)

func TestWritePeopleIsThisFileByteForByte(t *testing.T) {
	s, folder := mustOpen(t, t.TempDir(), Options{}), t.TempDir()
	path, err := WritePeople(t.Context(), s, folder, []data.User{
		{ID: "u1", Name: "Zoë Łukasz", Active: true, Email: "zoë@example.org", Team: "R, D"}, {ID: "u2", Name: "O, \"P\"", Team: "=1"}, {ID: "u3", Name: "=1+1", Active: true},
		{ID: "u4", Name: "'t Hooft", Active: true}, {ID: "u5", Name: "'@x"}, {ID: "u6", Name: "a;b"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(folder, "people-20261123-101112.csv"); path != want {
		t.Errorf("%s, not %s", path, want)
	}
	want := "\xef\xbb\xbfname,email,team,active\r\nZoë Łukasz,zoë@example.org,\"R, D\",yes\r\n\"O, \"\"P\"\"\",,'=1,no\r\n'=1+1,,,yes\r\n't Hooft,,,yes\r\n''@x,,,no\r\n\"a;b\",,,no\r\n"
	if diff := cmp.Diff(map[string]string{filepath.Base(path): want}, filesIn(t, folder)); diff != "" {
		t.Error(diff)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestWritePeopleReplacesNothing(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	for _, want := range []string{"people-20261123-101112.csv", "people-20261123-101113.csv"} {
		path, err := WritePeople(t.Context(), s, "", nil)
		if err != nil || path != filepath.Join(s.Folder(), want) {
			t.Errorf("%s, %v, not %s", path, err, want)
		}
	}
}

func TestPeopleThatAreWrittenAreReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(rapid.String(), rapid.StringMatching(`['=+@;,"\t -]{0,4}[a-zé\x{200b}\x{feff}]{0,3}[;,"' ]?[=A-Z]{0,2}`))
		var people []data.User
		seen := map[string]bool{}
		for _, text := range rapid.SliceOfN(name, 0, 20).Draw(t, "names") {
			clean, err := data.CleanName(text)
			if key := data.NameKey(clean); err == nil && !seen[key] && !strings.Contains(clean, "\x00") {
				seen[key] = true
				team, err := data.CleanTeam(name.Draw(t, "team"))
				if err != nil || isErrorCell(team) {
					team = ""
				}
				email := rapid.SampledFrom([]string{"", "a@x.org", "+a@x.org", "=a@b"}).Draw(t, "email")
				people = append(people, data.User{Name: clean, Active: rapid.Bool().Draw(t, "active"), Email: email, Team: team})
			}
		}
		file, err := parsePeople(t.Context(), peopleCSV(people), PeopleOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var again []data.User
		for _, row := range file.Rows {
			if row.Fault != nil {
				t.Fatalf("%q: %v", row.Name, row.Fault)
			}
			if cell := GuardCell(row.Name); strings.ContainsAny(cell[:1], "=+-@") {
				t.Fatalf("%q is a formula", cell)
			}
			again = append(again, data.User{Name: row.Name, Active: row.Active, Email: row.Email, Team: row.Team})
		}
		if diff := cmp.Diff(people, again); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestAFailureLeavesNoFileOfPeople(t *testing.T) {
	for _, op := range []string{opCreate, opWrite, opSync, opOpen, opRead, opPublish} {
		fsys := &faultyFiles{files: system{}}
		folder := t.TempDir()
		s := mustOpen(t, t.TempDir(), Options{files: fsys})
		fsys.fail(op, 1, syscall.EIO)
		path, err := WritePeople(t.Context(), s, folder, nil)
		if path != "" {
			t.Errorf("%s: %s", op, path)
		}
		wantKind(t, err, KindDisk)
		if left := filesIn(t, folder); len(left) > 0 {
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
		fsys := &faultyFiles{files: system{}}
		s, folder := mustOpen(t, t.TempDir(), Options{files: fsys}), t.TempDir()
		fsys.lie = lie
		_, err := WritePeople(t.Context(), s, folder, nil)
		wantKind(t, err, KindBadWrite)
		if left := filesIn(t, folder); len(left) > 0 {
			t.Errorf("%s: %v is left", name, left)
		}
	}
}

func TestAFileOfPeopleThatIsNotConfirmedIsThere(t *testing.T) {
	fsys := &faultyFiles{files: system{}}
	s, folder := mustOpen(t, t.TempDir(), Options{files: fsys}), t.TempDir()
	fsys.fail(opSyncFolder, 1, syscall.EIO)
	path, err := WritePeople(t.Context(), s, folder, nil)
	if !errors.Is(err, ErrNotConfirmed) || !strings.HasPrefix(mustRead(t, path), "\xef\xbb\xbfname") {
		t.Errorf("%s, %v", path, err)
	}
}

func TestWhatAKilledProcessLeftIsSweptByTheNext(t *testing.T) {
	s, folder := mustOpen(t, t.TempDir(), Options{}), t.TempDir()
	for _, name := range []string{".people-20261122-101112.csv123", ".floor-plan-20261122-101112.json45"} {
		mustWrite(t, filepath.Join(folder, name), "half")
	}
	mustWrite(t, filepath.Join(folder, ".people-mine.csv1"), "kept")
	if _, err := WritePeople(t.Context(), s, folder, nil); err != nil {
		t.Fatal(err)
	}
	if files := filesIn(t, folder); len(files) != 2 || files[".people-mine.csv1"] != "kept" {
		t.Errorf("%v", files)
	}
}
