package ui

import (
	"context"
	"errors"
	"path/filepath"
	"sync"

	"fyne.io/fyne/v2"

	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// Backups is what the window does with backups. Its fields are functions so that
// tests decide what there is; [NewBackups] returns those of package storage.
type Backups struct {
	List    func(context.Context, *storage.Store) ([]storage.BackupFile, error)
	Check   func(ctx context.Context, s *storage.Store, path string, o storage.ReadOptions) (storage.Report, error)
	Open    func(ctx context.Context, s *storage.Store, path string, o storage.ReadOptions) (*storage.Store, error)
	Copy    func(ctx context.Context, s *storage.Store, path, folder string, o storage.CopyOptions) (storage.Copy, error)
	Delete  func(ctx context.Context, s *storage.Store, shown storage.BackupFile) (trashed bool, err error)
	Prepare func(ctx context.Context, s *storage.Store, path string, o storage.RestoreOptions) (*storage.Restore, error)
	// Compare compares from one backup to another or, where that is empty, to the
	// present data. The passphrase opens either.
	Compare func(ctx context.Context, s *storage.Store, from, to string, o storage.ReadOptions) (storage.Comparison, error)

	Settings func(context.Context, *storage.Store) (storage.BackupSettings, error)
	// SetSettings keeps what differs between those that were shown and those that are
	// wanted, and returns what they are now.
	SetSettings func(ctx context.Context, s *storage.Store, shown, wanted storage.BackupSettings) (storage.BackupSettings, error)
	Start       func(s *storage.Store, told func()) Automatic
}

// NewBackups returns what the program uses.
func NewBackups() Backups {
	return Backups{
		List: storage.ListBackups, Check: storage.CheckBackup, Open: storage.OpenBackup, Copy: storage.CopyBackup,
		Delete: storage.DeleteBackup, Prepare: storage.PrepareRestore, Compare: storage.DiffBackups,
		Settings: func(ctx context.Context, s *storage.Store) (storage.BackupSettings, error) {
			return s.BackupSettings(ctx)
		},
		SetSettings: func(ctx context.Context, s *storage.Store, shown, wanted storage.BackupSettings) (storage.BackupSettings, error) {
			return s.SetBackupSettings(ctx, shown, wanted)
		},
		Start: func(s *storage.Store, told func()) Automatic { return storage.StartAutomatic(s, told) },
	}
}

// What the user does with the backups as a whole: see them, check them, copy and
// delete them. Restoring is in restore.go, looking inside in lookinside.go.

// showBackups shows the list of the backups in the place of the board.
func (w *Window) showBackups() {
	if !w.isReady() || w.backups != nil {
		return
	}
	if w.looking != nil {
		w.backToPresent()
	}
	w.backups = NewBackupsView(BackupsOptions{Today: w.today, ReadOnly: w.readOnly() != nil, BackupsActions: BackupsActions{
		Look:         func(f storage.BackupFile) { w.lookInside(f, "") },
		Check:        func(f storage.BackupFile) { w.checkBackups([]storage.BackupFile{f}, "") },
		CompareNow:   func(f storage.BackupFile) { w.compareWithNow(f, "") },
		CompareOther: w.chooseToCompare,
		Copy:         w.chooseCopy,
		OpenFolder:   func(f storage.BackupFile) { w.system.showInFiles(filepath.Dir(f.Path)) },
		Delete:       w.askDelete,
		Restore:      func(f storage.BackupFile) { w.prepareRestore(f.Path, false, "") },
		CheckAll:     w.checkAllBackups,
		Stop:         func() { w.stopChecking() },
		Settings:     w.showBackupSettings,
		Export:       w.export,
		Close:        w.leaveBackups,
	}})
	w.bar.Hide()
	w.content.Objects[1] = w.backups
	w.content.Refresh()
	w.toastPlace.Refresh()
	w.win.Canvas().Focus(w.backups.list)
	w.win.Canvas().SetOnTypedKey(w.backupsKey) // where nothing has the focus
	w.listBackups()
	w.readBackupSettings()
}

// leaveBackups shows the board again.
func (w *Window) leaveBackups() {
	if w.backups == nil || !w.isReady() {
		return
	}
	w.stopChecking()
	w.win.Canvas().Unfocus()
	w.win.Canvas().SetOnTypedKey(nil)
	w.backups = nil
	w.bar.Show()
	w.content.Objects[1] = w.board
	w.content.Refresh()
	w.toastPlace.Refresh()
}

// freeOfToasts keeps the news from the buttons beside the list.
func (w *Window) freeOfToasts(width float32) float32 {
	if w.backups == nil {
		return 0
	}
	return detailsWidth(width) + gap
}

func (w *Window) backupsKey(key *fyne.KeyEvent) {
	if v := w.backups; v != nil && !v.key(key) && v.list.moveBy(key.Name) {
		w.win.Canvas().Focus(v.list)
	}
}

// listBackups reads anew which backups there are, where they are shown.
func (w *Window) listBackups() {
	view := w.backups
	if view == nil || w.store == nil {
		return
	}
	ask(w.session, w.o.Backups.List, func(files []storage.BackupFile, err error) {
		switch {
		case view != w.backups:
		case err != nil:
			view.SetUnread(words.Explain(words.DoingRead, err).Text())
		default:
			for i := range files {
				files[i].CheckedAt = files[i].CheckedAt.In(w.now().Location())
			}
			view.SetBackups(files)
		}
	})
}

func (w *Window) checkAllBackups() {
	if w.isReady() {
		w.checkBackups(w.backups.files, "")
	}
}

// stopChecking ends the check that is under way; what was found stays.
func (w *Window) stopChecking() {
	if w.stopCheck != nil {
		w.stopCheck()
	}
}

// checked counts what a check of several backups has found.
type checked struct{ good, damaged, newer, locked int }

// checkBackups reads backups whole, one after the other, beside the window. The
// passphrase is for a single one; of several the locked ones are left out.
func (w *Window) checkBackups(files []storage.BackupFile, passphrase string) {
	view := w.backups
	if view == nil || view.progress.isRunning() || len(files) == 0 {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	w.stopCheck = stop
	paths := make([]string, len(files)) // the view's own list changes meanwhile
	for i, f := range files {
		paths[i] = f.Path
	}
	store := w.store
	view.SetProgress(checkProgress{path: paths[0], number: 1, all: len(paths)})
	news := &checkNews{show: w.background.Do, view: view, isShown: func() bool { return w.backups == view }}
	w.background.Go(func() {
		defer stop()
		var found checked
		var failed error
		for i, path := range paths {
			err := w.checkBackup(ctx, store, news, checkProgress{path: path, number: i + 1, all: len(paths)}, passphrase, &found)
			if ctx.Err() != nil {
				break
			}
			if err != nil && failed == nil {
				failed = err
			}
		}
		w.background.Do(func() {
			if w.ended || w.backups != view {
				return
			}
			view.SetProgress(checkProgress{})
			w.sayChecked(files[0], paths, found, failed)
			w.listBackups()
		})
	})
}

// checkBackup checks one of them. It returns why it could not be checked; a
// backup that is found damaged is no such failure.
func (w *Window) checkBackup(ctx context.Context, store *storage.Store, news *checkNews, p checkProgress, passphrase string, found *checked) error {
	news.tell(p, nil)
	_, err := w.o.Backups.Check(ctx, store, p.path, storage.ReadOptions{Passphrase: passphrase, Progress: func(done, total int64) {
		if percent := int(100 * done / max(total, 1)); percent != p.percent {
			p.percent = percent
			news.tell(p, nil)
		}
	}})
	if ctx.Err() != nil {
		return nil // the user's own wish, and nothing is known of the file
	}
	state, kind := storage.BackupChecked, storage.KindOf(err)
	switch {
	case err == nil:
		found.good++
	case kind == storage.KindBadBackup:
		state = storage.BackupDamaged
		found.damaged++
	case kind == storage.KindNewer:
		state = storage.BackupNewer
		found.newer++
	case kind == storage.KindPassphrase && p.all > 1:
		found.locked++
		return nil
	default:
		return err
	}
	at := w.now()
	news.tell(p, func(f *storage.BackupFile) { f.State, f.CheckedAt, f.Err = state, at, err })
	return nil
}

// checkNews brings what a check finds to the view, as often as the view can follow:
// small backups are read faster than the list is drawn, and Stop must not wait
// behind all of that.
type checkNews struct {
	show    func(func())
	view    *BackupsView
	isShown func() bool

	mu       sync.Mutex
	waits    bool // to be shown
	progress checkProgress
	found    []func(*BackupsView)
}

// tell is called by the check's goroutine. change is what was found, or nil.
func (n *checkNews) tell(p checkProgress, change func(*storage.BackupFile)) {
	n.mu.Lock()
	n.progress = p
	if change != nil {
		n.found = append(n.found, func(v *BackupsView) { v.update(p.path, change) })
	}
	waits := n.waits
	n.waits = true
	n.mu.Unlock()
	if !waits {
		n.show(n.apply)
	}
}

func (n *checkNews) apply() {
	n.mu.Lock()
	p, found := n.progress, n.found
	n.waits, n.found = false, nil
	n.mu.Unlock()
	if !n.isShown() {
		return
	}
	for _, change := range found {
		change(n.view)
	}
	n.view.SetProgress(p)
}

// sayChecked says what a check of several has found; of one the row says it.
func (w *Window) sayChecked(first storage.BackupFile, paths []string, found checked, failed error) {
	if len(paths) == 1 && w.asksPassphrase(first.Path, failed, func(passphrase string) {
		w.checkBackups([]storage.BackupFile{first}, passphrase)
	}) {
		return
	}
	if failed != nil {
		w.news.refuse(words.DoingCheck, failed, nil)
		return
	}
	if len(paths) == 1 || found == (checked{}) {
		return
	}
	toast := Toast{Kind: Good, Title: words.Say("checked.title")}
	parts := []string{words.Count("checked-good", found.good)}
	if found.damaged > 0 {
		toast.Kind, toast.Title = Error, words.Count("checked-damaged-title", found.damaged)
		parts = append(parts, words.Count("checked-damaged", found.damaged))
	}
	if found.newer > 0 {
		parts = append(parts, words.Count("checked-newer", found.newer))
	}
	if found.locked > 0 {
		parts = append(parts, words.Count("checked-locked", found.locked))
	}
	toast.Text = words.List(parts...)
	w.news.say(toast)
}

// chooseCopy asks where a copy of a backup shall go.
func (w *Window) chooseCopy(f storage.BackupFile) {
	if w.isReady() {
		w.system.chooseFolderFrom(w.system.homes(), "copy.choose", "copy.here", func(folder string) { w.copyBackup(f, folder) })
	}
}

// copyBackup copies a backup into a folder, with its progress in a sheet.
func (w *Window) copyBackup(f storage.BackupFile, folder string) {
	working(w, "copy.working", f.Path, func(ctx context.Context, s *storage.Store, progress func(done, total int64)) (storage.Copy, error) {
		return w.o.Backups.Copy(ctx, s, f.Path, folder, storage.CopyOptions{Progress: progress})
	}, nil, func(c storage.Copy, err error) {
		if err != nil && (!errors.Is(err, storage.ErrNotConfirmed) || c.Path == "") {
			w.news.refuse(words.DoingCopy, err, nil)
			return
		}
		toast := Toast{Kind: Good, Title: words.Say("copied-backup.title"), Text: c.Path, Actions: []Action{
			{Label: words.Say("exported.open-folder"), Run: func() { w.system.showInFiles(filepath.Dir(c.Path)) }},
			{Label: words.Say("exported.copy-path"), Run: func() { w.app.Clipboard().SetContent(c.Path) }},
		}}
		switch {
		case err != nil:
			toast.Kind, toast.Text = Warning, c.Path+"\n"+words.Say("safe.not-confirmed")
		case c.FromDrive:
			toast.Text += "\n" + words.Say("copied-backup.from-drive")
		}
		w.news.say(toast)
	})
}

// askDelete deletes a backup when the user has read what becomes of it.
func (w *Window) askDelete(f storage.BackupFile) {
	if !w.history.mayChange() {
		return
	}
	args := words.Args{"When": words.Moment(f.At, w.today())}
	confirm(w.win, words.Say("delete.title"), words.Say("delete.text", args),
		Action{Label: words.Say("delete.do"), Run: func() { w.deleteBackup(f) }})
}

func (w *Window) deleteBackup(f storage.BackupFile) {
	ask(w.session, func(ctx context.Context, s *storage.Store) (bool, error) {
		return w.o.Backups.Delete(ctx, s, f)
	}, func(trashed bool, err error) {
		switch {
		case err != nil:
			w.news.refuse(words.DoingDelete, err, nil)
		case trashed:
			w.news.say(Toast{Kind: Good, Title: words.Say("deleted.trash"), Text: f.Path})
		default:
			w.news.say(Toast{Kind: Warning, Title: words.Say("deleted.gone"), Text: f.Path + "\n" + words.Say("deleted.gone-more")})
		}
		w.listBackups()
	})
}

// working does something beside the window that takes time, with its progress in
// a sheet that can stop it. done is not called where the user has; what was made
// all the same, or comes when the window is closed, goes to drop, which may be nil.
func working[T any](w *Window, title, path string, do func(context.Context, *storage.Store, func(done, total int64)) (T, error), drop func(T), done func(T, error)) {
	if !w.isReady() {
		return
	}
	store := w.store
	ctx, stop := context.WithCancel(context.Background())
	wait := w.showRestoring(words.Say(title), filepath.Base(path), stop)
	w.background.Go(func() {
		answer, err := do(ctx, store, wait.meter.progress)
		w.background.Do(func() {
			stopped := ctx.Err() != nil || words.IsCancelled(err)
			wait.sheet.onClosed = nil
			wait.sheet.Hide()
			stop()
			switch {
			case !stopped && !w.ended && w.store == store:
				done(answer, err)
			case err == nil && drop != nil:
				drop(answer)
			}
		})
	})
}
