// Package lists reads and makes what comes from and goes to other programs: lists of
// people, as CSV in any form or as a workbook, and floor plans as JSON. [ReadPeople]
// guesses how a list is to be read, says what it guessed and can be told otherwise;
// [ClassifyPeople] says what an import would do; [ReadOffices] reads floor plans. What goes
// out is bytes: to write them into a file is the work of package storage, and nothing here
// knows a store.
package lists
