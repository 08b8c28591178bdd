package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// Operations of files and tempFile, as faultyFiles counts them.
const (
	opMkdir      = "Mkdir"
	opCreate     = "Create"
	opWrite      = "Write"
	opSync       = "Sync"
	opOpen       = "Open"
	opRead       = "Read"
	opPublish    = "Publish"
	opSyncFolder = "SyncFolder"
	opFree       = "Free"
	opClose      = "Close"
	opCleanup    = "Cleanup"
)

// faultyFiles lets the n-th operation of a kind fail.
type faultyFiles struct {
	atomicfile.Files
	done  []string
	after func(op string) // called after each operation

	op      string
	number  int  // counted from 1; 0 for none
	forEver bool // and all later ones
	err     error
	lie     func([]byte) []byte // what is written in place of what was to be
}

func (f *faultyFiles) fail(op string, number int, err error) {
	f.done, f.op, f.number, f.forEver, f.err = nil, op, number, false, err
}

func (f *faultyFiles) count(op string) error {
	f.done = append(f.done, op)
	defer func() {
		if f.after != nil {
			f.after(op)
		}
	}()
	n := 0
	for _, o := range f.done {
		if o == f.op {
			n++
		}
	}
	if op == f.op && (n == f.number || f.forEver && n > f.number) {
		return &fs.PathError{Op: strings.ToLower(op), Path: "there", Err: f.err}
	}
	return nil
}

func (f *faultyFiles) Mkdir(path string) error {
	if err := f.count(opMkdir); err != nil {
		return err
	}
	return f.Files.Mkdir(path)
}

func (f *faultyFiles) Create(final string) (atomicfile.TempFile, error) {
	if err := f.count(opCreate); err != nil {
		return nil, err
	}
	temp, err := f.Files.Create(final)
	return &faultyTemp{temp, f}, err
}

func (f *faultyFiles) Open(path string) (atomicfile.WrittenFile, error) {
	if err := f.count(opOpen); err != nil {
		return nil, err
	}
	file, err := f.Files.Open(path)
	return &faultyReader{file, f}, err
}

func (f *faultyFiles) Publish(temp atomicfile.TempFile, final string) error {
	if err := f.count(opPublish); err != nil {
		return err
	}
	return f.Files.Publish(temp.(*faultyTemp).TempFile, final)
}

func (f *faultyFiles) SyncFolder(path string) error {
	if err := f.count(opSyncFolder); err != nil {
		return err
	}
	return f.Files.SyncFolder(path)
}

func (f *faultyFiles) Free(folder string) (int64, error) {
	if err := f.count(opFree); err != nil {
		return -1, err
	}
	return f.Files.Free(folder)
}

type faultyTemp struct {
	atomicfile.TempFile
	f *faultyFiles
}

func (t *faultyTemp) Write(b []byte) (int, error) {
	if err := t.f.count(opWrite); err != nil {
		// A full disk takes a part.
		n, _ := t.TempFile.Write(b[:len(b)/2])
		return n, err
	}
	if t.f.lie != nil {
		if _, err := t.TempFile.Write(t.f.lie(b)); err != nil {
			return 0, err
		}
		return len(b), nil
	}
	return t.TempFile.Write(b)
}

func (t *faultyTemp) Sync() error {
	if err := t.f.count(opSync); err != nil {
		return err
	}
	return t.TempFile.Sync()
}

func (t *faultyTemp) Close() error {
	if err := t.f.count(opClose); err != nil {
		_ = t.TempFile.Close()
		return err
	}
	return t.TempFile.Close()
}

func (t *faultyTemp) Cleanup() error {
	if err := t.f.count(opCleanup); err != nil {
		return err
	}
	return t.TempFile.Cleanup()
}

type faultyReader struct {
	atomicfile.WrittenFile
	f *faultyFiles
}

func (r *faultyReader) Read(b []byte) (int, error) {
	if err := r.f.count(opRead); err != nil {
		return 0, err
	}
	return r.WrittenFile.Read(b)
}

func TestEveryOperationMayFailAtAnyTime(t *testing.T) {
	type fault struct {
		errno syscall.Errno
		want  failure.Kind
	}
	faults := []fault{
		{errNoSpace, failure.KindFull}, {errIO, failure.KindDisk}, {errNoAccess, failure.KindNoPermission}, {errReadOnly, failure.KindReadOnly},
		{errTooBig, failure.KindTooLarge}, {errNotThere, failure.KindMissing},
	}
	for i, op := range []string{opMkdir, opCreate, opWrite, opSync, opOpen, opRead, opPublish, opSyncFolder, opFree, opClose} {
		for j, fault := range faults {
			// In a sample each operation meets some of the errors beyond the first two, and one
			// of those two for ever.
			if j > 1 && (i+j)%filetest.OrSampled(1, 3) != 0 {
				continue
			}
			for _, forEver := range []bool{false, true}[:1+filetest.OrSampled(1, 1-(i+j)%2)] {
				if forEver && fault.want != failure.KindFull && fault.want != failure.KindDisk || filetest.UnderRace && (forEver || fault.want != failure.KindDisk) {
					continue
				}
				often := map[bool]string{false: "once", true: "for ever"}[forEver]
				t.Run(fmt.Sprintf("%s fails %s with %v", op, often, fault.errno), func(t *testing.T) {
					failUntilClean(t, op, forEver, fault.errno, fault.want)
				})
			}
		}
	}
}

// failUntilClean exports to a folder with an earlier backup and to one that must
// be made, with the first, the second, … operation failing, until none does.
func failUntilClean(t *testing.T, op string, forEver bool, errno syscall.Errno, want failure.Kind) {
	for _, isNew := range []bool{false, true} {
		fsys := &faultyFiles{Files: atomicfile.System{}}
		s := mustOpenSample(t, t.TempDir(), Options{Now: ticking(), files: fsys})
		folder := s.backups.Path
		if !isNew {
			mustExport(t, s, ExportOptions{})
		}
		for n := 1; ; n++ {
			before := filetest.FilesIn(t, folder)
			fsys.fail(op, n, errno)
			fsys.forEver = forEver
			b, err := ExportBackup(t.Context(), s, ExportOptions{})
			failed := count(fsys.done, op) >= n
			fsys.fail("", 0, nil)
			harmless := op == opFree || op == opMkdir && !isNew
			switch {
			case !failed && err != nil:
				t.Fatal(err)
			case harmless && failed:
				if err != nil { // another step finds it out
					t.Errorf("%d: %v", n, err)
				}
				mustVerify(t, b.Path)
			case failed && b.Path != "": // the folder's last sync, or the close
				filetest.WantKind(t, err, failure.KindNotConfirmed)
				mustVerify(t, b.Path)
				before[filepath.Base(b.Path)] = filetest.MustRead(t, b.Path)
				sameFiles(t, folder, before)
			case failed:
				filetest.WantKind(t, err, want)
				if !errors.Is(err, errno) {
					t.Errorf("%v does not hold its cause", err)
				}
				if op == opWrite && errno == errNoSpace {
					var space *failure.SpaceError
					if !errors.As(err, &space) || space.Need <= 0 || space.Free <= 0 {
						t.Errorf("it is not said how much space is needed: %v", err)
					}
				}
				after := filetest.FilesIn(t, folder)
				if len(after) != len(before) {
					t.Errorf("%d: %d files, %d before", n, len(after), len(before))
				}
				for name, content := range before {
					if after[name] != content {
						t.Errorf("%d: %s has changed", n, name)
					}
				}
			}
			if failed {
				mustHold(t, s, 4)
			} else {
				if n == 1 && !harmless && op != opMkdir {
					t.Errorf("%s was never called", op)
				}
				break
			}
			if n > 20 {
				t.Fatal("no end")
			}
		}
	}
}

func count(list []string, of string) (n int) {
	for _, s := range list {
		if s == of {
			n++
		}
	}
	return n
}

func TestATemporaryFileThatCantBeRemovedIsNamed(t *testing.T) {
	for _, op := range []string{opWrite, opSync, opOpen, opRead, opPublish} {
		t.Run(op, func(t *testing.T) {
			fsys := &failing{faultyFiles{Files: atomicfile.System{}}, op}
			s := mustOpenSample(t, t.TempDir(), Options{files: fsys})
			fsys.fail(op, 1, errIO)
			_, err := ExportBackup(t.Context(), s, ExportOptions{})
			fsys.fail("", 0, nil)
			filetest.WantKind(t, err, failure.KindDisk)
			var known *failure.Error
			if !errors.As(err, &known) || known.Left == "" {
				t.Fatalf("%v names no file that is left", err)
			}
			there := filetest.FilesIn(t, filepath.Join(s.Folder(), BackupFolder))
			if _, found := there[filepath.Base(known.Left)]; !found || len(there) != 1 {
				t.Errorf("%v, but %s is said to be left", there, known.Left)
			}
			if !strings.Contains(err.Error(), known.Left) {
				t.Errorf("%v does not name %s", err, known.Left)
			}
			for name := range there {
				if backups.NamePattern.MatchString(name) {
					t.Errorf("%s has come to be", name)
				}
			}
		})
	}
}

// failing lets one operation fail and every Cleanup after it.
type failing struct {
	faultyFiles
	also string
}

func (f *failing) Create(final string) (atomicfile.TempFile, error) {
	temp, err := f.Files.Create(final)
	return &uncleanable{faultyTemp{temp, &f.faultyFiles}}, err
}

func (f *failing) Publish(temp atomicfile.TempFile, final string) error {
	if u, ok := temp.(*uncleanable); ok {
		temp = &u.faultyTemp
	}
	return f.faultyFiles.Publish(temp, final)
}

type uncleanable struct{ faultyTemp }

func (u *uncleanable) Cleanup() error { return errIO }

type freeBytes struct {
	atomicfile.Files
	free int64
}

func (f freeBytes) Free(string) (int64, error) { return f.free, nil }

func TestMakingAStoreLeavesNothingWhereAnOperationFails(t *testing.T) {
	for _, op := range []string{opMkdir, opCreate, opPublish, opClose} {
		t.Run(op, func(t *testing.T) {
			above := t.TempDir()
			folder := filepath.Join(above, "data")
			fsys := &faultyFiles{Files: atomicfile.System{}}
			fsys.fail(op, 1, errNoSpace)
			s, err := Open(t.Context(), folder, Options{files: fsys})
			if err == nil {
				t.Fatal("it worked", s.Close())
			}
			filetest.WantKind(t, err, failure.KindFull)
			for name := range filetest.FilesIn(t, folder) {
				if name != StoreFile || op != opClose {
					t.Errorf("%s is left", name)
				}
			}
			mustHold(t, mustOpen(t, folder, Options{}), 0)
		})
	}
}
