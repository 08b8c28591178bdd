package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/find"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/people"
	"seatkeeper/ui/words"
)

// find opens the search for people and desks.
func (d *deskActions) find() { d.findText("") }

func (d *deskActions) findText(text string) {
	if !d.isReady() || d.people == nil {
		return
	}
	var popup *widget.PopUp
	before := d.win.Canvas().OnTypedKey()
	leave := func() {
		d.win.Canvas().SetOnTypedKey(before)
		kit.LeaveOverlay(d.win.Canvas(), popup.Hide)
	}
	var visitors []data.Seat
	for _, s := range d.state.Seats {
		if s.UserID == data.VisitorID && !s.IsReleased() {
			visitors = append(visitors, s)
		}
	}
	panel := find.NewPanel(find.Options{
		People: d.people, Desks: d.places, Visitors: visitors, Today: d.today,
		Ask: func(userID string, ref data.DeskRef, done func([]data.Seat)) {
			ask(d.session, func(ctx context.Context, s *storage.Store) ([]data.Seat, error) {
				if userID != "" {
					return s.PersonSeats(ctx, userID, d.today(), data.MaxDate)
				}
				return s.DeskSeats(ctx, ref, d.today(), data.MaxDate)
			}, func(seats []data.Seat, err error) {
				if err != nil {
					d.news.tell(words.Explain(words.DoingRead, err))
				}
				done(seats)
			})
		},
		OnGo:     func(t find.Target) { leave(); d.goToFound(t) },
		OnCancel: leave,
	})
	canvas := d.win.Canvas()
	popup = widget.NewModalPopUp(panel, canvas)
	popup.Resize(find.PanelSize(canvas.Size()))
	// Where nothing has the focus, as after a click beside the controls.
	canvas.SetOnTypedKey(func(key *fyne.KeyEvent) {
		if key.Name == fyne.KeyEscape {
			leave()
		}
	})
	popup.Show()
	if text != "" {
		panel.Entry.SetText(text)
	}
	canvas.Focus(panel.Entry) // not yet drawn, it could not find its canvas itself
}

// goToFound shows what was found: the desk on its day, or the person in the choice
// of whom to book for.
func (d *deskActions) goToFound(t find.Target) {
	if t.Ref.Desk == "" {
		if u, known := d.people.Get(t.UserID); known && u.Active {
			d.bookFor(people.BookingFor{UserID: u.ID, Name: d.people.Called(u)})
		}
		return
	}
	d.board.ShowDesk(t.Ref)
	d.board.FocusPlan()
	if t.Day != d.loads.wantedDay() {
		d.loads.goTo(t.Day)
	}
}
