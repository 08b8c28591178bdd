// Package names says the names of people in the room there is: whole, with an initial,
// the surname alone, as two letters. In comes a name as people write it; out go texts.
// Nothing of the window is known here, so it can be measured nowhere: whoever draws
// takes the first form that fits.
package names
