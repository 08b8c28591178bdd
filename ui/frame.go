package ui

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"seatkeeper/storage"
	"seatkeeper/ui/bars"
	"seatkeeper/ui/board"
	"seatkeeper/ui/drafts"
	"seatkeeper/ui/find"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/menubar"
	"seatkeeper/ui/words"
)

// newOpening is shown while the store is being opened, which takes a moment only
// where its log has to be read in.
func newOpening() fyne.CanvasObject {
	line := kit.NewLine(words.Say("app.opening"))
	line.Color, line.Alignment = kit.ColorNameQuiet, fyne.TextAlignCenter
	return container.NewStack(line)
}

// frame is what lies about the board: the bars and what they warn of, and the toasts
// over all of it.
type frame struct {
	whole      fyne.CanvasObject // with the menus
	content    *fyne.Container
	parts      *frameParts
	bar        *kit.Toolbar // above the board
	board      *board.Board
	home       fyne.CanvasObject // the board, or what is in its place while there is no office
	status     *bars.StatusBar
	displaced  *bars.Banner // shown while the store's file is not in its place
	damaged    *bars.Banner // shown while the store is known to be damaged
	lookBanner *bars.Banner // while a backup is looked at
	toastPlace *fyne.Container
	toasts     float32 // how high they are
}

// present puts something into the place of the board, or the board back if that is nil; the status
// bar makes room for what has a line of its own.
func (f *frame) present(instead fyne.CanvasObject, withStatus bool) {
	if instead == nil {
		instead = f.home
	}
	f.status.Hidden = !withStatus
	f.bar.Hidden = instead != f.board
	f.parts.middle = instead
	f.leaveToasts(f.toasts)
	f.content.Objects = f.parts.objects()
	f.content.Refresh()
	f.whole.Refresh()
	f.toastPlace.Refresh()
}

// setHome says what is shown where nothing else is presented; nil is the board.
func (f *frame) setHome(instead fyne.CanvasObject) {
	if instead == nil {
		instead = f.board
	}
	was := f.home
	f.home = instead
	if was != instead && f.parts.middle == was {
		f.present(nil, true)
	}
}

// showsBoard reports whether the board is what one sees.
func (f *frame) showsBoard() bool { return f.parts != nil && f.parts.middle == f.board }

// leaveToasts keeps the end of the list free, whichever is shown, or that of the properties beside
// what is drawn, as toasts lie there.
func (f *frame) leaveToasts(height float32) {
	const under = 10 // they begin so high above the end of the list
	if f.toasts = height; height > 0 {
		height += under
	}
	f.board.LeaveListFoot(height)
	if editor, ok := f.parts.middle.(*drafts.Editor); ok {
		editor.LeavePanelFoot(height)
	}
	if f.parts.middle == fyne.CanvasObject(f.board) || !f.status.Visible() {
		height = 0 // what is drawn on must not move
	}
	if f.parts.foot != height {
		f.parts.foot = height
		f.content.Refresh()
	}
}

// barsEnd is where what toasts must not cover ends: the bars above the board, or above what is in its
// place.
func (f *frame) barsEnd() float32 {
	end := f.parts.middle.Position().Y
	if editor, ok := f.parts.middle.(*drafts.Editor); ok {
		end += editor.BarHeight()
	}
	return end
}

// warn shows a banner, or hides it.
func (f *frame) warn(banner *bars.Banner, needed bool) {
	if banner.Hidden == needed {
		banner.Hidden = !needed
		f.content.Refresh()
	}
}

// frameParts lays the bars out at the top and the bottom and the board, or what is in
// its place, between them. It is a border whose objects keep the order of the tab key.
type frameParts struct {
	top, middle, bottom fyne.CanvasObject
	foot                float32 // left free below the middle
}

// objects come in the order in which Tab visits them.
func (p *frameParts) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.top, p.middle, p.bottom}
}

func (*frameParts) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if least := o.MinSize(); o.Visible() {
			size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
		}
	}
	return size
}

func (p *frameParts) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	top, middle, bottom := p.top, p.middle, p.bottom
	top.Resize(fyne.NewSize(size.Width, top.MinSize().Height))
	// A banner's height depends on its width, so it is asked again.
	above, below := top.MinSize().Height, bottom.MinSize().Height
	// In a low window the floor needs the height more than what the last line tells.
	const low = 420
	if !bottom.Visible() || size.Height < low {
		below = 0
	}
	top.Resize(fyne.NewSize(size.Width, above))
	top.Move(fyne.NewPos(0, 0))
	middle.Move(fyne.NewPos(0, above))
	middle.Resize(fyne.NewSize(size.Width, size.Height-above-below-p.foot))
	bottom.Move(fyne.NewPos(0, size.Height-below))
	bottom.Resize(fyne.NewSize(size.Width, bottom.MinSize().Height)) // below the edge where it gives way
}

// arrange lays the parts of the window out.
func (w *Window) arrange() fyne.CanvasObject {
	w.history.undoButton = kit.NewButton(kit.Quiet, words.Say("toolbar.undo"), func() { w.history.undo(); w.keysBack() })
	w.history.redoButton = kit.NewButton(kit.Quiet, words.Say("toolbar.redo"), func() { w.history.redo(); w.keysBack() })
	w.history.undoButton.Disable()
	w.history.redoButton.Disable()
	kit.Enable(w.backups.Exports.Controls.Button, w.looking == nil)
	bar := &bars.Tools{Backup: w.backups.Exports.Controls, Undo: w.history.undoButton, Redo: w.history.redoButton,
		Find: find.NewButton(menubar.ShortcutText(findShortcut), w.desks.find)}
	w.frame.bar = kit.NewToolbar(container.New(bar, bar.Backup, bar.Undo, bar.Redo, bar.Find))
	top := container.NewVBox()
	w.frame.displaced = bars.NewBanner(kit.Error, words.Say("banner.displaced", words.Args{"Path": w.store.Folder()}),
		kit.Action{Label: words.Say("banner.open-again"), Run: w.openAgain})
	w.frame.displaced.Hide()
	w.frame.damaged = bars.NewBanner(kit.Error, words.Say("banner.damaged", words.Args{"Path": words.Plain(filepath.Join(w.store.Folder(), storage.StoreFile))}),
		kit.Action{Label: words.Say("anew.do"), Run: w.askAnew})
	w.frame.damaged.Hide()
	switch {
	case w.looking != nil:
		w.frame.lookBanner = w.newLookBanner()
		top.Add(w.frame.lookBanner)
		top.Add(w.frame.bar)
		w.frame.status.SetFolder(w.looking.file.Path)
	case w.store.ReadOnly() != nil:
		top.Add(w.frame.bar)
		top.Add(bars.NewBanner(kit.Warning, words.Say("banner.read-only", words.Args{"Path": w.store.Folder()}),
			kit.Action{Label: words.Say("banner.export-to"), Run: w.backups.Exports.ExportTo}))
	default:
		top.Add(w.frame.bar)
	}
	top.Add(w.frame.displaced)
	top.Add(w.frame.damaged)
	w.frame.board, w.frame.home = w.shown.board, w.shown.board
	w.frame.parts = &frameParts{top: top, middle: w.frame.board, bottom: w.frame.status}
	w.frame.content = container.New(w.frame.parts, w.frame.parts.objects()...)
	w.frame.toastPlace = container.New(bars.ToastPlace{Free: w.backups.FreeOfToasts, Room: w.drafts.RoomOfToasts}, w.news.toasts)
	w.news.toasts.OnHeight, w.news.toasts.Top = w.frame.leaveToasts, w.frame.barsEnd
	w.frame.leaveToasts(w.frame.toasts)
	return container.NewStack(w.frame.content, w.frame.toastPlace)
}

// newLookBanner says across the top that this is not the present.
func (w *Window) newLookBanner() *bars.Banner {
	when := words.Exactly(w.looking.file.At)
	b := bars.NewBanner(kit.Warning, words.Say("look.banner", words.Args{"When": when}), kit.Action{Label: words.Say("look.back"), Run: w.backToPresent})
	b.Loud = true
	b.Action.OnKey = func(key *fyne.KeyEvent) bool {
		if key.Name != fyne.KeyEscape {
			return false
		}
		w.backToPresent()
		return true
	}
	return b
}
