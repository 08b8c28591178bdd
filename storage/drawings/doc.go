// Package drawings reads floors from the SVG drawings of other programs and writes them
// as SVG. A drawing knows no desks: what is told apart in it are layers and colours, and
// whoever imports it says which of them are desks and which are rooms. A guess is made.
//
// Shapes with straight edges count, with what they are moved, turned and scaled by;
// curves, pictures and styles by any other rule than a class are passed over. What comes
// out is a floor as a floor-plan file could have it. How a drawing becomes a picture
// under a floor is a matter of package pictures.
package drawings
