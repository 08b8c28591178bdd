package backups

import (
	"context"
	"errors"
	"path/filepath"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// What the user does to get a backup back: choose it, look at what would change,
// restore it, and undo that.

// restores restores backups.
type restores struct {
	Host
	files   Storage
	backups *Controller
}

// Choose asks for a backup and goes on with it.
func (rs *restores) Choose() {
	if rs.MayChange() {
		rs.ChooseFile("choose.restore", []string{".json", ".age"}, filepath.Join(rs.Store().Folder(), storage.BackupFolder), func(path string) { rs.Prepare(path, false, "") })
	}
}

// Prepare reads a backup in the background, with its progress in a sheet
// that can stop it, and then shows what would change. The passphrase is that of a
// locked file; if it is missing or wrong it is asked for.
func (rs *restores) Prepare(path string, leaveOut bool, passphrase string) {
	if !rs.MayChange() {
		return
	}
	store := rs.Store()
	ctx, stop := context.WithCancel(context.Background())
	wait := showProgress(rs.Host, words.Say("restore.reading"), filepath.Base(path), stop)
	rs.Background().Go(func() {
		var preview storage.RestorePreview
		r, err := rs.files.Prepare(ctx, store, path, storage.RestoreOptions{LeaveOut: leaveOut, Passphrase: passphrase, Progress: wait.meter.progress})
		if err == nil {
			preview, err = r.Preview(ctx)
		}
		if err != nil && r != nil {
			err = errors.Join(err, r.Close())
			r = nil
		}
		rs.Background().Do(func() {
			wait.sheet.OnClosed = nil
			wait.sheet.Hide()
			defer stop()
			switch {
			case !rs.IsOn(store) || ctx.Err() != nil: // stopped, if only when it was ready
				rs.close(r)
			case asksPassphrase(rs.Win, path, err, func(passphrase string) { rs.Prepare(path, leaveOut, passphrase) }):
			case err != nil:
				rs.refuse(path, passphrase, err)
			default:
				rs.show(path, r, preview, wait.meter)
			}
		})
	})
}

// close removes what a restore has made beside the store.
func (rs *restores) close(r *storage.Restore) {
	if r == nil {
		return
	}
	rs.Background().Go(func() {
		if err := r.Close(); err != nil {
			// Whether it was restored has been said, and this changes nothing about it.
			rs.Background().Do(func() {
				if !rs.Ended() {
					rs.Toast(kit.Toast{Tone: kit.Warning, Title: words.Say("left-behind.title"), Text: words.LeftBehind(err)})
				}
			})
		}
	})
}

// refuse says why a backup can't be restored. Where only single records are
// at fault, the rest is offered.
func (rs *restores) refuse(path, passphrase string, err error) {
	if words.IsCancelled(err) {
		return
	}
	var list *failure.FaultsError
	var rest []kit.Action
	if errors.As(err, &list) && list.OnlyRecords {
		rest = []kit.Action{{Label: words.Say("restore.rest"), Run: func() { rs.Prepare(path, true, passphrase) }}}
	}
	if !kit.ShowFaultsOf(rs.Win, rs.Clipboard, words.Say("restore.refused"), path, err, rest...) {
		rs.Refuse(words.DoingRestore, err)
	}
}

// show shows what a restore would change, and does it when the user says so. To
// close the sheet meanwhile stops it.
func (rs *restores) show(path string, r *storage.Restore, p storage.RestorePreview, m *percentMeter) {
	summary := restoreSummary(p, rs.Today())
	label := words.Say("restore.do")
	isSame := p.IsSame()
	if isSame {
		label = words.Say("restore.nothing")
	}
	var s *kit.Sheet
	ctx, stop := context.WithCancel(context.Background())
	running := false
	s = kit.ShowPreview(rs.Win, words.Say("restore.title"), path, summary, restoreWarning(p), restoreRows(p, rs.Today()), 300,
		label, !isSame, func(done func(error)) {
			running = true
			m.show = func(percent int) {
				if running {
					s.SetMessage(kit.Good, words.Say("restore.running", words.Args{"Percent": percent}))
				}
			}
			rs.apply(ctx, r, func(restored storage.Restored, err error) {
				running = false
				done(err)
				switch {
				case err == nil:
					rs.sayRestored(restored)
				case words.IsCancelled(err):
					rs.Say(kit.Toast{Tone: kit.Warning, Title: words.Say("restore.stopped"), Text: words.Say("restore.stopped-text")})
					rs.close(r)
				}
			})
		})
	s.OnClosed = func() {
		stop()
		if !running {
			rs.close(r)
		}
	}
}

// apply puts the restored data in place, in the background.
func (rs *restores) apply(ctx context.Context, r *storage.Restore, done func(storage.Restored, error)) {
	store := rs.Store()
	rs.Background().Go(func() {
		// Not as a change among others: it may wait for an export, and nobody waits for that to book.
		restored, err := r.Apply(ctx)
		rs.Background().Do(func() {
			if err == nil {
				rs.close(r) // a temporary file that stays is no failure of the restore
			}
			if rs.IsOn(store) {
				done(restored, err)
				rs.backups.Refresh() // there is one more: of what was there before
			}
		})
	})
}

func (rs *restores) sayRestored(restored storage.Restored) {
	text := words.Say("restored.safety", words.Args{"Path": restored.Safety.Path})
	if restored.Since > 0 {
		text += "\n" + words.Count("restored-since", int(restored.Since))
	}
	rs.Say(kit.Toast{Tone: kit.Good, Title: words.Say("restored.title"), Text: text, Stay: -1, Actions: []kit.Action{
		{Label: words.Say("undo"), Run: func() { rs.Revert(restored.Step, false) }},
		{Label: words.Say("exported.open-folder"), Run: func() { rs.ShowInFiles(filepath.Dir(restored.Safety.Path)) }},
	}})
}
