package ui

import (
	"context"

	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// start lets backups be made by themselves as long as the store is open.
func (k *keeping) start() {
	if k.Store().ReadOnly() != nil {
		return
	}
	k.automatic = k.files.Start(k.Store(), func() {
		k.Background().Go(func() { k.Background().Do(k.askSigns) })
	})
	k.askSigns()
	k.readSettings()
}

// end returns what ends it, in the background; the window takes no more
// notice of it.
func (k *keeping) end() func(context.Context) {
	a := k.automatic
	k.hideDamaged()
	*k = keeping{BackupsHost: k.BackupsHost, files: k.files, backups: k.backups}
	return func(ctx context.Context) {
		if a != nil {
			// The window is gone: what fails now is found at the next start, which
			// sees that there are changes no backup has.
			_ = a.End(ctx)
		}
	}
}

// tryNow makes the automatic backup, and the copies that wait, at once.
func (k *keeping) tryNow() {
	if a := k.automatic; a != nil {
		k.Background().Go(a.TryNow)
	}
}

// readSettings reads the choices about backups, in the background.
func (k *keeping) readSettings() {
	if k.IsLooking() {
		return
	}
	askStore(k, k.files.Settings, func(b storage.BackupSettings, err error) {
		if err != nil {
			k.SayUnread(words.Explain(words.DoingRead, err))
			return
		}
		k.useSettings(b)
	})
}

func (k *keeping) useSettings(b storage.BackupSettings) {
	k.settings, k.hasRead = b, true
	k.sayChanges()
	if k.backups.list != nil {
		k.backups.list.SetAutomatic(b)
	}
}

// apply takes notice of how the present data stand. gone says that the file of the
// last backup is not there any more.
func (k *keeping) apply(status storage.Status, gone bool) {
	k.changes = -1
	if last := status.Backup; last.Path != "" {
		k.backups.exports.controls.SetLast(last.At.In(k.Now().Location()), last.Path, gone)
		k.changes = int(status.Changes - last.Changes)
	}
	if list := k.backups.list; list != nil && !list.progress.isRunning() {
		k.backups.refresh() // a backup may have come, or been checked, by itself
	}
	k.hasStatus, k.last, k.people = true, status.Backup.At, status.Counts.Users
	k.sayChanges()
}
