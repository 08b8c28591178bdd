package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// find opens the search for people and desks.
func (w *Window) find() { w.findText("") }

func (w *Window) findText(text string) {
	if !w.isReady() || w.people == nil {
		return
	}
	var popup *widget.PopUp
	leave := func() {
		w.win.Canvas().SetOnTypedKey(nil)
		leaveOverlay(w.win.Canvas(), popup.Hide)
	}
	var visitors []data.Seat
	for _, s := range w.state.Seats {
		if s.UserID == data.VisitorID && !s.IsReleased() {
			visitors = append(visitors, s)
		}
	}
	panel := NewFindPanel(FindOptions{
		People: w.people, Desks: w.desks, Visitors: visitors, Today: w.today,
		Ask: func(userID string, ref data.DeskRef, done func([]data.Seat)) {
			ask(w.session, func(ctx context.Context, s *storage.Store) ([]data.Seat, error) {
				if userID != "" {
					return s.PersonSeats(ctx, userID, w.today(), data.MaxDate)
				}
				return s.DeskSeats(ctx, ref, w.today(), data.MaxDate)
			}, func(seats []data.Seat, err error) {
				if err != nil {
					w.news.tell(words.Explain(words.DoingRead, err))
				}
				done(seats)
			})
		},
		OnGo:     func(t FindTarget) { leave(); w.goToFound(t) },
		OnCancel: leave,
	})
	canvas := w.win.Canvas()
	popup = widget.NewModalPopUp(panel, canvas)
	popup.Resize(FindPanelSize(canvas.Size()))
	// Where nothing has the focus, as after a click beside the controls.
	canvas.SetOnTypedKey(func(key *fyne.KeyEvent) {
		if key.Name == fyne.KeyEscape {
			leave()
		}
	})
	popup.Show()
	if text != "" {
		panel.entry.SetText(text)
	}
	canvas.Focus(panel.entry) // not yet drawn, it could not find its canvas itself
}

// goToFound shows what was found: the desk on its day, or the person in the choice
// of whom to book for.
func (w *Window) goToFound(t FindTarget) {
	if t.Ref.Desk == "" {
		if u, known := w.people.Get(t.UserID); known && u.Active {
			w.bookFor(BookingFor{UserID: u.ID, Name: u.Name})
		}
		return
	}
	w.board.ShowDesk(t.Ref)
	w.board.FocusPlan()
	if t.Day != w.loads.wantedDay() {
		w.loads.goTo(t.Day)
	}
}
