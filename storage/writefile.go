package storage

import (
	"bytes"
	"context"
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
func (s *Store) publishFile(ctx context.Context, folder string, temps *regexp.Regexp, name func(attempt int) string, content []byte) (string, error) {
	own := folder == ""
	if own {
		if err := s.Displaced(); err != nil {
			return "", err // another store may have the folder by now
		}
		folder = s.Folder()
	}
	folder, err := filepath.Abs(folder)
	if err != nil {
		return "", &Error{Op: OpMakeFolder, Path: folder, Err: err}
	}
	p := &publication{
		files: s.files, folder: folder, makes: own, temps: temps, name: name, need: int64(len(content)),
		write: func(temp io.Writer) error {
			_, err := temp.Write(content)
			return err
		},
		check: func(_ context.Context, file io.Reader) error {
			back, err := io.ReadAll(io.LimitReader(file, int64(len(content))+1))
			if err == nil && !bytes.Equal(back, content) {
				err = fmt.Errorf("%w: %d bytes of %d", ErrBadWrite, len(back), len(content))
			}
			return err
		},
	}
	return p.run(ctx)
}

// dated returns the names of a file that is written now: prefix-YYYYMMDD-HHMMSS
// and the ending, by the local time, a second later with each attempt.
func (s *Store) dated(prefix, ending string) func(attempt int) string {
	now := s.now()
	return func(attempt int) string {
		return prefix + now.Add(time.Duration(attempt)*time.Second).Format("-"+nameFormat) + ending
	}
}
