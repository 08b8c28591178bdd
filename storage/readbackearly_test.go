//go:build linux

package storage

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// inParts reads backups back by such small parts that one of some MB has several.
type inParts struct {
	faultyFiles
	settling func(path string) error // called before each part is settled
	upTo     int64                   // what could be read before all was written
}

func (f *inParts) Part() int64 { return atomicfile.BlockLength }

func (f *inParts) OpenGrowing(path string) (atomicfile.GrowingFile, error) {
	file, err := f.Files.OpenGrowing(path)
	return &onePart{file, f, path}, err
}

type onePart struct {
	atomicfile.GrowingFile
	f    *inParts
	path string
}

func (p *onePart) Settle(upTo int64) error {
	if p.f.settling != nil {
		if err := p.f.settling(p.path); err != nil {
			return err
		}
	}
	return p.GrowingFile.Settle(upTo)
}

// WriteTo is how a backup that is not locked is read.
func (p *onePart) WriteTo(w io.Writer) (int64, error) {
	return p.GrowingFile.(io.WriterTo).WriteTo(w)
}

func (p *onePart) End() {
	p.f.upTo = p.GrowingFile.(*atomicfile.ReadBackFile).Grows.Settled()
	p.GrowingFile.End()
}

func TestALargeBackupIsReadBackWhileItIsWritten(t *testing.T) {
	drive, image := mountImage(t, 64<<20)
	fsys := &inParts{faultyFiles: faultyFiles{Files: atomicfile.System{}}}
	s := mustOpen(t, t.TempDir(), Options{files: fsys, Now: ticking()})
	if _, err := s.AddSample(t.Context(), data.SampleSize{People: 200, Days: 60, Full: true, Until: monday}, nil); err != nil {
		t.Fatal(err)
	}
	for name, passphrase := range map[string]string{"plain": "", "locked": "right"} {
		t.Run(name, func(t *testing.T) {
			folder := filetest.MustMkdir(t, filepath.Join(drive, name))
			export := func(ctx context.Context, progress func(int64, int64)) (Backup, error) {
				fsys.fail("", 0, nil)
				return ExportBackup(ctx, s, ExportOptions{Folder: folder, Passphrase: passphrase, Progress: progress})
			}
			left := func(what string) {
				t.Helper()
				if there := filetest.FilesIn(t, folder); len(there) > 0 {
					t.Errorf("%s: %d files are there", what, len(there))
				}
			}

			b, err := export(t.Context(), nil)
			if err != nil || !b.FromDrive || fsys.upTo < atomicfile.BlockLength {
				t.Errorf("%v, %+v, %d bytes could be read early", err, b, fsys.upTo)
			}
			if n := countOf(fsys.done, opSync); n != 1 {
				t.Errorf("the whole was brought to the disk %d times", n)
			}
			if err := os.Remove(b.Path); err != nil {
				t.Fatal(err)
			}

			// The first part is on the drive, and is not what was written.
			bad := &badDrive{image: image, find: `"createdAt":"202`}
			if passphrase != "" {
				bad.find = "\n--- "
			}
			fsys.settling = func(path string) error {
				if bad.changed == 0 {
					file, err := os.Open(path)
					if err != nil {
						return err
					}
					defer file.Close()
					if err := file.Sync(); err != nil {
						return err
					}
					bad.change(t)
				}
				return nil
			}
			_, err = export(t.Context(), nil)
			if bad.changed == 0 {
				t.Fatal("the drive has changed nothing")
			}
			filetest.WantKind(t, err, failure.KindBadWrite)
			left("bad drive")

			// A part that can't be settled ends it, and nothing is tried again.
			fsys.settling = func(string) error { return errIO }
			_, err = export(t.Context(), nil)
			filetest.WantKind(t, err, failure.KindDisk)
			if slices.Contains(fsys.done, opSync) {
				t.Error("a sync was tried again")
			}
			left("a sync that fails")

			fsys.settling = nil
			ctx, cancel := context.WithCancel(t.Context())
			_, err = export(ctx, func(done, total int64) {
				if done > total/2 {
					cancel()
				}
			})
			filetest.WantKind(t, err, failure.KindCancelled)
			left("cancelled")

			fsys.settling = func(string) error { panic("in the middle") }
			_, err = export(t.Context(), nil)
			filetest.WantKind(t, err, failure.KindCrash)
			left("a panic")
			fsys.settling = nil
			mustHold(t, s, 200*60)
		})
	}
}

func countOf(list []string, what string) (n int) {
	for _, one := range list {
		if one == what {
			n++
		}
	}
	return n
}
