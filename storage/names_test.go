package storage

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatkeeper/data"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
	"seatkeeper/storage/history"
)

// A store from before may hold two people whose names only marks without a width
// tell apart.
func TestNamesWithMarksInAnOldStoreBecomeCleanAndStayTwoPeople(t *testing.T) {
	folder := t.TempDir()
	makeOldStore(t, folder)
	rawRun(t, filepath.Join(folder, StoreFile), 0, `INSERT INTO users (id, name, name_key, active) VALUES
		('u4', 'Ola Dahl' || char(0x200b), 'ola dahl' || char(0x200b), 1), ('u5', 'Ola Dahl', 'ola dahl', 1),
		('u6', 'Ola Dahl 2', 'ola dahl 2', 1), ('u7', char(0x202a) || 'Eva' || char(0x202c), char(0x202a) || 'eva' || char(0x202c), 1),
		('u8', 'Ola' || char(0xad) || ' Dahl', 'ola' || char(0xad) || ' dahl', 0)`)
	s := mustOpen(t, folder, Options{})
	users, err := s.Users(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []data.User{
		{ID: "u1", Name: "Alice", Active: true}, {ID: "u2", Name: "Bob \"B\" Łukasz", Active: true},
		{ID: "u4", Name: "Ola Dahl", Active: true}, {ID: "u5", Name: "Ola Dahl 3", Active: true}, {ID: "u6", Name: "Ola Dahl 2", Active: true},
		{ID: "u7", Name: "Eva", Active: true}, {ID: "u8", Name: "Ola Dahl 4"},
	}
	if diff := cmp.Diff(want, users); diff != "" {
		t.Error(diff)
	}
	for _, name := range []string{"OLA dahl\u200b", "eva", "Ola Dahl 4"} {
		if _, err := s.FindUser(t.Context(), name); err != nil {
			t.Error(name, err)
		}
	}
	if _, err := s.ChangeUser(t.Context(), users[3], data.User{ID: "u5", Name: "Ola M. Dahl", Active: true}); err != nil {
		t.Error(err)
	}
}

// Also those whose names only marks tell apart, as backups from before may hold them.
func TestTwoPeopleOfOneNameAreRestored(t *testing.T) {
	text := strings.Replace(filetest.MustRead(t, smallBackup), `"name":"Zoë"`, `"name":"Al\u200bice"`, 1)
	text = text[:strings.Index(text, ",\n\"sha256\"")] + "\n}\n"
	path := filepath.Join(t.TempDir(), "backup.json")
	filetest.MustWrite(t, path, text)
	if _, err := format.VerifyBackup(t.Context(), path, backupfile.ReadOptions{}); err != nil {
		t.Fatal(err)
	}
	s := mustOpen(t, t.TempDir(), Options{})
	mustRestore(t, s, path, RestoreOptions{})
	users, err := s.Users(t.Context())
	want := []data.User{{ID: "u1", Name: "Alice", Active: true, Email: "alice@example.org", Team: "R & D"}, {ID: "u2", Name: "Alice"}}
	if diff := cmp.Diff(want, users); diff != "" || err != nil {
		t.Error(diff, err)
	}
	backup := mustExport(t, s, ExportOptions{})
	mustRestore(t, s, backup.Path, RestoreOptions{})
	wantSame(t, filetest.MustRead(t, backup.Path), filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path))
}

func TestASecondPersonOfOneNameIsAddedIfTheUserKnows(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	mustAdd(t, s, data.User{ID: "u1", Name: "Jan Tan", Active: true, Team: "IT"}, data.User{ID: "u2", Name: "Mei Lim", Active: true})
	taken := func(doing string, err error) {
		t.Helper()
		if !errors.Is(err, data.ErrNameTaken) {
			t.Errorf("%s: %v", doing, err)
		}
	}
	second := data.User{ID: "u3", Name: "JAN  TAN", Active: true, Team: "HR"}
	_, err := s.AddUser(t.Context(), second)
	taken("added", err)
	taken("imported without anything that tells them apart", s.ImportPeople(t.Context(), []data.User{{Name: "Jan Tan"}}, nil))
	taken("imported with the same team", s.ImportPeople(t.Context(), []data.User{{Name: "Jan Tan", Team: "it"}}, nil))
	if err := s.ImportPeople(t.Context(), []data.User{second}, nil); err != nil {
		t.Error(err)
	}
	mei := data.User{ID: "u2", Name: "Mei Lim", Active: true}
	renamed := mei
	renamed.Name = "Jan Tan"
	_, err = s.ChangeUser(t.Context(), mei, renamed)
	taken("renamed", err)
	if _, err := s.ChangeUser(t.Context(), mei, renamed, NamesShared); err != nil {
		t.Error(err)
	}
	if _, err := s.AddUser(t.Context(), data.User{ID: "u4", Name: "Jan Tan"}, NamesShared); err != nil {
		t.Error(err)
	}
	var conflict *data.ConflictError
	if _, err := s.FindUser(t.Context(), "Jan Tan"); !errors.As(err, &conflict) || !errors.Is(err, data.ErrAmbiguousUser) || len(conflict.Users) != 4 {
		t.Error(err)
	}
	for range 3 {
		if _, err := s.Undo(t.Context(), 0); err != nil {
			t.Error(err)
		}
	}
	for range 3 {
		if _, err := s.Redo(t.Context(), 0); err != nil {
			t.Error(err)
		}
	}
	// What is theirs already can be changed, whoever else has the name.
	second.Name = "JAN TAN"
	moved := second
	moved.Team = "Sales"
	if _, err := s.ChangeUser(t.Context(), second, moved); err != nil {
		t.Error(err)
	}
}

func TestAnImportIsOneStepThatChangesOnlyWhatItNames(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	mustAdd(t, s, data.User{ID: "u1", Name: "Ada", Active: true})
	seen := data.User{ID: "u1", Name: "Ada", Active: true}
	if _, err := s.ChangeUser(t.Context(), seen, data.User{ID: "u1", Name: "Ada Berg"}); err != nil {
		t.Fatal(err)
	}
	wanted := seen
	wanted.Email = "ada@example.org"
	if err := s.ImportPeople(t.Context(), []data.User{{ID: "u2", Name: "Ola", Active: true, Team: "IT"}}, []data.Change[data.User]{{Before: seen, After: wanted}}); err != nil {
		t.Fatal(err)
	}
	hold := func(want ...data.User) {
		t.Helper()
		if users, err := s.Users(t.Context()); err != nil || cmp.Diff(want, users) != "" {
			t.Error(err, cmp.Diff(want, users))
		}
	}
	ola := data.User{ID: "u2", Name: "Ola", Active: true, Team: "IT"}
	hold(data.User{ID: "u1", Name: "Ada Berg", Email: "ada@example.org"}, ola)
	if _, err := s.Undo(t.Context(), 0); err != nil {
		t.Error(err)
	}
	hold(data.User{ID: "u1", Name: "Ada Berg"})
	if _, err := s.Redo(t.Context(), 0); err != nil {
		t.Error(err)
	}
	hold(data.User{ID: "u1", Name: "Ada Berg", Email: "ada@example.org"}, ola)
	wanted.Email, seen.Email = "", "other@example.org"
	if err := s.ImportPeople(t.Context(), []data.User{{Name: "Nobody"}}, []data.Change[data.User]{{Before: seen, After: wanted}}); err == nil {
		t.Error("an address that somebody has changed since is overwritten")
	}
	hold(data.User{ID: "u1", Name: "Ada Berg", Email: "ada@example.org"}, ola)
}

func TestSeatsAndStepsTellPeopleOfOneNameApart(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	err := s.ImportPeople(t.Context(), []data.User{
		{ID: "w1", Name: "Anna Weiß", Team: "Sales", Active: true}, {ID: "w2", Name: "Anna Weiß", Team: "IT", Active: true},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	mustBook(t, s, data.Booking{ID: filetest.UUIDOf(11), DeskRef: deskA1, Date: monday + 3, UserID: "w1"})
	mustBook(t, s, data.Booking{ID: filetest.UUIDOf(12), DeskRef: deskA2, Date: monday + 3, UserID: "w2"})
	newest := func() Step {
		undo, _ := s.History()
		return undo[len(undo)-1]
	}
	want := func(names ...string) {
		t.Helper()
		day, err := s.Day(t.Context(), monday+3)
		if err != nil || len(day) != 2 || day[0].Name != names[0] || day[1].Name != names[1] {
			t.Fatalf("%v, %v, want %q", day, err, names)
		}
		for i, seat := range day {
			ofPerson, err := s.PersonSeats(t.Context(), seat.UserID, monday, monday+9)
			if err != nil || len(ofPerson) != 1 || ofPerson[0] != seat {
				t.Errorf("%v, %v, want %q", ofPerson, err, names[i])
			}
			atDesk, err := s.DeskSeats(t.Context(), seat.DeskRef, monday+2, monday+9)
			if err != nil || len(atDesk) != 1 || atDesk[0] != seat {
				t.Errorf("%v, %v, want %q", atDesk, err, names[i])
			}
		}
	}
	want("Anna Weiß (Sales)", "Anna Weiß (IT)")
	if undo := newest(); undo.Kind != history.Book || undo.Seats[0].Name != "Anna Weiß (IT)" {
		t.Errorf("%+v", undo)
	}
	var conflict *data.ConflictError
	_, err = s.Book(t.Context(), data.Booking{DeskRef: deskC1, Date: monday + 3, UserID: "w1"})
	if !errors.As(err, &conflict) || conflict.What != "Anna Weiß (Sales)" {
		t.Errorf("%v", err)
	}
	if _, err := setUser(s, data.User{ID: "w2", Name: "Anna Weiß", Team: "Sales", Active: true}); err != nil {
		t.Fatal(err)
	}
	want("Anna Weiß", "Anna Weiß 2")
	if undo := newest(); undo.Person != "Anna Weiß 2" {
		t.Errorf("%+v", undo)
	}
	if _, err := setUser(s, data.User{ID: "w2", Name: "Anna Berg", Active: true}); err != nil {
		t.Fatal(err)
	}
	want("Anna Weiß", "Anna Berg")
	if undo := newest(); undo.Person != "" {
		t.Errorf("%+v", undo)
	}
}
