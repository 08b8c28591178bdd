package failure

import (
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// JSONFault puts an error of the JSON reader into a fault.
func JSONFault(err error, size int64) (FaultCode, string) {
	switch {
	case size == 0:
		return FaultEmpty, ""
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return FaultCutOff, fmt.Sprint(size)
	case errors.Is(err, ErrTooLong):
		return FaultTooLong, ""
	}
	return FaultNotJSON, plainJSONError(err)
}

// plainJSONError returns what a JSON error says, without its package's name.
func plainJSONError(err error) string {
	var syntax *jsontext.SyntacticError
	if errors.As(err, &syntax) && syntax.Err != nil {
		return fmt.Sprintf("%v, at byte %d", syntax.Err, syntax.ByteOffset)
	}
	return err.Error()
}

// ErrTooLong says that one record or value is longer than any can be.
var ErrTooLong = errors.New("too long")
