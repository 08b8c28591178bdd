// Package regular opens and reads files that people name. A pipe or a device in the place
// of a file is refused at once, as to open it may wait for ever, and no more is read than
// a file of its kind can hold. What is in the files is not known here.
package regular
