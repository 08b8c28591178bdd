//go:build !linux && !windows && !(darwin && cgo)

package native

import "context"

// Ask says that there is no such dialog here.
func Ask(context.Context, uintptr, Request) (string, error) { return "", ErrUnavailable }
