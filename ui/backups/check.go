package backups

import (
	"context"
	"sync"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

func (c *Controller) checkAll() {
	if c.IsReady() {
		c.check(c.List.files, "")
	}
}

// StopChecking ends the check that is under way; what was found stays.
func (c *Controller) StopChecking() {
	if c.stopCheck != nil {
		c.stopCheck()
	}
}

// checked counts what a check of several backups has found.
type checked struct{ good, damaged, newer, locked int }

// check reads backups whole, one after the other, in the background. The
// passphrase is for a single one; of several the locked ones are left out.
func (c *Controller) check(files []storage.BackupFile, passphrase string) {
	view := c.List
	if view == nil || view.progress.isRunning() || len(files) == 0 {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	c.stopCheck = stop
	paths := make([]string, len(files)) // the view's own list changes meanwhile
	for i, f := range files {
		paths[i] = f.Path
	}
	store := c.Store()
	view.SetProgress(checkProgress{path: paths[0], number: 1, all: len(paths)})
	news := &checkNews{show: c.Background().Do, view: view, isShown: func() bool { return c.List == view }}
	c.Background().Go(func() {
		defer stop()
		var found checked
		var failed error
		for i, path := range paths {
			err := c.checkOne(ctx, store, news, checkProgress{path: path, number: i + 1, all: len(paths)}, passphrase, &found)
			if ctx.Err() != nil {
				break
			}
			if err != nil && failed == nil {
				failed = err
			}
		}
		c.Background().Do(func() {
			if c.Ended() || c.List != view {
				return
			}
			view.SetProgress(checkProgress{})
			c.sayChecked(files[0], paths, found, failed)
			c.Refresh()
		})
	})
}

// checkOne checks one of them. It returns why it could not be checked; a
// backup that is found damaged is no such failure.
func (c *Controller) checkOne(ctx context.Context, store *storage.Store, news *checkNews, p checkProgress, passphrase string, found *checked) error {
	news.tell(p, nil)
	_, err := c.files.Check(ctx, store, p.path, storage.ReadOptions{Passphrase: passphrase, Progress: func(done, total int64) {
		if percent := int(100 * done / max(total, 1)); percent != p.percent {
			p.percent = percent
			news.tell(p, nil)
		}
	}})
	if ctx.Err() != nil {
		return nil // the user's own wish, and nothing is known of the file
	}
	state, kind := storage.BackupChecked, failure.KindOf(err)
	switch {
	case err == nil:
		found.good++
	case kind == failure.KindBadBackup:
		state = storage.BackupDamaged
		found.damaged++
	case kind == failure.KindNewer:
		state = storage.BackupNewer
		found.newer++
	case kind == failure.KindPassphrase && p.all > 1:
		found.locked++
		return nil
	default:
		return err
	}
	at := c.Now()
	news.tell(p, func(f *storage.BackupFile) { f.State, f.CheckedAt, f.Err = state, at, err })
	return nil
}

// checkNews brings what a check finds to the view, as often as the view can follow:
// small backups are read faster than the list is drawn, and Stop must not wait
// behind all of that.
type checkNews struct {
	show    func(func())
	view    *List
	isShown func() bool

	mu       sync.Mutex
	waits    bool // to be shown
	progress checkProgress
	found    []func(*List)
}

// tell is called by the check's goroutine. change is what was found, or nil.
func (n *checkNews) tell(p checkProgress, change func(*storage.BackupFile)) {
	n.mu.Lock()
	n.progress = p
	if change != nil {
		n.found = append(n.found, func(v *List) { v.update(p.path, change) })
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
func (c *Controller) sayChecked(first storage.BackupFile, paths []string, found checked, failed error) {
	if len(paths) == 1 && asksPassphrase(c.Win, first.Path, failed, func(passphrase string) {
		c.check([]storage.BackupFile{first}, passphrase)
	}) {
		return
	}
	if failed != nil {
		c.Refuse(words.DoingCheck, failed)
		return
	}
	if len(paths) == 1 || found == (checked{}) {
		return
	}
	toast := kit.Toast{Tone: kit.Good, Title: words.Say("checked.title")}
	parts := []string{words.Count("checked-good", found.good)}
	if found.damaged > 0 {
		toast.Tone, toast.Title = kit.Error, words.Count("checked-damaged-title", found.damaged)
		parts = append(parts, words.Count("checked-damaged", found.damaged))
	}
	if found.newer > 0 {
		parts = append(parts, words.Count("checked-newer", found.newer))
	}
	if found.locked > 0 {
		parts = append(parts, words.Count("checked-locked", found.locked))
	}
	toast.Text = words.List(parts...)
	c.Say(toast)
}
