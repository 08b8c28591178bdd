// Package offices is the room of the offices as a whole: the first start with its
// three doors, setting up one's own office from words, the list of offices and floors,
// and the import of floor plans.
//
// The [Controller] is given what the window shows, and does all else through its
// [Host]. What never lives here: the drawing of a floor to work on, which is of the
// plan and its editor, SQL, and files.
package offices
