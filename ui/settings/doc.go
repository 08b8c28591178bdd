// Package settings is the sheet of how a person likes the program: each setting with a
// sentence and a choice, found by typing. What is chosen holds at once and is kept for the
// next start.
//
// In come the file of storage/settings with what is chosen by now, and the window around it;
// out goes each change, once it is kept. What belongs to the data of a folder has sheets of
// its own; this one leads there.
package settings
