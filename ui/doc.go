// Package ui is the shell of the window: the window itself, its menu, keys and status
// bar, the store that it holds, reading what is shown, and the order in which things
// happen. [NewWindow] is where to start.
//
// All else has a room of its own below. Each is given data and calls back, or says
// which interface it needs of the window; none imports this package. Widgets and colours
// are in kit, all texts in words, the view of a day in board.
//
// There is no SQL here, no reading of files and no rule of bookings, and nothing imports
// fyne/v2/app, so the tests need neither a display nor a C compiler. All of it belongs
// to Fyne's main goroutine, unless it says otherwise.
package ui
