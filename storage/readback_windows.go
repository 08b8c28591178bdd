package storage

import (
	"errors"
	"io"
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

// openWritten opens a file that is on the disk, to be read past the system's memory
// (FILE_FLAG_NO_BUFFERING) where its drive is one of this computer.
func openWritten(path string) (writtenFile, error) {
	if isLocal(path) {
		if file, err := os.OpenFile(path, os.O_RDONLY|windows.FILE_FLAG_NO_BUFFERING, 0); err == nil {
			return &unbuffered{File: file, block: alignedBlock()}, nil
		}
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &readBackFile{File: file}, nil
}

// isLocal reports whether the path is on a drive of this computer: a server has a
// memory of its own.
func isLocal(path string) bool {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return false
	}
	root := make([]uint16, windows.MAX_LONG_PATH)
	if windows.GetVolumePathName(name, &root[0], uint32(len(root))) != nil {
		return false
	}
	kind := windows.GetDriveType(&root[0])
	return kind == windows.DRIVE_FIXED || kind == windows.DRIVE_REMOVABLE
}

// unbuffered reads a file in whole sectors, into memory that begins at one, as
// FILE_FLAG_NO_BUFFERING demands.
type unbuffered struct {
	*os.File
	block []byte
	rest  []byte // of block, not yet taken
	end   bool
}

const (
	unbufferedSize = 1 << 20
	largestSector  = 64 << 10
)

// alignedBlock returns memory that begins at a sector's beginning, whatever the size
// of one.
func alignedBlock() []byte {
	block := make([]byte, unbufferedSize+largestSector)
	skip := -uintptr(unsafe.Pointer(&block[0])) % largestSector
	return block[skip:][:unbufferedSize]
}

func (u *unbuffered) Read(p []byte) (int, error) {
	if len(u.rest) == 0 && !u.end {
		n, err := u.File.Read(u.block)
		if err != nil && !errors.Is(err, io.EOF) {
			return 0, err
		}
		// Less than was asked for is the file's end, and no place to read on from.
		u.rest, u.end = u.block[:n], n < len(u.block)
	}
	if len(u.rest) == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	n := copy(p, u.rest)
	u.rest = u.rest[n:]
	return n, nil
}

func (u *unbuffered) FromDrive() bool { return true }
