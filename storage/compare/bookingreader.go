package compare

import (
	"bytes"
	"context"
	"maps"
	"time"

	"github.com/google/uuid"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
)

// How far bookings are read ahead.
const (
	rowsPerBatch = 2048
	batches      = 4
)

// bookingReader reads the bookings of a snapshot ahead.
type bookingReader struct {
	full, free chan []engine.Row
	now        []engine.Row
	at         int
	err        error // valid when next has returned nil
	state      *engine.Snapshot
	labels     map[data.DeskRef]string // made when a booking is listed
	names      map[string]string
}

func startReader(ctx context.Context, s *engine.Snapshot) *bookingReader {
	r := &bookingReader{full: make(chan []engine.Row, batches), free: make(chan []engine.Row, batches+2), state: s}
	for range batches {
		r.free <- nil
	}
	go func() {
		defer close(r.full)
		defer failure.Rescue(&r.err)
		batch := <-r.free
		pass := func() error {
			select {
			case r.full <- batch:
			case <-ctx.Done():
				return context.Cause(ctx)
			}
			select {
			case batch = <-r.free:
				batch = batch[:0]
			case <-ctx.Done():
				return context.Cause(ctx)
			}
			return nil
		}
		r.err = s.Bookings(ctx, 0, data.MinDate, data.MaxDate, func(row *engine.Row) error {
			if len(batch) == rowsPerBatch {
				if err := pass(); err != nil {
					return err
				}
			}
			kept := *row
			kept.Guest = bytes.Clone(row.Guest)
			batch = append(batch, kept)
			return nil
		})
		if r.err == nil {
			r.err = pass()
		}
	}()
	return r
}

// next returns the next row, which is valid until the following call, or nil.
func (r *bookingReader) next() *engine.Row {
	for r.at == len(r.now) {
		if cap(r.now) > 0 {
			r.free <- r.now
		}
		var open bool
		if r.now, open = <-r.full; !open {
			r.now, r.at = nil, 0
			return nil
		}
		r.at = 0
	}
	r.at++
	return &r.now[r.at-1]
}

func (r *bookingReader) wait() {
	for range r.full {
	}
}

// seat returns a booking as a person reads it, where it is among those listed.
func (r *bookingReader) seat(row *engine.Row, listed int64) (seat data.Seat) {
	if listed >= MostListed {
		return seat
	}
	if r.labels == nil {
		r.labels, r.names = map[data.DeskRef]string{}, map[string]string{}
		for _, o := range r.state.Offices {
			for ref, d := range desksOf(o) {
				r.labels[ref] = d.desk.Label
			}
		}
		for _, u := range r.state.Users {
			r.names[u.ID] = u.Name
		}
		maps.Copy(r.names, data.Labels(r.state.Users))
	}
	seat.Booking = data.Booking{
		ID: uuid.UUID(row.ID).String(), DeskRef: r.state.DeskRefs[row.Desk], Date: row.Day, UserID: r.state.UserIDs[row.User],
		Guest: string(row.Guest), CreatedAt: time.UnixMilli(row.Created).UTC(),
	}
	if row.IsReleased {
		seat.ReleasedAt = time.UnixMilli(row.Released).UTC()
	}
	seat.Label, seat.Name = r.labels[seat.DeskRef], r.names[seat.UserID]
	if row.User == 0 {
		seat.Name = seat.Guest
	}
	return seat
}
