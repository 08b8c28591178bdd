// Package paint knows the colours of the areas of a floor, so that the board and the editor show
// them alike.
//
// In come zones with their names, and colours that somebody has chosen; out go the colours to fill
// them with. It draws nothing itself and knows no desks.
package paint
