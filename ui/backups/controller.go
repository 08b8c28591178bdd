package backups

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// What the user does with the backups as a whole: see them, check them, copy and
// delete them.

// Controller is what the window does with backups: it lists, checks, compares,
// copies and deletes them; its parts export, restore, and keep what comes by itself.
type Controller struct {
	Host
	files    Storage
	Exports  *exports
	Restores *restores
	Keeping  *keeping

	List       *List  // while it is shown
	stopCheck  func() // ends a check of backups; may be nil
	keysBefore func(*fyne.KeyEvent)
}

// NewController returns one that has no store yet. The shortcut, such as
// "Ctrl+E", is shown on the Export button.
func NewController(host Host, files Storage, shortcut string) *Controller {
	c := &Controller{Host: host, files: files}
	c.Exports = &exports{Host: host, backups: c, shortcut: shortcut}
	c.Restores = &restores{Host: host, files: files, backups: c}
	c.Keeping = &keeping{Host: host, files: files, backups: c}
	return c
}

// LeaveStore lets go of the store that is open, and returns what ends the automatic
// backups of it, in the background.
func (c *Controller) LeaveStore() (end func(context.Context)) {
	c.Exports.Controls = nil
	return c.Keeping.End()
}

// Show shows the list of the backups in the place of the board.
func (c *Controller) Show() {
	if !c.IsReady() || c.List != nil {
		return
	}
	if c.IsLooking() {
		c.BackToPresent()
	}
	c.List = newList(listOptions{Today: c.Today, ReadOnly: c.ReadOnly() != nil, listActions: listActions{
		Look:         func(f storage.BackupFile) { c.LookInside(f, "") },
		Check:        func(f storage.BackupFile) { c.check([]storage.BackupFile{f}, "") },
		CompareNow:   func(f storage.BackupFile) { c.compareWithNow(f, "") },
		CompareOther: c.chooseToCompare,
		Copy:         c.chooseCopy,
		OpenFolder:   func(f storage.BackupFile) { c.ShowInFiles(filepath.Dir(f.Path)) },
		Delete:       c.askDelete,
		Restore:      func(f storage.BackupFile) { c.Restores.Prepare(f.Path, hasRest(f.Err), "") },
		CheckAll:     c.checkAll,
		Stop:         func() { c.StopChecking() },
		Settings:     c.ShowSettings,
		Export:       c.Exports.Export,
		Close:        c.Leave,
	}})
	c.Present(c.List)
	c.Win.Canvas().Focus(c.List.list)
	if c.keysBefore == nil {
		c.keysBefore = c.Win.Canvas().OnTypedKey()
	}
	c.Win.Canvas().SetOnTypedKey(c.key) // where nothing has the focus
	c.Refresh()
	c.Keeping.ReadSettings()
}

// Leave shows the board again.
func (c *Controller) Leave() {
	if c.List == nil || !c.IsReady() {
		return
	}
	c.StopChecking()
	c.Win.Canvas().Unfocus()
	c.Win.Canvas().SetOnTypedKey(c.keysBefore)
	c.List = nil
	c.Present(nil)
}

// FreeOfToasts keeps the news from the buttons beside the list.
func (c *Controller) FreeOfToasts(width float32) float32 {
	if c.List == nil {
		return 0
	}
	return detailsWidth(width) + kit.Gap
}

func (c *Controller) key(key *fyne.KeyEvent) {
	switch v := c.List; {
	case v != nil && v.key(key):
	case v != nil && v.list.MoveBy(key.Name):
		c.Win.Canvas().Focus(v.list)
	default:
		kit.Call(c.keysBefore, key)
	}
}

// Refresh reads anew which backups there are, where they are shown.
func (c *Controller) Refresh() {
	view := c.List
	if view == nil || c.Store() == nil {
		return
	}
	askStore(c.Host, c.files.List, func(files []storage.BackupFile, err error) {
		switch {
		case view != c.List:
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
func (c *Controller) chooseCopy(f storage.BackupFile) {
	if c.IsReady() {
		c.ChooseFolder(c.Homes(), "copy.choose", "copy.here", func(folder string) { c.CopyTo(f, folder) })
	}
}

// CopyTo copies a backup into a folder, with its progress in a sheet.
func (c *Controller) CopyTo(f storage.BackupFile, folder string) {
	working(c.Host, "copy.working", f.Path, func(ctx context.Context, s *storage.Store, progress func(done, total int64)) (storage.Copy, error) {
		return c.files.Copy(ctx, s, f.Path, folder, storage.CopyOptions{Progress: progress})
	}, nil, func(copied storage.Copy, err error) {
		if err != nil && (!errors.Is(err, failure.ErrNotConfirmed) || copied.Path == "") {
			c.Refuse(words.DoingCopy, err)
			return
		}
		more := []string{}
		if err == nil && copied.FromDrive {
			more = append(more, words.Say("copied-backup.from-drive"))
		}
		c.Say(c.FileToast(words.Say("copied-backup.title"), copied.Path, err, more...))
	})
}

// askDelete deletes a backup when the user has read what becomes of it.
func (c *Controller) askDelete(f storage.BackupFile) {
	if !c.MayChange() {
		return
	}
	args := words.Args{"When": words.Moment(f.At, c.Today())}
	text := words.Say("delete.text", args)
	if f.ForUndo {
		text = words.Say("delete.for-undo") + " " + text
	}
	kit.Confirm(c.Win, words.Say("delete.title"), text,
		kit.Action{Label: words.Say("delete.do"), Run: func() { c.delete(f) }})
}

func (c *Controller) delete(f storage.BackupFile) {
	askStore(c.Host, func(ctx context.Context, s *storage.Store) (bool, error) {
		return c.files.Delete(ctx, s, f)
	}, func(trashed bool, err error) {
		switch {
		case err != nil:
			c.Refuse(words.DoingDelete, err)
		case trashed:
			c.Say(kit.Toast{Tone: kit.Good, Title: words.Say("deleted.trash"), Text: f.Path})
		default:
			c.Say(kit.Toast{Tone: kit.Warning, Title: words.Say("deleted.gone"), Text: f.Path + "\n" + words.Say("deleted.gone-more")})
		}
		c.Refresh()
	})
}

// LookInside opens a backup in the background and shows it in place of the present.
func (c *Controller) LookInside(f storage.BackupFile, passphrase string) {
	if !c.IsReady() || c.IsLooking() {
		return
	}
	working(c.Host, "look.reading", f.Path, func(ctx context.Context, s *storage.Store, progress func(done, total int64)) (*storage.Store, error) {
		return c.files.Open(ctx, s, f.Path, storage.ReadOptions{Passphrase: passphrase, Progress: progress})
	}, func(inside *storage.Store) { c.Background().Go(func() { _ = inside.Close() }) }, func(inside *storage.Store, err error) {
		switch {
		case asksPassphrase(c.Win, f.Path, err, func(passphrase string) { c.LookInside(f, passphrase) }):
		case err != nil:
			c.refuseBackup(words.DoingLook, f.Path, err)
		default:
			c.Look(f, inside)
		}
	})
}
