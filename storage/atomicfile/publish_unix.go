//go:build linux || darwin

package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"slices"

	"github.com/google/renameio/v2"
	"golang.org/x/sys/unix"
)

// pending is a temporary file of renameio, which makes it with O_EXCL and 0600.
// No chmod follows, which FAT would refuse. It is locked, and the lock goes with
// the process that made it.
type pending struct {
	*renameio.PendingFile
	written, begun int64 // bytes; begun are on their way to the disk
}

// Write writes, and has the system bring what is written to the disk while the
// next part is being made, so that Sync has little left to wait for.
func (p *pending) Write(b []byte) (int, error) {
	n, err := p.File.Write(b)
	p.written += int64(n)
	if ahead := p.written - p.begun; ahead >= writeBackSize && err == nil {
		startWriteBack(p.File, p.begun, ahead)
		p.begun = p.written
	}
	return n, err
}

const writeBackSize = 8 << 20

func (p *pending) Close() error { return p.File.Close() }

func (p *pending) Cleanup() error {
	err := p.PendingFile.Cleanup()
	if errors.Is(err, fs.ErrNotExist) {
		return nil // somebody else has removed it: it is gone, as it should be
	}
	return err
}

// Create is one of the operations of [Files].
func (System) Create(final string) (TempFile, error) {
	// A sweep by another process may take the file between its creation and its
	// lock; then it has lost its name and the next try makes another.
	for attempt := 0; ; attempt++ {
		file, err := renameio.NewPendingFile(final, renameio.WithTempDir(filepath.Dir(final)))
		if err != nil {
			return nil, err
		}
		temp := &pending{PendingFile: file}
		err = lock(file.File)
		if err == nil && hasName(file.File) {
			return temp, nil
		}
		if err != nil && !errors.Is(err, unix.EWOULDBLOCK) {
			return temp, nil // a file system without locks: sweep leaves files there alone
		}
		if err := temp.Cleanup(); err != nil {
			return nil, err
		}
		if attempt > 100 {
			return nil, fs.ErrExist
		}
	}
}

// lock takes the file's lock for this open handle, without waiting.
func lock(file *os.File) error {
	return uninterrupted(func() error { return unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB) })
}

func hasName(file *os.File) bool {
	here, err := file.Stat()
	if err != nil {
		return false
	}
	there, err := os.Lstat(file.Name())
	return err == nil && os.SameFile(here, there)
}

// Publish is one of the operations of [Files].
func (System) Publish(temp TempFile, final string) error {
	err := RenameExclusive(temp.Name(), final)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if !Refused(err) {
		return err
	}
	// The file system has no such rename. A hard link does not replace either.
	err = os.Link(temp.Name(), final)
	if err == nil {
		// Where only this fails the backup has both names; the temporary one goes
		// with the next sweep.
		_ = os.Remove(temp.Name())
		return nil
	}
	if errors.Is(err, fs.ErrExist) || !Refused(err) {
		return err
	}
	return CheckThenRename(temp.Name(), final)
}

// RenameExclusive renames without replacing.
func RenameExclusive(from, to string) error {
	if err := uninterrupted(func() error { return renameExclusive(from, to) }); err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}

// CheckThenRename is for FAT, which has neither. Between the check and the rename
// another process could put a file there, which the rename would replace. So whoever
// wants a name first makes a file that stands for it, which only one can; in its
// place the name itself would be an empty backup after a kill. Such a file that a
// killed process left costs others that one name, until it is swept.
func CheckThenRename(from, to string) error {
	claim, err := takeName(to)
	if err != nil {
		return err
	}
	defer claim.Close()
	defer os.Remove(claim.Name())
	if _, err := os.Lstat(to); err == nil {
		return fs.ErrExist
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(from, to)
}

// takeName makes the file that stands for a name. It is one of the temporary files
// of that name, and locked as they are. The error is fs.ErrExist where another has it.
func takeName(name string) (*os.File, error) {
	claim, err := os.OpenFile(filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+"0"), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	if err := lock(claim); errors.Is(err, unix.EWOULDBLOCK) || !hasName(claim) {
		return nil, errors.Join(fs.ErrExist, claim.Close()) // a sweep has just taken it
	}
	return claim, nil
}

// uninterrupted calls f again where a signal has interrupted it, as package os does
// with its own calls.
func uninterrupted(f func() error) error {
	for {
		if err := f(); !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}

// Refused reports whether the file system does not know the operation at all.
func Refused(err error) bool {
	unknown := []error{unix.EINVAL, unix.ENOSYS, unix.ENOTSUP, unix.EOPNOTSUPP, unix.EPERM, unix.EMLINK}
	return slices.ContainsFunc(unknown, func(is error) bool { return errors.Is(err, is) })
}

// SyncFolder is one of the operations of [Files].
func (System) SyncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// Free is one of the operations of [Files].
func (System) Free(folder string) (int64, error) {
	var stat unix.Statfs_t
	if err := uninterrupted(func() error { return unix.Statfs(folder, &stat) }); err != nil {
		return -1, &os.PathError{Op: "statfs", Path: folder, Err: err}
	}
	return int64(stat.Bavail) * int64(stat.Bsize), nil
}

// IgnoreFileSizeSignal has a write beyond the file size limit return an error
// instead of ending the program.
func IgnoreFileSizeSignal() { signal.Ignore(unix.SIGXFSZ) }
