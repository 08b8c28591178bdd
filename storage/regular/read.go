package regular

import (
	"bytes"
	"context"
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
	var content bytes.Buffer
	if info.Size() <= most {
		content.Grow(int(info.Size()) + bytes.MinRead)
		_, err = content.ReadFrom(Until(ctx, io.LimitReader(file, most+1)))
	}
	switch {
	case err != nil:
		return nil, err
	case info.Size() > most, int64(content.Len()) > most:
		return nil, failure.OneFault(failure.FaultTooLarge, strconv.FormatInt(most, 10))
	case content.Len() == 0:
		return nil, failure.OneFault(failure.FaultEmpty, "")
	}
	return content.Bytes(), nil
}

// Until returns a reader that ends with the context, with its cause.
func Until(ctx context.Context, from io.Reader) io.Reader { return &until{ctx, from} }

type until struct {
	ctx  context.Context
	from io.Reader
}

func (u *until) Read(p []byte) (int, error) {
	if u.ctx.Err() != nil {
		return 0, context.Cause(u.ctx)
	}
	return u.from.Read(p)
}

// UTF8Mark is what some programs put before a text in UTF-8.
var UTF8Mark = []byte("\xef\xbb\xbf")
