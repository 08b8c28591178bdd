package atomicfile

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"seatkeeper/storage/filetest"
)

// growing returns a file that is being written, of which so much may be read.
func growing(t *testing.T, content []byte, upTo int64) *ReadBackFile {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	filetest.MustWrite(t, path, string(content))
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	f := &ReadBackFile{file: file, Grows: newGrowth()}
	t.Cleanup(func() { _ = f.Close() })
	f.inSectors()
	f.Grows.settle(upTo)
	return f
}

// reading is both ways to read a file to its end.
var reading = map[string]func(*ReadBackFile) ([]byte, error){
	"read": func(f *ReadBackFile) ([]byte, error) { return io.ReadAll(f) },
	"write to": func(f *ReadBackFile) ([]byte, error) {
		var b bytes.Buffer
		_, err := f.WriteTo(&b)
		return b.Bytes(), err
	},
}

func TestAnErrorOfReadingEarlyIsNotTakenForTheEnd(t *testing.T) {
	for name, read := range reading {
		f := growing(t, make([]byte, 2*BlockLength), 2*BlockLength)
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := read(f); !errors.Is(err, os.ErrClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAFileThatGrowsEndsWhenAllIsWritten(t *testing.T) {
	content := bytes.Repeat([]byte("0123456789"), BlockLength/4)
	for name, read := range reading {
		f := growing(t, content, BlockLength)
		f.Grows.end(nil)
		if back, err := read(f); err != nil || !bytes.Equal(back, content) {
			t.Errorf("%s: %d bytes of %d, %v", name, len(back), len(content), err)
		}
		if _, err := read(growing(t, content, 3*BlockLength)); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: shorter than what was settled: %v", name, err)
		}
	}
}
