// Package names says the names of people in the room there is: whole, with an initial,
// the surname alone, as two letters; and it says in which order they are listed. In comes
// a name as people write it; out go texts. Nothing of the window is known here, so it can
// be measured nowhere: whoever draws takes the first form that fits.
//
// What a name consists of is a guess, by how names are written in many countries. Where
// nothing tells, the last word is the surname.
package names
