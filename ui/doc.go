// Package ui holds everything that Seatkeeper draws, as widgets that are given
// data and call back. It knows no SQL, no files and no rules, and does not import
// fyne/v2/app, so its tests need neither a display nor a C compiler.
//
// Start with [Board]: the view of one floor on one day. The words stand in the
// package words, the colours and sizes in [NewTheme].
//
// All of it belongs to Fyne's main goroutine, unless it says otherwise.
package ui
