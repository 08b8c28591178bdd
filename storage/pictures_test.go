package storage

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/engine/enginetest"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
	"seatkeeper/storage/history"
)

// mustSetOffices brings offices into the store, with the pictures that they have.
func mustSetOffices(t testing.TB, s *Store, offices []data.Office, pictures ...data.Picture) {
	t.Helper()
	if err := s.change(t.Context(), func(tx *engine.Change, step *Step) error {
		*step = Step{Kind: history.Offices}
		for _, p := range pictures {
			if err := tx.AddPicture(p); err != nil {
				return err
			}
		}
		for _, o := range offices {
			if _, err := tx.SetOffice(o); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// ownOffice is an office with all that one can have, and the picture under its floor.
func ownOffice() (data.Office, data.Picture) {
	p := enginetest.Picture(7, 100)
	size := data.Size{Width: 0.1, Height: 0.1}
	return enginetest.WithBackground(data.Office{ID: "a-b", Name: "Ours", Floors: []data.Floor{{
		ID: "f", Name: "Ground", Layout: data.Size{Width: 30, Height: 20}, Unit: data.UnitMetres,
		Fixtures: []data.Fixture{
			{ID: "z", Label: "North", Type: data.FixtureZone, Size: size, Color: "#8090A0", Outline: []data.Point{{}, {X: 1}, {X: 0.5, Y: 1}}},
			{ID: "w", Type: data.FixtureWall, Size: size},
		},
		Desks: []data.Desk{
			{ID: "d", Label: "D", Size: size, Features: []string{}}, {ID: "p", Label: "P", Size: size, Features: []string{}, Kind: data.KindParking},
			{ID: "l", Label: "L", Size: size, Features: []string{}, Kind: data.KindLocker, Retired: true},
		},
	}}}, p), p
}

func TestAnOfficeOfOnesOwnComesBackFromABackupByteForByte(t *testing.T) {
	from := mustOpen(t, t.TempDir(), Options{Now: at(noon)})
	office, p := ownOffice()
	mustSetOffices(t, from, []data.Office{office}, p)
	mustAdd(t, from, data.User{ID: "u1", Name: "Ann", Active: true, Assistance: true})
	first := mustExport(t, from, ExportOptions{})
	backup := filetest.MustRead(t, first.Path)
	if offices := strings.Index(backup, `{"id":"a-b"`); offices < strings.Index(backup, `{"id":"harbour-house"`) {
		t.Error("the offices are not in the user's order")
	}
	if !strings.Contains(backup, `"needsAssistance":true`) || !strings.Contains(backup, base64.StdEncoding.EncodeToString(p.Bytes)) {
		t.Error("something is missing in the backup")
	}
	into := mustOpen(t, t.TempDir(), Options{Now: at(noon)})
	path := filepath.Join(t.TempDir(), "it.json")
	for _, content := range []string{backup, strings.Replace(backup, `"offices"`, ` "offices"`, 1)} {
		if content != backup { // any JSON that says the same
			content = content[:strings.Index(content, `"sha256"`)]
			content = strings.TrimSuffix(content, ",\n") + "}"
		}
		filetest.MustWrite(t, path, content)
		mustRestore(t, into, path, RestoreOptions{})
		wantSame(t, backup, filetest.MustRead(t, mustExport(t, into, ExportOptions{}).Path))
		if got, err := into.Picture(t.Context(), p.ID); err != nil || !reflect.DeepEqual(got, p) {
			t.Errorf("%.99v %v", got, err)
		}
	}
	if before, after := read(t, from), read(t, into); !reflect.DeepEqual(before.Offices, after.Offices) || !reflect.DeepEqual(before.Users, after.Users) {
		t.Errorf("%+v\n%+v", before.Offices, after.Offices)
	}
	locked := mustExport(t, into, ExportOptions{Passphrase: "secret", Folder: t.TempDir()})
	mustRestore(t, from, locked.Path, RestoreOptions{Passphrase: "secret"})
	wantSame(t, backup, filetest.MustRead(t, mustExport(t, from, ExportOptions{}).Path))
}

func TestAnyOfficesSurviveABackup(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{Now: at(noon)})
	pictures := []data.Picture{enginetest.Picture(1, 5), enginetest.Picture(2, 6)}
	path := filepath.Join(t.TempDir(), "it.json")
	enginetest.SetChecks(t, filetest.OrSampled(100, 6), 30)
	rapid.Check(t, func(r *rapid.T) {
		offices := enginetest.AnyOffices(pictures[0].ID, pictures[1].ID).Draw(r, "offices")
		content := bytes.NewBufferString(`{"users":[],"bookings":[],"pictures":[`)
		for i, p := range pictures {
			fmt.Fprintf(content, `%.*s{"id":%q,"type":%q,"data":%q}`, i, ",", p.ID, p.Type, base64.StdEncoding.EncodeToString(p.Bytes))
		}
		list, err := format.AppendRecords(nil, offices)
		if err != nil {
			r.Fatal(err)
		}
		filetest.MustWrite(t, path, content.String()+`],"offices":[`+string(list)+`]}`)
		mustRestore(t, s, path, RestoreOptions{})
		got, err := s.Offices(t.Context())
		if err != nil || len(got) != len(offices) {
			r.Fatal(len(got), err)
		}
		for i := range got {
			if !got[i].Equal(offices[i]) {
				r.Fatalf("%+v came back as %+v", offices[i], got[i])
			}
		}
		first := mustExport(t, s, ExportOptions{})
		mustRestore(t, s, first.Path, RestoreOptions{})
		wantSame(t, filetest.MustRead(t, first.Path), filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path))
	})
}

func TestAFileWithoutOfficesGetsThePicturesThatAreThere(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	office, p := ownOffice()
	mustSetOffices(t, s, []data.Office{office}, p)
	before, err := s.Offices(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "it.json")
	filetest.MustWrite(t, path, `{"users":[],"bookings":[]}`)
	mustRestore(t, s, path, RestoreOptions{})
	after, err := s.Offices(t.Context())
	if err != nil || !reflect.DeepEqual(after, before) {
		t.Errorf("%+v, not %+v: %v", after, before, err)
	}
	if got, err := s.Picture(t.Context(), p.ID); err != nil || !reflect.DeepEqual(got, p) {
		t.Errorf("%.99v %v", got, err)
	}
}

func TestAPictureThatNothingNamesGoesAWeekLater(t *testing.T) {
	folder, now := t.TempDir(), noon
	clock := func() time.Time { return now }
	s := mustOpen(t, folder, Options{Now: clock})
	office, p := ownOffice()
	mustSetOffices(t, s, []data.Office{office}, p)
	reopen := func() {
		t.Helper()
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s = mustOpen(t, folder, Options{Now: clock})
	}
	reopen()
	if _, err := s.Picture(t.Context(), p.ID); err != nil {
		t.Fatalf("one that a floor has: %v", err)
	}
	office.Floors[0].Background = nil
	mustSetOffices(t, s, []data.Office{office})
	if _, err := s.Picture(t.Context(), p.ID); err != nil {
		t.Fatalf("one that an undo would need: %v", err)
	}
	for range 2 {
		mustOpen(t, folder, Options{Now: clock}) // as a command does while the window is open
		now = now.Add(unusedFor - time.Hour)
	}
	if _, err := s.Undo(t.Context(), 0); err != nil {
		t.Fatalf("the undo of that: %v", err)
	}
	reopen() // it is in use again
	mustSetOffices(t, s, []data.Office{office})
	reopen() // from now on the week counts anew
	now = now.Add(unusedFor - time.Hour)
	reopen()
	if _, err := s.Picture(t.Context(), p.ID); err != nil {
		t.Errorf("before the week is over: %v", err)
	}
	now = now.Add(2 * time.Hour)
	reopen()
	if _, err := s.Picture(t.Context(), p.ID); !errors.Is(err, data.ErrUnknownPicture) {
		t.Errorf("one that nothing names: %v", err)
	}
}
