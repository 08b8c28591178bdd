package backups

import (
	"context"

	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// Start lets backups be made by themselves as long as the store is open.
func (k *keeping) Start() {
	if k.Store().ReadOnly() != nil {
		return
	}
	k.automatic = k.files.Start(k.Store(), func() {
		k.Background().Go(func() { k.Background().Do(k.askSigns) })
	})
	k.askSigns()
	k.ReadSettings()
}

// End returns what ends it, in the background; the window takes no more
// notice of it.
func (k *keeping) End() func(context.Context) {
	a := k.automatic
	k.hideDamaged()
	*k = keeping{Host: k.Host, files: k.files, backups: k.backups}
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

// ReadSettings reads the choices about backups, in the background.
func (k *keeping) ReadSettings() {
	if k.IsLooking() {
		return
	}
	askStore(k.Host, k.files.Settings, func(b storage.BackupSettings, err error) {
		if err != nil {
			k.SayUnread(words.Explain(words.DoingRead, err))
			return
		}
		k.useSettings(b)
	})
}

func (k *keeping) useSettings(b storage.BackupSettings) {
	k.Settings, k.hasRead = b, true
	k.SayChanges()
	if k.backups.List != nil {
		k.backups.List.SetAutomatic(b)
	}
}

// Apply takes notice of how the present data stand. gone says that the file of the
// last backup is not there any more.
func (k *keeping) Apply(status storage.Status, gone bool) {
	k.changes = -1
	if last := status.Backup; last.Path != "" {
		k.backups.Exports.Controls.SetLast(last.At.In(k.Now().Location()), last.Path, gone)
		k.changes = int(status.Changes - last.Changes)
	}
	if list := k.backups.List; list != nil && !list.progress.isRunning() {
		k.backups.Refresh() // a backup may have come, or been checked, by itself
	}
	k.hasStatus, k.Last, k.people = true, status.Backup.At, status.Counts.Users
	k.SayChanges()
}
