package atomicfile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"seatkeeper/storage/failure"
)

// Files are the operations on the file system that a publication needs. The
// system's are used; tests put failing ones in their place.
type Files interface {
	// Mkdir makes one folder with mode 0700.
	Mkdir(path string) error
	// Create makes a temporary file beside the final name that it will get.
	Create(final string) (TempFile, error)
	// Open opens a file that was brought to the disk, to be read back: from the drive,
	// where the system lets it be so.
	Open(path string) (WrittenFile, error)
	// OpenGrowing opens a temporary file that is still being written, to read back what
	// is on the drive of it. The error is errors.ErrUnsupported where the system can't.
	OpenGrowing(path string) (GrowingFile, error)
	// Part is how much of a file is read back at a time while the rest is being
	// written; 0 for none.
	Part() int64
	// Publish gives a temporary file its final name and never replaces what has
	// that name: then the error is fs.ErrExist.
	Publish(temp TempFile, final string) error
	// SyncFolder brings the folder's own entries to the disk.
	SyncFolder(path string) error
	// Remove removes a file that is not needed any more.
	Remove(path string) error
	// Free returns how many bytes this user may still write there.
	Free(folder string) (int64, error)
}

// TempFile is a file that has no final name yet. As long as it is open no other
// process takes it for left over.
type TempFile interface {
	io.Writer
	Name() string
	Sync() error
	// Close ends a file that has been published.
	Close() error
	// Cleanup closes the file and removes it.
	Cleanup() error
}

// MakeFolder makes the folder where it is missing, but not the folders above it:
// where those are gone, a volume is, and a folder made in its place would hide
// the backup. A parent's entry is brought to the disk.
func MakeFolder(fsys Files, folder string) error {
	err := fsys.Mkdir(folder)
	if err == nil {
		if err := fsys.SyncFolder(filepath.Dir(folder)); err != nil {
			// So that the next try makes it anew and syncs again.
			_ = os.Remove(folder)
			return &failure.Error{Op: failure.OpSyncFolder, Path: filepath.Dir(folder), Err: err}
		}
		return nil
	}
	// Anything there decides, whatever mkdir said: on a read-only system it may
	// complain about that first.
	if info, statErr := os.Stat(folder); statErr == nil {
		if info.IsDir() {
			return nil
		}
		return &failure.Error{Op: failure.OpMakeFolder, Path: folder, Err: failure.ErrNotAFolder}
	}
	if _, statErr := os.Lstat(folder); statErr == nil && errors.Is(err, fs.ErrExist) {
		return &failure.Error{Op: failure.OpMakeFolder, Path: folder, Err: fmt.Errorf("%w: it is a link that leads nowhere", failure.ErrNotAFolder)}
	}
	// Windows calls a path below a file missing.
	if above, isFile := FileAbove(folder); isFile {
		return &failure.Error{Op: failure.OpMakeFolder, Path: above, Err: failure.ErrNotAFolder}
	}
	return &failure.Error{Op: failure.OpMakeFolder, Path: folder, Err: err}
}

// FileAbove looks for a file in the place of a folder above the path.
func FileAbove(path string) (above string, isFile bool) {
	for above = filepath.Dir(path); ; above = filepath.Dir(above) {
		if info, err := os.Stat(above); err == nil {
			return above, !info.IsDir()
		}
		if above == filepath.Dir(above) {
			return "", false
		}
	}
}

// Publication brings a new file into a folder: whole, on the disk and read back,
// or not at all. No file is ever replaced.
type Publication struct {
	Files  Files
	Folder string
	Makes  bool                     // the folder is made where it is missing, but not the one above it
	Temps  *regexp.Regexp           // what temporary files of this kind are called
	Name   func(attempt int) string // the names to try
	Need   int64                    // bytes that the file takes at least, as far as is known
	Write  func(temp io.Writer) error
	// check reads the file back and compares it with what was written.
	Check func(ctx context.Context, file io.Reader) error
	Early bool // check may run while write does

	Left      string // the temporary name, where it could not be removed from a good file
	FromDrive bool   // whether what was read back came from the drive itself
}

// Run does all the steps and returns the file's path. As with publish, it may come
// with ErrNotConfirmed; after any other error there is no file.
func (p *Publication) Run(ctx context.Context) (path string, err error) {
	if err := p.findFolder(); err != nil {
		return "", err
	}
	// Opening a store sweeps its own folders; others only a publication knows. What
	// can't be removed there is in nobody's way.
	_, _ = Sweep(p.Folder, p.Temps)
	if err := p.checkSpace(); err != nil {
		return "", err
	}
	temp, err := p.Files.Create(filepath.Join(p.Folder, p.Name(0)))
	if err != nil {
		return "", &failure.Error{Op: failure.OpCreate, Path: p.Folder, Err: err}
	}
	returned := false
	defer func() {
		if !returned { // a panic: without this the file stays, and its lock
			_ = temp.Cleanup()
		}
	}()
	path, err = p.fill(ctx, temp)
	returned = true
	if err != nil && !errors.Is(err, failure.ErrNotConfirmed) {
		return "", p.undo(temp, err)
	}
	if _, statErr := os.Lstat(temp.Name()); statErr == nil {
		p.Left = temp.Name()
	}
	// Everything is on the disk, so nothing can be lost by a failure here.
	if closeErr := temp.Close(); closeErr != nil && err == nil {
		err = &failure.Error{Op: failure.OpSync, Path: path, Err: fmt.Errorf("%w (%w)", failure.ErrNotConfirmed, closeErr)}
	}
	return path, err
}

// findFolder sees to it that the folder is there. One that a person has named is not
// made: where it is missing a drive may be away, and what is made in its place is on
// the very disk that the file should not be on.
func (p *Publication) findFolder() error {
	if p.Makes {
		return MakeFolder(p.Files, p.Folder)
	}
	info, err := os.Stat(p.Folder)
	_, linkErr := os.Lstat(p.Folder)
	switch {
	case errors.Is(err, fs.ErrNotExist) && linkErr == nil:
		return &failure.Error{Op: failure.OpFindNamed, Path: p.Folder, Err: fmt.Errorf("%w: it is a link that leads nowhere", failure.ErrNotAFolder)}
	case err != nil:
		if above, isFile := FileAbove(p.Folder); isFile { // Windows calls that missing
			return &failure.Error{Op: failure.OpFindNamed, Path: above, Err: failure.ErrNotAFolder}
		}
		return &failure.Error{Op: failure.OpFindNamed, Path: p.Folder, Err: err}
	case !info.IsDir():
		return &failure.Error{Op: failure.OpFindNamed, Path: p.Folder, Err: failure.ErrNotAFolder}
	}
	return nil
}

// fill writes, brings to the disk, reads back and publishes.
func (p *Publication) fill(ctx context.Context, temp TempFile) (string, error) {
	back := p.readEarly(ctx, temp)
	defer back.stop()
	written := p.Write(back)
	if written != nil && !errors.Is(written, errStopped) {
		return "", p.explain(failure.OpWrite, temp.Name(), written)
	}
	// A sync that failed is final: the system may have dropped what it could not
	// write, and a second try would then succeed without it.
	err := back.settled()
	if err == nil && written == nil {
		err = temp.Sync()
	}
	if err != nil {
		return "", p.explain(failure.OpSync, temp.Name(), err)
	}
	if err := back.rest(); err != nil {
		return "", &failure.Error{Op: failure.OpReadBack, Path: temp.Name(), Err: err}
	}
	back.stop()
	return Publish(ctx, p.Files, temp, p.Folder, p.Name)
}

// undo removes the temporary file after an error.
func (p *Publication) undo(temp TempFile, err error) error {
	name := temp.Name()
	if temp.Cleanup() == nil {
		return err
	}
	var known *failure.Error
	if errors.As(err, &known) {
		known.Left = name
	}
	return err
}

// checkSpace refuses a file that can't fit, before anything is written. Where the
// system can't tell the free space, writing will.
func (p *Publication) checkSpace() error {
	free, err := p.Files.Free(p.Folder)
	if err != nil || free < 0 || free >= p.Need {
		return nil
	}
	return &failure.Error{Op: failure.OpCheckSpace, Path: p.Folder, Err: &failure.SpaceError{Need: p.Need, Free: free}}
}

// explain adds to a full disk how much is needed and free. An error that says already
// what failed is of something else than the file.
func (p *Publication) explain(op failure.Op, path string, err error) error {
	var known *failure.Error
	if errors.As(err, &known) {
		return err
	}
	if failure.SystemKind(err) == failure.KindFull {
		free, freeErr := p.Files.Free(p.Folder)
		if freeErr != nil {
			free = -1
		}
		err = &failure.SpaceError{Need: p.Need, Free: free, Err: err}
	}
	return &failure.Error{Op: op, Path: path, Err: err}
}

// Publish gives the temporary file the first free of the names that next yields
// and brings the folder to the disk. Where next has the same name again and that is
// taken, the error is fs.ErrExist. Where that last step fails the file is
// there under its name, and the error is ErrNotConfirmed.
func Publish(ctx context.Context, fsys Files, temp TempFile, folder string, next func(attempt int) string) (string, error) {
	for attempt := 0; ; attempt++ {
		if err := ctx.Err(); err != nil {
			return "", &failure.Error{Op: failure.OpPublish, Path: temp.Name(), Err: err}
		}
		final := filepath.Join(folder, next(attempt))
		err := fsys.Publish(temp, final)
		if errors.Is(err, fs.ErrExist) && attempt < MaxAttempts {
			if next(attempt+1) != filepath.Base(final) {
				continue
			}
			// There is one name only. Where nothing has it, another process is about to
			// take it, and may not get it.
			if _, statErr := os.Lstat(final); errors.Is(statErr, fs.ErrNotExist) {
				continue
			}
		}
		if err != nil {
			return "", &failure.Error{Op: failure.OpPublish, Path: final, Err: err}
		}
		if err := fsys.SyncFolder(folder); err != nil {
			return final, NotConfirmed(folder, err)
		}
		return final, nil
	}
}

// NotConfirmed is the error of a file that is there under its name, in a folder that
// could not be brought to the disk.
func NotConfirmed(folder string, err error) error {
	return &failure.Error{Op: failure.OpSyncFolder, Path: folder, Err: fmt.Errorf("%w (%w)", failure.ErrNotConfirmed, err)}
}

// MaxAttempts bounds the search for a free name: an hour of seconds.
const MaxAttempts = 3600
