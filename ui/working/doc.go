// Package working shows what takes a while: news with how much of it is done and a button that
// stops it, over a window that can be looked around in meanwhile.
//
// In goes what the work is called; out come a context that ends when the user stops it, and
// what hears of progress. What the work is, and what is said in the end, is its caller's.
package working
