// Package imports shows what a file would change before it does: a list of people with
// what its columns mean, and floor plans.
//
// In come what was read of the file, and functions that read it in another way and
// import it. Nothing here opens a file or touches the store.
package imports
