package drafts

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/drawing"
	"seatkeeper/ui/plan/edit"
	"seatkeeper/ui/words"
	"seatkeeper/ui/working"
)

// Host is what the drafts need of the window around them.
type Host interface {
	Store() *storage.Store
	IsOn(store *storage.Store) bool
	IsReady() bool
	MayChange() bool
	Background() kit.Background
	Today() data.Date

	Say(kit.Toast)
	Refuse(words.Doing, error)
	ToastLive(t kit.Toast) (say func(text string), hide func()) // news whose text can be changed
	Win() fyne.Window

	// ChooseFile asks for a file with one of those extensions, from the start folder on.
	ChooseFile(title string, extensions []string, start string, f func(path string))
	Homes() []string // where people keep their files

	// Choice is what was chosen last of something on this computer, for this store; empty where
	// nothing was.
	Choice(key string) string
	KeepChoice(key, chosen string)

	// Place is the office and the floor that the board shows.
	Place() (officeID, floorID string)
	// ShowDrafts says on the board of which floors there are drafts: what to say of each, by its
	// office and its floor.
	ShowDrafts(map[data.DeskRef]string)
	// PresentWhole puts something into the place of the board and its bars; nil gives them back.
	PresentWhole(fyne.CanvasObject)
	// Change makes a change of the data in its turn, and says what it did, with Undo.
	Change(make func(context.Context, *storage.Store) error, done func(error))
}

// Controller opens the editor on a floor, and keeps and applies its draft.
type Controller struct {
	Host
	editor    *edit.Editor // while it is shown
	store     *storage.Store
	draft     data.Draft
	clipboard drawing.Clipboard // what was copied, also onto other floors
	saving    saving
	closed    chan struct{}           // is closed when the draft that was left last is
	fresh     map[string]data.Picture // that were chosen since the editor is shown
	reading   *working.Work           // of a picture; nil before the first
	looked    int                     // how often the drafts were asked for: only the last answer counts
}

// NewController returns one that shows nothing yet.
func NewController(host Host) *Controller { return &Controller{Host: host} }

// Editor is what a floor is drawn in.
type Editor = edit.Editor

// Editor returns the editor that is shown, or nil.
func (c *Controller) Editor() *Editor { return c.editor }

// Show opens the draft of the floor that the board shows, or begins one.
func (c *Controller) Show() {
	if c.editor != nil || !c.IsReady() || !c.MayChange() {
		return
	}
	if office, floor := c.Place(); floor != "" {
		c.open(office, floor, false)
	}
}

// open asks before it takes a draft from another window.
func (c *Controller) open(office, floor string, takeOver bool) {
	closed := c.closed
	ask(c, func(ctx context.Context, s *storage.Store) (data.Draft, error) {
		if closed != nil { // else closing the draft would take it from the editor that is opened on it
			<-closed
		}
		return s.Plans().OpenDraft(ctx, office, floor, takeOver)
	}, func(d data.Draft, err error) {
		switch {
		case errors.Is(err, storage.ErrDraftOpen):
			e := words.Explain(words.DoingChange, err)
			kit.Confirm(c.Win(), words.Say("draft.open-title"), e.Cause+"\n\n"+words.Say("draft.open-text"),
				kit.Action{Label: words.Say("draft.take-over"), Run: func() { c.open(office, floor, true) }})
		case err != nil:
			c.Refuse(words.DoingRead, err)
		case c.editor == nil:
			c.show(d)
		}
	})
}

func (c *Controller) show(d data.Draft) {
	c.draft, c.store, c.saving, c.fresh = d, c.Store(), saving{}, map[string]data.Picture{}
	if b := d.Drawn.Background; b != nil {
		c.saving.picture = b.Picture
	}
	c.editor = edit.New(edit.Options{
		Floor: d.Drawn, Base: d.Base, Changes: d.Changes, Clipboard: &c.clipboard,
		OnChanged: c.changed, OnApply: c.askApply, OnDiscard: c.askDiscard, OnClose: c.Leave,
		AskPicture: c.askPicture, OnChoosePicture: c.chooseUnder, Look: c.lookBefore(), OnLook: c.keepLook,
	})
	c.PresentWhole(c.editor)
	c.editor.FocusOn(c.Win().Canvas())
}

// changed keeps the draft safe after a step.
func (c *Controller) changed(floor data.Floor, changes int) {
	c.draft.Drawn, c.draft.Changes = floor, changes
	c.save()
}

// Leave shows the board again. The draft stays, unless nothing has been changed in it. Where it can't
// be saved the editor stays, and that is said.
func (c *Controller) Leave() { c.LeaveFor(func() {}) }

// LeaveFor leaves the editor, if it is shown, and does something when it has been left.
func (c *Controller) LeaveFor(then func()) {
	if c.editor == nil {
		then()
		return
	}
	c.whenSaved(func() {
		if c.editor != nil {
			c.close()
		}
		then()
	})
}

// close leaves a draft that is saved.
func (c *Controller) close() {
	office, floor, closed := c.draft.Office, c.draft.Floor, make(chan struct{})
	c.closed = closed
	c.hide()
	ask(c, func(ctx context.Context, s *storage.Store) (bool, error) {
		defer close(closed)
		return true, s.Plans().CloseDraft(ctx, office, floor)
	}, func(_ bool, err error) {
		if err != nil && !isGone(err) {
			c.Refuse(words.DoingChange, err)
		}
		c.Look()
	})
}

// hide shows the board again.
func (c *Controller) hide() {
	c.Drop()
	c.Win().Canvas().Unfocus()
	c.PresentWhole(nil)
}

// RoomOfToasts is how wide the properties beside the floor are, on which the news lies: what is
// drawn, and the handles of it, are worked with meanwhile. It is 0 while no floor is drawn.
func (c *Controller) RoomOfToasts() float32 {
	if c.editor == nil {
		return 0
	}
	return edit.PanelRoom
}

// Drop forgets the editor, as another store is shown.
func (c *Controller) Drop() {
	c.editor = nil
	if c.reading != nil {
		c.reading.Stop()
	}
}

// askDiscard throws the draft away when the user has read what that means.
func (c *Controller) askDiscard() {
	args := words.Args{"Floor": words.Plain(c.draft.Drawn.Name)}
	kit.Confirm(c.Win(), words.Say("draft.discard-title", args), words.Count("draft-discard", c.draft.Changes, args),
		kit.Action{Label: words.Say("draft.discard"), Run: func() { c.whenQuiet(c.discard) }})
}

func (c *Controller) discard() {
	office, floor := c.draft.Office, c.draft.Floor
	ask(c, func(ctx context.Context, s *storage.Store) (bool, error) {
		return true, s.Plans().DiscardDraft(ctx, office, floor)
	}, func(_ bool, err error) {
		switch {
		case c.editor == nil:
		case isGone(err):
			c.gone()
		case err != nil:
			c.Refuse(words.DoingChange, err)
		default:
			c.hide()
			c.Look()
		}
	})
}

// isGone reports whether a draft is not this window's any more: taken over, and perhaps closed since,
// applied or discarded in another one.
func isGone(err error) bool {
	return errors.Is(err, storage.ErrDraftOpen) || errors.Is(err, data.ErrUnknownDraft) || errors.Is(err, data.ErrChanged)
}

// ask reads or writes something in the background and calls back on Fyne's goroutine, unless another
// store is shown by then.
func ask[T any](c *Controller, work func(context.Context, *storage.Store) (T, error), done func(T, error)) {
	store := c.Store()
	kit.AskFor(c.Background(), func() bool { return c.IsOn(store) }, func() (T, error) { return work(context.Background(), store) }, done)
}
