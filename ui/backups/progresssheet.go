package backups

import (
	"context"
	"path/filepath"
	"sync/atomic"

	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// progressSheet waits for something that takes time, says how far it is, and can stop it.
type progressSheet struct {
	sheet *kit.Sheet
	meter *percentMeter
}

// percentMeter tells how far something is to what shows it at the moment.
type percentMeter struct {
	do   func(apply func())
	last atomic.Int64
	show func(percent int) // on Fyne's goroutine
}

// progress may be called on any goroutine.
func (m *percentMeter) progress(done, total int64) {
	percent := 100 * done / max(total, 1)
	if m.last.Swap(percent) != percent {
		m.do(func() { m.show(int(percent)) })
	}
}

// showProgress lays the sheet over the window. stop is called when it is closed.
func showProgress(h Host, title, file string, stop func()) progressSheet {
	line := kit.NewLine("")
	from := kit.NewSmallLine(words.Plain(file))
	from.CutMiddle, from.MinWidth = true, 120
	s := kit.NewSheet(title, kit.NewColumn(from, line), kit.Action{Label: words.Say("export.stop")})
	s.Want.Width = kit.ConfirmWidth
	s.OnClosed = stop
	kit.ShowSheet(h.Win, s)
	m := &percentMeter{do: h.Background().Do, show: func(percent int) {
		line.SetText(words.Say("restore.percent", words.Args{"Percent": percent}))
	}}
	m.last.Store(-1)
	return progressSheet{sheet: s, meter: m}
}

// working does something in the background that takes time, with its progress in
// a sheet that can stop it. done is not called if the user has; what was made
// all the same, or comes when the window is closed, goes to drop, which may be nil.
func working[T any](h Host, title, path string, do func(context.Context, *storage.Store, func(done, total int64)) (T, error), drop func(T), done func(T, error)) {
	if !h.IsReady() {
		return
	}
	store := h.Store()
	ctx, stop := context.WithCancel(context.Background())
	wait := showProgress(h, words.Say(title), filepath.Base(path), stop)
	h.Background().Go(func() {
		answer, err := do(ctx, store, wait.meter.progress)
		h.Background().Do(func() {
			stopped := ctx.Err() != nil || words.IsCancelled(err)
			wait.sheet.OnClosed = nil
			wait.sheet.Hide()
			stop()
			switch {
			case !stopped && h.IsOn(store):
				done(answer, err)
			case err == nil && drop != nil:
				drop(answer)
			}
		})
	})
}
