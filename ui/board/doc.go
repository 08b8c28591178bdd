// Package board shows one floor on one day: the plan, the list of who sits where, and
// the bar above them in which office, floor, day and person are chosen.
//
// In comes a [State] as a whole, by [Board.Apply]; out go the wishes of the user, by
// the functions of [Board]. It also says what a click on a desk means, by [ActionFor].
// The store is not known here: whoever holds the board reads and changes.
package board
