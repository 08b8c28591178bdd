//go:build !linux

package atomicfile

import "errors"

// Part is nothing: here a part of a file can't be brought to the disk, and forgotten,
// for less than the whole.
func (System) Part() int64 { return 0 }

// OpenGrowing is one of the operations of [Files].
func (System) OpenGrowing(string) (GrowingFile, error) { return nil, errors.ErrUnsupported }
