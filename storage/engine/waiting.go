package engine

import (
	"context"
	"time"
)

type waiting struct{}

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
