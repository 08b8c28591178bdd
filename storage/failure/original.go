package failure

import "errors"

// OriginalError says that not the copy is bad, but what was copied.
type OriginalError struct{ Err error }

func (e *OriginalError) Error() string { return e.Err.Error() }

func (e *OriginalError) Unwrap() error { return e.Err }

// ErrPathTooLong is the cause where the path of a data folder is longer than a store in
// it could be opened with.
var ErrPathTooLong = errors.New("the path is too long")
