package storage

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
)

// readBounded returns the content of a regular file of at most so many bytes. The
// error is a [*FaultsError], the context's or the system's.
func readBounded(ctx context.Context, path string, most int64) ([]byte, error) {
	file, info, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	bounded := &boundedReader{ctx: ctx, from: io.LimitReader(file, most+1)}
	var content bytes.Buffer
	if info.Size() <= most {
		content.Grow(int(info.Size()) + bytes.MinRead)
		_, err = content.ReadFrom(bounded)
	}
	switch {
	case err != nil && !errors.Is(err, errTooLong):
		return nil, err
	case err != nil, info.Size() > most, int64(content.Len()) > most:
		return nil, oneFault(FaultTooLarge, strconv.FormatInt(most, 10))
	case content.Len() == 0:
		return nil, oneFault(FaultEmpty, "")
	}
	return content.Bytes(), nil
}

var utf8Mark = []byte("\xef\xbb\xbf")
