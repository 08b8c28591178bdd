// Package crashlog keeps what the program says of itself when it ends by a fault: a panic of
// any goroutine, or what the runtime ends it for. [Begin] opens a file for that, which is
// gone again after an end without one; [Newest] finds what an earlier run has left, and
// [Report.Text] tells it without what panics say of people and files.
//
// The files lie in a folder of the user's own, never in the data folder. It knows nothing of
// windows and the store. Where it fails the program runs without.
package crashlog
