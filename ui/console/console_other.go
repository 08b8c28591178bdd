//go:build !windows

package console

// Attach has nothing to do: there is no such difference.
func Attach() {}

// Leave has nothing to do.
func Leave() {}
