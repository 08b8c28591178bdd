//go:build !linux

package main

// hasTray reports whether the desktop shows icons in a tray, which it always does
// here.
func hasTray() func() bool { return func() bool { return true } }
