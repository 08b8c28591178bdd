package storage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"time"
)

// tempPlainName is the pattern of the temporary names of the files that
// [WritePeople] and [WriteOffices] write.
var tempPlainName = regexp.MustCompile(`^\.(people-\d{8}-\d{6}\.csv|floor-plan-\d{8}-\d{6}\.json)\d{1,20}$`)

// publishFile writes content into a new file of the folder, by the sequence by
// which a backup is written: to a temporary name, brought to the disk, read back
// and compared, then given the first free of the names; no file is ever replaced.
// An empty folder means the data folder. As with a backup, the path comes with
// ErrNotConfirmed.
func (s *Store) publishFile(ctx context.Context, folder string, name func(attempt int) string, content []byte) (string, error) {
	if folder == "" {
		if err := s.Displaced(); err != nil {
			return "", err // another store may have the folder by now
		}
		folder = s.Folder()
	}
	folder, err := filepath.Abs(folder)
	if err != nil {
		return "", &Error{Op: OpMakeFolder, Path: folder, Err: err}
	}
	if err := makeFolder(s.files, folder); err != nil {
		return "", err
	}
	_, _ = sweep(folder, tempPlainName) // what can't be removed is in nobody's way
	e := export{files: s.files, folder: folder, need: int64(len(content))}
	if free, err := s.files.Free(folder); err == nil && free >= 0 && free < e.need {
		return "", &Error{Op: OpCheckSpace, Path: folder, Err: &SpaceError{Need: e.need, Free: free}}
	}
	temp, err := s.files.Create(filepath.Join(folder, name(0)))
	if err != nil {
		return "", &Error{Op: OpCreate, Path: folder, Err: err}
	}
	path, err := e.fillPlain(ctx, temp, name, content)
	if err != nil && !errors.Is(err, ErrNotConfirmed) {
		return "", e.undo(temp, err)
	}
	if closeErr := temp.Close(); closeErr != nil && err == nil {
		err = &Error{Op: OpSync, Path: path, Err: fmt.Errorf("%w (%w)", ErrNotConfirmed, closeErr)}
	}
	return path, err
}

// fillPlain writes, brings to the disk, reads back and publishes.
func (e *export) fillPlain(ctx context.Context, temp tempFile, name func(int) string, content []byte) (string, error) {
	if _, err := temp.Write(content); err != nil {
		return "", e.explain(OpWrite, temp.Name(), err)
	}
	if err := temp.Sync(); err != nil {
		return "", e.explain(OpSync, temp.Name(), err)
	}
	if err := e.comparePlain(temp.Name(), content); err != nil {
		return "", &Error{Op: OpReadBack, Path: temp.Name(), Err: err}
	}
	return publish(ctx, e.files, temp, e.folder, name)
}

// comparePlain reads the file as anybody would. It is closed again before it gets
// its name, which Windows demands.
func (e *export) comparePlain(path string, content []byte) error {
	file, err := e.files.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	back, err := io.ReadAll(io.LimitReader(file, int64(len(content))+1))
	if err == nil && !bytes.Equal(back, content) {
		err = fmt.Errorf("%w: %d bytes of %d", ErrBadWrite, len(back), len(content))
	}
	return err
}

// dated returns the names of a file that is written now: prefix-YYYYMMDD-HHMMSS
// and the ending, by the local time, a second later with each attempt.
func (s *Store) dated(prefix, ending string) func(attempt int) string {
	now := s.now()
	return func(attempt int) string {
		return prefix + now.Add(time.Duration(attempt)*time.Second).Format("-20060102-150405") + ending
	}
}
