//go:build !linux

package storage

import "errors"

// Part is nothing: here a part of a file can't be brought to the disk, and forgotten,
// for less than the whole.
func (system) Part() int64 { return 0 }

func (system) OpenGrowing(string) (growingFile, error) { return nil, errors.ErrUnsupported }
