package engine

import (
	"context"
	"time"
)

type (
	waiting  struct{}
	progress struct{}
)

// WaitingSince returns a context for a change that has been waiting since then, for one
// before it that the database does not know of.
func WaitingSince(ctx context.Context, since time.Time) context.Context {
	return context.WithValue(ctx, waiting{}, since)
}

// WaitsSince returns since when the change of a context has been waiting: from now on,
// where nothing is said.
func WaitsSince(ctx context.Context) time.Time {
	if since, ok := ctx.Value(waiting{}).(time.Time); ok {
		return since
	}
	return time.Now()
}

// WithProgress returns a context for a change that may take long: tell hears now and then how
// much of it is done. It must return at once.
func WithProgress(ctx context.Context, tell func(done, total int64)) context.Context {
	return context.WithValue(ctx, progress{}, tell)
}

// ProgressOf returns what hears how much of the change of a context is done, or nil.
func ProgressOf(ctx context.Context) func(done, total int64) {
	tell, _ := ctx.Value(progress{}).(func(done, total int64))
	return tell
}
