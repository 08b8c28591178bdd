package storage

import (
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonFault puts an error of the JSON reader into a fault.
func jsonFault(err error, size int64) (FaultCode, string) {
	switch {
	case size == 0:
		return FaultEmpty, ""
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return FaultCutOff, fmt.Sprint(size)
	case errors.Is(err, errTooLong):
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

// errTooLong says that one record or value is longer than any can be.
var errTooLong = errors.New("too long")
