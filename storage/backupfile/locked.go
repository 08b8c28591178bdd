package backupfile

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

// LockedStart is what a locked file begins with.
const LockedStart = "age-encryption.org/v1\n"

// WorkFactor is the cost of trying one passphrase: 2^18 rounds of scrypt, a second
// and 256 MB, as age has it; the memory is given back at once. A file that asks for more is refused: it would only
// keep the computer busy. Tests lower it.
var WorkFactor = 18

// locker encrypts what is written to it. Close ends the file, but does not close w.
func Lock(w io.Writer, passphrase string) (io.WriteCloser, error) {
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, err
	}
	recipient.SetWorkFactor(WorkFactor)
	defer debug.FreeOSMemory() // see WorkFactor
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
func Unlock(r io.Reader, passphrase string) (io.Reader, error) {
	identity, err := identity(passphrase)
	if err != nil {
		return nil, err
	}
	defer debug.FreeOSMemory()
	return age.Decrypt(r, identity)
}

// Source is a backup file that is open for reading: the text of the backup, whether
// the file is locked or not.
type Source struct {
	io.ReaderAt
	Size   int64 // of the text
	Locked bool
	file   *os.File
	Form   TextForm // of the file; the text is as it was before
	asIs   io.ReaderAt
	Bytes  int64 // of the file
}

// Leave gives up what open has made of the line ends, for a file whose checksum is of
// those that it has. It returns false where that is no way to read the file.
func (s *Source) Leave(err error) bool {
	if s.Form != (TextForm{LineEnds: true}) || !isChecksumAlone(err) {
		return false
	}
	s.ReaderAt, s.Size, s.Form = s.asIs, s.Bytes, TextForm{}
	return true
}

func (s *Source) Close() error { return s.file.Close() }

// Open opens a backup file, which must be a regular one.
func Open(path string, o ReadOptions) (*Source, error) {
	file, info, err := regular.Open(path)
	if err != nil {
		return nil, err
	}
	s := &Source{file: file}
	if err := s.open(o, info.Size()); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return s, nil
}

func (s *Source) open(o ReadOptions, size int64) (err error) {
	s.Size, s.Bytes = size, size
	if err := CheckZeros(s.file, size); err != nil {
		return err
	}
	s.ReaderAt = io.ReaderAt(s.file)
	if o.Progress != nil {
		s.ReaderAt = &MeteredFile{s.file, NewMeter(o.Progress, s.Size)}
	}
	start := make([]byte, min(formLength, size))
	if _, err := s.file.ReadAt(start, 0); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if s.Locked = bytes.HasPrefix(start, []byte(LockedStart)); s.Locked {
		return s.unlock(o.Passphrase)
	}
	if s.Form = FormOf(start); s.Form.IsChanged() {
		text := &plainText{file: s.ReaderAt, size: size, form: s.Form}
		s.asIs, s.ReaderAt = s.ReaderAt, text
		s.Size, err = text.length()
	}
	return err
}

// headerLength is more than the header of a file with one passphrase takes.
const headerLength = 1024

func (s *Source) unlock(passphrase string) error {
	// age reads a header to its end, whatever its length.
	start := make([]byte, min(headerLength, s.Size))
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
	r.text, s.Size, err = age.DecryptReaderAt(fileReader{r}, s.Size, identity)
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
