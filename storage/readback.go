package storage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
)

// What was written is read back from the drive, not from the copy that the system
// keeps of it in memory: only so a drive is found out that has kept something else.
// How that is done differs by system, and not every file system lets it be done; see
// openWritten. A drive's own small memory can't be got around from here.

// writtenFile is a file that was brought to the disk, open to be read back.
type writtenFile interface {
	io.ReadCloser
	// FromDrive reports whether what is read comes from the drive: false where that
	// is not so, and where it is not known.
	FromDrive() bool
}

// readBackFile is a writtenFile of the system.
type readBackFile struct {
	*os.File
	fromDrive bool
}

func (f *readBackFile) FromDrive() bool { return f.fromDrive }

// readBack checks the file as anybody would find it. It is closed again before it
// gets its name, which Windows demands.
func (p *publication) readBack(ctx context.Context, path string) error {
	file, err := p.files.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	p.fromDrive = file.FromDrive()
	err = p.check(ctx, file)
	var original *originalError
	switch {
	case err != nil && ctx.Err() != nil:
		return ctx.Err()
	case err == nil, systemKind(err) != KindOther, errors.Is(err, ErrBadWrite), errors.As(err, &original):
		return err
	}
	return fmt.Errorf("%w: %w", ErrBadWrite, err)
}

// isEnd reports whether io.ReadFull has come to the end.
func isEnd(err error) bool { return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) }
