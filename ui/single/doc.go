// Package single has the second start of the program on a data folder raise the window that
// is open there. In come the folder and what the start was asked for, such as a file; out
// comes either the claim to be that window, to which later starts then come, or the news
// that another window has taken over.
//
// It is a lock, which a process loses with its life, and a local socket beside it, both in a
// folder of the user's own on this computer: never in the data folder, which may lie on a
// network drive and belong to several people. It knows nothing of windows and their store,
// and nothing is lost where it fails: two windows on one folder are fine.
package single
