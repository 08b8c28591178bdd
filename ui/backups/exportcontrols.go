package backups

import (
	"context"
	"errors"
	"image/color"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// showProgressAfter is how long an export may take before its progress is shown:
// most are done by then, and a bar that flashes by only unsettles.
const showProgressAfter = 300 * time.Millisecond

// progressInterval is how often the progress on the screen moves.
const progressInterval = 100 * time.Millisecond

// Exporter writes a backup; storage.ExportBackup with its store is one.
type Exporter func(context.Context, storage.ExportOptions) (storage.Backup, error)

var _ fyne.Widget = (*exportControls)(nil)

// ExportControls are the export button with its progress, a way to stop it, and a
// line that says when the last backup was made or why the last try failed.
type exportControls struct {
	widget.BaseWidget
	OnDone   func(storage.Backup)
	OnFailed func(words.Explanation) // also for an export that was stopped
	OnBusy   func()                  // Export was asked for while one runs

	Exporter   Exporter
	background kit.Background
	now        func() time.Time

	Button, stop *kit.Button
	news         *kit.Line
	bar          *canvas.Rectangle
	track        *canvas.Rectangle

	running     bool
	locked      bool // the one that runs, or ran last, is locked with a passphrase
	cancel      context.CancelFunc
	shown       bool    // whether the progress is
	part        float32 // of the export that is done, 0 to 1
	last        lastBackup
	damaged     bool   // the last backup can't be trusted
	failed      string // why the last try failed; empty after a good one
	lastApplied atomic.Int64
}

// lastBackup is what the line says when all is well.
type lastBackup struct {
	at   time.Time
	path string
	gone bool // the file is not where it was written
}

// NewExportControls returns controls that export with the given function. The
// shortcut, such as "Ctrl+E", is shown on the button.
func newExportControls(export Exporter, background kit.Background, now func() time.Time, shortcut string) *exportControls {
	c := &exportControls{Exporter: export, background: background, now: now}
	c.Button = kit.NewButton(kit.Primary, words.Say("export.button"), func() { c.Export("") })
	c.Button.Icon = theme.DownloadIcon()
	c.Button.Hint = shortcut
	c.Button.Bold = true
	c.stop = kit.NewButton(kit.Plain, words.Say("export.stop"), c.Stop)
	c.stop.Hide()
	c.news = kit.NewLine("")
	c.news.MinWidth = 120
	c.bar, c.track = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	c.ExtendBaseWidget(c)
	c.sayNews()
	return c
}

// Export starts an export into the folder, or into the data folder's own where
// it is empty. While one runs, another is refused.
func (c *exportControls) Export(folder string) {
	c.start(storage.ExportOptions{Folder: folder})
}

// ExportLocked starts an export into the folder that opens with the passphrase
// alone. It is not noted as the last backup.
func (c *exportControls) ExportLocked(folder, passphrase string) {
	c.start(storage.ExportOptions{Folder: folder, Passphrase: passphrase})
}

func (c *exportControls) start(o storage.ExportOptions) {
	if c.running {
		if c.OnBusy != nil {
			c.OnBusy()
		}
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	c.running, c.cancel, c.shown, c.part, c.locked = true, cancel, false, 0, o.Passphrase != ""
	o.Progress = c.progress
	c.lastApplied.Store(0)
	c.background.After(showProgressAfter, func() {
		if c.cancel != nil && ctx.Err() == nil && c.running {
			c.shown = true
			c.Refresh()
		}
	})
	c.background.Go(func() {
		defer cancel()
		backup, err := c.Exporter(ctx, o)
		c.background.Do(func() { c.finish(backup, err) })
	})
	c.Refresh()
}

// IsRunning reports whether an export is under way.
func (c *exportControls) IsRunning() bool { return c.running }

// Stop ends the export that is under way; it tells by OnFailed when it has.
func (c *exportControls) Stop() {
	if c.cancel != nil {
		c.cancel()
	}
}

// SetLast says which backup was the last, in the zone of its time. The zero time
// means that there is none.
func (c *exportControls) SetLast(at time.Time, path string, gone bool) {
	c.last = lastBackup{at: at, path: path, gone: gone}
	c.sayNews()
}

// SetDamaged says whether the last backup was found damaged.
func (c *exportControls) SetDamaged(damaged bool) {
	if c.damaged != damaged {
		c.damaged = damaged
		c.sayNews()
	}
}

// Tick says anew how long ago the last backup was.
func (c *exportControls) Tick() { c.sayNews() }

// progress is called by the export's goroutine.
func (c *exportControls) progress(done, total int64) {
	now := time.Now().UnixNano() // a distance in time, not a time of day
	last := c.lastApplied.Load()
	if done < total && now-last < int64(progressInterval) || !c.lastApplied.CompareAndSwap(last, now) {
		return
	}
	part := float32(done) / float32(max(total, 1))
	c.background.Do(func() {
		if c.running {
			c.part = part
			if c.shown {
				c.Refresh()
			}
		}
	})
}

func (c *exportControls) finish(backup storage.Backup, err error) {
	c.running, c.cancel, c.shown = false, nil, false
	c.failed = ""
	switch {
	case err == nil && c.locked:
	case err == nil:
		c.last = lastBackup{at: backup.ExportedAt, path: backup.Path}
	case words.IsCancelled(err):
	case errors.Is(err, failure.ErrNotConfirmed):
		c.failed = words.Say("export.not-confirmed")
	default:
		c.failed = words.Explain(words.DoingExport, err).Cause
	}
	c.sayNews()
	c.Refresh()
	if err == nil && c.OnDone != nil {
		c.OnDone(backup)
	}
	if err != nil && c.OnFailed != nil {
		c.OnFailed(words.Explain(words.DoingExport, err))
	}
}

func (c *exportControls) sayNews() {
	c.news.Color, c.news.Text = kit.ColorNameQuiet, words.Say("export.never")
	switch {
	case c.failed != "":
		c.news.Color = theme.ColorNameError
		c.news.Text = words.Say("export.failed", words.Args{"Cause": c.failed})
	case c.damaged:
		c.news.Color = theme.ColorNameError
		c.news.Text = words.Say("sign.damaged")
	case c.last.gone:
		c.news.Color = theme.ColorNameWarning
		c.news.Text = words.Say("export.last-gone", words.Args{"Ago": words.AgoFrom(c.last.at, c.now())})
	case !c.last.at.IsZero():
		c.news.Text = words.Say("export.last", words.Args{"Ago": words.AgoFrom(c.last.at, c.now())})
	}
	c.news.Refresh()
}

func (c *exportControls) CreateRenderer() fyne.WidgetRenderer {
	return kit.Drawn(&exportControlsRenderer{c})
}

type exportControlsRenderer struct{ c *exportControls }

const progressWidth, progressHeight float32 = 150, 6

func (r *exportControlsRenderer) Layout(size fyne.Size) {
	c := r.c
	button := c.Button.MinSize()
	top := (size.Height - kit.ControlHeight) / 2
	place := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(0, w), h))
	}
	place(c.Button, 0, top, button.Width, kit.ControlHeight)
	x := button.Width + kit.Gap
	if c.shown {
		y := (size.Height - progressHeight) / 2
		stop := c.stop.MinSize().Width
		long := max(0, min(progressWidth, size.Width-x-stop-kit.Gap))
		place(c.track, x, y, long, progressHeight)
		place(c.bar, x, y, long*c.part, progressHeight)
		x += long + kit.Gap
		place(c.stop, x, top, stop, kit.ControlHeight)
		x += stop + kit.Gap
	}
	place(c.news, x+4, 0, size.Width-x-4, size.Height)
}

func (r *exportControlsRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.c.Button.MinSize().Width+kit.Gap+progressWidth+2*kit.Gap+r.c.stop.MinSize().Width, kit.ControlHeight)
}

func (r *exportControlsRenderer) Refresh() {
	c := r.c
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, c) }
	c.track.FillColor, c.bar.FillColor = look(kit.ColorNameLine), look(theme.ColorNamePrimary)
	c.track.CornerRadius, c.bar.CornerRadius = progressHeight/2, progressHeight/2
	text := words.Say("export.button")
	if c.shown {
		text = words.Say("export.running", words.Args{"Percent": int(c.part * 100)})
	}
	c.Button.SetText(text)
	c.track.Hidden, c.bar.Hidden = !c.shown, !c.shown
	if c.shown {
		c.stop.Show()
	} else {
		c.stop.Hide()
	}
	r.Layout(c.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *exportControlsRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.Button, r.c.track, r.c.bar, r.c.stop, r.c.news}
}

func (r *exportControlsRenderer) Destroy() {}
