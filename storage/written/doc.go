// Package written writes what people take elsewhere: lists of people, floor plans, and
// floors as drawings and pictures. Each file comes to exist as a backup does, whole or not
// at all, and none is ever replaced. What stands in them is known to lists and drawings.
package written
