package atomicfile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"unsafe"

	"seatkeeper/storage/failure"
)

// What was written is read back from the drive, not from the copy that the system
// keeps of it in memory: only so a drive is found out that has kept something else.
// How that is done differs by system, and not every file system lets it be done; see
// openWritten. A drive's own small memory can't be got around from here.

// WrittenFile is a file that was brought to the disk, open to be read back.
type WrittenFile interface {
	io.ReadCloser
	// FromDrive reports whether what is read comes from the drive: false where that
	// is not so, and where it is not known.
	FromDrive() bool
}

// ReadBackFile is a WrittenFile of the system.
type ReadBackFile struct {
	file      *os.File
	fromDrive bool
	// blocks are where a file is read to that is read past the system's memory: whole
	// sectors of it, into memory that begins at one. Nil where it is read as usual.
	blocks [2][]byte
	rest   []byte // of the first block, not yet taken by Read
	end    bool
	Grows  *growth // of a file that is still being written; else nil
}

const (
	// BlockLength is how many bytes are read at once past the system's memory.
	BlockLength   = 1 << 20
	largestSector = 64 << 10
)

// inSectors has the file read in whole sectors.
func (f *ReadBackFile) inSectors() {
	size := int64(BlockLength)
	if info, err := f.file.Stat(); err == nil {
		size = min(size, info.Size()/largestSector*largestSector+largestSector)
	}
	for i := range f.blocks {
		memory := make([]byte, size+largestSector)
		skip := -uintptr(unsafe.Pointer(&memory[0])) % largestSector
		f.blocks[i] = memory[skip : int64(skip)+size : int64(skip)+size]
	}
}

// FromDrive is part of [WrittenFile].
func (f *ReadBackFile) FromDrive() bool { return f.fromDrive }

func (f *ReadBackFile) Close() error { return f.file.Close() }

func (f *ReadBackFile) Read(p []byte) (int, error) {
	if f.blocks[0] == nil {
		return f.file.Read(p)
	}
	if len(f.rest) == 0 && len(p) > 0 {
		var err error
		if f.rest, err = f.next(f.blocks[0]); len(f.rest) == 0 {
			return 0, err
		}
	}
	n := copy(p, f.rest)
	f.rest = f.rest[n:]
	return n, nil
}

// next reads into a block, and returns io.EOF with nothing.
func (f *ReadBackFile) next(block []byte) ([]byte, error) {
	if f.end {
		return nil, io.EOF
	}
	whole := true
	if f.Grows != nil {
		var err error
		if whole, err = f.Grows.wait(len(block)); err != nil {
			return nil, err
		}
	}
	n, err := f.file.Read(block)
	// Less than was asked for is the file's end, and no place to read on from.
	f.end = f.blocks[0] != nil && n < len(block)
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return block[:n], err
	case f.end && !whole:
		return nil, io.ErrUnexpectedEOF
	case n == 0:
		return nil, io.EOF
	}
	return block[:n], nil
}

// WriteTo reads the next block while one is taken.
func (f *ReadBackFile) WriteTo(w io.Writer) (written int64, err error) {
	if len(f.rest) > 0 { // of a Read before
		n, err := w.Write(f.rest)
		if f.rest = f.rest[n:]; err != nil {
			return int64(n), err
		}
		written = int64(n)
	}
	blocks := f.blocks
	if blocks[0] == nil {
		blocks = [2][]byte{make([]byte, usualBlock), make([]byte, usualBlock)}
	}
	type filled struct {
		bytes []byte
		err   error
	}
	full, free, ended := make(chan filled, 1), make(chan []byte, 2), make(chan struct{})
	free <- blocks[0]
	free <- blocks[1]
	go func() {
		defer close(ended)
		for block := range free {
			b, err := f.next(block)
			full <- filled{b, err}
			if err != nil {
				return
			}
		}
	}()
	defer func() {
		close(free)
		for {
			select {
			case <-full: // at most one more, which nobody takes
			case <-ended:
				return
			}
		}
	}()
	for {
		block := <-full
		n, err := w.Write(block.bytes)
		written += int64(n)
		switch {
		case err != nil:
			return written, err
		case errors.Is(block.err, io.EOF):
			return written, nil
		case block.err != nil:
			return written, block.err
		}
		free <- block.bytes[:cap(block.bytes)] // as it was
	}
}

const usualBlock = 256 << 10

// readBack checks the file as anybody would find it. It is closed again before it
// gets its name, which Windows demands.
func (p *Publication) readBack(ctx context.Context, path string) error {
	file, err := p.Files.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	p.FromDrive = file.FromDrive()
	return readBackError(ctx, p.Check(ctx, file))
}

// readBackError says of an error of reading back, or of what was read, what it means.
func readBackError(ctx context.Context, err error) error {
	var original *failure.OriginalError
	switch {
	case err != nil && ctx.Err() != nil:
		return ctx.Err()
	case err == nil, failure.SystemKind(err) != failure.KindOther, errors.Is(err, failure.ErrBadWrite), errors.As(err, &original):
		return err
	}
	return fmt.Errorf("%w: %w", failure.ErrBadWrite, err)
}
