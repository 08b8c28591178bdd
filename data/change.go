package data

// Change is a record as it was and as it would be.
type Change[T any] struct{ Before, After T }
