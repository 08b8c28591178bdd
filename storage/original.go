package storage

import "errors"

// originalError says that not the copy is bad, but what was copied.
type originalError struct{ err error }

func (e *originalError) Error() string { return e.err.Error() }

func (e *originalError) Unwrap() error { return e.err }

// errPathTooLong is the cause where the path of a data folder is longer than a store in
// it could be opened with.
var errPathTooLong = errors.New("the path is too long")
