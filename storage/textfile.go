package storage

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// OpReadFile is the reading of a file that is imported; see [Error].
const OpReadFile Op = "read"

// oneFault is an error of a single fault of a file as a whole.
func oneFault(code FaultCode, value string) error {
	return &FaultsError{Faults: []Fault{{Code: code, Value: value}}}
}

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

// decodeText returns text of a file as UTF-8. A mark at its beginning says that
// it is UTF-8 or UTF-16. Without one it is UTF-8 where it can be, and else
// Windows-1252, in which Excel writes plain CSV in Western Europe and America.
func decodeText(content []byte) (string, error) {
	var from encoding.Encoding = encoding.Nop
	switch {
	case bytes.HasPrefix(content, utf8Mark):
		content = content[len(utf8Mark):]
	case bytes.HasPrefix(content, []byte("\xff\xfe")), bytes.HasPrefix(content, []byte("\xfe\xff")):
		from = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case !utf8.Valid(content):
		from = charmap.Windows1252
	}
	text, err := from.NewDecoder().Bytes(content)
	if err != nil || bytes.IndexByte(text, 0) >= 0 {
		return "", oneFault(FaultNotText, "")
	}
	return string(text), nil
}
