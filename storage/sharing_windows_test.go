package storage

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/windows"

	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// holdOpen opens a file as a virus scanner does, so that nobody may rename or remove
// it.
func holdOpen(t *testing.T, path string) (let func()) {
	t.Helper()
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		t.Fatal(err)
	}
	handle, err := windows.CreateFile(name, windows.GENERIC_READ, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE, nil, windows.OPEN_EXISTING, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	held := true
	let = func() {
		if held {
			held = false
			windows.CloseHandle(handle)
		}
	}
	t.Cleanup(let)
	return let
}

func TestTheTemporaryFileOfALiveProcessIsLeftAloneHoweverOld(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, ".backup-20261123-101112.json1")
	filetest.MustWrite(t, path, "x")
	old := time.Now().Add(-3 * time.Hour)
	if err := os.Chtimes(path, old, old); err != nil {
		t.Fatal(err)
	}
	let := holdOpen(t, path)
	if removed, err := atomicfile.Sweep(folder, backups.TempPattern); len(removed) > 0 || err != nil {
		t.Errorf("%v %v", removed, err)
	}
	let()
	if removed, err := atomicfile.Sweep(folder, backups.TempPattern); len(removed) != 1 || err != nil {
		t.Errorf("%v %v", removed, err)
	}
}

func TestAScannedFileIsPublishedWhenTheScannerIsDone(t *testing.T) {
	temp, err := atomicfile.System{}.Create(filepath.Join(t.TempDir(), "backup-20261123-101112.json"))
	if err != nil {
		t.Fatal(err)
	}
	let := holdOpen(t, temp.Name())
	tries := 0
	err = atomicfile.Insist(func() error {
		if tries++; tries == 3 {
			let()
		}
		return errorOfRename(t, temp, tries)
	})
	if err != nil || tries != 3 {
		t.Errorf("%v after %d tries", err, tries)
	}
}

// errorOfRename renames the file; the first tries must find it in use.
func errorOfRename(t *testing.T, temp atomicfile.TempFile, try int) error {
	t.Helper()
	if err := temp.Close(); err != nil {
		t.Fatal(err)
	}
	err := os.Rename(temp.Name(), temp.Name()+".done")
	if try < 3 && !errors.Is(err, windows.ERROR_SHARING_VIOLATION) {
		t.Errorf("try %d: %v", try, err)
	}
	return err
}

func TestAFileThatStaysInUseIsSaidToBe(t *testing.T) {
	folder := t.TempDir()
	temp, err := atomicfile.System{}.Create(filepath.Join(folder, "backup-20261123-101112.json"))
	if err != nil {
		t.Fatal(err)
	}
	let := holdOpen(t, temp.Name())
	err = atomicfile.System{}.Publish(temp, filepath.Join(folder, "backup-20261123-101112.json"))
	filetest.WantKind(t, &failure.Error{Op: failure.OpPublish, Path: folder, Err: err}, failure.KindInUse)
	let()
	if err := temp.Cleanup(); err != nil {
		t.Error(err)
	}
}

func TestAStoreThatWasReplacedBeforeAnybodyAskedIsNoticed(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	s := mustOpen(t, folder, Options{})
	if err := os.Rename(folder, folder+"-moved"); err != nil {
		t.Skip("an open store can't be moved here: ", err)
	}
	mustOpen(t, folder, Options{})
	if err := s.Displaced(); !errors.Is(err, failure.ErrReplaced) {
		t.Error(err)
	}
}
