// Package people is about those who can have a desk: choosing for whom to book, and
// the list in which they are added, renamed, deactivated and made active again.
//
// In come everybody, as a search index, and the answers to what was asked for; out go
// who was chosen and what is to be changed. The store is never touched from here, nor
// are lists of people in files.
package people
