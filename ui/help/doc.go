// Package help says what the program is, and lists its keys: cards over the window that a
// key closes again. In come the window, what there is to say of the program, and its menu.
package help
