// Package bars holds what stands across the whole width of the window, the messages for
// a state that lasts and the status bar, and where the news lie between them. In come words
// and what a button does; nothing is known here of why.
package bars
