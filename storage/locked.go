package storage

import (
	"bytes"
	"errors"
	"io"
	"os"
	"runtime/debug"
	"slices"

	"filippo.io/age"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/regular"
)

// A locked backup is a backup encrypted with a passphrase, in the age format
// (https://age-encryption.org/v1), so that "age -d" opens it too. It is never
// written unlocked, not even for a moment: it is encrypted on its way to the disk and
// decrypted in memory, piece by piece.

// lockedStart is what a locked file begins with.
const lockedStart = "age-encryption.org/v1\n"

// workFactor is the cost of trying one passphrase: 2^18 rounds of scrypt, a second
// and 256 MB, as age has it; the memory is given back at once. A file that asks for more is refused: it would only
// keep the computer busy. Tests lower it.
var workFactor = 18

// locker encrypts what is written to it. Close ends the file, but does not close w.
func locker(w io.Writer, passphrase string) (io.WriteCloser, error) {
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, err
	}
	recipient.SetWorkFactor(workFactor)
	defer debug.FreeOSMemory() // see workFactor
	return age.Encrypt(w, recipient)
}

func identity(passphrase string) (*age.ScryptIdentity, error) {
	if passphrase == "" {
		return nil, failure.ErrNeedsPassphrase
	}
	identity, err := age.NewScryptIdentity(passphrase)
	if err == nil {
		identity.SetMaxWorkFactor(18)
	}
	return identity, err
}

// unlocked reads a locked file from its start.
func unlocked(r io.Reader, passphrase string) (io.Reader, error) {
	identity, err := identity(passphrase)
	if err != nil {
		return nil, err
	}
	defer debug.FreeOSMemory()
	return age.Decrypt(r, identity)
}

// source is a backup file that is open for reading: the text of the backup, whether
// the file is locked or not.
type source struct {
	io.ReaderAt
	size   int64 // of the text
	locked bool
	file   *os.File
	form   TextForm // of the file; the text is as it was before
	asIs   io.ReaderAt
	bytes  int64 // of the file
}

// leave gives up what open has made of the line ends, for a file whose checksum is of
// those that it has. It returns false where that is no way to read the file.
func (s *source) leave(err error) bool {
	if s.form != (TextForm{LineEnds: true}) || !isChecksumAlone(err) {
		return false
	}
	s.ReaderAt, s.size, s.form = s.asIs, s.bytes, TextForm{}
	return true
}

func (s *source) Close() error { return s.file.Close() }

// openBackup opens a backup file, which must be a regular one.
func openBackup(path string, o ReadOptions) (*source, error) {
	file, info, err := regular.Open(path)
	if err != nil {
		return nil, err
	}
	s := &source{file: file}
	if err := s.open(o, info.Size()); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return s, nil
}

func (s *source) open(o ReadOptions, size int64) (err error) {
	s.size, s.bytes = size, size
	if err := zeros(s.file, size); err != nil {
		return err
	}
	s.ReaderAt = io.ReaderAt(s.file)
	if o.Progress != nil {
		s.ReaderAt = &meteredFile{s.file, newMeter(o.Progress, s.size)}
	}
	start := make([]byte, min(formLength, size))
	if _, err := s.file.ReadAt(start, 0); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if s.locked = bytes.HasPrefix(start, []byte(lockedStart)); s.locked {
		return s.unlock(o.Passphrase)
	}
	if s.form = formOf(start); s.form.IsChanged() {
		text := &plainText{file: s.ReaderAt, size: size, form: s.form}
		s.asIs, s.ReaderAt = s.ReaderAt, text
		s.size, err = text.length()
	}
	return err
}

// headerLength is more than the header of a file with one passphrase takes.
const headerLength = 1024

func (s *source) unlock(passphrase string) error {
	// age reads a header to its end, whatever its length.
	start := make([]byte, min(headerLength, s.size))
	if _, err := s.ReadAt(start, 0); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if !bytes.Contains(start, []byte("\n--- ")) {
		return lockBroken("its header has no end")
	}
	identity, err := identity(passphrase)
	if err != nil {
		return err
	}
	defer debug.FreeOSMemory()
	r := &lockedReader{file: s.ReaderAt}
	r.text, s.size, err = age.DecryptReaderAt(fileReader{r}, s.size, identity)
	s.ReaderAt = r
	if err != nil {
		err = r.explain(err)
	}
	return err
}

// lockedReader is the text of a locked file. It tells an error of the file system
// from a file that is not as it was written.
type lockedReader struct {
	file io.ReaderAt
	text io.ReaderAt
	err  error // of the file
}

func (r *lockedReader) ReadAt(p []byte, off int64) (int, error) {
	n, err := r.text.ReadAt(p, off)
	if err != nil && !errors.Is(err, io.EOF) {
		err = r.explain(err)
	}
	return n, err
}

func (r *lockedReader) explain(err error) error {
	var none *age.NoIdentityMatchError
	switch {
	case r.err != nil:
		return r.err
	case errors.As(err, &none) && slices.Equal(none.StanzaTypes, []string{"scrypt"}):
		return failure.ErrWrongPassphrase
	}
	return lockBroken(err.Error())
}

func lockBroken(why string) error {
	return &failure.FaultsError{Faults: []failure.Fault{{Code: failure.FaultLockBroken, Value: failure.Short(why)}}}
}

// fileReader reads the locked file and keeps its errors.
type fileReader struct{ *lockedReader }

func (r fileReader) ReadAt(p []byte, off int64) (int, error) {
	n, err := r.file.ReadAt(p, off)
	if err != nil && !errors.Is(err, io.EOF) {
		r.err = err
	}
	return n, err
}
