package failure

// Want is what a value must be.
type Want string

// What values must be.
const (
	WantText   Want = "text"
	WantTruth  Want = "truth" // true or false
	WantNumber Want = "number"
	WantWhole  Want = "whole number"
	WantList   Want = "list"
	WantObject Want = "object"
	WantRecord Want = "record" // an object, for each of a list
)
