// Package backups is all that the window does with backups: the button that exports
// and its progress, the list with its details, checking, comparing, copying, deleting,
// looking inside, restoring, the settings, and the signs that a backup needs somebody.
//
// [Controller] holds it together. What it needs of the window around it, such as the
// store and a place for its list, comes in by [Host], and what it does with the files
// of backups by [Storage]. Bookings are never changed here but by a restore as a whole.
package backups
