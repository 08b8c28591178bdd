package backups

import (
	"context"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// exports are the backups that the user makes: where they go, and what is said of them.
type exports struct {
	Host
	backups  *Controller
	Controls *exportControls // of the store that is open; nil while none is
	shortcut string          // of the button
	hide     func()          // the news about exports: there is one at a time
	quit     func()          // what waits for the export that is under way
}

// Begin makes the controls of a store that has been opened.
func (e *exports) Begin(store *storage.Store) {
	e.Controls = newExportControls(func(ctx context.Context, o storage.ExportOptions) (storage.Backup, error) {
		return storage.ExportBackup(ctx, store, o)
	}, e.Background(), e.Now, e.shortcut)
	e.Controls.OnDone, e.Controls.OnFailed, e.Controls.OnBusy = e.Done, e.failed, e.busy
}

// IsRunning reports whether an export is under way.
func (e *exports) IsRunning() bool { return e.Controls != nil && e.Controls.IsRunning() }

// QuitAfter ends the program: at once, or when the export that is under way is done, as
// the user asked for it. To ask once more stops it, which leaves nothing behind.
func (e *exports) QuitAfter(quit func()) {
	switch {
	case !e.IsRunning():
		quit()
	case e.quit != nil:
		e.Controls.Stop()
	default:
		e.quit = quit
		e.say(kit.Toast{Tone: kit.Warning, Title: words.Say("export.closing"), Text: words.Say("export.closing-more"), Stay: -1})
	}
}

// mayExport reports whether a backup can be begun. Of a backup that is looked at
// none is made.
func (e *exports) mayExport() bool {
	return e.IsReady() && (!e.IsLooking() || e.MayChange())
}

// mayBegin is the same where none may be under way either, and says so if one is.
func (e *exports) mayBegin() bool {
	if !e.mayExport() {
		return false
	}
	if e.Controls.IsRunning() {
		e.busy()
		return false
	}
	return true
}

// Export writes a backup into the data folder. Where that can't be written, the
// user is asked for another one.
func (e *exports) Export() {
	if !e.mayExport() {
		return
	}
	if e.Store().ReadOnly() != nil && !e.Controls.IsRunning() {
		e.ExportTo()
		return
	}
	e.Controls.Export("")
}

// ExportTo writes a backup into a folder that the user picks.
func (e *exports) ExportTo() {
	if !e.mayBegin() {
		return
	}
	starts := []string{e.Store().Folder()}
	if e.ReadOnly() != nil {
		starts = e.Homes()[1:] // the data can't be written, so they are no place to begin at
	}
	e.ChooseFolder(starts, "choose.backup", "choose.export-here", e.Controls.Export)
}

// ExportLocked writes a backup that opens with a passphrase alone, into a folder
// that the user picks.
func (e *exports) ExportLocked() {
	if !e.mayBegin() {
		return
	}
	choosePassphrase(e.Win, func(passphrase string) {
		e.ChooseFolder(e.Homes(), "choose.locked", "choose.export-here", func(folder string) {
			e.Controls.ExportLocked(folder, passphrase)
		})
	})
}

// say shows news about exports in the place of earlier ones, which are no
// longer so.
func (e *exports) say(t kit.Toast) {
	kit.HideOne(e.hide)
	e.hide = e.Toast(t)
}

// Done says that a backup was written.
func (e *exports) Done(b storage.Backup) {
	if e.quit != nil {
		e.quit()
		return
	}
	holds := words.Say("exported.holds", words.Args{
		"People": words.Count("people", b.Users), "Bookings": words.Bookings(b.Bookings, b.Released), "Size": words.Bytes(b.Bytes),
	})
	if b.FromDrive {
		holds = words.Say("exported.from-drive", words.Args{"Holds": holds})
	}
	more := []string{holds}
	if b.Left != "" {
		more = append(more, words.Say("exported.left", words.Args{"Path": words.Plain(b.Left)}))
	}
	title := words.Say("exported.title")
	if e.Controls.locked {
		title = words.Say("exported.locked")
		more = append(more, words.Say("exported.locked-more"))
	}
	e.say(e.FileToast(title, b.Path, nil, more...))
	// Only words of ours go into a notification: on some systems its text passes
	// through a script.
	e.Notify(words.Say("exported.title"), words.Say("exported.notice"))
	if e.ReadOnly() != nil {
		e.Reload()
	}
	e.backups.Refresh()
}

// failed says why none was written, and what else can be done.
func (e *exports) failed(why words.Explanation) {
	if why.Kind == failure.KindCancelled {
		if e.quit != nil {
			e.quit()
			return
		}
		e.say(kit.Toast{Tone: kit.Warning, Title: why.Title, Text: why.Safe})
		return
	}
	// Whoever was closing the window must hear of this first.
	e.quit = nil
	kit.HideOne(e.hide)
	e.Notify(why.Title, words.Say("failure.notice"))
	if e.Controls.locked {
		kit.ShowFailure(e.Win, e.Clipboard, why, kit.Action{Label: words.Say("failure.choose-folder"), Run: e.ExportLocked, Primary: true})
		return
	}
	kit.ShowFailure(e.Win, e.Clipboard, why,
		kit.Action{Label: words.Say("failure.again"), Run: e.Export},
		kit.Action{Label: words.Say("failure.choose-folder"), Run: e.ExportTo, Primary: true})
}

// busy says that one is under way already.
func (e *exports) busy() {
	e.say(kit.Toast{Tone: kit.Warning, Title: words.Say("export.busy"), Text: words.Say("export.busy-more")})
}
