package backups

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

	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/format"
	"seatkeeper/storage/regular"
)

// CopyOptions say how to copy a backup.
type CopyOptions struct {
	// Passphrase, where it is not empty, locks the copy of a file that is not locked.
	Passphrase string
	// Progress hears how many of all bytes are copied. It must return at once.
	Progress func(done, total int64)

	Verify bool // read the copy as a backup, not only as bytes
	// goOn is called again and again while the copy is written, which its error ends, and
	// while it is read back: then it is as good as there.
	goOn func() error
}

// Copy is a copy of a backup.
type Copy struct {
	Path      string
	Bytes     int64
	FromDrive bool // what was read back came from the drive itself
}

// Copy copies a backup into a folder, which must be there, by the same steps
// that an export takes: the copy is read back and compared before it gets its name,
// and never replaces a file; where its name is taken it gets that of the next free
// second. Where the folder has the same backup under its name already, it returns that,
// brought to the disk once more.
//
// The error is a [*failure.Error]. As with an export, the copy comes with ErrNotConfirmed.
func (f *Folder) Copy(ctx context.Context, path, folder string, o CopyOptions) (Copy, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return Copy{}, &failure.Error{Op: failure.OpMakeFolder, Path: folder, Err: err}
	}
	// Neither the folder of a copy is made nor one above it: where it is missing, a
	// drive may be away.
	if _, err := os.Stat(folder); err != nil {
		return Copy{}, &failure.Error{Op: failure.OpFindNamed, Path: folder, Err: err}
	}
	c := &copying{CopyOptions: o, path: path}
	return c.run(ctx, f.Files, folder)
}

// copying is one run of [Folder.Copy].
type copying struct {
	CopyOptions
	path string
	file *os.File
	size int64
	text [sha256.Size]byte // the SHA-256 of what is copied, before it is locked
}

func (c *copying) run(ctx context.Context, files atomicfile.Files, folder string) (Copy, error) {
	file, info, err := regular.Open(c.path)
	if err != nil {
		return Copy{}, &failure.Error{Op: failure.OpCopy, Path: c.path, Err: err}
	}
	defer file.Close()
	c.file = file
	c.size = info.Size()
	if c.goOn == nil {
		c.goOn = func() error { return nil }
	}
	start := make([]byte, len(backupfile.LockedStart))
	if n, _ := c.file.ReadAt(start, 0); string(start[:n]) == backupfile.LockedStart {
		c.Passphrase, c.Verify = "", false // it is locked already
	}
	name, err := c.name()
	if err != nil {
		return Copy{}, err
	}
	there, err := c.findSame(ctx, files, filepath.Join(folder, name(0)))
	if err != nil || there.Path != "" {
		return there, err
	}
	made := Copy{}
	p := &atomicfile.Publication{
		Files: files, Folder: folder, Temps: TempPattern, Name: name, Need: c.size,
		Write: func(temp io.Writer) error {
			counted := &atomicfile.CountingWriter{To: temp}
			err := c.write(ctx, counted)
			made.Bytes = counted.Written
			return err
		},
		Check: c.check,
	}
	if made.Path, err = p.Run(ctx); made.Path == "" {
		return Copy{}, err
	}
	made.FromDrive = p.FromDrive
	return made, err
}

// name returns the names to try: the file's own, then that of the next seconds.
func (c *copying) name() (func(attempt int) string, error) {
	own := filepath.Base(c.path)
	ending := backupfile.Ending
	if strings.HasSuffix(own, backupfile.LockedEnding) || c.Passphrase != "" {
		ending = backupfile.LockedEnding
	}
	// The seconds of no zone, so that none is skipped where a clock is set.
	if at, err := time.Parse(backupfile.NameFormat, timePattern.FindString(own)); err == nil {
		return func(attempt int) string { return backupfile.Name(at.Add(time.Duration(attempt)*time.Second), ending) }, nil
	}
	return nil, &failure.Error{Op: failure.OpCopy, Path: c.path, Err: errNotABackupName}
}

var errNotABackupName = errors.New("it does not have the name of a backup")

// findSame returns the file at path where it is a copy already, and else none. A
// locked one is opened to see: no two of them are alike.
func (c *copying) findSame(ctx context.Context, files atomicfile.Files, path string) (Copy, error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || c.Passphrase == "" && info.Size() != c.size {
		return Copy{}, nil // publishing tells what is wrong there
	}
	file, err := files.Open(path)
	if err != nil {
		return Copy{}, nil
	}
	defer file.Close()
	text := io.Reader(file)
	if c.Passphrase != "" {
		if text, err = backupfile.Unlock(file, c.Passphrase); err != nil {
			return Copy{}, nil // not ours, or locked with another passphrase
		}
	}
	same, err := isSame(ctx, io.NewSectionReader(c.file, 0, c.size), io.TeeReader(text, asking(c.goOn)))
	if err != nil && (ctx.Err() != nil || failure.SystemKind(err) != failure.KindOther) {
		return Copy{}, &failure.Error{Op: failure.OpCopy, Path: path, Err: err}
	}
	if !same {
		return Copy{}, nil
	}
	found := Copy{Path: path, Bytes: info.Size(), FromDrive: file.FromDrive()}
	// Whoever put it there may not have seen its name on the disk.
	if err := files.SyncFolder(filepath.Dir(path)); err != nil {
		return found, atomicfile.NotConfirmed(filepath.Dir(path), err)
	}
	return found, nil
}

// isSame reports whether two readers give the same bytes.
func isSame(ctx context.Context, a, b io.Reader) (bool, error) {
	var blocks [2][]byte
	for i := range blocks {
		blocks[i] = make([]byte, 256<<10)
	}
	for {
		if ctx.Err() != nil {
			return false, context.Cause(ctx)
		}
		n, err := io.ReadFull(a, blocks[0])
		if err != nil && !isEnd(err) {
			return false, err
		}
		m, otherErr := io.ReadFull(b, blocks[1])
		if otherErr != nil && !isEnd(otherErr) {
			return false, otherErr
		}
		if !bytes.Equal(blocks[0][:n], blocks[1][:m]) {
			return false, nil
		}
		if err != nil {
			return otherErr != nil, nil
		}
	}
}

// write writes the copy, through a lock where it gets one.
func (c *copying) write(ctx context.Context, temp io.Writer) error {
	to, lock := temp, io.WriteCloser(nil)
	if c.Passphrase != "" {
		var err error
		if lock, err = backupfile.Lock(temp, c.Passphrase); err != nil {
			return err
		}
		to = lock
	}
	sum := sha256.New()
	if err := copyBytes(ctx, io.MultiWriter(to, sum, asking(c.goOn)), c.file, c.size, c.Progress); err != nil {
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
		if file, err = backupfile.Unlock(file, c.Passphrase); err != nil {
			return err
		}
	}
	sum := sha256.New()
	goOn := asking(func() error { _ = c.goOn(); return nil })
	counted := &atomicfile.CountingWriter{To: io.MultiWriter(sum, goOn)}
	text := io.TeeReader(regular.Until(ctx, file), counted)
	var faults *failure.FaultsError
	if c.Verify {
		// A backup in another layout than ours, or of a newer version, is compared alone.
		var newer *failure.NewerFormatError
		if _, err := format.ReadLines(ctx, text); err != nil && !errors.As(err, &faults) && !errors.As(err, &newer) && !errors.Is(err, format.ErrNotLines) {
			return err
		}
	}
	if _, err := io.Copy(io.Discard, text); err != nil {
		return err
	}
	if counted.Written != c.size || [sha256.Size]byte(sum.Sum(nil)) != c.text {
		return fmt.Errorf("%w: %d bytes of %d", failure.ErrBadWrite, counted.Written, c.size)
	}
	if faults != nil {
		return &failure.OriginalError{Err: faults} // the copy is what was copied
	}
	return nil
}

// asking is a writer that asks before it takes anything.
type asking func() error

func (ask asking) Write(p []byte) (int, error) {
	if err := ask(); err != nil {
		return 0, err
	}
	return len(p), nil
}

// copyBytes copies a file of that size from its start.
func copyBytes(ctx context.Context, to io.Writer, from io.ReaderAt, size int64, progress func(done, total int64)) error {
	metered := &backupfile.MeteredFile{ReaderAt: from, Meter: backupfile.NewMeter(progress, size)}
	n, err := io.Copy(to, regular.Until(ctx, io.NewSectionReader(metered, 0, size)))
	if err == nil && n != size {
		err = fmt.Errorf("%w: %d bytes of %d", io.ErrUnexpectedEOF, n, size)
	}
	return err
}

// isEnd reports whether io.ReadFull has come to the end.
func isEnd(err error) bool { return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) }
