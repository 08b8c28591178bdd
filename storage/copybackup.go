package storage

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// CopyOptions say how to copy a backup.
type CopyOptions struct {
	// Passphrase, where it is not empty, locks the copy of a file that is not locked.
	Passphrase string
	// Progress hears how many of all bytes are copied. It must return at once.
	Progress func(done, total int64)

	verify bool // read the copy as a backup, not only as bytes
}

// CopyBackup copies a backup into a folder, which must be there, by the same steps
// that an export takes: the copy is read back and compared before it gets its name,
// and never replaces a file; where its name is taken it gets that of the next free
// second. It returns the copy's path. Where the folder has the same file under its
// name already, it returns that.
//
// The error is an [*Error]. As with an export, the path comes with ErrNotConfirmed.
func CopyBackup(ctx context.Context, s *Store, path, folder string, o CopyOptions) (string, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return "", &Error{Op: OpMakeFolder, Path: folder, Err: err}
	}
	// The folder above a copy is never made, and neither is its own: where it is
	// missing, a drive may be away.
	if _, err := os.Stat(folder); err != nil {
		return "", &Error{Op: OpMakeFolder, Path: folder, Err: err}
	}
	c := &copying{CopyOptions: o, path: path}
	return c.run(ctx, s.files, folder)
}

// copying is one run of CopyBackup.
type copying struct {
	CopyOptions
	path string
	file *os.File
	size int64
	text [sha256.Size]byte // the SHA-256 of what is copied, before it is locked
}

func (c *copying) run(ctx context.Context, files files, folder string) (string, error) {
	var err error
	if c.file, err = os.Open(c.path); err != nil {
		return "", &Error{Op: OpCopy, Path: c.path, Err: err}
	}
	defer c.file.Close()
	info, err := c.file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return "", &Error{Op: OpCopy, Path: c.path, Err: errors.Join(err, errNotAFile)}
	}
	c.size = info.Size()
	start := make([]byte, len(lockedStart))
	if n, _ := c.file.ReadAt(start, 0); string(start[:n]) == lockedStart {
		c.Passphrase, c.verify = "", false // it is locked already
	}
	name, err := c.name()
	if err != nil {
		return "", err
	}
	if there := filepath.Join(folder, name(0)); c.Passphrase == "" {
		if same, err := c.isSame(ctx, there); err != nil || same {
			return there, err
		}
	}
	p := &publication{
		files: files, folder: folder, temps: tempBackupName, name: name, need: c.size,
		write: func(temp io.Writer) error { return c.write(ctx, temp) },
		check: c.check,
	}
	return p.run(ctx)
}

var errNotAFile = errors.New("it is not a regular file")

// name returns the names to try: the file's own, then that of the next seconds.
func (c *copying) name() (func(attempt int) string, error) {
	own := filepath.Base(c.path)
	ending := backupEnding
	if strings.HasSuffix(own, lockedEnding) || c.Passphrase != "" {
		ending = lockedEnding
	}
	if parts := backupPattern.FindStringSubmatch(own); parts != nil {
		// The seconds of no zone, so that none is skipped where a clock is set.
		if at, err := time.Parse(nameFormat, parts[1]); err == nil {
			return func(attempt int) string { return backupName(at.Add(time.Duration(attempt)*time.Second), ending) }, nil
		}
	}
	return nil, &Error{Op: OpCopy, Path: c.path, Err: errNotABackupName}
}

var errNotABackupName = errors.New("it does not have the name of a backup")

// isSame reports whether a file holds the same bytes.
func (c *copying) isSame(ctx context.Context, there string) (bool, error) {
	other, err := os.Open(there)
	if err != nil {
		return false, nil // publishing tells what is wrong there
	}
	defer other.Close()
	info, err := other.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() != c.size {
		return false, nil
	}
	var sums [2][]byte
	for i, file := range []*os.File{c.file, other} {
		sum := sha256.New()
		if err := copyBytes(ctx, sum, file, c.size, nil); err != nil {
			return false, &Error{Op: OpCopy, Path: file.Name(), Err: err}
		}
		sums[i] = sum.Sum(nil)
	}
	return bytes.Equal(sums[0], sums[1]), nil
}

// write writes the copy, through a lock where it gets one.
func (c *copying) write(ctx context.Context, temp io.Writer) error {
	to, lock := temp, io.WriteCloser(nil)
	if c.Passphrase != "" {
		var err error
		if lock, err = locker(temp, c.Passphrase); err != nil {
			return err
		}
		to = lock
	}
	sum := sha256.New()
	if err := copyBytes(ctx, io.MultiWriter(to, sum), c.file, c.size, c.Progress); err != nil {
		return err
	}
	c.text = [sha256.Size]byte(sum.Sum(nil))
	if lock != nil {
		return lock.Close()
	}
	return nil
}

// check reads the copy and compares it with what was read.
func (c *copying) check(ctx context.Context, file io.Reader) error {
	if c.Passphrase != "" {
		var err error
		if file, err = unlocked(file, c.Passphrase); err != nil {
			return err
		}
	}
	sum := sha256.New()
	counted := &countingWriter{to: sum}
	text := io.TeeReader(&cancelReader{ctx, file}, counted)
	var faults *FaultsError
	if c.verify {
		// A backup in another layout than ours, or of a newer version, is compared alone.
		var newer *NewerFormatError
		if _, err := readLines(ctx, text); err != nil && !errors.As(err, &faults) && !errors.As(err, &newer) && !errors.Is(err, errNotLines) {
			return err
		}
	}
	if _, err := io.Copy(io.Discard, text); err != nil {
		return err
	}
	if counted.written != c.size || [sha256.Size]byte(sum.Sum(nil)) != c.text {
		return fmt.Errorf("%w: %d bytes of %d", ErrBadWrite, counted.written, c.size)
	}
	if faults != nil {
		return &originalError{faults} // the copy is what was copied
	}
	return nil
}

// originalError says that not the copy is bad, but what was copied.
type originalError struct{ err error }

func (e *originalError) Error() string { return e.err.Error() }

func (e *originalError) Unwrap() error { return e.err }

// copyBytes copies a file of that size from its start.
func copyBytes(ctx context.Context, to io.Writer, from io.ReaderAt, size int64, progress func(done, total int64)) error {
	metered := &meteredFile{from, newMeter(progress, size)}
	n, err := io.Copy(to, &cancelReader{ctx, io.NewSectionReader(metered, 0, size)})
	if err == nil && n != size {
		err = fmt.Errorf("%w: %d bytes of %d", io.ErrUnexpectedEOF, n, size)
	}
	return err
}

// cancelReader ends with its context.
type cancelReader struct {
	ctx  context.Context
	from io.Reader
}

func (r *cancelReader) Read(p []byte) (int, error) {
	if r.ctx.Err() != nil {
		return 0, context.Cause(r.ctx)
	}
	return r.from.Read(p)
}
