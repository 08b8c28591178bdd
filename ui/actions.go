package ui

import (
	"context"
	"io/fs"
	"path/filepath"

	"fyne.io/fyne/v2/container"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// What the menu and the buttons do. A shortcut works behind a dialog and before
// the store is open too, so each action looks first whether it can.

// openAgain leaves the store that is not in its place any more, and opens what is
// there now.
func (w *Window) openAgain() {
	if !w.isReady() || w.backups.exports.isRunning() {
		return
	}
	w.stopWatch()
	store, end := w.store, w.backups.leaveStore()
	w.store = nil
	w.background.Go(func() {
		// What is open here is not in its place any more: no last backup of it goes
		// into the folder that is.
		ctx, stop := context.WithCancel(context.Background())
		stop()
		end(ctx)
		w.closeStore(store)
	})
	w.openWith(func(folder string) (*storage.Store, error) {
		// Where the folder is gone its drive may be: a new one would hide that.
		if !storage.Exists(filepath.Join(folder, storage.StoreFile)) {
			return nil, &storage.Error{Op: storage.OpOpenStore, Path: folder, Err: fs.ErrNotExist}
		}
		return w.openStore(folder)
	}, w.folder, nil)
}

// sampleSize is what File > New sample data makes: a lively office with desks to
// spare.
func (w *Window) sampleSize() data.SampleSize {
	return data.SampleSize{People: 30, Days: 20, Until: w.today()}
}

// addSample fills an empty store with people and bookings to try things on.
func (w *Window) addSample() {
	if !w.history.mayChange() {
		return
	}
	size := w.sampleSize()
	w.history.change(func(ctx context.Context, s *storage.Store) error {
		_, err := s.AddSample(ctx, size, nil)
		return err
	}, nil, func(err error) {
		if err != nil {
			w.news.refuse(words.DoingSample, err, nil)
		}
	})
}

// copyList puts who is where into the clipboard, a line for each person.
func (w *Window) copyList() {
	if !w.isReady() {
		return
	}
	w.copyRows(CopyText)
}

// copyCSV puts who is where into the clipboard as CSV.
func (w *Window) copyCSV() {
	if w.isReady() {
		w.copyRows(CopyCSV)
	}
}

func (w *Window) copyRows(as func([]WhoRow) string) {
	rows := w.board.Rows()
	if len(rows) == 0 {
		w.news.say(Toast{Kind: Warning, Title: words.Say("copied.nobody")})
		return
	}
	w.app.Clipboard().SetContent(as(rows))
	w.news.say(Toast{Kind: Good, Title: words.Say("copied.title", words.Args{"People": words.Count("people", len(rows))})})
}

func (w *Window) zoom(how func(*FloorPlan)) {
	if w.isReady() {
		w.board.Zoom(how)
	}
}

// chooseDay opens the calendar.
func (w *Window) chooseDay() {
	if w.isReady() {
		w.board.AskDay()
	}
}

// goBy shows the day so many days on.
func (w *Window) goBy(days int) {
	if w.isReady() {
		w.loads.goTo(w.loads.wantedDay().AddDays(days))
	}
}

func (w *Window) goToday() {
	if w.isReady() {
		w.loads.goTo(w.today())
	}
}

func (w *Window) filter() {
	if w.isReady() {
		w.board.FocusFilter()
	}
}

// showOpenFailure says in place of the board why there is none.
func (w *Window) showOpenFailure(err error, folder string, again func()) {
	if w.ended {
		return
	}
	e := words.Explain(words.DoingOpen, err)
	// What another program or an unplugged drive has done may be over.
	mayPass := e.Kind == storage.KindLocked || e.Kind == storage.KindMissing
	actions := []Action{
		{Label: words.Say("failure.copy"), Run: func() { w.app.Clipboard().SetContent(e.Title + "\n" + e.Text() + "\n" + e.Details) }},
		{Label: words.Say("failure.again"), Run: again, Primary: mayPass},
		{Label: words.Say("failure.other-data"), Run: func() { w.system.chooseFolder("choose.data", "choose.use", w.open) }, Primary: !mayPass},
	}
	if canStartAnew(e.Kind) {
		e.Next = words.Say("next.anew")
		actions[2].Primary = false
		actions = append(actions, Action{Label: words.Say("anew.do"), Run: func() { w.startAnew(folder) }, Primary: true})
	}
	card := newFailureCard(e, true, actions, nil)
	w.win.SetContent(container.NewCenter(card))
	w.win.Canvas().Focus(card.primary())
}

// showAbout says what this is, and where the data are.
func (w *Window) showAbout() {
	if w.win.Canvas().Overlays().Top() == nil {
		showCard(w.win, words.Say("menu.about"), newAbout(w.o.Version, w.folder))
	}
}

// showShortcuts lists the keys.
func (w *Window) showShortcuts() {
	if w.win.Canvas().Overlays().Top() == nil {
		showCard(w.win, words.Say("menu.shortcuts"), w.shortcutList())
	}
}
