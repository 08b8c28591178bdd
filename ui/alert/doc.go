// Package alert says a thing by the system's own means, where there is no window of the
// program to say it in: the program was started from a menu, and nobody sees what it prints.
// In come a title and a text. It waits for nobody's answer, but on Windows and macOS, where
// the system shows it only as long as the program runs.
package alert
