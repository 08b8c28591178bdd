package plans

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/history"
)

// ErrDraftOpen says that another window has the draft open. It comes in a
// [*failure.HeldError].
var ErrDraftOpen = errors.New("another window has the draft open")

// DraftInfo is a draft in the list of them.
type DraftInfo struct {
	OfficeID, FloorID string
	Office, Floor     string // what they are called; Office is empty where it is gone
	Gone              bool   // the floor is not there any more: what was drawn can only be looked at, or discarded
	Changes           int
	SavedAt           time.Time
	Open              *failure.Holder // who has it open in another window; nil where nobody has
}

// Drafts lists the drafts there are.
func (p *Plans) Drafts(ctx context.Context) (list []DraftInfo, err error) {
	err = p.host.View(ctx, func(tx *engine.Change) error {
		list = nil
		drafts, err := tx.Drafts()
		if err != nil {
			return err
		}
		for _, d := range drafts {
			info := DraftInfo{OfficeID: d.Office, FloorID: d.Floor, Floor: d.Base.Name, Changes: d.Changes, SavedAt: d.SavedAt}
			if claim := p.claimOf(d.Claim); claim != nil && claim.File != p.window.name() {
				info.Open = &claim.Holder
			}
			f, office, err := tx.Floor(d.Office, d.Floor)
			switch {
			case errors.Is(err, data.ErrUnknownOffice), errors.Is(err, data.ErrUnknownFloor):
				info.Gone = true
			case err != nil:
				return err
			default:
				info.Office, info.Floor, info.Gone = office, f.Name, f.Retired
			}
			list = append(list, info)
		}
		return nil
	})
	return list, err
}

// OpenDraft opens the draft of a floor, or begins one where there is none, and claims it for
// this window. Where another window has it open the error is ErrDraftOpen in a
// [*failure.HeldError] that says who and since when, unless takeOver is true: then the other
// one gets that error, the next time it saves. A claim ends with the process that has made it.
//
// The error holds a ConflictError with ErrUnknownOffice or ErrUnknownFloor where the floor is
// not there, also if there is a draft of it: see ReadDraft.
func (p *Plans) OpenDraft(ctx context.Context, office, floor string, takeOver bool) (opened data.Draft, err error) {
	had := p.window.has(office, floor)
	err = p.host.Keep(ctx, func(tx *engine.Change) error {
		now, _, err := tx.Floor(office, floor)
		if err == nil && now.Retired {
			err = &data.ConflictError{Err: data.ErrUnknownFloor, What: now.Name}
		}
		if err != nil {
			return err
		}
		d, found, err := tx.Draft(office, floor)
		if err != nil {
			return err
		}
		if !found {
			d.Draft = data.Draft{Office: office, Floor: floor, Base: now, Drawn: now}
		}
		if err := p.mayTake(d.Claim); err != nil && !takeOver {
			return err
		}
		if d.Claim, err = p.window.claim(office, floor, p.now()); err != nil {
			return err
		}
		d, err = tx.SaveDraft(d, false)
		opened = d.Draft
		return err
	})
	if err != nil && !had {
		p.window.leave(office, floor)
	}
	return opened, err
}

// ReadDraft returns the draft of a floor, which may be gone; ErrUnknownDraft in a
// ConflictError where there is none.
func (p *Plans) ReadDraft(ctx context.Context, office, floor string) (d data.Draft, err error) {
	err = p.host.View(ctx, func(tx *engine.Change) error {
		read, found, err := tx.Draft(office, floor)
		if err == nil && !found {
			err = &data.ConflictError{Err: data.ErrUnknownDraft}
		}
		d = read.Draft
		return err
	})
	return d, err
}

// SaveDraft keeps what is drawn: when it returns nil it is on the disk. Base stays as it was.
// It is cheap enough to be called every second. A picture that is new under the floor comes
// with it, and stays as long as the draft or a floor names it. Only the window that has opened
// the draft last saves it: the error is ErrDraftOpen in a [*failure.HeldError] where another
// one has taken it over, and holds a ConflictError with ErrChanged where that has closed it or
// ended since, or with ErrUnknownDraft where it was applied or discarded there.
func (p *Plans) SaveDraft(ctx context.Context, d data.Draft, pictures ...data.Picture) error {
	return p.withDraft(ctx, d.Office, d.Floor, func(tx *engine.Change, kept engine.Draft) error {
		for _, picture := range pictures {
			if err := tx.AddPicture(picture); err != nil {
				return err
			}
		}
		kept.Drawn, kept.Changes = d.Drawn, d.Changes
		_, err := tx.SaveDraft(kept, false)
		return err
	})
}

// CloseDraft ends the claim of this window; the errors are those of SaveDraft. A draft without
// changes goes.
func (p *Plans) CloseDraft(ctx context.Context, office, floor string) error {
	err := p.withDraft(ctx, office, floor, func(tx *engine.Change, d engine.Draft) error {
		if d.Changes == 0 {
			return tx.DropDraft(office, floor)
		}
		at := d.SavedAt
		d.Claim = ""
		return tx.KeepDraft(d, at)
	})
	if err == nil {
		p.window.leave(office, floor)
	}
	return err
}

// DiscardDraft throws a draft away, unless another window has it open. Where this window has
// opened it and another one has taken it over since, the errors are those of SaveDraft.
func (p *Plans) DiscardDraft(ctx context.Context, office, floor string) error {
	lost, opened := false, p.window.has(office, floor)
	err := p.host.Keep(ctx, func(tx *engine.Change) error {
		d, found, err := tx.Draft(office, floor)
		if err != nil || !found {
			return err
		}
		if lost = opened && !p.isOwn(d.Claim); lost {
			return p.lost(d.Claim)
		}
		if err := p.mayTake(d.Claim); err != nil {
			return err
		}
		return tx.DropDraft(office, floor)
	})
	if err == nil || lost {
		p.window.leave(office, floor)
	}
	return err
}

// AddDraftAsFloor adds a floor to an office that has what was drawn in the draft of another
// one, which may be gone, and returns it. The draft stays.
func (p *Plans) AddDraftAsFloor(ctx context.Context, officeID, floorID, toOffice, name string) (added data.Floor, err error) {
	err = p.host.Change(ctx, func(tx *engine.Change, step *history.Step) error {
		d, found, err := tx.Draft(officeID, floorID)
		if err == nil && !found {
			err = &data.ConflictError{Err: data.ErrUnknownDraft}
		}
		if err != nil {
			return err
		}
		added, err = addCopy(tx, step, d.Drawn, toOffice, name)
		return err
	})
	return added, err
}

// withDraft runs f with a draft that this window has open. Where it has lost the draft, it
// does not count as open here any more.
func (p *Plans) withDraft(ctx context.Context, office, floor string, f func(*engine.Change, engine.Draft) error) error {
	lost := false
	err := p.host.Keep(ctx, func(tx *engine.Change) error {
		d, found, err := tx.Draft(office, floor)
		if err != nil {
			return err
		}
		if lost = !found || !p.isOwn(d.Claim); !lost {
			return f(tx, d)
		}
		if !found {
			return &data.ConflictError{Err: data.ErrUnknownDraft}
		}
		return p.lost(d.Claim)
	})
	if lost {
		p.window.leave(office, floor)
	}
	return err
}

// PreviewDraft returns what ApplyDraft would do with the draft as given, saved or not.
// Clashes are listed in it. The error holds a ConflictError with ErrUnknownOffice or
// ErrUnknownFloor where the floor is not there, and a RuleError for what can't be drawn.
func (p *Plans) PreviewDraft(ctx context.Context, d data.Draft) (preview engine.DraftPreview, err error) {
	err = p.host.View(ctx, func(tx *engine.Change) error {
		preview, err = tx.PreviewDraft(d)
		return err
	})
	return preview, err
}

// ApplyDraft does what a preview has said, as one step. choices says, by the ID of each desk
// that goes with bookings from today on, what is to become of those. Where it would do
// something else by now, it changes nothing, and the error holds a ConflictError: ErrChanged,
// or ErrMoreBookings with the bookings that have come since. What clashes with what others
// have changed is an ErrChanged too, unless force is true: then what was drawn wins. A desk
// that gets bookings may be taken then: ErrDeskTaken, as of Move.
//
// The draft stays open without changes, and its base is the floor as it is now.
func (p *Plans) ApplyDraft(ctx context.Context, shown engine.DraftPreview, choices map[string]engine.GoneChoice, force bool) error {
	return p.host.Change(ctx, func(tx *engine.Change, step *history.Step) error {
		seats, err := tx.ApplyDraft(shown, choices, force)
		if err != nil {
			return err
		}
		*step = history.Step{
			Kind: history.Draw, Offices: []string{shown.Office}, Floor: shown.Floor, Seats: seats,
			Desks: len(shown.Added) + len(shown.Changed) + len(shown.Gone),
		}
		return p.beginAnew(tx, shown.Draft.Office, shown.Draft.Floor)
	})
}

// beginAnew makes the draft of a floor, if this window has it, be the floor as it is.
func (p *Plans) beginAnew(tx *engine.Change, office, floor string) error {
	d, found, err := tx.Draft(office, floor)
	if err != nil || !found || !p.isOwn(d.Claim) {
		return err
	}
	if d.Base, _, err = tx.Floor(office, floor); err != nil {
		return err
	}
	d.Drawn, d.Changes = d.Base, 0
	_, err = tx.SaveDraft(d, true)
	return err
}

// claim says which window has a draft open.
type claim struct {
	failure.Holder
	File string `json:"file"` // whose lock says that it lives
}

// claimOf returns the claim of a window that lives, or nil.
func (p *Plans) claimOf(text string) *claim {
	var c claim
	if text == "" || json.Unmarshal([]byte(text), &c) != nil || !p.window.lives(c.File) {
		return nil
	}
	return &c
}

// mayTake returns ErrDraftOpen in a [*failure.HeldError] where another window has the draft.
func (p *Plans) mayTake(text string) error {
	c := p.claimOf(text)
	if c == nil || c.File == p.window.name() {
		return nil
	}
	return &failure.HeldError{Holder: c.Holder, Here: c.Computer == p.window.computer, Err: ErrDraftOpen}
}

// isOwn reports whether a claim is that of this window. One that has ended, or was given back,
// is nobody's: another window may have drawn meanwhile.
func (p *Plans) isOwn(text string) bool {
	c := p.claimOf(text)
	return c != nil && c.File != "" && c.File == p.window.name()
}

// lost says why a draft is not this window's any more.
func (p *Plans) lost(text string) error {
	if err := p.mayTake(text); err != nil {
		return err
	}
	return &data.ConflictError{Err: data.ErrChanged}
}
