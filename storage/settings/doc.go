// Package settings keeps how a person likes the program on this computer: its look, how names
// are ordered, how dates are written. They belong to nobody's data: no backup has them, and
// whoever shares a data folder has settings of their own.
//
// In come a name and a value, both as a person types them; what they mean is known to those
// who ask. What belongs to the data, such as how backups are kept, stands in the store.
package settings
