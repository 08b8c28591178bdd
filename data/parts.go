package data

import (
	"math"
	"regexp"
)

// Checks of single values, for a reader that lists every fault of a file where
// [Office.Check] returns the first.

// CheckLabel returns a [*RuleError] for a name, label, zone, feature or other
// text of an office that is too long or not valid text. It may be empty.
func CheckLabel(field, text string) error { return checkText(field, text, MaxNameLength) }

// IsOnFloor reports whether a coordinate, or the sum of a position and a size,
// is a fraction of the layout, but for an error of rounding.
func IsOnFloor(v float64) bool {
	const slack = 1e-6
	return v >= -slack && v <= 1+slack
}

// IsExtent reports whether v can be a width or a height.
func IsExtent(v float64) bool { return v > 0 && v < math.MaxFloat32 }

// IsRotation reports whether v can be the degrees of a rotation.
func IsRotation(v float64) bool { return math.Abs(v) <= 360 }

var colorText = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)

// IsColor reports whether a text is a colour as a fixture has it: #RRGGBB.
func IsColor(text string) bool { return colorText.MatchString(text) }
