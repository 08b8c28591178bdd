// Package console gives a program of windows the console of whoever starts it. Windows gives
// such a program none, so that what a command prints would go nowhere. Nothing comes in; out
// go os.Stdout, os.Stderr and os.Stdin that can be used. Elsewhere there is nothing to do.
package console
