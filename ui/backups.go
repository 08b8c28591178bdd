package ui

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"

	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// What the user does with the backups as a whole: see them, check them, copy and
// delete them.

// BackupsController is what the window does with backups: it lists, checks, compares,
// copies and deletes them; its parts export, restore, and keep what comes by itself.
type BackupsController struct {
	BackupsHost
	files    BackupStorage
	exports  *exports
	restores *restores
	keeping  *keeping

	list      *BackupList // while it is shown
	stopCheck func()      // ends a check of backups; may be nil
}

// NewBackupsController returns one that has no store yet. The shortcut, such as
// "Ctrl+E", is shown on the Export button.
func NewBackupsController(host BackupsHost, files BackupStorage, shortcut string) *BackupsController {
	c := &BackupsController{BackupsHost: host, files: files}
	c.exports = &exports{BackupsHost: host, backups: c, shortcut: shortcut}
	c.restores = &restores{BackupsHost: host, files: files, backups: c}
	c.keeping = &keeping{BackupsHost: host, files: files, backups: c}
	return c
}

// leaveStore lets go of the store that is open, and returns what ends the automatic
// backups of it, in the background.
func (c *BackupsController) leaveStore() (end func(context.Context)) {
	c.exports.controls = nil
	return c.keeping.end()
}

// show shows the list of the backups in the place of the board.
func (c *BackupsController) show() {
	if !c.IsReady() || c.list != nil {
		return
	}
	if c.IsLooking() {
		c.BackToPresent()
	}
	c.list = NewBackupList(BackupListOptions{Today: c.Today, ReadOnly: c.ReadOnly() != nil, BackupListActions: BackupListActions{
		Look:         func(f storage.BackupFile) { c.lookInside(f, "") },
		Check:        func(f storage.BackupFile) { c.check([]storage.BackupFile{f}, "") },
		CompareNow:   func(f storage.BackupFile) { c.compareWithNow(f, "") },
		CompareOther: c.chooseToCompare,
		Copy:         c.chooseCopy,
		OpenFolder:   func(f storage.BackupFile) { c.ShowInFiles(filepath.Dir(f.Path)) },
		Delete:       c.askDelete,
		Restore:      func(f storage.BackupFile) { c.restores.prepare(f.Path, false, "") },
		CheckAll:     c.checkAll,
		Stop:         func() { c.stopChecking() },
		Settings:     c.showSettings,
		Export:       c.exports.export,
		Close:        c.leave,
	}})
	c.Present(c.list)
	c.Win().Canvas().Focus(c.list.list)
	c.Win().Canvas().SetOnTypedKey(c.key) // where nothing has the focus
	c.refresh()
	c.keeping.readSettings()
}

// leave shows the board again.
func (c *BackupsController) leave() {
	if c.list == nil || !c.IsReady() {
		return
	}
	c.stopChecking()
	c.Win().Canvas().Unfocus()
	c.Win().Canvas().SetOnTypedKey(nil)
	c.list = nil
	c.Present(nil)
}

// freeOfToasts keeps the news from the buttons beside the list.
func (c *BackupsController) freeOfToasts(width float32) float32 {
	if c.list == nil {
		return 0
	}
	return detailsWidth(width) + gap
}

func (c *BackupsController) key(key *fyne.KeyEvent) {
	if v := c.list; v != nil && !v.key(key) && v.list.moveBy(key.Name) {
		c.Win().Canvas().Focus(v.list)
	}
}

// refresh reads anew which backups there are, where they are shown.
func (c *BackupsController) refresh() {
	view := c.list
	if view == nil || c.Store() == nil {
		return
	}
	askStore(c, c.files.List, func(files []storage.BackupFile, err error) {
		switch {
		case view != c.list:
		case err != nil:
			view.SetUnread(words.Explain(words.DoingRead, err).Text())
		default:
			for i := range files {
				files[i].CheckedAt = files[i].CheckedAt.In(c.Now().Location())
			}
			view.SetBackups(files)
		}
	})
}

// chooseCopy asks where a copy of a backup shall go.
func (c *BackupsController) chooseCopy(f storage.BackupFile) {
	if c.IsReady() {
		c.ChooseFolder(c.Homes(), "copy.choose", "copy.here", func(folder string) { c.copyTo(f, folder) })
	}
}

// copyTo copies a backup into a folder, with its progress in a sheet.
func (c *BackupsController) copyTo(f storage.BackupFile, folder string) {
	working(c, "copy.working", f.Path, func(ctx context.Context, s *storage.Store, progress func(done, total int64)) (storage.Copy, error) {
		return c.files.Copy(ctx, s, f.Path, folder, storage.CopyOptions{Progress: progress})
	}, nil, func(copied storage.Copy, err error) {
		if err != nil && (!errors.Is(err, storage.ErrNotConfirmed) || copied.Path == "") {
			c.Refuse(words.DoingCopy, err)
			return
		}
		toast := Toast{Tone: Good, Title: words.Say("copied-backup.title"), Text: copied.Path, Actions: c.FileActions(copied.Path)}
		switch {
		case err != nil:
			toast.Tone, toast.Text = Warning, copied.Path+"\n"+words.Say("safe.not-confirmed")
		case copied.FromDrive:
			toast.Text += "\n" + words.Say("copied-backup.from-drive")
		}
		c.Say(toast)
	})
}

// askDelete deletes a backup when the user has read what becomes of it.
func (c *BackupsController) askDelete(f storage.BackupFile) {
	if !c.MayChange() {
		return
	}
	args := words.Args{"When": words.Moment(f.At, c.Today())}
	confirm(c.Win(), words.Say("delete.title"), words.Say("delete.text", args),
		Action{Label: words.Say("delete.do"), Run: func() { c.delete(f) }})
}

func (c *BackupsController) delete(f storage.BackupFile) {
	askStore(c, func(ctx context.Context, s *storage.Store) (bool, error) {
		return c.files.Delete(ctx, s, f)
	}, func(trashed bool, err error) {
		switch {
		case err != nil:
			c.Refuse(words.DoingDelete, err)
		case trashed:
			c.Say(Toast{Tone: Good, Title: words.Say("deleted.trash"), Text: f.Path})
		default:
			c.Say(Toast{Tone: Warning, Title: words.Say("deleted.gone"), Text: f.Path + "\n" + words.Say("deleted.gone-more")})
		}
		c.refresh()
	})
}

// lookInside opens a backup in the background and shows it in place of the present.
func (c *BackupsController) lookInside(f storage.BackupFile, passphrase string) {
	if !c.IsReady() || c.IsLooking() {
		return
	}
	working(c, "look.reading", f.Path, func(ctx context.Context, s *storage.Store, progress func(done, total int64)) (*storage.Store, error) {
		return c.files.Open(ctx, s, f.Path, storage.ReadOptions{Passphrase: passphrase, Progress: progress})
	}, func(inside *storage.Store) { c.Background().Go(func() { _ = inside.Close() }) }, func(inside *storage.Store, err error) {
		switch {
		case asksPassphrase(c.Win(), f.Path, err, func(passphrase string) { c.lookInside(f, passphrase) }):
		case err != nil:
			c.refuseBackup(words.DoingLook, f.Path, err)
		default:
			c.Look(f, inside)
		}
	})
}
