// Package failure holds what can go wrong in storage: the errors with what was being
// done and to which path, the kinds that sort them for a person, and the faults that a
// file of a person can have. What comes in is an error of the system or of a room of
// storage; what goes out is put into words in package words. No file is opened here and
// nothing is decided.
package failure
