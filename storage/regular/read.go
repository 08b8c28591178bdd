package regular

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"

	"seatkeeper/storage/failure"
)

// Read returns the content of a regular file of at most so many bytes. The
// error is a [*failure.FaultsError], the context's or the system's.
func Read(ctx context.Context, path string, most int64) ([]byte, error) {
	file, info, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	bounded := &Bounded{Ctx: ctx, From: io.LimitReader(file, most+1)}
	var content bytes.Buffer
	if info.Size() <= most {
		content.Grow(int(info.Size()) + bytes.MinRead)
		_, err = content.ReadFrom(bounded)
	}
	switch {
	case err != nil && !errors.Is(err, failure.ErrTooLong):
		return nil, err
	case err != nil, info.Size() > most, int64(content.Len()) > most:
		return nil, failure.OneFault(failure.FaultTooLarge, strconv.FormatInt(most, 10))
	case content.Len() == 0:
		return nil, failure.OneFault(failure.FaultEmpty, "")
	}
	return content.Bytes(), nil
}

// UTF8Mark is what some programs put before a text in UTF-8.
var UTF8Mark = []byte("\xef\xbb\xbf")
