package storage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/datafolder"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// netDrive opens stores as if their folder were on a network drive.
var netDrive = Options{onNetwork: func(string) bool { return true }, busyTimeout: 20 * time.Millisecond}

func TestOnANetworkDriveASecondOneIsToldWhoHasTheStore(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenSample(t, folder, netDrive)
	_, err := Open(t.Context(), folder, netDrive)
	filetest.WantKind(t, err, failure.KindHeld)
	var held *failure.HeldError
	if !errors.As(err, &held) || !errors.Is(err, failure.ErrLocked) {
		t.Fatal(err)
	}
	computer, _ := os.Hostname()
	if held.Computer != computer || !held.Here || held.User == "" || !held.Since.Equal(noon.Truncate(0)) {
		t.Errorf("%+v", held)
	}
	for name, content := range map[string]string{"a text": "hello", "another computer": `{"computer":"DESK-7","user":"Ann","since":"2026-11-23T08:00:00Z"}`} {
		filetest.MustWrite(t, filepath.Join(folder, datafolder.HolderFile), content)
		_, err := Open(t.Context(), folder, netDrive)
		if !errors.As(err, &held) || held.Here || (held.Computer == "DESK-7") != (name == "another computer") {
			t.Errorf("%s: %+v", name, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(folder, datafolder.HolderFile)); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the file is left:", err)
	}
	// The file alone, which a crash leaves, keeps nobody out.
	filetest.MustWrite(t, filepath.Join(folder, datafolder.HolderFile), `{"computer":"DESK-7"}`)
	s = mustOpen(t, folder, netDrive)
	mustHold(t, s, 4)
}

func TestEverythingWorksOnANetworkDrive(t *testing.T) {
	folder, elsewhere := t.TempDir(), t.TempDir()
	o := netDrive
	o.Now = ticking()
	s := mustOpenSample(t, folder, o)
	first := mustExport(t, s, ExportOptions{Folder: elsewhere})
	mustBook(t, s, data.Booking{DeskRef: deskA2, Date: monday.AddDays(1), UserID: "u2"})
	r, err := PrepareRestore(t.Context(), s, first.Path, RestoreOptions{})
	if err != nil {
		t.Fatal(err)
	}
	preview, err := r.Preview(t.Context())
	if err != nil || preview.Bookings.Removed != 1 {
		t.Errorf("%+v %v", preview, err)
	}
	done, err := r.Apply(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if safety := mustVerify(t, done.Safety.Path); safety.Bookings != 5 {
		t.Errorf("the backup before it holds %d bookings", safety.Bookings)
	}
	mustHold(t, s, 4)
	looked, err := OpenBackup(t.Context(), s, done.Safety.Path, backupfile.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if status, err := looked.Status(t.Context()); err != nil || status.Counts.Bookings != 5 {
		t.Errorf("%+v %v", status, err)
	}
	if err := looked.Close(); err != nil {
		t.Error(err)
	}
	for name := range filetest.FilesIn(t, folder) {
		if strings.HasSuffix(name, "-wal") || strings.HasSuffix(name, "-shm") {
			t.Errorf("there is %s", name)
		}
	}
}

func TestTheLookOutAndTheBackupsOfANetworkDriveDoNotWaitForEachOther(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), netDrive)
	told := make(chan struct{}, 100)
	defer s.Subscribe(func() { told <- struct{}{} })()
	mustBook(t, s, data.Booking{DeskRef: deskA2, Date: monday.AddDays(2), UserID: "u2"})
	<-told
	mustHold(t, s, 5)
}

func TestAWarningOfTheFolderIsGivenOnceByEach(t *testing.T) {
	folder := t.TempDir()
	filetest.MustWrite(t, filepath.Join(folder, ".stfolder"), "")
	s := mustOpenSample(t, filepath.Join(folder, "data"), Options{})
	for _, teller := range []string{"window", "command line"} {
		w, err := s.FolderWarning(t.Context(), teller)
		if err != nil || w != (FolderWarning{Service: "Syncthing"}) {
			t.Errorf("%s: %+v %v", teller, w, err)
		}
		if err := s.FolderWarningGiven(t.Context(), teller, w); err != nil {
			t.Error(err)
		}
		if w, err := s.FolderWarning(t.Context(), teller); err != nil || w != (FolderWarning{}) {
			t.Errorf("%s again: %+v %v", teller, w, err)
		}
	}
	remote := mustOpenSample(t, t.TempDir(), netDrive)
	if w, err := remote.FolderWarning(t.Context(), "window"); err != nil || !w.Network {
		t.Errorf("%+v %v", w, err)
	}
}
