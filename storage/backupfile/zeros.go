package backupfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"seatkeeper/storage/failure"
)

// After a power cut some file systems and drives give back zeros where something was
// written: the whole of a file, or its last blocks. No text has them.

// zeroEnd is how many zeros at a file's end are no chance: a text in UTF-16 has one.
const zeroEnd = 16

// zeros returns a [*failure.FaultsError] for a file of zeros, or one that ends in them.
func CheckZeros(file io.ReaderAt, size int64) error {
	block := make([]byte, 64<<10)
	at := size // behind it everything is zero
	for at > 0 {
		part := block[:min(int64(len(block)), at)]
		if at == size {
			part = part[:min(len(part), 4096)] // nearly always that is enough
		}
		if _, err := file.ReadAt(part, at-int64(len(part))); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		rest := bytes.TrimRight(part, "\x00")
		at -= int64(len(part) - len(rest))
		if len(rest) > 0 {
			break
		}
	}
	switch found := size - at; {
	case size > 0 && at == 0:
		return failure.OneFault(failure.FaultZeros, "")
	case found >= zeroEnd:
		return failure.OneFault(failure.FaultZeroTail, fmt.Sprint(found))
	}
	return nil
}

// IsZero reports whether there is a zero at a place of a file.
func IsZero(file io.ReaderAt, at int64) bool {
	var b [1]byte
	n, _ := file.ReadAt(b[:], at)
	return n == 1 && b[0] == 0
}
